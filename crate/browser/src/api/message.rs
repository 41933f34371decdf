//! Messages between the extension's own parts.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::{Event, from_object, listen, object};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn runtime_send_message(message: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = onMessage)]
    static RUNTIME_ON_MESSAGE: Event;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static RUNTIME_ID: String;
}

/// The user's click on the toolbar icon, the shortcut or the context menu: what the panel is asked.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Click {
    /// The browser's number of the tab.
    pub tab_id: i32,
    /// Whether the tab is in a private window.
    pub incognito: bool,
    /// The address of the link that was asked about.
    pub link: Option<String>,
    /// The words that were selected.
    pub selection: Option<String>,
}

/// The click in this window that no panel has answered yet, where there is one.
pub async fn last_click(window: i32) -> Option<Click> {
    let message = object(&json!({ "type": "clicked", "windowId": window }));
    let answer = runtime_send_message(&message).await.ok()?;
    from_object(answer).ok()
}

/// Sends the background worker a message, starting it if it is stopped.
pub fn tell_worker(message: &Value) {
    let message = object(message);
    spawn_local(async move {
        // There is no worker only while the extension is being taken away.
        let _ = runtime_send_message(&message).await;
    });
}

/// Calls back when there was a click, in whichever window, while this page is open. Messages from
/// senders other than this extension are ignored.
pub fn on_click(callback: impl Fn() + 'static) {
    #[derive(Deserialize)]
    struct Sender {
        id: Option<String>,
    }
    #[derive(Deserialize)]
    struct Message {
        r#type: String,
    }
    let listener = Closure::<dyn Fn(JsValue, JsValue)>::new(move |message, sender| {
        let sender = from_object::<Sender>(sender)
            .ok()
            .and_then(|sender| sender.id);
        let ours = RUNTIME_ID.with(|id| sender.as_ref() == Some(id));
        let asks = from_object::<Message>(message).is_ok_and(|message| message.r#type == "inspect");
        if ours && asks {
            callback();
        }
    });
    RUNTIME_ON_MESSAGE.with(|event| listen(event, &listener.into_js_value()));
}
