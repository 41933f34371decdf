//! The line at the panel's end: the keys that open it, and the ways to the dashboard and the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::open_dashboard;
use linkglance_browser::api;
use linkglance_browser::i18n::{t, t_with};

#[component]
pub(super) fn Help() -> impl IntoView {
    let keys = RwSignal::new(None::<String>);
    spawn_local(async move { keys.set(api::shortcut().await) });
    view! {
        <footer class="help">
            <span class="quiet" data-part="shortcut">
                {move || keys.get().map(|keys| t_with("shortcut_keys", &[&keys]))}
            </span>
            <button type="button" data-part="open-dashboard" on:click=|_| open_dashboard()>
                {t("dashboard")}
            </button>
            <button type="button" data-part="open-options" on:click=|_| api::show_options()>
                {t("options_title")}
            </button>
        </footer>
    }
}
