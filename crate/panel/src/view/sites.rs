//! The user's sites: renamed in place, removed with undo, more added.

use leptos::prelude::*;
use linkglance_core::Site;

use super::sheet::Sheet;
use crate::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::profiles::Profile;
use linkglance_browser::site_form::SiteForm;

/// The sheet with the list.
#[component]
pub(super) fn Sites(model: Model) -> impl IntoView {
    let adding = RwSignal::new(false);
    let add = move || {
        view! {
            <button type="button" class="btn" data-part="add-site" on:click=move |_| adding.set(true)>
                {t("site_add_another")}
            </button>
        }
    };
    view! {
        <Sheet part="sites" title="your_sites" open=model.sheets.sites>
            <ul>
                <For
                    each=move || model.profiles.all.get()
                    key=|profile| profile.id.clone()
                    children=move |profile| view! { <SiteRow model profile /> }
                />
            </ul>
            <Show when=move || adding.get() fallback=add>
                <SiteForm profiles=model.profiles id="more-site" />
            </Show>
        </Sheet>
    }
}

/// One profile. Its row lives as long as the profile does, so that no change of another page takes
/// what is being typed.
#[component]
fn SiteRow(model: Model, profile: Profile) -> impl IntoView {
    let id = profile.id.clone();
    let current = model.profiles.watch(profile);
    let name = move || current.with(|profile| profile.site.name.clone());
    let domains = move || current.with(|profile| profile.site.domains.join(", "));
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        if !name.is_empty() {
            let Profile { id, site, .. } = current.get_untracked();
            model.profiles.update(&id, Site { name, ..site });
        }
    };
    view! {
        <li class="site-row">
            <input
                type="text"
                aria-label=move || t_with("site_name", &[&domains()])
                prop:value=name
                on:change=rename
            />
            <span class="quiet">{domains}</span>
            <button
                type="button"
                aria-label=move || t_with("site_remove", &[&name()])
                on:click=move |_| model.remove_site(&id)
            >
                {t("remove")}
            </button>
        </li>
    }
}
