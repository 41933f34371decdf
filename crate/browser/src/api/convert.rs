//! Between Rust's types and JavaScript's plain objects. JSON text is the way over: the browser
//! writes and reads it faster than objects are built field by field, and one reader for each type
//! is in the wasm instead of two.

use js_sys::{JSON, Object, Reflect};
use linkglance_core::Page;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use super::BrowserError;

/// A value as a plain object.
pub(crate) fn to_object<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, BrowserError> {
    object_of_json(&serde_json::to_string(value)?)
}

/// What JSON says, as a plain object.
pub(crate) fn object_of_json(json: &str) -> Result<JsValue, BrowserError> {
    Ok(JSON::parse(json)?)
}

/// A plain object as a value; `undefined` reads as null.
pub(crate) fn from_object<T: DeserializeOwned>(object: &JsValue) -> Result<T, BrowserError> {
    Ok(serde_json::from_str(&json_of(object)?)?)
}

/// A plain object as JSON; `undefined` is written as null.
pub(crate) fn json_of(object: &JsValue) -> Result<String, BrowserError> {
    if object.is_undefined() {
        return Ok("null".to_owned());
    }
    Ok(JSON::stringify(object)?.into())
}

/// A collected page. Its source, nearly all of it, goes over by itself: as a part of JSON it would
/// be escaped, copied and read once more.
pub(crate) fn page_from_object(object: &JsValue) -> Result<Page, BrowserError> {
    let Some(html) = text_of(object, "html") else {
        return from_object(object);
    };
    let rest = Object::assign(&Object::new(), object.unchecked_ref());
    Reflect::delete_property(&rest, &"html".into())?;
    let mut page: Page = from_object(&rest)?;
    page.html = html;
    Ok(page)
}

/// A field of a plain object, where it is a text.
pub(crate) fn text_of(object: &JsValue, field: &str) -> Option<String> {
    Reflect::get(object, &field.into()).ok()?.as_string()
}
