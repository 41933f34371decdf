//! The list of domains that backlinks come from.

use leptos::prelude::*;
use linkglance_core::export::day;
use linkglance_core::import::Figure;
use linkglance_core::link::FollowState;

use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::figures::{
    all_figures, figure_cell, figure_text, rank_column, rating_column, visits_column,
};
use super::gap::{gap, switch};
use super::list::{Listing, action, copy_lines, list};
use super::table::{Column, Shape, plain};
use crate::dashboard::state::backlinks::{
    Domain, by_authority, by_count, by_domain_first, by_domain_last, by_followed, by_name,
    by_pages, by_score, by_trust,
};
use crate::dashboard::state::filter::Chosen;
use crate::dashboard::state::model::{Model, View};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words;

static DOMAINS: Listing<Domain> = Listing {
    shape: Shape {
        name: "domains",
        row: "domain",
        title: "view_domains",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["no_backlinks", "no_backlinks_hint"],
        digit: None,
    },
    search: "search_domains",
    actions: &[switch],
    above: &[],
    bulk: &[copy_names],
    drawer: Drawer {
        status: |model, opened| links_of(model, opened).into_any(),
        tabs: &[Tab {
            name: "overview",
            count: |_, _| None,
            body: overview,
        }],
    },
};

static COLUMNS: [Column<Domain>; 13] = [
    Column {
        name: "fact_domain",
        width: 0,
        numeric: false,
        drop: 0,
        cell: |_, row| {
            view! { <span class="two"><span><bdi>{row.name.clone()}</bdi></span></span> }.into_any()
        },
        order: Some(by_name),
        text: &[("fact_domain", |row| row.name.clone())],
    },
    Column {
        name: "view_backlinks",
        width: 100,
        numeric: true,
        drop: 0,
        cell: |_, row| plain(number(row.backlinks)),
        order: Some(by_count),
        text: &[("view_backlinks", |row| row.backlinks.to_string())],
    },
    Column {
        name: "fact_pages",
        width: 84,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(number(row.pages)),
        order: Some(by_pages),
        text: &[("fact_pages", |row| row.pages.to_string())],
    },
    Column {
        name: "followed",
        width: 92,
        numeric: true,
        drop: 0,
        cell: |_, row| plain(number(row.followed())),
        order: Some(by_followed),
        text: &[("followed", |row| row.followed().to_string())],
    },
    rating_column(4),
    Column {
        name: "figure_da",
        width: 56,
        numeric: true,
        drop: 4,
        cell: |_, row| figure_cell(&row.facts, Figure::DomainAuthority),
        order: Some(by_authority),
        text: &[("figure_da", |row| {
            figure_text(&row.facts, Figure::DomainAuthority)
        })],
    },
    Column {
        name: "figure_as",
        width: 56,
        numeric: true,
        drop: 4,
        cell: |_, row| figure_cell(&row.facts, Figure::DomainScore),
        order: Some(by_score),
        text: &[("figure_as", |row| {
            figure_text(&row.facts, Figure::DomainScore)
        })],
    },
    Column {
        name: "figure_tf",
        width: 56,
        numeric: true,
        drop: 4,
        cell: |_, row| figure_cell(&row.facts, Figure::TrustFlow),
        order: Some(by_trust),
        text: &[("figure_tf", |row| {
            figure_text(&row.facts, Figure::TrustFlow)
        })],
    },
    visits_column(),
    rank_column(),
    Column {
        name: "fact_states",
        width: 140,
        numeric: false,
        drop: 3,
        cell: |_, row| bar(row),
        order: None,
        text: &[("fact_states", sentence)],
    },
    Column {
        name: "fact_first_seen",
        width: 108,
        numeric: true,
        drop: 3,
        cell: |_, row| plain(clock::brief_moment(row.first)),
        order: Some(by_domain_first),
        text: &[("fact_first_seen", |row| day(row.first))],
    },
    Column {
        name: "fact_last_seen",
        width: 108,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(clock::brief_moment(row.last)),
        order: Some(by_domain_last),
        text: &[("fact_last_seen", |row| day(row.last))],
    },
];

/// The view.
pub(super) fn domains(model: Model) -> impl IntoView {
    move || {
        if model.gap.get() {
            gap(model)
        } else {
            list(model, &DOMAINS, model.domains).into_any()
        }
    }
}

fn copy_names(model: Model) -> AnyView {
    action("copy-selected", "copy_domains", Icon::Copy, move || {
        copy_lines(model, model.domains, |row| Some(row.name.clone()));
    })
}

/// How many links are in each state, in words.
fn sentence(row: &Domain) -> String {
    let states = row.states.iter();
    let words: Vec<String> = states
        .map(|(state, count)| t_with("counted", &[&number(*count), &words::follow_word(*state)]))
        .collect();
    words.join(", ")
}

/// The same as a bar.
fn bar(row: &Domain) -> AnyView {
    let part = |(state, count): &(FollowState, usize)| {
        view! { <i data-state=state.name() style:flex-grow=count.to_string()></i> }
    };
    let parts: Vec<_> = row.states.iter().map(part).collect();
    view! {
        <span class="cellbar" role="img" aria-label=sentence(row) title=sentence(row)>{parts}</span>
    }
    .into_any()
}

/// The button that lists a domain's backlinks.
fn links_of(model: Model, opened: Opened<Domain>) -> impl IntoView {
    let show = move |_| {
        if let Some(row) = opened.get_untracked() {
            model.backlinks.chosen.set(Chosen {
                values: vec![("fact_domain", row.name.clone())],
                ..Chosen::default()
            });
            View::Backlinks.go();
        }
    };
    view! {
        <button type="button" class="btn" data-part="domain-links" on:click=show>
            {icon(Icon::Link)}
            {t("domain_links")}
        </button>
    }
}

fn overview(_: Model, opened: Opened<Domain>) -> AnyView {
    let facts = |row: &Domain| {
        view! {
            <dl class="facts part">
                {text_fact("view_backlinks", Some(number(row.backlinks)))}
                {text_fact("fact_pages", Some(number(row.pages)))}
                {fact("fact_states", Some(sentence(row).into_any()))}
                {text_fact("fact_first_seen", Some(clock::brief_moment(row.first)))}
                {text_fact("fact_last_seen", Some(clock::brief_moment(row.last)))}
            </dl>
            {all_figures(&row.facts)}
        }
    };
    (move || opened.get().map(|row| facts(&row))).into_any()
}
