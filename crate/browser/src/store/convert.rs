//! Between the records' types and the plain objects that the database holds.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::{Result, StoreError};
use crate::api;

/// A record as a plain object.
pub(super) fn to_object<T: Serialize>(record: &T) -> Result<JsValue> {
    api::to_stored(record).map_err(|error| StoreError::Other(error.to_string()))
}

/// A plain object as a record.
pub(super) fn from_object<T: DeserializeOwned>(object: &JsValue) -> Result<T> {
    api::from_stored(object).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// What was read of many records.
pub struct Readable<T> {
    /// Those that can be read.
    pub all: Vec<T>,
    /// How many can't. They stay as they are, and backups hold them.
    pub damaged: usize,
}

/// Plain objects as records, without those that can't be read.
pub(super) fn readable<T: DeserializeOwned>(objects: &[JsValue]) -> Readable<T> {
    let read = objects.iter().map(from_object::<T>);
    let all: Vec<T> = read.filter_map(Result::ok).collect();
    Readable {
        damaged: objects.len() - all.len(),
        all,
    }
}
