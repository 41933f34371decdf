//! Messages between the extension's own parts.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::{Event, from_object, listen, object, text_of};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn runtime_send_message(message: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static RUNTIME_ON_MESSAGE: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static RUNTIME_ID: String;
}

/// A person's click on the toolbar icon, the shortcut or the context menu: what the panel is asked.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Click {
    pub(crate) tab_id: i32,
    /// Whether the tab is in a private window.
    pub(crate) incognito: bool,
    /// The address of the link that was asked about.
    pub(crate) link: Option<String>,
    /// The words that were selected.
    pub(crate) selection: Option<String>,
}

/// The click in this window that no panel has answered yet, where there is one.
pub(crate) async fn last_click(window: i32) -> Option<Click> {
    let message = object(&[("type", "clicked".into()), ("windowId", window.into())]);
    let answer = runtime_send_message(&message).await.ok()?;
    from_object(&answer).ok()
}

/// Calls back when there was a click, in whichever window, while this page is open. Messages from
/// anybody but this extension are not heard.
pub(crate) fn on_click(callback: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(JsValue, JsValue)>::new(move |message, sender: JsValue| {
        let ours = RUNTIME_ID.with(|id| text_of(&sender, "id").as_ref() == Some(id));
        if ours && text_of(&message, "type").as_deref() == Some("inspect") {
            callback();
        }
    });
    RUNTIME_ON_MESSAGE.with(|event| listen(event, &listener.into_js_value()));
}
