//! The place of a page's toast: it goes after a while, not while it is pointed at or has the focus. An error
//! stays until it is closed.

use std::time::Duration;

use leptos::prelude::*;

/// How long a toast is shown: the design's, long enough to read two lines and press a button.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Takes a toast away when its time is over. `goes` says whether one is shown that does, and is asked again
/// with each toast; `held` is whether the user is at it.
pub fn let_go(
    goes: impl Fn() -> bool + 'static,
    held: RwSignal<bool>,
    close: impl Fn() + Copy + 'static,
) {
    Effect::new(move |_| {
        if !goes() || held.get() {
            return;
        }
        let timer = set_timeout_with_handle(close, SHOWN_FOR);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
}

/// The place of the one toast: a live region, so that a screen reader says each.
pub fn place(
    held: RwSignal<bool>,
    toast: impl Fn() -> Option<AnyView> + Send + 'static,
) -> impl IntoView {
    view! {
        <div
            class="toasts"
            role="status"
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            {move || {
                held.set(false);
                toast()
            }}
        </div>
    }
}
