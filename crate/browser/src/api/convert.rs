//! Between Rust's types and JavaScript's plain objects, in two ways.
//!
//! Objects of the browser's APIs and messages go field by field, by serde-wasm-bindgen. What is stored,
//! and the page with its report, goes as JSON text: a reader of fields does not see those that it does
//! not ask for, so a profile of a newer build would lose them instead of being refused; and of a whole
//! report the browser writes and reads text faster than objects are built across the border.

use gloo_utils::format::JsValueSerdeExt as _;
use js_sys::{JSON, Object, Reflect};
use linkglance_core::Page;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use super::BrowserError;

/// A message, or what a browser API is given.
pub(super) fn to_object<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, BrowserError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// A message, or what a browser API has answered.
pub(super) fn from_object<T: DeserializeOwned>(object: JsValue) -> Result<T, BrowserError> {
    Ok(serde_wasm_bindgen::from_value(object)?)
}

/// A value as it is stored.
pub fn to_stored<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, BrowserError> {
    Ok(JsValue::from_serde(value)?)
}

/// A value from what is stored; `undefined` reads as null.
pub fn from_stored<T: DeserializeOwned>(object: &JsValue) -> Result<T, BrowserError> {
    Ok(object.into_serde()?)
}

/// What JSON says, as a plain object.
pub fn object_of_json(json: &str) -> Result<JsValue, BrowserError> {
    Ok(JSON::parse(json)?)
}

/// A collected page. Its source, nearly all of it, goes over by itself: as a part of JSON it would
/// be escaped, copied and read once more.
pub fn page_from_object(object: &JsValue) -> Result<Page, BrowserError> {
    let Some(html) = text_of(object, "html") else {
        return from_stored(object);
    };
    let rest = Object::assign(&Object::new(), object.unchecked_ref());
    Reflect::delete_property(&rest, &"html".into())?;
    let mut page: Page = from_stored(&rest)?;
    page.html = html;
    Ok(page)
}

/// A field of a plain object, where it is a text.
pub fn text_of(object: &JsValue, field: &str) -> Option<String> {
    Reflect::get(object, &field.into()).ok()?.as_string()
}
