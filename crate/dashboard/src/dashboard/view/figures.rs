//! What tools say of a domain, shown as theirs: each figure and rank with its tool and day.

use leptos::prelude::*;
use linkglance_core::import::Figure;

use super::drawer::section;
use super::table::{Column, plain};
use crate::dashboard::state::backlinks::{OfDomain, by_rank, by_rating, by_visits};
use crate::dashboard::state::figures::{DomainFacts, Told, rank_word};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words;

/// The column of the domain's rating; `drop` is how early it goes.
pub(super) const fn rating_column<R: OfDomain>(drop: u8) -> Column<R> {
    Column {
        name: "figure_dr",
        width: 56,
        numeric: true,
        drop,
        cell: |_, row| figure_cell(row.facts(), Figure::DomainRating),
        order: Some(by_rating),
        text: &[("figure_dr", |row| {
            figure_text(row.facts(), Figure::DomainRating)
        })],
    }
}

/// The column of the visits that come from the domain.
pub(super) const fn visits_column<R: OfDomain>() -> Column<R> {
    Column {
        name: "figure_visits",
        width: 84,
        numeric: true,
        drop: 4,
        cell: |_, row| figure_cell(row.facts(), Figure::Visits),
        order: Some(by_visits),
        text: &[("figure_visits", |row| {
            figure_text(row.facts(), Figure::Visits)
        })],
    }
}

/// The column of the domain's rank.
pub(super) const fn rank_column<R: OfDomain>() -> Column<R> {
    Column {
        name: "fact_rank",
        width: 112,
        numeric: false,
        drop: 4,
        cell: |_, row| rank_cell(row.facts()),
        order: Some(by_rank),
        text: &[("fact_rank", |row| rank_text(row.facts()))],
    }
}

/// A figure in a row.
pub(super) fn figure_cell(facts: &DomainFacts, figure: Figure) -> AnyView {
    match facts.figure(figure) {
        Some(told) => sourced(count(told.value), told).into_any(),
        None => unknown(),
    }
}

/// The same for files; empty is unknown.
pub(super) fn figure_text(facts: &DomainFacts, figure: Figure) -> String {
    let told = facts.figure(figure);
    told.map_or_else(String::new, |told| told.value.to_string())
}

/// A domain's rating with its name; nothing where no list has it.
pub(super) fn rating(facts: &DomainFacts) -> Option<impl IntoView + use<>> {
    let told = facts.figure(Figure::DomainRating)?;
    let value = format!(
        "{} {}",
        words::figure(Figure::DomainRating),
        count(told.value)
    );
    Some(sourced(value, told))
}

/// A rank in a row.
pub(super) fn rank_cell(facts: &DomainFacts) -> AnyView {
    match facts.rank() {
        Some(told) => sourced(rank_word(told.value), told).into_any(),
        None => unknown(),
    }
}

/// The same for files.
pub(super) fn rank_text(facts: &DomainFacts) -> String {
    let told = facts.rank();
    told.map_or_else(String::new, |told| rank_word(told.value))
}

/// All of it; nothing where no list was imported.
pub(super) fn all_figures(facts: &DomainFacts) -> Option<impl IntoView + use<>> {
    let figures = facts.figures.iter();
    let figures =
        figures.map(|(figure, told)| fact(words::figure(*figure), count(told.value), told));
    let ranks = facts.ranks.iter();
    let ranks = ranks.map(|told| fact(t("fact_rank"), rank_word(told.value), told));
    let all: Vec<AnyView> = figures.chain(ranks).collect();
    (!all.is_empty()).then(|| {
        section(
            "figures_of",
            view! { <dl class="facts" data-part="figures">{all}</dl> }.into_any(),
        )
    })
}

fn fact<T>(name: String, value: String, told: &Told<T>) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd>{value} " " <span class="quiet">{source(told)}</span></dd>
    }
    .into_any()
}

fn sourced<T>(value: String, told: &Told<T>) -> impl IntoView + use<T> {
    view! { <span title=source(told)>{value}</span> }
}

fn source<T>(told: &Told<T>) -> String {
    t_with(
        "figure_source",
        &[&told.tool, &clock::brief_moment(told.at)],
    )
}

fn unknown() -> AnyView {
    plain(String::new())
}

/// A figure as the user's language writes it.
fn count(value: u64) -> String {
    number(usize::try_from(value).unwrap_or(usize::MAX))
}
