//! The browser's synchronised storage.

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{BrowserError, object};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = get)]
    async fn storage_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = set)]
    async fn storage_set(items: &JsValue) -> Result<JsValue, JsValue>;
}

/// A value from the synchronised storage; `None` if there is none.
pub(crate) async fn load<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let items = storage_get(key).await?;
    let value = Reflect::get(&items, &key.into())?;
    if value.is_undefined() {
        return Ok(None);
    }
    Ok(Some(serde_wasm_bindgen::from_value(value)?))
}

/// Keeps a value in the synchronised storage.
pub(crate) async fn save<T: serde::Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = value.serialize(&serializer)?;
    storage_set(&object(&[(key, value)])).await?;
    Ok(())
}
