//! Between the records' types and the plain objects that the database holds.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::{Result, StoreError};
use crate::browser;

/// A record as a plain object.
pub(super) fn to_object<T: Serialize>(record: &T) -> Result<JsValue> {
    browser::to_object(record).map_err(|error| StoreError::Other(error.to_string()))
}

/// A plain object as a record.
pub(super) fn from_object<T: DeserializeOwned>(object: &JsValue) -> Result<T> {
    browser::from_object(object).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Many plain objects as records.
pub(super) fn from_objects<T: DeserializeOwned>(objects: Vec<JsValue>) -> Result<Vec<T>> {
    from_object(&objects.into_iter().collect::<js_sys::Array>().into())
}
