//! What floats below a button: the browser's own popover, which closes on Escape and on a press outside
//! and gives the focus back. It is put beside its button when that is pressed.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use linkglance_browser::menu::move_focus;

/// Its place in CSS pixels: from the top, and from the left or from the right.
#[derive(Clone, Copy, PartialEq, Default)]
struct Place {
    top: f64,
    left: Option<f64>,
    right: Option<f64>,
}

/// How a popover is called and what it is.
#[derive(Clone, Copy)]
pub(super) struct Name {
    /// Its id; its button's name in tests is the same with `-open`.
    pub(super) id: &'static str,
    /// What it is to assistive technology: `menu` or `dialog`.
    pub(super) role: &'static str,
    /// The look of its button.
    pub(super) button: &'static str,
}

/// A button with what it opens; that is made when it is opened.
pub(super) fn popover(
    name: Name,
    label: String,
    face: impl IntoView + 'static,
    content: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let Name { id, role, button } = name;
    let place = RwSignal::new(Place::default());
    let is_open = RwSignal::new(false);
    let press = move |event: MouseEvent| {
        place.set(beside(&event));
        is_open.set(true);
    };
    let toggled = move |event: Event| {
        let element = event_target::<Element>(&event);
        let open = element.matches(":popover-open").unwrap_or_default();
        // Content that is there already would be made again, and the focus in it lost.
        if is_open.get_untracked() != open {
            is_open.set(open);
        }
        if open {
            focus_first(&element);
        }
    };
    let pixels = |value: Option<f64>| value.map_or("auto".to_owned(), |value| format!("{value}px"));
    let title = label.clone();
    // What has words of its own is called by them.
    let said = (button == "ibtn").then(|| label.clone());
    view! {
        <button
            type="button"
            class=button
            data-part=format!("{id}-open")
            popovertarget=id
            aria-haspopup=role
            aria-expanded=move || is_open.get().to_string()
            aria-label=said
            title=title
            on:click=press
        >
            {face}
        </button>
        <div
            id=id
            class="popover"
            class:menu=role == "menu"
            popover="auto"
            role=role
            data-part=id
            aria-label=label
            style:top=move || pixels(Some(place.get().top))
            style:left=move || pixels(place.get().left)
            style:right=move || pixels(place.get().right)
            on:toggle=toggled
            on:keydown=move |event| {
                if role == "menu" {
                    move_focus(&event);
                }
            }
        >
            {move || is_open.get().then(content)}
        </div>
    }
}

/// Puts the focus where `autofocus` asks for it: the browser looks for that before the content is made.
fn focus_first(popover: &Element) {
    let marked = popover.query_selector("[autofocus]").ok().flatten();
    let marked = marked.and_then(|marked| marked.dyn_into::<HtmlElement>().ok());
    if let Some(marked) = marked {
        // An element of this very page can be focused.
        let _ = marked.focus();
    }
}

/// Below the button, with the edge that is nearer to the window's.
fn beside(event: &MouseEvent) -> Place {
    let button = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let width = window().inner_width().ok();
    let (Some(button), Some(width)) = (button, width.and_then(|width| width.as_f64())) else {
        return Place::default();
    };
    let rect = button.get_bounding_client_rect();
    let near_left = rect.left() + rect.right() < width;
    Place {
        top: rect.bottom() + 4.0,
        left: near_left.then_some(rect.left()),
        right: (!near_left).then_some(width - rect.right()),
    }
}
