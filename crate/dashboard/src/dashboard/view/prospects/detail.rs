//! All that is known of one prospect, and what the user adds to it: the tabs of its drawer.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::length::MAX_ENTRY_CHARS;
use linkglance_core::prospect::{Entry, Event, Opportunity, PageFacts, Prospect, Sentence};

use super::super::drawer::{Opened, section};
use super::super::keys::focus;
use super::super::people::own_contacts;
use super::super::trash::trash;
use super::composer::composer;
use crate::dashboard::state::import::tool_name;
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{
    contacts, follow_up_field, history, notes_field, outside, short, status_field, tag_fields,
};
use linkglance_browser::store::{Edit, ProspectRow};
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// Status, follow-up, the message, and the way to get rid of it.
pub(super) fn status(model: Model, opened: Opened<ProspectRow>) -> AnyView {
    let edit = edits(model, opened);
    let status = move || opened.get().map(|row| status_field(row.status, edit));
    let follow_up = move || {
        let row = opened.get()?;
        let day = Some(row.follow_up.clone()).filter(|day| !day.is_empty());
        Some(follow_up_field(day, edit))
    };
    let write = move |_| {
        model.prospects.tab.set("tab_message");
        // Once the form is there.
        request_animation_frame(|| {
            let _ = focus("[data-part=message-body]");
        });
    };
    let delete = move || {
        if let Some(row) = opened.get_untracked() {
            model.prospects.close();
            model.delete(vec![row.id.clone()]);
        }
    };
    view! {
        <div class="own">
            {status}
            {follow_up}
            <button type="button" class="btn" data-part="compose" on:click=write>
                {icon(Icon::Mail)}
                {t("compose")}
            </button>
            {trash("delete", t("delete"), delete)}
        </div>
    }
    .into_any()
}

/// Stores a change of the prospect that is open.
fn edits(model: Model, opened: Opened<ProspectRow>) -> Callback<Edit> {
    let id = opened.get_untracked().map(|row| row.id.clone());
    Callback::new(move |edit: Edit| {
        // Notes say themselves whether they are stored.
        let said = match edit {
            Edit::Notes { .. } => "",
            _ => "done_changed",
        };
        if let Some(id) = id.clone() {
            model.edit(vec![(id, edit)], said);
        }
    })
}

/// What the page offers, whom to write to, notes, and what the page says of itself.
pub(super) fn overview(model: Model, opened: Opened<ProspectRow>) -> AnyView {
    let edit = edits(model, opened);
    read(model, opened, move |prospect| {
        let stored = move || {
            let detail = model.detail.get();
            detail.map(|found| found.notes.clone())
        };
        let opportunities = live(model, |prospect| {
            let all: Vec<_> = prospect.opportunities.iter().map(opportunity).collect();
            let none = all
                .is_empty()
                .then(|| view! { <p class="quiet">{t("no_opportunity_known")}</p> });
            view! { {none} {all} }.into_any()
        });
        let found = live(model, |prospect| contacts(&prospect.contacts).into_any());
        let people = view! { {found} {own_contacts(model, &prospect.page.url)} };
        let tags = live(model, move |prospect| {
            tag_fields(&prospect.tags, edit).into_any()
        });
        let facts = live(model, |prospect| page_facts(prospect).into_any());
        let own = view! {
            {notes_field(&prospect.notes, stored, edit)}
            {tags}
        };
        view! {
            {section("opportunities_found", opportunities.into_any())}
            {section("contacts", people.into_any())}
            {section("notes_and_tags", own.into_any())}
            {section("page_facts", facts.into_any())}
        }
        .into_any()
    })
}

/// The message, written here.
pub(super) fn message(model: Model, opened: Opened<ProspectRow>) -> AnyView {
    read(model, opened, move |prospect| {
        composer(model, prospect).into_any()
    })
}

/// What has happened, and a line for what the user wants to add to it.
pub(super) fn log(model: Model, opened: Opened<ProspectRow>) -> AnyView {
    let edit = edits(model, opened);
    read(model, opened, move |_| {
        let log = live(model, |prospect| history(prospect, true).into_any());
        view! { <div class="part">{log} {entry_form(edit)}</div> }.into_any()
    })
}

/// One line for the history, with the time of now.
fn entry_form(edit: Callback<Edit>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let written = text.get_untracked().trim().to_owned();
        if !written.is_empty() {
            text.set(String::new());
            edit.run(Edit::Enter(Entry {
                at: clock::millis(),
                what: Event::Note(written),
            }));
        }
    };
    view! {
        <form class="entry-form" on:submit=add>
            <label>
                <span class="label">{t("entry_add")}</span>
                <input
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    data-part="entry"
                    maxlength=MAX_ENTRY_CHARS.to_string()
                    placeholder=t("entry_hint")
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="btn" data-part="entry-add">
                {t("save")}
            </button>
        </form>
    }
}

/// How many messages and other entries there are.
pub(super) fn entries(model: Model, row: &ProspectRow) -> Option<usize> {
    let detail = model.detail.get()?;
    let count = detail.messages.len() + detail.history.len();
    (detail.id == row.id && count > 0).then_some(count)
}

/// A part that is made once, when the prospect has been read: what is being typed in it survives changes
/// of other parts.
fn read(
    model: Model,
    opened: Opened<ProspectRow>,
    part: impl Fn(&Arc<Prospect>) -> AnyView + Send + 'static,
) -> AnyView {
    let id = opened.get_untracked().map(|row| row.id.clone());
    let is_read = Memo::new(move |_| {
        let detail = model.detail.get();
        detail.is_some_and(|detail| Some(&detail.id) == id.as_ref())
    });
    (move || {
        if !is_read.get() {
            return None;
        }
        model.detail.get_untracked().map(|prospect| part(&prospect))
    })
    .into_any()
}

/// A part that follows what is stored.
fn live(model: Model, part: impl Fn(&Prospect) -> AnyView + Send + 'static) -> impl IntoView {
    move || {
        model
            .detail
            .with(|detail| detail.as_ref().map(|prospect| part(prospect)))
    }
}

fn opportunity(found: &Opportunity) -> impl IntoView + use<> {
    let sentences: Vec<_> = found.sentences.iter().map(sentence).collect();
    let because: Vec<_> = found
        .because
        .iter()
        .map(|why| view! { <li class="quiet small">{reason(why)}</li> })
        .collect();
    let fact = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| {
            let value = if value.contains("://") {
                outside(value, short(value)).into_any()
            } else {
                view! { <bdi>{value.clone()}</bdi> }.into_any()
            };
            view! { <dt>{t(name)}</dt><dd>{value}</dd> }
        })
    };
    view! {
        <div class="opportunity-card" data-part="opportunity">
            <h4 class="capital">{words::opportunity(Some(found.kind))}</h4>
            {sentences}
            <dl>
                {fact("suggested_anchor", &found.anchor)}
                {fact("suggested_target", &found.target)}
                {fact("links_instead", &found.instead)}
            </dl>
            <ul>{because}</ul>
        </div>
    }
}

fn sentence(sentence: &Sentence) -> impl IntoView + use<> {
    view! {
        <blockquote data-part="sentence">
            <bdi>
                {sentence.before.clone()}
                <mark>{sentence.text.clone()}</mark>
                {sentence.after.clone()}
            </bdi>
            <span class="quiet small">{words::region(sentence.region)}</span>
        </blockquote>
    }
}

/// What is known of pages that a list named, and of no others.
const ONLY_OF_LISTS: [&str; 2] = ["fact_listed_by", "fact_source"];

fn page_facts(prospect: &Prospect) -> impl IntoView + use<> {
    let PageFacts {
        canonical,
        title: _,
        site_name: _,
        url: _,
        language,
        author,
        published,
        modified,
        kind,
        indexable,
        disclosure,
        outbound,
        backlinks,
        inspected,
        listed_by,
        found_in,
    } = prospect.page.clone();
    let yes_no = |known: bool| t(if known { "yes" } else { "no" });
    let facts = [
        ("fact_site", Some(prospect.site.clone())),
        ("fact_kind", kind.map(words::page_kind)),
        ("fact_language", language),
        ("fact_author", author),
        ("fact_published", published),
        ("fact_modified", modified),
        ("fact_indexable", indexable.map(yes_no)),
        ("fact_disclosure", disclosure),
        ("outbound_links", outbound.map(number)),
        ("fact_backlinks", backlinks.map(number)),
        ("fact_canonical", canonical),
        ("fact_inspected", inspected.map(clock::moment)),
        ("fact_listed_by", listed_by.map(tool_name)),
        ("fact_source", found_in),
        ("fact_kept", Some(clock::moment(prospect.kept))),
    ];
    let rows: Vec<_> = facts
        .into_iter()
        .filter(|(name, value)| !ONLY_OF_LISTS.contains(name) || value.is_some())
        .map(|(name, value)| {
            let value = value.unwrap_or_else(|| t("state_unknown"));
            view! { <dt>{t(name)}</dt><dd><bdi>{value}</bdi></dd> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}
