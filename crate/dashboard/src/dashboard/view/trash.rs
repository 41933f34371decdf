//! The button that removes one thing: a basket, with its words for who does not see it.

use leptos::prelude::*;

use linkglance_browser::icon::{Icon, icon};

/// The button; `label` says what it removes.
pub(super) fn trash(
    part: &'static str,
    label: String,
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ibtn"
            data-part=part
            aria-label=label.clone()
            title=label
            on:click=move |_| press()
        >
            {icon(Icon::Trash)}
        </button>
    }
}
