//! Files to and from the person's disk, and the clipboard.

use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlElement, TextDecoder, Url};

use super::BrowserError;

/// A chosen file's bytes.
pub(crate) async fn read_file(file: &File) -> Result<Vec<u8>, BrowserError> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Text in an encoding the browser knows by this label; what is not in it becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], label: &str) -> Result<String, BrowserError> {
    let decoder = TextDecoder::new_with_label(label)?;
    Ok(decoder.decode_with_u8_array(bytes)?)
}

/// Offers text as a file, the way the browser offers downloads.
pub(crate) fn offer_file(name: &str, kind: &str, text: &str) -> Result<(), BrowserError> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsString::from(text).into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = leptos::prelude::document();
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    let anchor: HtmlElement = anchor.unchecked_into();
    anchor.click();
    // The browser has taken hold of the content by now; the address only held memory.
    leptos::prelude::set_timeout(
        move || drop(Url::revoke_object_url(&address)),
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// Puts text on the clipboard.
pub(crate) async fn copy(text: &str) -> Result<(), BrowserError> {
    let clipboard = leptos::prelude::window().navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}
