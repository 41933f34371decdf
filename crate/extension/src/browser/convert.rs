//! Between Rust's types and JavaScript's plain objects. JSON text is the way over: the browser
//! writes and reads it faster than objects are built field by field, and one reader for each type
//! is in the wasm instead of two.

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::BrowserError;

/// A value as a plain object.
pub(crate) fn to_object<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, BrowserError> {
    let text = serde_json::to_string(value)?;
    Ok(JSON::parse(&text)?)
}

/// A plain object as a value; `undefined` reads as null.
pub(crate) fn from_object<T: DeserializeOwned>(object: &JsValue) -> Result<T, BrowserError> {
    if object.is_undefined() {
        return Ok(serde_json::from_str("null")?);
    }
    let text = String::from(JSON::stringify(object)?);
    Ok(serde_json::from_str(&text)?)
}
