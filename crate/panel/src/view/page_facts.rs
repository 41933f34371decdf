//! What the page says of itself, and what limits the report.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::length::shown_address;
use linkglance_core::page::Facts;

use super::words::mechanism;
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// The caps that were hit, what the page asks of search engines, its facts, then notes.
pub(super) fn page_facts(_: Model, session: &Arc<Session>) -> AnyView {
    let report = &session.report;
    let rows = rows(&report.page)
        .into_iter()
        .map(|(name, value)| {
            let missing = value.is_empty().then(|| {
                view! { <span class="quiet">{t(missing(name))}</span> }
            });
            let values = value
                .into_iter()
                .map(|value| view! { <bdi>{value}</bdi> })
                .collect_view();
            view! {
                <dt>{t(name)}</dt>
                <dd data-part=name>{missing} {values}</dd>
            }
        })
        .collect_view();
    view! {
        {limits(report)}
        <dl data-part="page-facts">{rows}</dl>
        {notes(report)}
    }
    .into_any()
}

/// What is said where a fact is not known. A reader may see an author or a date that no rule finds.
fn missing(name: &str) -> &'static str {
    if matches!(name, "fact_author" | "fact_published" | "fact_modified") {
        "fact_not_found"
    } else {
        "fact_missing"
    }
}

/// The facts, each with its lines; none where the page does not say.
fn rows(page: &Facts) -> [(&'static str, Vec<String>); 13] {
    let one = |value: Option<String>| value.into_iter().collect();
    [
        ("fact_address", vec![shown_address(&page.url)]),
        (
            "fact_canonical",
            one(page.canonical.as_deref().map(shown_address)),
        ),
        ("fact_robots", robots(page)),
        ("fact_snippets", vec![snippets(page)]),
        ("fact_disclosure", one(disclosure(page))),
        ("fact_kind", one(page.kind.map(words::page_kind))),
        ("fact_language", one(page.language.clone())),
        ("fact_author", one(page.author.clone())),
        (
            "fact_published",
            one(page.published.as_deref().map(clock::full_day)),
        ),
        (
            "fact_modified",
            one(page.modified.as_deref().map(clock::full_day)),
        ),
        ("fact_domains", vec![number(page.counts.domains)]),
        ("fact_content_links", vec![number(page.counts.content)]),
        ("fact_affiliate", vec![affiliate(page)]),
    ]
}

/// What restricts, each with where it was read.
fn robots(page: &Facts) -> Vec<String> {
    if page.robots.because.is_empty() {
        return vec![t("robots_open")];
    }
    let causes = page.robots.because.iter();
    causes
        .map(|cause| format!("{} ({})", cause.value, mechanism(cause.by)))
        .collect()
}

fn snippets(page: &Facts) -> String {
    if page.snippets.because.is_empty() {
        t("snippets_open")
    } else {
        let directives = page.snippets.because.join(", ");
        format!("{} {directives}", t("snippets_closed"))
    }
}

/// The page's words, with where they are.
fn disclosure(page: &Facts) -> Option<String> {
    let found = page.disclosure.as_ref()?;
    let place = found.region.map_or_else(
        || t("in_structured_data"),
        |region| t(&format!("in_{}", region.name())),
    );
    Some(t_with("disclosure_at", &[&found.text, &place]))
}

fn affiliate(page: &Facts) -> String {
    let counts = page.counts;
    if counts.affiliate == 0 {
        return number(0);
    }
    let (all, unmarked) = (number(counts.affiliate), number(counts.affiliate_unmarked));
    t_with("affiliate_counts", &[&all, &unmarked])
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
