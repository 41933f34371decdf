//! Who writes: the name and how messages end, for all sites or for one.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::length::{MAX_NAME_CHARS, MAX_NOTES_CHARS};

use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::store::{KeptText, my_name, signature};

/// The fields, folded, with the choice of the site they are for.
pub(super) fn sender(model: Model, texts: RwSignal<Option<Vec<KeptText>>>) -> impl IntoView {
    // The name of a site's profile; empty: all sites.
    let site = RwSignal::new(model.site.get_untracked().unwrap_or_default());
    view! {
        <details class="sender" data-part="sender" open=true>
            <summary>{t("sender")}</summary>
            <div class="row-of-fields">
                {choice(model, site)} {name_field(model, texts, site)}
                {signature_field(model, texts, site)}
            </div>
        </details>
    }
}

fn choice(model: Model, site: RwSignal<String>) -> impl IntoView {
    let options = move || {
        let names = model.sites.with(|sites| {
            let names = sites.iter().map(|site| site.name.clone());
            names.collect::<Vec<_>>()
        });
        let option = |name: String| {
            let selected = site.with(|site| *site == name);
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        };
        names.into_iter().map(option).collect_view()
    };
    view! {
        <label>
            <span class="label">{t("sender_for")}</span>
            <select data-part="sender-site" on:change=move |event| site.set(event_target_value(&event))>
                <option value="">{t("any_site")}</option>
                {options}
            </select>
        </label>
    }
}

/// The name. That of a site is in its profile.
fn name_field(
    model: Model,
    texts: RwSignal<Option<Vec<KeptText>>>,
    site: RwSignal<String>,
) -> impl IntoView {
    let value = move || match site.get() {
        name if name.is_empty() => {
            texts.with(|texts| my_name(texts.as_deref().unwrap_or_default()).to_owned())
        }
        name => model.sites.with(|sites| {
            let known = sites.iter().find(|site| site.name == name);
            known.map(|site| site.sender.clone()).unwrap_or_default()
        }),
    };
    let change = move |event| {
        let written = event_target_value(&event).trim().to_owned();
        let name = site.get_untracked();
        if name.is_empty() {
            let text = KeptText::plain(KeptText::MY_NAME.to_owned(), written);
            model.set_text(text.id.clone(), Some(text));
            return;
        }
        let profiles = model.profiles.all.get_untracked().into_iter();
        for profile in profiles.filter(|profile| profile.site.name == name) {
            let site = Site {
                sender: written.clone(),
                ..profile.site
            };
            model.profiles.update(&profile.id, site);
            model.say(t("done_saved"), None);
        }
    };
    view! {
        <label>
            <span class="label">{t("placeholder_my_name")}</span>
            <input
                type="text"
                autocomplete="name"
                data-part="my-name"
                maxlength=MAX_NAME_CHARS.to_string()
                prop:value=value
                on:change=change
            />
        </label>
    }
}

/// How messages end; where it is empty, with the name and the site's.
fn signature_field(
    model: Model,
    texts: RwSignal<Option<Vec<KeptText>>>,
    site: RwSignal<String>,
) -> impl IntoView {
    let value = move || {
        texts.with(|texts| {
            let texts = texts.as_deref().unwrap_or_default();
            site.with(|site| signature(texts, site).to_owned())
        })
    };
    let change = move |event| {
        let written = event_target_value(&event).trim().to_owned();
        let id = KeptText::signature_of(&site.get_untracked());
        let text = (!written.is_empty()).then(|| KeptText::plain(id.clone(), written));
        model.set_text(id, text);
    };
    view! {
        <label>
            <span class="label">{t("signature")}</span>
            <textarea
                rows="3"
                data-part="signature"
                maxlength=MAX_NOTES_CHARS.to_string()
                placeholder=t("placeholder_signature")
                prop:value=value
                on:change=change
            ></textarea>
        </label>
    }
}
