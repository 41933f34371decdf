//! The fields of one profile, checked and saved as they are typed, and beside them what it would find.

use leptos::prelude::*;
use linkglance_core::site::Field;

use super::complaints::{Complaints, is_unusable};
use super::keep::Keep;
use super::preview::Preview;
use super::sitemap::SitemapFile;
use super::tokens::Tokens;
use crate::options::state::draft::{Draft, complaints};
use crate::options::state::lists::{
    ALIASES, COMPETITORS, DOMAINS, EXCLUDE, KEYWORDS, List, PAGES, REQUIRE,
};
use crate::options::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::profiles::Profile;

#[component]
pub(super) fn Editor(model: Model, current: Memo<Profile>) -> impl IntoView {
    let profile = current.get_untracked();
    let draft = Draft::of(&profile.site);
    let kept = RwSignal::new(profile.site);
    // Another page has changed the profile.
    Effect::new(move |_| {
        let site = current.with(|profile| profile.site.clone());
        let before = kept.get_untracked();
        if before != site {
            draft.fill(&before, &site);
            kept.set(site);
        }
    });
    let id = profile.id;
    let site = Memo::new(move |_| draft.site());
    Effect::new({
        let id = id.clone();
        move |_| model.note(&id, site.with(|site| kept.with(|kept| site != kept)))
    });
    let now = Callback::new({
        let id = id.clone();
        move |()| {
            let written = site.get_untracked();
            if let Ok(checked) = written.checked()
                && kept.with_untracked(|kept| *kept != checked)
            {
                model.profiles.update(&id, checked);
            }
        }
    });
    on_cleanup({
        let id = id.clone();
        move || model.note(&id, false)
    });
    let keep = Keep::new(draft, now);
    // A tab that is closed is hidden first.
    let left = window_event_listener(leptos::ev::pagehide, move |_| keep.now());
    on_cleanup(move || left.remove());
    let unusable = move || {
        site.with(|site| site.problems().iter().any(|p| p.error.makes_unusable()))
            .then(|| t("site_not_kept"))
    };
    let wrong = move |field: Option<Field>| {
        Signal::derive(move || match field {
            Some(field) => site.with(|site| complaints(site, field)),
            None => Vec::new(),
        })
    };
    let field_id = StoredValue::new(id);
    let field_id = move |field: &str| field_id.with_value(|id| format!("{field}-{id}"));
    let list = move |list: &'static List| {
        view! { <Tokens draft list keep wrong=wrong(list.field) id=field_id(list.name) /> }
    };
    view! {
        <div class="editor">
            <div class="fields">
                <Name draft keep wrong=wrong(Some(Field::Name)) id=field_id("name") />
                {list(&DOMAINS)}
                {list(&ALIASES)}
                {list(&KEYWORDS)}
                {list(&PAGES)}
                <SitemapFile draft keep />
                {list(&COMPETITORS)}
                {list(&EXCLUDE)}
                {list(&REQUIRE)}
                <Sender draft keep id=field_id("sender") />
                <label class="check">
                    <input
                        type="checkbox"
                        name="case_sensitive"
                        prop:checked=move || draft.with(|site| site.case_sensitive)
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            draft.set(|site| site.case_sensitive = on);
                            keep.now();
                        }
                    />
                    {t("field_case_sensitive")}
                </label>
                <p class="error" role="status" data-part="not-kept">{unusable}</p>
            </div>
            <Preview site />
        </div>
    }
}

#[component]
fn Name(draft: Draft, keep: Keep, wrong: Signal<Vec<(bool, String)>>, id: String) -> impl IntoView {
    let (message, field) = (format!("{id}-error"), id.clone());
    let value = Memo::new(move |_| draft.with(|site| site.name.clone()));
    view! {
        <div class="entry">
            <label for=field>{t("field_name")}</label>
            <input
                id=id
                name="name"
                type="text"
                autocomplete="off"
                aria-describedby=message.clone()
                aria-invalid=move || is_unusable(wrong).to_string()
                prop:value=move || value.get()
                on:input=move |event| keep.soon(|site| site.name = event_target_value(&event))
                on:change=move |_| keep.now()
            />
            <Complaints id=message wrong />
        </div>
    }
}

/// Who messages and letters are signed by.
#[component]
fn Sender(draft: Draft, keep: Keep, id: String) -> impl IntoView {
    let field = id.clone();
    let value = Memo::new(move |_| draft.with(|site| site.sender.clone()));
    view! {
        <div class="entry">
            <label for=field>{t("field_sender")}</label>
            <input
                id=id
                name="sender"
                type="text"
                autocomplete="name"
                prop:value=move || value.get()
                on:input=move |event| keep.soon(|site| site.sender = event_target_value(&event))
                on:change=move |_| keep.now()
            />
        </div>
    }
}
