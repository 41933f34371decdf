//! The browser's extension APIs that the pages call, each as one function with Rust types.
//!
//! Chrome and Firefox both answer to `chrome.*` with promises under Manifest V3.

mod action;
mod begun;
mod clipboard;
mod convert;
mod early;
mod files;
mod message;
mod page;
pub mod permissions;
mod persist;
mod port;
mod storage;
mod tab;

use js_sys::{Array, Function, Object};
use thiserror::Error;
use wasm_bindgen::prelude::*;

pub use action::{Badge, clear_badge, set_badge, set_badge_of_all};
pub use begun::Begun;
pub use clipboard::copy;
use convert::{from_object, to_object};
pub use convert::{from_stored, object_of_json, page_from_object, text_of, to_stored};
pub use early::{Collecting, collect, early_click, forget_stored};
pub use files::{ListFile, Pieces, breathe, offer_file, read_file, read_list};
pub use message::{Click, last_click, on_click, tell_worker};
pub use page::{
    Deleted, change_shortcut, delete_database, open_behind, open_own, own_file, reload, shortcut,
    show_options,
};
pub use persist::{is_persisted, persist, persisting_asks};
pub use port::Port;
pub use storage::{Area, on_stored};
pub use tab::{
    Tab, active_tab, current_window, go_to, is_private_page, on_tab_activated, on_tab_loaded,
    on_tab_loading, on_tab_removed, run_in_tab, tab,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn i18n_get_message(name: &str, values: Array) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn i18n_get_ui_language() -> String;

    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    fn crypto_random_uuid() -> String;

    // Bound here, since a page, a worker and a program for tests all have it and web_sys asks a window.
    #[wasm_bindgen(catch, js_namespace = performance, js_name = mark)]
    fn performance_mark(step: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    /// An event such as `chrome.tabs.onUpdated`.
    type Event;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &Event, listener: &Function);
}

/// What a browser API answered instead of doing what it was asked.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let message = text_of(&value, "message").or_else(|| value.as_string());
        Self(message.unwrap_or_else(|| "unknown error".to_owned()))
    }
}

impl From<serde_wasm_bindgen::Error> for BrowserError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for BrowserError {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// A message in the user's language; empty if there is none of this name.
pub fn message(name: &str, values: &[&str]) -> String {
    let values: Array = values
        .iter()
        .map(|value| JsValue::from_str(value))
        .collect();
    i18n_get_message(name, values)
}

/// The language the browser speaks.
pub fn language() -> String {
    i18n_get_ui_language()
}

/// A unique name.
pub fn unique_id() -> String {
    crypto_random_uuid()
}

/// Leaves a mark on the page's timeline: how far an inspection has come.
pub fn mark(step: &str) {
    // Only developers read these marks, so a failed one is ignored.
    let _ = performance_mark(step);
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    performance_now()
}

fn listen(event: &Event, listener: &JsValue) {
    event.add_listener(listener.unchecked_ref());
}

/// A plain object of what JSON can say.
pub fn object(fields: &serde_json::Value) -> JsValue {
    // Every JSON value can be written, so no argument is lost.
    to_object(fields).unwrap_or_default()
}

/// A plain object of objects.
pub fn object_of(entries: &[(&str, JsValue)]) -> JsValue {
    let pairs: Array = entries
        .iter()
        .map(|(name, value)| Array::of2(&(*name).into(), value))
        .collect();
    // Pairs they are.
    Object::from_entries(&pairs).unwrap_or_default().into()
}
