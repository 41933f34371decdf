//! Tabs and windows: which one is in front, running a file in it, following what it does.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::{BrowserError, Event, from_object, listen, object};
use serde_json::json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn tabs_query(query: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn tabs_get(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = update)]
    async fn tabs_update(tab: i32, change: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = getCurrent)]
    async fn windows_get_current() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn scripting_execute_script(injection: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "extension"], js_name = inIncognitoContext)]
    static IN_INCOGNITO_CONTEXT: JsValue;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onUpdated)]
    static TABS_ON_UPDATED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onActivated)]
    static TABS_ON_ACTIVATED: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onRemoved)]
    static TABS_ON_REMOVED: Event;
}

/// A tab, as much of it as the extension may see. The address is there only while the user's
/// click on the toolbar icon counts for the page that is shown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tab {
    /// The browser's number of it.
    pub id: i32,
    /// The browser's number of its window.
    pub window_id: i32,
    /// The page's address.
    pub url: Option<String>,
    /// Whether it is in a private window.
    pub incognito: bool,
    /// "loading" or "complete".
    pub status: Option<String>,
}

impl Tab {
    /// Whether its page has been loaded.
    pub fn is_loaded(&self) -> bool {
        self.status.as_deref() == Some("complete")
    }
}

/// The tab the user looks at in this panel's window.
pub async fn active_tab() -> Result<Option<Tab>, BrowserError> {
    let query = object(&json!({ "active": true, "currentWindow": true }));
    let tabs: Vec<Tab> = from_object(tabs_query(&query).await?)?;
    Ok(tabs.into_iter().next())
}

/// A tab by its id.
pub async fn tab(id: i32) -> Result<Tab, BrowserError> {
    from_object(tabs_get(id).await?)
}

/// Opens an address in a tab, in place of the page that is there. It needs no permission.
pub async fn go_to(tab: i32, url: &str) -> Result<(), BrowserError> {
    tabs_update(tab, &object(&json!({ "url": url }))).await?;
    Ok(())
}

/// Whether this page is itself a private one, whose database goes with the private windows.
pub fn is_private_page() -> bool {
    IN_INCOGNITO_CONTEXT.with(JsValue::is_truthy)
}

/// The window this page is shown in.
pub async fn current_window() -> Result<i32, BrowserError> {
    #[derive(Deserialize)]
    struct Window {
        id: i32,
    }
    let window: Window = from_object(windows_get_current().await?)?;
    Ok(window.id)
}

/// Runs some of the extension's own files in a tab, in order, and gives the value of the last.
pub async fn run_in_tab(tab: i32, files: &[&str]) -> Result<JsValue, BrowserError> {
    let injection = object(&json!({ "target": { "tabId": tab }, "files": files }));
    first_value(scripting_execute_script(&injection).await?)
}

/// The value of a script that was run in one tab, by the browser's answer.
pub(super) fn first_value(results: JsValue) -> Result<JsValue, BrowserError> {
    #[derive(Deserialize)]
    struct Injected {
        #[serde(with = "serde_wasm_bindgen::preserve", default)]
        result: JsValue,
        /// Firefox reports a script's exception here instead of rejecting.
        #[serde(with = "serde_wasm_bindgen::preserve", default)]
        error: JsValue,
    }
    let results: Vec<Injected> = from_object(results)?;
    let first = results.into_iter().next();
    let Injected { result, error } =
        first.ok_or_else(|| BrowserError("no script was run".to_owned()))?;
    if error.is_undefined() || error.is_null() {
        return Ok(result);
    }
    Err(error.into())
}

/// What a tab's own news says of it.
#[derive(Deserialize)]
struct Change {
    url: Option<String>,
    status: Option<String>,
}

/// Calls back when a tab begins to load something else or takes another address, with the tab's id
/// and the address, where it is another and the extension may know it.
pub fn on_tab_loading(callback: impl Fn(i32, Option<String>) + 'static) {
    let listener = Closure::<dyn Fn(i32, JsValue)>::new(move |tab: i32, change: JsValue| {
        if let Ok(Change { url, status }) = from_object(change)
            && (url.is_some() || status.as_deref() == Some("loading"))
        {
            callback(tab, url);
        }
    });
    TABS_ON_UPDATED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back when a tab has loaded its page, with the tab's id.
pub fn on_tab_loaded(callback: impl Fn(i32) + 'static) {
    let listener = Closure::<dyn Fn(i32, JsValue)>::new(move |tab: i32, change: JsValue| {
        let change = from_object::<Change>(change);
        if change.is_ok_and(|change| change.status.as_deref() == Some("complete")) {
            callback(tab);
        }
    });
    TABS_ON_UPDATED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back when another tab is shown, with its id and its window's.
pub fn on_tab_activated(callback: impl Fn(i32, i32) + 'static) {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Activated {
        tab_id: i32,
        window_id: i32,
    }
    let listener = Closure::<dyn Fn(JsValue)>::new(move |info: JsValue| {
        if let Ok(info) = from_object::<Activated>(info) {
            callback(info.tab_id, info.window_id);
        }
    });
    TABS_ON_ACTIVATED.with(|event| listen(event, &listener.into_js_value()));
}

/// Calls back when a tab is closed, with its id.
pub fn on_tab_removed(callback: impl Fn(i32) + 'static) {
    let listener = Closure::<dyn Fn(i32)>::new(callback);
    TABS_ON_REMOVED.with(|event| listen(event, &listener.into_js_value()));
}
