//! All that is known of one prospect, and what the user adds to it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::prospect::{Opportunity, PageFacts, Prospect, Sentence};

use super::composer::composer;
use crate::dashboard::state::import::tool_name;
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::prospect::{
    contacts, follow_up_field, history, notes_field, outside, short, status_field, tag_fields,
};
use linkglance_browser::store::Edit;
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// The pane beside the list; empty while no prospect is open.
pub(super) fn pane(model: Model) -> impl IntoView {
    // One pane a prospect: what is being typed in it survives changes of its other parts.
    let shown = Memo::new(move |_| {
        model
            .detail
            .with(|detail| detail.as_ref().map(|prospect| prospect.id.clone()))
    });
    move || {
        shown.get()?;
        let prospect = model.detail.get_untracked()?;
        Some(details(model, &prospect))
    }
}

fn details(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let delete = id.clone();
    let title = prospect.page.title.clone();
    let title = title.unwrap_or_else(|| short(&prospect.page.url));
    let url = prospect.page.url.clone();
    let facts = live(model, |prospect| page_facts(prospect).into_any());
    let opportunities = live(model, |prospect| {
        let all: Vec<_> = prospect.opportunities.iter().map(opportunity).collect();
        let none = all
            .is_empty()
            .then(|| view! { <p class="quiet">{t("no_opportunity_known")}</p> });
        view! { {none} {all} }.into_any()
    });
    let people = live(model, |prospect| contacts(&prospect.contacts).into_any());
    let log = live(model, |prospect| {
        history(&prospect.messages, false).into_any()
    });
    let edit = {
        let id = id.clone();
        Callback::new(move |edit: Edit| {
            // Notes say themselves whether they are stored.
            let said = match edit {
                Edit::Notes { .. } => "",
                _ => "done_changed",
            };
            model.edit(vec![(id.clone(), edit)], said);
        })
    };
    let stored = move || {
        let detail = model.detail.get();
        detail.map(|found| found.notes.clone())
    };
    view! {
        <aside class="detail" data-part="detail" data-id=id.clone() aria-label=t("details")>
            <header>
                <h2><bdi>{title}</bdi></h2>
                <button
                    type="button"
                    class="plain"
                    aria-label=t("close")
                    data-part="close-detail"
                    on:click=move |_| model.close_detail()
                >
                    "✕"
                </button>
            </header>
            <p class="address">{outside(&url, short(&url))}</p>
            <div class="own">
                {live(model, move |prospect| status_field(prospect.status, edit).into_any())}
                {live(model, move |prospect| follow_up_field(prospect.follow_up.clone(), edit).into_any())}
            </div>
            {live(model, move |prospect| tag_fields(&prospect.tags, edit).into_any())}
            {notes_field(&prospect.notes, stored, edit)}
            {composer(model, prospect)}
            <section><h3>{t("opportunities_found")}</h3>{opportunities}</section>
            <section><h3>{t("contacts")}</h3>{people}</section>
            <section><h3>{t("page_facts")}</h3>{facts}</section>
            <section><h3>{t("log")}</h3>{log}</section>
            <footer>
                <button
                    type="button"
                    class="danger"
                    data-part="delete"
                    on:click=move |_| model.delete(vec![delete.clone()])
                >
                    {t("delete")}
                </button>
            </footer>
        </aside>
    }
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
            <h4>{words::opportunity(Some(found.kind))}</h4>
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
        ("fact_kept", Some(clock::moment(prospect.kept))),
    ];
    let rows: Vec<_> = facts
        .into_iter()
        .filter(|(name, value)| *name != "fact_listed_by" || value.is_some())
        .map(|(name, value)| {
            let value = value.unwrap_or_else(|| t("state_unknown"));
            view! { <dt>{t(name)}</dt><dd><bdi>{value}</bdi></dd> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}
