//! A line to the extension's own script in a tab: open as long as both sides are there.

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::{BrowserError, Event, from_object, listen, object, to_object};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = connect)]
    fn tabs_connect(tab: i32, info: &JsValue) -> Result<RawPort, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = chrome, js_name = runtime)]
    static RUNTIME: Object;

    /// A `runtime.Port`.
    #[wasm_bindgen(extends = Object)]
    type RawPort;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &RawPort, message: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn disconnect(this: &RawPort);
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn on_message(this: &RawPort) -> Event;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    fn on_disconnect(this: &RawPort) -> Event;
}

/// An open line. Dropping it closes it.
pub struct Port(RawPort);

impl Port {
    /// Opens a line to the page of a tab, which our own script must be in. Calls back with each
    /// message, and with `None` when the other side has gone or was never there.
    ///
    /// # Errors
    /// If there is no such tab.
    pub fn open<T: DeserializeOwned>(
        tab: i32,
        name: &str,
        callback: impl Fn(Option<T>) + Clone + 'static,
    ) -> Result<Self, BrowserError> {
        let info = object(&json!({ "name": name, "frameId": 0 }));
        let port = tabs_connect(tab, &info)?;
        let heard = callback.clone();
        let listener = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
            if let Ok(message) = from_object(message) {
                heard(Some(message));
            }
        });
        listen(&port.on_message(), &listener.into_js_value());
        let listener = Closure::<dyn Fn()>::new(move || {
            // A browser logs an error if no code reads why the line ended.
            let _ = RUNTIME.with(|runtime| Reflect::get(runtime, &"lastError".into()));
            callback(None);
        });
        listen(&port.on_disconnect(), &listener.into_js_value());
        Ok(Self(port))
    }

    /// Sends a message. One that can't be sent is lost: the end of the line is reported separately.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(message) = to_object(message) {
            let _ = self.0.post_message(&message);
        }
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}
