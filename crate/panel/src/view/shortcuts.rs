//! The sheet that lists the keys, from the table that they are read by.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keys::KEYS;
use super::sheet::Sheet;
use crate::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::{t, t_with};

#[component]
pub(super) fn Shortcuts(model: Model) -> impl IntoView {
    let opens = RwSignal::new(None::<String>);
    spawn_local(async move { opens.set(api::shortcut().await) });
    let rows = KEYS
        .iter()
        .map(|row| {
            view! {
                <dt>
                    <span class="kbd">{row.shown}</span>
                </dt>
                <dd>{t(row.message)}</dd>
            }
        })
        .collect_view();
    view! {
        <Sheet part="shortcuts" title="shortcuts" open=model.sheets.shortcuts>
            <dl class="keys">{rows}</dl>
            <p class="meta" data-part="shortcut">
                {move || opens.get().map(|keys| t_with("shortcut_keys", &[&keys]))}
            </p>
        </Sheet>
    }
}
