//! Files to and from the person's disk.

use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::set_timeout;
use linkglance_core::import::encoding_of;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlAnchorElement, TextDecoder, Url};

use super::BrowserError;
use super::clipboard::blob;

/// How long the browser is given to read an offered file before its address ends.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// A chosen file's bytes.
pub(crate) async fn read_file(file: &File) -> Result<Vec<u8>, BrowserError> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A chosen list's text, in whatever encoding it is; what is not in that becomes U+FFFD.
pub(crate) async fn read_list(file: &File) -> Result<String, BrowserError> {
    let bytes = read_file(file).await?;
    let decoder = TextDecoder::new_with_label(encoding_of(&bytes))?;
    Ok(decoder.decode_with_u8_array(&bytes)?)
}

/// Offers text as a file of this name through the browser's own download, which needs no permission.
pub(crate) fn offer_file(name: &str, kind: &str, text: &str) -> Result<(), BrowserError> {
    let url = Url::create_object_url_with_blob(&blob(text, kind)?)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| JsValue::from("no document"))?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // An address that has ended already is no loss.
            let _ = Url::revoke_object_url(&url);
        },
        READ_WITHIN,
    );
    Ok(())
}
