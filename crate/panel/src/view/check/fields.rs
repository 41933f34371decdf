//! Where a form says what is wrong with a field, and how it gets the keyboard there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A field's message of what is wrong with it has this id.
pub(super) fn fault_id(field: &str) -> String {
    format!("fault-{field}")
}

/// Takes the keyboard to the first element that is found.
pub(super) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // An element of this very page can be focused.
        let _ = element.focus();
    }
}
