//! The dialog that lists the keys, from the table that they are read by.

use leptos::prelude::*;

use super::dialog::dialog;
use super::keys::KEYS;
use linkglance_browser::i18n::t;

/// The dialog; it is open as long as the signal says so.
pub(super) fn shortcuts(open: RwSignal<bool>) -> impl IntoView {
    let rows = KEYS.iter().map(|row| {
        view! {
            <dt><span class="kbd">{row.shown}</span></dt>
            <dd>{t(row.message)}</dd>
        }
    });
    let keys = view! { <dl class="keys">{rows.collect_view()}</dl> };
    let close = move || open.set(false);
    dialog(
        "shortcuts",
        || t("shortcuts"),
        move || open.get(),
        close,
        keys,
    )
}
