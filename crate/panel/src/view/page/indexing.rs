//! How search engines may find the page, and the two lines it asks them to show.

use linkglance_core::Report;
use linkglance_core::length::shown_address;
use linkglance_core::page::{Canonical, Facts};

use super::row::Row;
use crate::view::words::mechanism;
use linkglance_browser::i18n::{t, t_count, t_with};

/// Whether and under which address the page may be found.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let page = &report.page;
    let languages = page.hreflang.iter().map(|version| version.language.clone());
    let languages: Vec<String> = languages.collect();
    let mut rows = vec![
        Row::new("fact_address", [shown_address(&page.url)]).copied(),
        Row::new("fact_robots", robots(page)),
        canonical(page),
        Row::new("fact_snippets", [snippets(page)]).below(page.ai.noai.then(|| t("noai_wish"))),
        Row::new("fact_disclosure", disclosure(page)),
    ];
    if !languages.is_empty() {
        rows.push(Row::new("fact_hreflang", [languages.join(", ")]).copied());
    }
    rows
}

/// The two lines of a search result that the page can ask for.
pub(super) fn search_result(report: &Report) -> Vec<Row> {
    let page = &report.page;
    let row = |part, text: &Option<String>| {
        let length = text.as_ref().map(|text| text.chars().count());
        let length = length.map(|length| t_count("characters", length, &[]));
        Row::new(part, text.clone()).below(length).copied()
    };
    vec![
        row("fact_title", &page.title),
        row("fact_description", &page.description),
    ]
}

fn canonical(page: &Facts) -> Row {
    let named = match page.canonical_named() {
        Canonical::Unnamed => None,
        Canonical::Own => Some(t("canonical_own")),
        Canonical::Elsewhere(address) => Some(shown_address(address)),
    };
    let row = Row::new("fact_canonical", named);
    match page.canonical_named() {
        Canonical::Elsewhere(_) => row.copied(),
        _ => row,
    }
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
