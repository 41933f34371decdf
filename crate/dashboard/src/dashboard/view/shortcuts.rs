//! The dialog that lists the keys, from the table that they are read by, and says where single letters are
//! switched off.

use leptos::prelude::*;

use super::dialog::dialog;
use super::keys::KEYS;
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::t;

/// The dialog; it is open as long as the signal says so.
pub(super) fn shortcuts(model: Model, open: RwSignal<bool>) -> impl IntoView {
    let rows = KEYS.iter().map(|row| {
        view! {
            <dt><span class="kbd">{row.shown}</span></dt>
            <dd>{t(row.message)}</dd>
        }
    });
    let switched = move || {
        let on = model.letter_keys.get();
        t(if on {
            "keys_switch_off"
        } else {
            "keys_are_off"
        })
    };
    let keys = view! {
        <dl class="keys">{rows.collect_view()}</dl>
        <p class="quiet keys-note" data-part="keys-note">
            {switched}
            " "
            <button type="button" class="btn ghost" on:click=|_| api::show_options()>
                {t("options_title")}
            </button>
        </p>
    };
    let close = move || open.set(false);
    dialog(
        "shortcuts",
        || t("shortcuts"),
        move || open.get(),
        close,
        keys,
    )
}
