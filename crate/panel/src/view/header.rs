//! The panel's header: whose page it is, and what can be done with it on every tab.

use leptos::prelude::*;
use linkglance_core::url::Url;

use super::later::{self, Part};
use super::save::Save;
use super::words::with_key;
use super::{marks_menu, more};
use crate::state::model::Model;
use crate::state::on_page::Mode;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon, logo};

#[component]
pub(super) fn Header(model: Model) -> impl IntoView {
    let on_page = model.on_page();
    view! {
        <header class="panel-bar" data-part="header">
            {logo()}
            <h1 class="ellipsis" data-part="host" title=move || model.address()>
                <bdi>{move || host(model)}</bdi>
            </h1>
            <button
                type="button"
                class="ibtn"
                data-part="again"
                aria-label=t("inspect_again")
                title=with_key("inspect_again", "r")
                prop:disabled=move || model.is_busy()
                on:click=move |_| model.inspect_active_tab()
            >
                {icon(Icon::Refresh)}
            </button>
            <button
                type="button"
                class="ibtn"
                data-part="marks-open"
                aria-label=t("mark_on_page")
                title=with_key("mark_on_page", "m")
                aria-haspopup="dialog"
                aria-pressed=move || (on_page.mode.get() != Mode::Off).to_string()
                prop:disabled=move || !on_page.is_open()
                popovertarget=marks_menu::ID
            >
                {icon(Icon::Eye)}
            </button>
            <Save model />
            <button
                type="button"
                class="ibtn"
                data-part="more-open"
                aria-label=t("more")
                title=t("more")
                aria-haspopup="menu"
                popovertarget=more::ID
            >
                {icon(Icon::More)}
            </button>
            {move || model.later.get().then(|| later::shown(model, Part::Menus))}
        </header>
    }
}

/// The host of the page that the panel speaks of, else the product's name.
fn host(model: Model) -> String {
    let address = model.address();
    let url = address.and_then(|address| Url::parse(&address).ok());
    let host = url.as_ref().and_then(Url::host_str);
    host.map_or_else(
        || t("extension_name"),
        |host| host.strip_prefix("www.").unwrap_or(host).to_owned(),
    )
}
