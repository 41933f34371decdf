//! Writing to the clipboard. From a click it needs no permission in an extension's own page.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::Blob;
use gloo_timers::future::TimeoutFuture;
use gloo_utils::window;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, ClipboardItem, HtmlDocument};

use super::{BrowserError, object_of};

/// How long one answer of the clipboard's own API is waited for, in milliseconds. On a busy machine
/// Firefox (153) sometimes leaves its promise without an answer, and answers the next one.
const PATIENCE: u32 = 1_000;

/// How often it is asked. All of that is within the five seconds for which both browsers let a click count.
const ATTEMPTS: usize = 3;

/// Puts text on the clipboard and, where there is one, its form as HTML beside it: what it is
/// pasted into takes the one it can show.
pub async fn copy(text: &str, html: Option<&str>) -> Result<(), BrowserError> {
    let mut refused = JsValue::from("the clipboard does not answer");
    for _ in 0..ATTEMPTS {
        let written = pin!(write(text, html));
        match select(written, TimeoutFuture::new(PATIENCE)).await {
            Either::Left((Ok(()), _)) => return Ok(()),
            Either::Left((Err(why), _)) => refused = why,
            Either::Right(_) => {}
        }
        // What refuses or does not answer may still take the browser's copy command.
        if matches!(write_by_event(text, html), Ok(true)) {
            return Ok(());
        }
    }
    Err(refused.into())
}

async fn write(text: &str, html: Option<&str>) -> Result<(), JsValue> {
    const TEXT: &str = "text/plain";
    const HTML: &str = "text/html";
    let forms = [(TEXT, Some(text)), (HTML, html)];
    let blob = |kind, form| web_sys::Blob::from(Blob::new_with_options(form, Some(kind)));
    let blobs: Vec<_> = forms
        .into_iter()
        .filter_map(|(kind, form)| Some((kind, blob(kind, form?).into())))
        .collect();
    let item = object_of(&blobs).unchecked_into();
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&item)?;
    let clipboard = window().navigator().clipboard();
    JsFuture::from(clipboard.write(&Array::of1(&item))).await?;
    Ok(())
}

/// The older way: the browser's copy command, whose event is answered with our data.
fn write_by_event(text: &str, html: Option<&str>) -> Result<bool, JsValue> {
    let document: HtmlDocument = gloo_utils::document().dyn_into().map_err(JsValue::from)?;
    let (text, html) = (text.to_owned(), html.map(str::to_owned));
    let answer = move |event: &web_sys::Event| {
        let data = event.dyn_ref::<ClipboardEvent>();
        if let Some(data) = data.and_then(ClipboardEvent::clipboard_data) {
            // Setting data in the event's own handler is what the event is for.
            let _ = data.set_data("text/plain", &text);
            if let Some(html) = &html {
                let _ = data.set_data("text/html", html);
            }
        }
        event.prevent_default();
    };
    let options = EventListenerOptions::enable_prevent_default();
    let _listener = EventListener::new_with_options(&document, "copy", options, answer);
    document.exec_command("copy")
}
