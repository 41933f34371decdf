//! The browser's storage for extensions: what follows the person, and what stays on this computer.

use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{BrowserError, object};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = get)]
    async fn storage_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = set)]
    async fn storage_set(items: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn local_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn local_set(items: &JsValue) -> Result<JsValue, JsValue>;
}

/// A value from the synchronised storage; `None` if there is none.
pub(crate) async fn load<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    value_of(&storage_get(key).await?, key)
}

/// Keeps a value in the synchronised storage.
pub(crate) async fn save<T: Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    storage_set(&item(key, value)?).await?;
    Ok(())
}

/// A value from this computer's storage; `None` if there is none.
pub(crate) async fn load_local<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    value_of(&local_get(key).await?, key)
}

/// Keeps a value in this computer's storage.
pub(crate) async fn save_local<T: Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    local_set(&item(key, value)?).await?;
    Ok(())
}

fn value_of<T: DeserializeOwned>(items: &JsValue, key: &str) -> Result<Option<T>, BrowserError> {
    let value = Reflect::get(items, &key.into())?;
    if value.is_undefined() {
        return Ok(None);
    }
    Ok(Some(serde_wasm_bindgen::from_value(value)?))
}

fn item<T: Serialize>(key: &str, value: &T) -> Result<JsValue, BrowserError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(object(&[(key, value.serialize(&serializer)?)]))
}
