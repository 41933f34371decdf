//! One field for "your site": a domain or any address on it; the name is proposed from it.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use linkglance_core::Site;

use super::model::Model;
use crate::i18n::{t, t_with};

#[component]
pub(super) fn SiteForm(model: Model) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let error = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get() else { return };
        let value = input.value();
        let known = model.sites.with_untracked(|sites| {
            let site = Site::from_domain(&value).ok()?;
            sites
                .iter()
                .find(|known| known.domains == site.domains)
                .map(|known| known.name.clone())
        });
        match (known, Site::from_domain(&value)) {
            (Some(name), _) => error.set(Some(t_with("site_known", &[&name]))),
            (None, Ok(site)) => {
                error.set(None);
                input.set_value("");
                model.add_site(site);
            }
            (None, Err(_)) => error.set(Some(t("site_invalid"))),
        }
    };
    view! {
        <form class="site-form" data-part="site-form" novalidate=true on:submit=submit>
            <label for="site">{t("site_label")}</label>
            <div class="field">
                <input
                    id="site"
                    name="site"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder="example.com"
                    aria-describedby="site-hint site-error"
                    aria-invalid=move || error.with(Option::is_some).to_string()
                    node_ref=field
                />
                <button type="submit">{t("site_add")}</button>
            </div>
            <p class="quiet" id="site-hint">{t("site_hint")}</p>
            <p class="error" id="site-error" role="alert">{move || error.get()}</p>
        </form>
    }
}
