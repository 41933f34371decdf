//! A file that is dropped anywhere on the page is a list to import: without this the browser would leave the
//! page and open it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element};

use crate::dashboard::state::import::open;
use crate::dashboard::state::model::{Model, Phase, View};

/// What takes a file itself.
const FIELD: &str = "input[type=file]";

/// What a drag is said to hold where it holds files.
const FILES: &str = "Files";

/// Takes what is dropped.
pub(super) fn listen(model: Model) {
    let _ = window_event_listener(ev::dragover, |event| {
        if is_list(&event) {
            event.prevent_default();
        }
    });
    let _ = window_event_listener(ev::drop, move |event| {
        if !is_list(&event) {
            return;
        }
        event.prevent_default();
        // One import at a time.
        if untrack(|| model.import.running()) || model.phase.get_untracked() != Phase::Ready {
            return;
        }
        let files = event.data_transfer().and_then(|dropped| dropped.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            View::Data.go();
            open(model, file);
        }
    });
}

/// Whether files are dragged, over anything but a field that takes them.
fn is_list(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|dragged| dragged.types());
    let files = types.is_some_and(|types| types.includes(&FILES.into(), 0));
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    let field = target.and_then(|target| target.closest(FIELD).ok().flatten());
    files && field.is_none()
}
