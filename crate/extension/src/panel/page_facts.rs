//! What the page says of itself, and what limits the report.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::page::{Cause, Facts, Kind};

use super::model::{Model, Session};
use crate::i18n::{number, reason, t, t_with};

/// The page's facts, then notes and the caps that were hit.
pub(super) fn page_facts(_: Model, session: &Arc<Session>) -> AnyView {
    let report = &session.report;
    let rows: Vec<_> = rows(&report.page)
        .into_iter()
        .map(|(name, value)| {
            view! {
                <dt>{t(name)}</dt>
                <dd data-part=name>
                    <bdi>{value}</bdi>
                </dd>
            }
        })
        .collect();
    view! {
        {limits(report)}
        <dl data-part="page-facts">{rows}</dl>
        {notes(report)}
    }
    .into_any()
}

/// Facts that are known, each with its words. What is unknown is left out, not guessed.
fn rows(page: &Facts) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let mut add = |name, value: Option<String>| rows.extend(value.map(|value| (name, value)));
    add("fact_kind", page.kind.map(|kind| t(kind_name(kind))));
    add("fact_language", page.language.clone());
    add("fact_author", page.author.clone());
    add("fact_published", page.published.clone());
    add("fact_modified", page.modified.clone());
    add("fact_canonical", page.canonical.clone());
    add("fact_robots", Some(robots(page)));
    add("fact_snippets", Some(snippets(page)));
    let disclosure = page.disclosure.as_ref();
    add(
        "fact_disclosure",
        disclosure.map(|found| found.text.clone()),
    );
    add("fact_domains", Some(number(page.counts.domains)));
    add("fact_content_links", Some(number(page.counts.content)));
    add("fact_affiliate", affiliate(page));
    rows
}

fn robots(page: &Facts) -> String {
    let causes = Cause::values(&page.robots.because);
    if causes.is_empty() {
        t("robots_open")
    } else {
        t_with("robots_closed", &[&causes])
    }
}

fn snippets(page: &Facts) -> String {
    if page.snippets.because.is_empty() {
        t("snippets_open")
    } else {
        let directives = page.snippets.because.join(", ");
        format!("{} {directives}", t("snippets_closed"))
    }
}

fn affiliate(page: &Facts) -> Option<String> {
    let counts = page.counts;
    (counts.affiliate > 0).then(|| {
        let (all, unmarked) = (number(counts.affiliate), number(counts.affiliate_unmarked));
        t_with("affiliate_counts", &[&all, &unmarked])
    })
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "page_kind_article",
        Kind::Listing => "page_kind_listing",
        Kind::Forum => "page_kind_forum",
        Kind::Product => "page_kind_product",
        Kind::Documentation => "page_kind_documentation",
        Kind::Home => "page_kind_home",
        Kind::Other => "page_kind_other",
    }
}

fn limits(report: &Report) -> impl IntoView + use<> {
    let rows: Vec<_> = report
        .limits
        .iter()
        .map(|limit| view! { <li data-part="limit">{reason(limit)}</li> })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="notes">{rows}</ul> })
}

fn notes(report: &Report) -> impl IntoView + use<> {
    let rows: Vec<_> = report
        .page
        .notes
        .iter()
        .map(|note| view! { <li data-part="note">{reason(note)}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{t("notes")}</h3>
            <ul class="notes">{rows}</ul>
        }
    })
}
