//! The dialog that lists the keys, from the table that they are read by.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::keys::KEYS;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};

/// The dialog; it is open as long as the signal says so.
pub(super) fn shortcuts(open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // It is in the document, so it can be shown.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let rows = KEYS.iter().map(|row| {
        view! {
            <dt><span class="kbd">{row.shown}</span></dt>
            <dd>{t(row.message)}</dd>
        }
    });
    view! {
        <dialog
            node_ref=dialog
            class="box"
            data-part="shortcuts"
            aria-labelledby="shortcuts-title"
            on:close=move |_| open.set(false)
        >
            <div class="box-head">
                <h2 id="shortcuts-title">{t("shortcuts")}</h2>
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
            <dl class="keys">{rows.collect_view()}</dl>
        </dialog>
    }
}
