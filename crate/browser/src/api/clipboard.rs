//! Writing to the clipboard. From a click it needs no permission in an extension's own page.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardEvent, ClipboardItem, HtmlDocument, Window};

use super::BrowserError;

/// How long the clipboard's own API is waited for, in milliseconds. On a busy machine Firefox (153)
/// sometimes leaves its promise without an answer.
const PATIENCE: u32 = 1_000;

/// Puts text on the clipboard and, where there is one, its form as HTML beside it: what it is
/// pasted into takes the one it can show.
pub(crate) async fn copy(text: &str, html: Option<&str>) -> Result<(), BrowserError> {
    let window = web_sys::window().ok_or_else(|| JsValue::from("no window"))?;
    let written = pin!(write(&window, text, html));
    let refused = match select(written, TimeoutFuture::new(PATIENCE)).await {
        Either::Left((Ok(()), _)) => return Ok(()),
        // Where the page has not got the focus the clipboard's own API refuses.
        Either::Left((Err(refused), _)) => refused,
        Either::Right(_) => JsValue::from("the clipboard does not answer"),
    };
    match write_by_event(&window, text, html) {
        Ok(true) => Ok(()),
        _ => Err(refused.into()),
    }
}

async fn write(window: &Window, text: &str, html: Option<&str>) -> Result<(), JsValue> {
    let item = Object::new();
    Reflect::set(
        &item,
        &"text/plain".into(),
        blob(text, "text/plain")?.as_ref(),
    )?;
    if let Some(html) = html {
        Reflect::set(
            &item,
            &"text/html".into(),
            blob(html, "text/html")?.as_ref(),
        )?;
    }
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&item)?;
    let clipboard = window.navigator().clipboard();
    JsFuture::from(clipboard.write(&Array::of1(&item))).await?;
    Ok(())
}

/// The older way: the browser's copy command, whose event is answered with our data.
fn write_by_event(window: &Window, text: &str, html: Option<&str>) -> Result<bool, JsValue> {
    let document = window
        .document()
        .ok_or_else(|| JsValue::from("no document"))?;
    let document: HtmlDocument = document.dyn_into()?;
    let (text, html) = (text.to_owned(), html.map(str::to_owned));
    let answer = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        if let Some(data) = event.clipboard_data() {
            // Setting data in the event's own handler is what the event is for.
            let _ = data.set_data("text/plain", &text);
            if let Some(html) = &html {
                let _ = data.set_data("text/html", html);
            }
        }
        event.prevent_default();
    });
    let listener = answer.as_ref().unchecked_ref();
    document.add_event_listener_with_callback("copy", listener)?;
    let done = document.exec_command("copy");
    document.remove_event_listener_with_callback("copy", listener)?;
    done
}

/// A piece of data with its type.
pub(super) fn blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}
