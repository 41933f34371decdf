//! Saving a file through the browser's own download, which needs no permission.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlAnchorElement, Url};

use super::BrowserError;
use super::clipboard::blob;

/// How long the browser is given to read the file before its address ends.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// Saves text as a file of this name.
pub(crate) fn save_file(name: &str, kind: &str, text: &str) -> Result<(), BrowserError> {
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
