//! The fields of one profile, checked as they are typed and saved when one is left.

use leptos::prelude::*;
use linkglance_core::site::Field;

use super::preview::Preview;
use super::sitemap::SitemapFile;
use crate::options::state::draft::{Draft, complaints};
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::profiles::{Profile, ProfileList};

/// Most complaints that are shown below a field.
const MAX_COMPLAINTS: usize = 5;

#[component]
pub(super) fn Editor(profiles: ProfileList, current: Memo<Profile>) -> impl IntoView {
    let profile = current.get_untracked();
    let draft = Draft::of(&profile.site);
    let kept = StoredValue::new(profile.site);
    // Another page has changed the profile, or it was saved in its canonical form.
    Effect::new(move |_| {
        let site = current.with(|profile| profile.site.clone());
        if kept.with_value(|kept| *kept != site) {
            draft.fill(&site);
            kept.set_value(site);
        }
    });
    let id = profile.id;
    let field_id = {
        let id = id.clone();
        move |field: &str| format!("{field}-{id}")
    };
    let keep = Callback::new(move |()| {
        let site = untrack(|| draft.site());
        if let Ok(site) = site.checked()
            && kept.with_value(|kept| *kept != site)
        {
            profiles.update(&id, site);
        }
    });
    let site = Memo::new(move |_| draft.site());
    let unusable = move || {
        site.with(|site| site.problems().iter().any(|p| p.error.makes_unusable()))
            .then(|| t("site_not_kept"))
    };
    let wrong = move |field: Field| Signal::derive(move || site.with(|s| complaints(s, field)));
    let right = Signal::derive(Vec::new);
    let list = move |name: &'static str, label: &'static str, hint: &'static str, text, wrong| {
        let id = field_id(name);
        view! { <Entries id name label hint text wrong keep /> }
    };
    let case = draft.case_sensitive;
    view! {
        <div class="fields">
            <Name draft keep wrong=wrong(Field::Name) id=profile_field("name", current) />
            {list("domains", "field_domains", "field_domains_hint", draft.domains, wrong(Field::Domains))}
            {list("aliases", "field_aliases", "field_aliases_hint", draft.aliases, right)}
            {list("keywords", "field_keywords", "field_keywords_hint", draft.keywords, right)}
            {list("pages", "field_pages", "field_pages_hint", draft.pages, wrong(Field::Pages))}
            <SitemapFile draft keep />
            {list(
                "competitors",
                "field_competitors",
                "field_competitors_hint",
                draft.competitors,
                wrong(Field::Competitors),
            )}
            {list("exclude", "field_exclude", "field_exclude_hint", draft.exclude, right)}
            {list("require", "field_require", "field_require_hint", draft.require, right)}
            <Sender draft keep id=profile_field("sender", current) />
            <label class="check">
                <input
                    type="checkbox"
                    name="case_sensitive"
                    prop:checked=move || case.get()
                    on:change=move |event| {
                        case.set(event_target_checked(&event));
                        keep.run(());
                    }
                />
                {t("field_case_sensitive")}
            </label>
            <p class="error" role="status" data-part="not-kept">{unusable}</p>
            <Preview site />
        </div>
    }
}

fn profile_field(field: &str, current: Memo<Profile>) -> String {
    current.with_untracked(|profile| format!("{field}-{}", profile.id))
}

#[component]
fn Name(
    draft: Draft,
    keep: Callback<()>,
    wrong: Signal<Vec<(bool, String)>>,
    id: String,
) -> impl IntoView {
    let (message, field) = (format!("{id}-error"), id.clone());
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
                prop:value=move || draft.name.get()
                on:input=move |event| draft.name.set(event_target_value(&event))
                on:change=move |_| keep.run(())
            />
            <Complaints id=message wrong />
        </div>
    }
}

/// Who messages and letters are signed by.
#[component]
fn Sender(draft: Draft, keep: Callback<()>, id: String) -> impl IntoView {
    let field = id.clone();
    view! {
        <div class="entry">
            <label for=field>{t("field_sender")}</label>
            <input
                id=id
                name="sender"
                type="text"
                autocomplete="name"
                prop:value=move || draft.sender.get()
                on:input=move |event| draft.sender.set(event_target_value(&event))
                on:change=move |_| keep.run(())
            />
        </div>
    }
}

/// A field of entries, one per line.
#[component]
fn Entries(
    id: String,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    text: RwSignal<String>,
    wrong: Signal<Vec<(bool, String)>>,
    keep: Callback<()>,
) -> impl IntoView {
    let (hint_id, message) = (format!("{id}-hint"), format!("{id}-error"));
    let rows = move || {
        text.with(|text| text.lines().count().clamp(1, 8) + 1)
            .to_string()
    };
    view! {
        <div class="entry">
            <label for=id.clone()>{t(label)}</label>
            <textarea
                id=id
                name=name
                rows=rows
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=format!("{hint_id} {message}")
                aria-invalid=move || is_unusable(wrong).to_string()
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:change=move |_| keep.run(())
            ></textarea>
            <p class="quiet" id=hint_id>{t(hint)}</p>
            <Complaints id=message wrong />
        </div>
    }
}

fn is_unusable(wrong: Signal<Vec<(bool, String)>>) -> bool {
    wrong.with(|wrong| wrong.iter().any(|(unusable, _)| *unusable))
}

#[component]
fn Complaints(id: String, wrong: Signal<Vec<(bool, String)>>) -> impl IntoView {
    let rows = move || {
        let wrong = wrong.get();
        let more = wrong.len().saturating_sub(MAX_COMPLAINTS);
        let more = (more > 0).then(|| {
            view! { <li class="caution">{t_with("problem_more", &[&number(more)])}</li> }
        });
        let rows: Vec<_> = wrong
            .into_iter()
            .take(MAX_COMPLAINTS)
            .map(|(unusable, words)| {
                let class = if unusable { "error" } else { "caution" };
                view! { <li class=class data-part="complaint">{words}</li> }
            })
            .collect();
        view! { {rows} {more} }
    };
    view! { <ul class="complaints" id=id aria-live="polite">{rows}</ul> }
}
