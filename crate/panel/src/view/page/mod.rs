//! The tab *Page*: what the page says of itself, as a short audit, and whom to write to.

mod article;
mod domain;
mod further;
mod indexing;
mod links;
mod outline;
mod people;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::reason::Reason;

use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::t;
use linkglance_browser::words::reason;
use row::{Row, view};

pub(super) use further::LookAsk;

/// Rows of a section.
type Rows = fn(&Report) -> Vec<Row>;

/// The sections but for the outline, each with the message that heads it.
const SECTIONS: [(&str, Rows); 5] = [
    ("page_indexing", indexing::rows),
    ("page_search_result", indexing::search_result),
    ("page_links", links::rows),
    ("page_people", people::rows),
    ("page_article", article::rows),
];

/// So many of them are before the outline.
const BEFORE_OUTLINE: usize = 2;

/// The caps that were hit, the facts by section, then notes.
pub(super) fn page(model: Model, session: &Arc<Session>) -> AnyView {
    let report = &session.report;
    let (first, rest) = SECTIONS.split_at(BEFORE_OUTLINE);
    let sections = |sections: &[(&'static str, Rows)]| {
        sections
            .iter()
            .map(|&(heading, rows)| section(model, heading, rows(report)))
            .collect_view()
    };
    view! {
        {list("limit", &report.limits)}
        <div data-part="page-facts">
            {sections(first)} {outline::outline(model, &report.page.headings)} {sections(rest)}
            {of_domain(model, &report.page.url)}
        </div>
        {(!report.page.notes.is_empty())
            .then(|| {
                view! {
                    <div class="group lined">
                        <h2 class="title">{t("notes")}</h2>
                    </div>
                }
            })}
        {list("note", &report.page.notes)}
        {further::further(model, session)}
    }
    .into_any()
}

/// A section; nothing where it has no row.
fn section(model: Model, heading: &'static str, rows: Vec<Row>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|row| view(model, row)).collect_view();
        view! {
            <div class="group lined">
                <h2 class="title ellipsis">{t(heading)}</h2>
            </div>
            <dl class="facts">{rows}</dl>
        }
    })
}

/// What is known of the page's domain; nothing where nothing is.
fn of_domain(model: Model, url: &str) -> impl IntoView + use<> {
    let url = url.to_owned();
    move || {
        let known = model.domains.of(&url);
        let rows = known.map(|known| domain::rows(&known)).unwrap_or_default();
        section(model, "known_of_site", rows)
    }
}

fn list(part: &'static str, reasons: &[Reason]) -> impl IntoView + use<> {
    let rows: Vec<_> = reasons
        .iter()
        .map(|of| view! { <li data-part=part>{reason(of)}</li> })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="notes">{rows}</ul> })
}
