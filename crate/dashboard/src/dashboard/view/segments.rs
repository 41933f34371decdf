//! One choice of a few, side by side: of them one is in the page's tab order, and the arrows lead to the others.

use leptos::prelude::*;

use linkglance_browser::menu::move_focus;

/// What can be chosen.
pub(super) struct Segment<T> {
    pub(super) value: T,
    /// Its name in tests.
    pub(super) part: &'static str,
    /// The same among those of one part; empty where the part is its own.
    pub(super) name: &'static str,
    pub(super) face: AnyView,
}

/// The choice: `label` says what of, `chosen` is what is chosen now, `choose` chooses another.
pub(super) fn segments<T: Copy + PartialEq + Send + Sync + 'static>(
    label: String,
    chosen: impl Fn() -> T + Copy + Send + Sync + 'static,
    choose: impl Fn(T) + Copy + 'static,
    all: impl IntoIterator<Item = Segment<T>>,
) -> AnyView {
    let buttons = all.into_iter().map(|segment| {
        let Segment {
            value,
            part,
            name,
            face,
        } = segment;
        let checked = move || chosen() == value;
        view! {
            <button
                type="button"
                role="radio"
                data-part=part
                data-name=name
                aria-checked=move || checked().to_string()
                tabindex=move || if checked() { "0" } else { "-1" }
                on:click=move |_| choose(value)
            >
                {face}
            </button>
        }
    });
    view! {
        <div
            class="segments"
            role="radiogroup"
            aria-label=label
            on:keydown=|event| move_focus(&event)
        >
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}
