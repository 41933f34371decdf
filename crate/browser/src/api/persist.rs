//! Whether the browser may delete what the extension has stored when the disk runs low.

use wasm_bindgen::prelude::*;

use super::BrowserError;
use super::page::own_address;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"], js_name = persisted)]
    async fn storage_persisted() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"], js_name = persist)]
    async fn storage_persist() -> Result<JsValue, JsValue>;
}

/// Whether the browser has promised to delete no data by itself.
pub async fn is_persisted() -> Result<bool, BrowserError> {
    Ok(storage_persisted().await?.is_truthy())
}

/// Asks the browser for that promise, and says whether it is given.
pub async fn persist() -> Result<bool, BrowserError> {
    Ok(storage_persist().await?.is_truthy())
}

/// Whether [`persist`] asks the user. Firefox does; Chromium decides by itself.
pub fn persisting_asks() -> bool {
    own_address("").starts_with("moz-extension:")
}
