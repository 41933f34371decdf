//! The keyboard in a menu or a group of choices: arrows, Home and End move between its buttons.
//!
//! Menus float as the browser's own popovers, which close on Escape and on a press outside, and give
//! the focus back. WAI-ARIA Authoring Practices, "Menu" and "Radio Group".

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus among the buttons of the element that the listener is on.
pub fn move_focus(event: &KeyboardEvent) {
    let group = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(group) = group else { return };
    let buttons = buttons(&group);
    let focused = gloo_utils::document().active_element();
    let at = buttons
        .iter()
        .position(|button| focused.as_ref() == Some(button.as_ref()));
    let Some(to) = after_key(&event.key(), at, buttons.len()) else {
        return;
    };
    event.prevent_default();
    if let Some(button) = buttons.get(to) {
        // An element of this very page can be focused.
        let _ = button.focus();
    }
}

/// The buttons that can be pressed and seen.
fn buttons(group: &Element) -> Vec<HtmlElement> {
    let Ok(found) = group.query_selector_all("button:not(:disabled)") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok())
        .filter(|button| button.offset_parent().is_some() || button.offset_width() > 0)
        .collect()
}

/// Where a key leads from button `at` of `count`; `None` for keys without a meaning here.
fn after_key(key: &str, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" | "ArrowRight" => Some(at.map_or(0, |at| if at == last { 0 } else { at + 1 })),
        "ArrowUp" | "ArrowLeft" => Some(at.and_then(|at| at.checked_sub(1)).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_begin_at_an_end() {
        assert_eq!(after_key("ArrowDown", None, 3), Some(0));
        assert_eq!(after_key("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(after_key("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(after_key("ArrowUp", Some(2), 3), Some(1));
        assert_eq!(after_key("End", Some(0), 3), Some(2));
        assert_eq!(after_key("Home", Some(2), 3), Some(0));
        assert_eq!(after_key("a", Some(2), 3), None);
        assert_eq!(after_key("Home", None, 0), None);
    }
}
