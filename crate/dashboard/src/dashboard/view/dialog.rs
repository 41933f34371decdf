//! A box over the dashboard: the browser's own dialog, which keeps the focus in it, closes on Escape and gives
//! the focus back.

use leptos::html::Dialog;
use leptos::prelude::*;

use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};

/// The box, which is there as long as `open` says so; `close` makes it say no. `title` is its heading's
/// words, `part` its name in tests.
pub(super) fn dialog(
    part: &'static str,
    title: impl Fn() -> String + Send + 'static,
    open: impl Fn() -> bool + 'static,
    close: impl Fn() + Copy + Send + 'static,
    content: impl IntoView + 'static,
) -> impl IntoView {
    let node = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open(), dialog.open()) {
            // It is in the document, so it can be shown.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let [heading, named] = [(); 2].map(|()| format!("{part}-title"));
    view! {
        <dialog
            node_ref=node
            class="box"
            data-part=part
            aria-labelledby=named
            on:close=move |_| close()
        >
            <div class="box-head">
                <h2 id=heading>{title}</h2>
                <button
                    type="button"
                    class="ibtn push"
                    aria-label=t("close")
                    title=t("close")
                    on:click=move |_| close()
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            {content}
        </dialog>
    }
}
