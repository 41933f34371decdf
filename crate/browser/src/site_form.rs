//! One field for "your site": a domain or any address on it; the name is proposed from it.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use linkglance_core::Site;

use crate::i18n::{t, t_with};
use crate::profiles::ProfileList;

/// Adds a site to the profiles.
#[component]
pub fn SiteForm(
    /// Where the site is added.
    profiles: ProfileList,
    /// What the field is called, where a page has several.
    #[prop(default = "site")]
    id: &'static str,
    /// The site's name in place of the proposed one.
    #[prop(optional)]
    name: Option<String>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let error = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get() else { return };
        match read(profiles, &input.value()) {
            Ok(mut site) => {
                error.set(None);
                input.set_value("");
                if let Some(name) = name.clone() {
                    site.name = name;
                }
                profiles.add(site);
            }
            Err(words) => error.set(Some(words)),
        }
    };
    let (hint, message) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <form class="site-form" data-part="site-form" novalidate=true on:submit=submit>
            <label for=id>{t("site_label")}</label>
            <div class="field">
                <input
                    id=id
                    name="site"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder="example.com"
                    aria-describedby=format!("{hint} {message}")
                    aria-invalid=move || error.with(Option::is_some).to_string()
                    node_ref=field
                />
                <button type="submit">{t("site_add")}</button>
            </div>
            <p class="quiet" id=hint>{t("site_hint")}</p>
            <p class="error" id=message role="alert">{move || error.get()}</p>
        </form>
    }
}

/// The site that was typed, or what to say instead.
fn read(profiles: ProfileList, typed: &str) -> Result<Site, String> {
    let site = Site::from_domain(typed).map_err(|_| t("site_invalid"))?;
    let known = profiles.sites.with_untracked(|sites| {
        let known = sites.iter().find(|known| known.domains == site.domains);
        known.map(|known| known.name.clone())
    });
    match known {
        Some(name) => Err(t_with("site_known", &[&name])),
        None => Ok(site),
    }
}
