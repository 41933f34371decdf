//! The user's sites: renamed in place, removed with undo, more added.

use leptos::prelude::*;
use linkglance_core::Site;

use super::model::Model;
use crate::i18n::{t, t_with};
use crate::site_form::SiteForm;

#[component]
pub(super) fn Sites(model: Model) -> impl IntoView {
    let adding = RwSignal::new(false);
    view! {
        <details class="sites" data-part="sites">
            <summary>{t("your_sites")}</summary>
            <ul>
                {move || {
                    let sites = model.sites.get();
                    sites
                        .into_iter()
                        .enumerate()
                        .map(|(index, site)| view! { <SiteRow model index site /> })
                        .collect_view()
                }}
            </ul>
            <Show
                when=move || adding.get()
                fallback=move || {
                    view! {
                        <button type="button" data-part="add-site" on:click=move |_| adding.set(true)>
                            {t("site_add_another")}
                        </button>
                    }
                }
            >
                <SiteForm profiles=model.profiles />
            </Show>
        </details>
    }
}

#[component]
fn SiteRow(model: Model, index: usize, site: Site) -> impl IntoView {
    let name = site.name.clone();
    let rename = move |event| {
        let value = event_target_value(&event).trim().to_owned();
        if !value.is_empty() {
            model.rename_site(index, value);
        }
    };
    view! {
        <li class="site-row">
            <input
                type="text"
                aria-label=t_with("site_name", &[&site.domains.join(", ")])
                value=name.clone()
                on:change=rename
            />
            <span class="quiet">{site.domains.join(", ")}</span>
            <button
                type="button"
                aria-label=t_with("site_remove", &[&name])
                on:click=move |_| model.remove_site(index)
            >
                {t("remove")}
            </button>
        </li>
    }
}
