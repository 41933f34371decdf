//! The panel's keys: one table, and what each does. Letters do nothing in fields, in menus and sheets, or
//! with Ctrl, Alt or ⌘.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent, MouseEventInit};

use super::marks_menu::step;
use super::more::copy_verdict;
use super::save::open_dashboard;
use crate::state::model::Model;
use crate::state::work::open_next;

/// One key, as the list of keys shows it.
pub(super) struct Row {
    /// What the browser calls the key, or the keys of this row.
    names: &'static [&'static str],
    pub(super) shown: &'static str,
    /// The message that says what it does.
    pub(super) message: &'static str,
    does: Does,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Does {
    NextRow,
    PreviousRow,
    Show,
    Why,
    Select,
    Copy,
    Search,
    Tab,
    NextMark,
    PreviousMark,
    /// Presses the button with this name.
    Press(&'static str),
    NextProspect,
    Dashboard,
    List,
    Clear,
}

pub(super) const KEYS: [Row; 17] = [
    Row {
        names: &["j"],
        shown: "j",
        message: "key_next",
        does: Does::NextRow,
    },
    Row {
        names: &["k"],
        shown: "k",
        message: "key_previous",
        does: Does::PreviousRow,
    },
    Row {
        names: &["Enter"],
        shown: "⏎",
        message: "show_on_page",
        does: Does::Show,
    },
    Row {
        names: &[" "],
        shown: "␣",
        message: "why",
        does: Does::Why,
    },
    Row {
        names: &["x", "X"],
        shown: "x",
        message: "key_select",
        does: Does::Select,
    },
    Row {
        names: &["e"],
        shown: "e",
        message: "save_page",
        does: Does::Press("keep-page"),
    },
    Row {
        names: &["c"],
        shown: "c",
        message: "copy",
        does: Does::Copy,
    },
    Row {
        names: &["/"],
        shown: "/",
        message: "filter_text",
        does: Does::Search,
    },
    Row {
        names: &["1", "2", "3", "4"],
        shown: "1–4",
        message: "key_tabs",
        does: Does::Tab,
    },
    Row {
        names: &["m"],
        shown: "m",
        message: "mark_on_page",
        does: Does::Press("marks-open"),
    },
    Row {
        names: &["n"],
        shown: "n",
        message: "mark_next",
        does: Does::NextMark,
    },
    Row {
        names: &["p"],
        shown: "p",
        message: "mark_previous",
        does: Does::PreviousMark,
    },
    Row {
        names: &["r"],
        shown: "r",
        message: "inspect_again",
        does: Does::Press("again"),
    },
    Row {
        names: &["N"],
        shown: "⇧N",
        message: "next_prospect",
        does: Does::NextProspect,
    },
    Row {
        names: &["d"],
        shown: "d",
        message: "open_dashboard",
        does: Does::Dashboard,
    },
    Row {
        names: &["Escape"],
        shown: "Esc",
        message: "key_close",
        does: Does::Clear,
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

/// Listens to keys for as long as the panel is open.
pub(super) fn listen(model: Model) {
    let _ = window_event_listener(leptos::ev::keydown, move |event| press(model, &event));
}

fn press(model: Model, event: &KeyboardEvent) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let is_in = |selector: &str| {
        let target = target.as_ref();
        target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    if is_in(ELSEWHERE) {
        return;
    }
    let key = event.key();
    if key.chars().count() == 1 && !model.letter_keys.get_untracked() {
        return;
    }
    let Some(row) = KEYS.iter().find(|row| row.names.contains(&key.as_str())) else {
        return;
    };
    if matches!(row.does, Does::Show | Does::Why) && is_in(CONTROL) {
        return;
    }
    if act(model, row.does, &key) {
        event.prevent_default();
    }
}

/// Does what a key is for, and says whether there was anything to do.
fn act(model: Model, does: Does, key: &str) -> bool {
    match does {
        Does::NextRow => move_row(true),
        Does::PreviousRow => move_row(false),
        Does::Show => in_row("[data-part=show-on-page]", false),
        Does::Why => in_row("[data-part=why], [data-part=details]", false),
        Does::Select => in_row("input[type=checkbox]", key == "X"),
        Does::Copy => {
            if !in_row("[data-part=copy-mine]", false) && model.has_sites_now() {
                copy_verdict(model);
            }
            true
        }
        Does::Search => {
            model.open("links");
            let closed = first("[data-part=search-open][aria-expanded=false]");
            if let Some(button) = closed {
                click(&button, false);
            }
            request_animation_frame(|| focus("[data-part=search]"));
            true
        }
        Does::Tab => {
            let at = key.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
            at.and_then(|at| elements("[data-part=tab]").into_iter().nth(at))
                .is_some_and(|tab| click(&tab, false))
        }
        Does::NextMark => {
            step(model, true);
            true
        }
        Does::PreviousMark => {
            step(model, false);
            true
        }
        Does::Press(part) => press_part(part),
        Does::NextProspect => {
            open_next(model);
            true
        }
        Does::Dashboard => {
            open_dashboard();
            true
        }
        Does::List => {
            model.sheets.shortcuts.set(true);
            true
        }
        Does::Clear => model.clear_selection(),
    }
}

/// Presses a button of the header; where several sites could be meant, the one that asks for which.
fn press_part(part: &str) -> bool {
    let of = |part: &str| first(&format!("[data-part=header] > [data-part={part}]"));
    of(part)
        .or_else(|| of("save-open"))
        .is_some_and(|button| click(&button, false))
}

/// Clicks something in the row that has the focus.
fn in_row(selector: &str, shift: bool) -> bool {
    let Some(row) = current_row() else {
        return false;
    };
    let found = row.query_selector(selector).ok().flatten();
    found
        .and_then(|found| found.dyn_into::<HtmlElement>().ok())
        .is_some_and(|found| click(&found, shift))
}

fn current_row() -> Option<Element> {
    let focused = document().active_element()?;
    focused.closest("[data-row]").ok().flatten()
}

/// Moves to the row after or before the one that has the focus; to the first where none has.
fn move_row(forward: bool) -> bool {
    let rows = visible_rows();
    let current = current_row();
    let at = current.and_then(|current| rows.iter().position(|row| **row == current));
    let to = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
    };
    let Some(row) = rows.get(to) else {
        return false;
    };
    for other in elements("[data-row][tabindex='0']") {
        // Attributes of our own rows can be set.
        let _ = other.set_attribute("tabindex", "-1");
    }
    let _ = row.set_attribute("tabindex", "0");
    let _ = row.focus();
    true
}

fn visible_rows() -> Vec<HtmlElement> {
    let rows = elements("[data-part=tab-panel]:not([hidden]) [data-row]").into_iter();
    rows.filter(|row| row.offset_height() > 0).collect()
}

/// Makes the first row of each list that has no tab stop the list's own.
pub(super) fn give_tab_stops() {
    for list in elements("[data-part=tab-panel] :is(ul, [role=table])") {
        let stop = list.query_selector("[data-row][tabindex='0']");
        if let (Ok(None), Ok(Some(first))) = (stop, list.query_selector("[data-row]")) {
            let _ = first.set_attribute("tabindex", "0");
        }
    }
}

fn click(element: &HtmlElement, shift: bool) -> bool {
    let how = MouseEventInit::new();
    how.set_bubbles(true);
    how.set_cancelable(true);
    how.set_shift_key(shift);
    let event = MouseEvent::new_with_mouse_event_init_dict("click", &how);
    event.is_ok_and(|event| element.dispatch_event(&event).is_ok())
}

fn focus(selector: &str) {
    if let Some(found) = first(selector) {
        // An element of this very page can be focused.
        let _ = found.focus();
    }
}

fn first(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into().ok())
}

fn elements(selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
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
