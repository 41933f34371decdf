//! The extension's own pages and files: opening, reloading, reading what ships, the
//! keyboard shortcut, the database.

use js_sys::Reflect;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use super::{BrowserError, from_object, object};
use gloo_events::EventListener;
use gloo_utils::window;
use serde_json::json;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn runtime_get_url(path: &str) -> String;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = openOptionsPage)]
    async fn runtime_open_options_page() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    async fn tabs_create(tab: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome"], js_name = commands)]
    static COMMANDS: Commands;
    type Commands;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    async fn get_all(this: &Commands) -> Result<JsValue, JsValue>;
    /// Firefox only.
    #[wasm_bindgen(method, catch, js_name = openShortcutSettings)]
    async fn open_shortcut_settings(this: &Commands) -> Result<JsValue, JsValue>;
}

/// The command that is a click on the toolbar icon.
const CLICK_COMMAND: &str = "_execute_action";

/// Where Chrome lets the user change shortcuts.
const CHROME_SHORTCUTS: &str = "chrome://extensions/shortcuts";

/// The address of one of the extension's own files.
pub(super) fn own_address(file: &str) -> String {
    runtime_get_url(file)
}

/// Shows the settings in a tab.
pub fn show_options() {
    spawn_local(async {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = runtime_open_options_page().await;
    });
}

/// Opens one of the extension's own pages in a tab.
pub async fn open_own(file: &str) -> Result<(), BrowserError> {
    tabs_create(&object(&json!({ "url": runtime_get_url(file) }))).await?;
    Ok(())
}

/// Opens a web page in a tab behind the one in front.
pub async fn open_behind(url: &str) -> Result<(), BrowserError> {
    tabs_create(&object(&json!({ "url": url, "active": false }))).await?;
    Ok(())
}

/// Starts this page again.
pub fn reload() {
    // Our own page may always reload.
    let _ = window().location().reload();
}

/// The text of a file that ships with the extension.
pub async fn own_file(path: &str) -> Result<String, BrowserError> {
    let fetching = window().fetch_with_str(&runtime_get_url(path));
    let response: Response = JsFuture::from(fetching).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// The keys that are a click on the toolbar icon; `None` if the user has none set.
pub async fn shortcut() -> Option<String> {
    #[derive(Deserialize)]
    struct Command {
        name: String,
        shortcut: String,
    }
    let commands = COMMANDS.with(|commands| JsValue::from(commands).unchecked_into::<Commands>());
    let all: Vec<Command> = from_object(commands.get_all().await.ok()?).ok()?;
    let click = all
        .into_iter()
        .find(|command| command.name == CLICK_COMMAND)?;
    Some(click.shortcut).filter(|keys| !keys.is_empty())
}

/// Opens the browser's own page for changing shortcuts.
pub async fn change_shortcut() -> Result<(), BrowserError> {
    let commands = COMMANDS.with(|commands| JsValue::from(commands).unchecked_into::<Commands>());
    if Reflect::has(&commands, &"openShortcutSettings".into())? {
        commands.open_shortcut_settings().await?;
    } else {
        tabs_create(&object(&json!({ "url": CHROME_SHORTCUTS }))).await?;
    }
    Ok(())
}

/// What became of a database that was to be deleted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deleted {
    /// It is gone.
    Done,
    /// Another page has it open: it goes when that page is closed.
    WhenClosed,
}

/// Deletes a database; none is no error.
pub async fn delete_database(name: &str) -> Result<Deleted, BrowserError> {
    let factory = window().indexed_db()?;
    let factory = factory.ok_or_else(|| BrowserError("no IndexedDB".to_owned()))?;
    let request = factory.delete_database(name)?;
    let outcome = js_sys::Promise::new(&mut |resolve, reject| {
        for (event, deleted) in [("success", true), ("blocked", false)] {
            let resolve = resolve.clone();
            EventListener::once(&request, event, move |_| {
                // Resolving cannot fail.
                let _ = resolve.call1(&JsValue::NULL, &deleted.into());
            })
            .forget();
        }
        request.set_onerror(Some(&reject));
    });
    let done = JsFuture::from(outcome).await?;
    Ok(if done.is_truthy() {
        Deleted::Done
    } else {
        Deleted::WhenClosed
    })
}
