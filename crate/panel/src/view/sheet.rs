//! A sheet over the panel: the browser's own dialog, which keeps the focus in it, closes on Escape and
//! gives the focus back.

use leptos::html::Dialog;
use leptos::prelude::*;

use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};

/// A sheet with a heading; it is open as long as the signal says so.
#[component]
pub(super) fn Sheet(
    /// Its name in tests, and the beginning of its heading's.
    part: &'static str,
    /// The message that is its heading.
    title: &'static str,
    open: RwSignal<bool>,
    /// Its buttons, which stay in sight.
    #[prop(optional)]
    foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let [heading, named] = [(); 2].map(|()| format!("{part}-title"));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // It is in the document, so it can be shown.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class="sheet"
            node_ref=dialog
            data-part=part
            aria-labelledby=named
            on:close=move |_| open.set(false)
        >
            <div class="sheet-head">
                <h2 id=heading>{t(title)}</h2>
                <button
                    type="button"
                    class="ibtn push"
                    aria-label=t("close")
                    title=t("close")
                    on:click=move |_| open.set(false)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="sheet-body">{children()}</div>
            {foot.map(|foot| view! { <div class="sheet-foot">{foot}</div> })}
        </dialog>
    }
}
