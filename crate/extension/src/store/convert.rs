//! Between the records' types and the plain objects that the database holds. JSON text is the
//! way over: the browser writes and reads it faster than objects are built field by field.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::{Result, StoreError};

/// A record as a plain object.
pub(super) fn to_object<T: Serialize>(record: &T) -> Result<JsValue> {
    let text = serde_json::to_string(record)?;
    js_sys::JSON::parse(&text).map_err(|error| StoreError::Other(format!("{error:?}")))
}

/// A plain object as a record.
pub(super) fn from_object<T: DeserializeOwned>(object: &JsValue) -> Result<T> {
    let text = js_sys::JSON::stringify(object)
        .map_err(|error| StoreError::Damaged(format!("{error:?}")))?;
    Ok(serde_json::from_str(&String::from(text))?)
}

/// Many plain objects as records.
pub(super) fn from_objects<T: DeserializeOwned>(objects: Vec<JsValue>) -> Result<Vec<T>> {
    from_object(&objects.into_iter().collect::<js_sys::Array>().into())
}
