//! The dashboard's keys: one table, and which key means what. Letters do nothing in fields, in what
//! floats, or with Ctrl, Alt or ⌘, but for the one that undoes, which needs Ctrl or ⌘.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;

/// One key, as the list of keys shows it.
pub(super) struct Row {
    /// What the browser calls the key, or the keys of this row.
    names: &'static [&'static str],
    pub(super) shown: &'static str,
    /// The message that says what it does.
    pub(super) message: &'static str,
    does: Does,
}

/// What a key is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Does {
    Next,
    Previous,
    Open,
    OpenPage,
    /// Copies the row's address.
    Copy,
    Select,
    /// Sets a status by its number.
    Status,
    Search,
    Site,
    /// With Ctrl or ⌘.
    Undo,
    Close,
    List,
}

pub(super) const KEYS: [Row; 12] = [
    Row {
        names: &["j", "ArrowDown"],
        shown: "j",
        message: "key_next",
        does: Does::Next,
    },
    Row {
        names: &["k", "ArrowUp"],
        shown: "k",
        message: "key_previous",
        does: Does::Previous,
    },
    Row {
        names: &["Enter"],
        shown: "⏎",
        message: "key_details",
        does: Does::Open,
    },
    Row {
        names: &["o"],
        shown: "o",
        message: "open_page",
        does: Does::OpenPage,
    },
    Row {
        names: &["c"],
        shown: "c",
        message: "key_copy_address",
        does: Does::Copy,
    },
    Row {
        names: &["x", "X"],
        shown: "x",
        message: "key_select",
        does: Does::Select,
    },
    Row {
        names: &["1", "2", "3", "4", "5", "6"],
        shown: "1–6",
        message: "set_status",
        does: Does::Status,
    },
    Row {
        names: &["/"],
        shown: "/",
        message: "key_search",
        does: Does::Search,
    },
    Row {
        names: &["s"],
        shown: "s",
        message: "choose_site",
        does: Does::Site,
    },
    Row {
        names: &["z"],
        shown: "Ctrl+Z",
        message: "undo",
        does: Does::Undo,
    },
    Row {
        names: &["Escape"],
        shown: "Esc",
        message: "key_close",
        does: Does::Close,
    },
    Row {
        names: &["?"],
        shown: "?",
        message: "shortcuts",
        does: Does::List,
    },
];

/// Where keys are text, or belong to what floats.
const ELSEWHERE: &str =
    "input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]";
/// What a key presses itself.
const CONTROL: &str = "a, button, summary, input";
/// Where the arrows go from row to row.
const ROWS: &str = "[data-part=rows]";

/// What a key means here and now.
pub(super) fn meant(model: Model, event: &KeyboardEvent) -> Option<Does> {
    if event.default_prevented() || event.alt_key() {
        return None;
    }
    let with_control = event.ctrl_key() || event.meta_key();
    let floats = document().query_selector(":popover-open").ok().flatten();
    if is_in(event, ELSEWHERE) || floats.is_some() {
        return None;
    }
    let key = event.key();
    if key.chars().count() == 1 && !with_control && !model.letter_keys.get_untracked() {
        return None;
    }
    let row = KEYS.iter().find(|row| row.names.contains(&key.as_str()))?;
    if with_control != (row.does == Does::Undo) {
        return None;
    }
    let arrow = key.starts_with("Arrow");
    if arrow && !is_in(event, ROWS) || row.does == Does::Open && is_in(event, CONTROL) {
        return None;
    }
    Some(row.does)
}

/// Whether the key was pressed within such an element.
pub(super) fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}

/// The keys that are for the whole page; the list in sight listens to the others itself.
pub(super) fn listen(model: Model, shortcuts: RwSignal<bool>) {
    let _ = window_event_listener(leptos::ev::keydown, move |event| {
        let done = match meant(model, &event) {
            Some(Does::Search) => focus("[data-part=search]"),
            Some(Does::Site) => press("[data-part=site-open]"),
            Some(Does::Undo) => {
                model.undo();
                true
            }
            Some(Does::List) => {
                shortcuts.set(true);
                true
            }
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
}

/// What a button does, with the key that does the same: its tooltip.
pub(super) fn with_key(name: &str, key: &str) -> String {
    format!("{} ({key})", t(name))
}

/// Puts the focus on an element; `false` where there is none.
pub(super) fn focus(selector: &str) -> bool {
    let found = first(selector);
    // An element of this very page can be focused.
    found.is_some_and(|found| found.focus().is_ok())
}

/// Puts the focus on the title of a row or a card by its id, where that is in the document.
pub(super) fn focus_title(id: &str) {
    let Ok(found) = document().query_selector_all("[data-id]") else {
        return;
    };
    let rows = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    let titles = rows
        .filter(|row| row.get_attribute("data-id").as_deref() == Some(id))
        .filter_map(|row| row.query_selector("button.title").ok().flatten());
    let mut titles = titles.filter_map(|title| title.dyn_into::<HtmlElement>().ok());
    if let Some(title) = titles.next() {
        // A button of this very page can be focused.
        let _ = title.focus();
    }
}

/// Presses an element; `false` where there is none.
pub(super) fn press(selector: &str) -> bool {
    let found = first(selector);
    found.inspect(HtmlElement::click).is_some()
}

fn first(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let mut names: Vec<&str> = KEYS.iter().flat_map(|row| row.names).copied().collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
