//! The browser's extension APIs that the pages call, each as one function with Rust types.
//!
//! Chrome and Firefox both answer to `chrome.*` with promises under Manifest V3.

use js_sys::{Array, Function, Object, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn tabs_query(query: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn tabs_get(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = getCurrent)]
    async fn windows_get_current() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn runtime_send_message(message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn scripting_execute_script(injection: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = get)]
    async fn storage_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "sync"], js_name = set)]
    async fn storage_set(items: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn i18n_get_message(name: &str, values: Array) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn i18n_get_ui_language() -> String;

    /// An event such as `chrome.tabs.onUpdated`.
    type Event;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &Event, listener: &Function);

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onUpdated)]
    static TABS_ON_UPDATED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onActivated)]
    static TABS_ON_ACTIVATED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onRemoved)]
    static TABS_ON_REMOVED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static RUNTIME_ON_MESSAGE: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static RUNTIME_ID: String;
}

/// What a browser API answered instead of doing what it was asked.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{0}")]
pub(crate) struct BrowserError(pub(crate) String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let message = Reflect::get(&value, &"message".into())
            .ok()
            .and_then(|message| message.as_string())
            .or_else(|| value.as_string());
        Self(message.unwrap_or_else(|| "unknown error".to_owned()))
    }
}

impl From<serde_wasm_bindgen::Error> for BrowserError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self(error.to_string())
    }
}

/// A tab, as much of it as the extension may see. The address is there only while the user's
/// click on the toolbar icon counts for the page that is shown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Tab {
    pub(crate) id: i32,
    pub(crate) window_id: i32,
    pub(crate) url: Option<String>,
}

/// The tab a person looks at in this panel's window.
pub(crate) async fn active_tab() -> Result<Option<Tab>, BrowserError> {
    let query = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs: Vec<Tab> = serde_wasm_bindgen::from_value(tabs_query(&query).await?)?;
    Ok(tabs.into_iter().next())
}

/// A tab by its id.
pub(crate) async fn tab(id: i32) -> Result<Tab, BrowserError> {
    Ok(serde_wasm_bindgen::from_value(tabs_get(id).await?)?)
}

/// The tab whose toolbar click opened this page, where a click did.
pub(crate) async fn clicked_tab() -> Option<i32> {
    let message = object(&[("type", "clicked".into())]);
    let answer = runtime_send_message(&message).await.ok()?;
    serde_wasm_bindgen::from_value(answer).ok()
}

/// The window this page is shown in.
pub(crate) async fn current_window() -> Result<i32, BrowserError> {
    #[derive(Deserialize)]
    struct Window {
        id: i32,
    }
    let window: Window = serde_wasm_bindgen::from_value(windows_get_current().await?)?;
    Ok(window.id)
}

/// Runs one of the extension's own files in a tab and gives its value.
pub(crate) async fn run_in_tab(tab: i32, file: &str) -> Result<JsValue, BrowserError> {
    let injection = object(&[
        ("target", object(&[("tabId", tab.into())])),
        ("files", Array::of1(&file.into()).into()),
    ]);
    let results = scripting_execute_script(&injection).await?;
    let first = Reflect::get_u32(&results, 0)?;
    // Firefox reports a script's exception here instead of rejecting.
    let error = Reflect::get(&first, &"error".into())?;
    if !error.is_undefined() && !error.is_null() {
        return Err(error.into());
    }
    Ok(Reflect::get(&first, &"result".into())?)
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

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Calls back when a tab begins to load something else, with the tab's id.
pub(crate) fn on_tab_loading(callback: impl Fn(i32) + 'static) {
    let listener = Closure::<dyn Fn(i32, JsValue)>::new(move |tab: i32, change: JsValue| {
        let has = |name: &str| {
            Reflect::get(&change, &name.into()).is_ok_and(|value| !value.is_undefined())
        };
        let loading = Reflect::get(&change, &"status".into())
            .is_ok_and(|status| status.as_string().as_deref() == Some("loading"));
        if loading || has("url") {
            callback(tab);
        }
    });
    TABS_ON_UPDATED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back when another tab is shown, with its id and its window's.
pub(crate) fn on_tab_activated(callback: impl Fn(i32, i32) + 'static) {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Activated {
        tab_id: i32,
        window_id: i32,
    }
    let listener = Closure::<dyn Fn(JsValue)>::new(move |info: JsValue| {
        if let Ok(info) = serde_wasm_bindgen::from_value::<Activated>(info) {
            callback(info.tab_id, info.window_id);
        }
    });
    TABS_ON_ACTIVATED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back when a tab is closed, with its id.
pub(crate) fn on_tab_removed(callback: impl Fn(i32) + 'static) {
    let listener = Closure::<dyn Fn(i32)>::new(callback);
    TABS_ON_REMOVED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back with the tab's id when the toolbar icon was clicked while this page is open.
/// Messages from anybody but this extension are not heard.
pub(crate) fn on_inspect(callback: impl Fn(i32) + 'static) {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Message {
        r#type: String,
        tab_id: i32,
    }
    let listener = Closure::<dyn Fn(JsValue, JsValue)>::new(move |message, sender: JsValue| {
        let from = Reflect::get(&sender, &"id".into())
            .ok()
            .and_then(|id| id.as_string());
        let ours = RUNTIME_ID.with(|id| from.as_ref() == Some(id));
        if let (true, Ok(message)) = (ours, serde_wasm_bindgen::from_value::<Message>(message))
            && message.r#type == "inspect"
        {
            callback(message.tab_id);
        }
    });
    RUNTIME_ON_MESSAGE.with(|event| listen(event, &listener.into_js_value()));
}

fn listen(event: &Event, listener: &JsValue) {
    event.add_listener(listener.unchecked_ref());
}

/// A plain object.
fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a plain object of ours cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
