//! The browser's extension APIs that the pages call, each as one function with Rust types.
//!
//! Chrome and Firefox both answer to `chrome.*` with promises under Manifest V3.

mod action;
mod begun;
mod clipboard;
mod convert;
mod files;
mod message;
mod page;
mod persist;
mod port;
mod storage;
mod tab;

use js_sys::{Array, Function, Object, Reflect};
use thiserror::Error;
use wasm_bindgen::prelude::*;

pub(crate) use action::{Badge, clear_badge, set_badge};
pub(crate) use begun::Begun;
pub(crate) use clipboard::copy;
pub(crate) use convert::{
    from_object, json_of, object_of_json, page_from_object, text_of, to_object,
};
pub(crate) use files::{offer_file, read_file, read_list};
pub(crate) use message::{Click, last_click, on_click};
pub(crate) use page::{
    Deleted, change_shortcut, delete_database, open_own, own_file, reload, shortcut, show_options,
};
pub(crate) use persist::{is_persisted, persist, persisting_asks};
pub(crate) use port::Port;
pub(crate) use storage::{Area, on_stored};
pub(crate) use tab::{
    Tab, active_tab, current_window, is_private_page, on_tab_activated, on_tab_loaded,
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

    /// An event such as `chrome.tabs.onUpdated`.
    type Event;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &Event, listener: &Function);
}

/// What a browser API answered instead of doing what it was asked.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{0}")]
pub(crate) struct BrowserError(pub(crate) String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let message = text_of(&value, "message").or_else(|| value.as_string());
        Self(message.unwrap_or_else(|| "unknown error".to_owned()))
    }
}

impl From<serde_json::Error> for BrowserError {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// A message in the user's language; empty if there is none of this name.
pub(crate) fn message(name: &str, values: &[&str]) -> String {
    let values: Array = values
        .iter()
        .map(|value| JsValue::from_str(value))
        .collect();
    i18n_get_message(name, values)
}

/// The language the browser speaks.
pub(crate) fn language() -> String {
    i18n_get_ui_language()
}

/// A name that nothing else has.
pub(crate) fn unique_id() -> String {
    crypto_random_uuid()
}

/// Leaves a mark on the page's timeline: how far an inspection has come.
pub(crate) fn mark(step: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A mark that can't be left is missed by nobody but a developer.
        let _ = performance.mark(step);
    }
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

fn listen(event: &Event, listener: &JsValue) {
    event.add_listener(listener.unchecked_ref());
}

/// A plain object.
pub(crate) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a plain object of ours cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
