//! Files to and from the user's disk.

use gloo_file::futures::read_as_bytes;
use gloo_file::{Blob, ObjectUrl};
use gloo_timers::callback::Timeout;
use gloo_utils::document;
use linkglance_core::import::encoding_of;
use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlAnchorElement, TextDecoder};

use super::BrowserError;

/// How long the browser is given to read an offered file before its address ends, in milliseconds.
const READ_WITHIN: u32 = 60_000;

/// A chosen file's bytes.
pub async fn read_file(file: &File) -> Result<Vec<u8>, BrowserError> {
    let read = read_as_bytes(&Blob::from(file.clone())).await;
    read.map_err(|error| BrowserError(error.to_string()))
}

/// A chosen list's text, in whatever encoding it is; what is not in that becomes U+FFFD.
pub async fn read_list(file: &File) -> Result<String, BrowserError> {
    let bytes = read_file(file).await?;
    let decoder = TextDecoder::new_with_label(encoding_of(&bytes))?;
    Ok(decoder.decode_with_u8_array(&bytes)?)
}

/// Offers text as a file of this name through the browser's own download, which needs no permission.
pub fn offer_file(name: &str, kind: &str, text: &str) -> Result<(), BrowserError> {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(kind)));
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address ends with its value.
    Timeout::new(READ_WITHIN, move || drop(url)).forget();
    Ok(())
}
