//! The link gap: domains that link to competitors and not to the user, in the place of the domains that do.

use leptos::prelude::*;
use linkglance_core::export::day;
use linkglance_core::import::Figure;

use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::figures::{all_figures, figure_cell, figure_text, rank_cell, rank_text};
use super::list::{Listing, action, copy_lines, list};
use super::segments::{Segment, segments};
use super::table::{Column, Shape, plain, two};
use crate::dashboard::state::gap::{Gap, by_competitors, by_domain, by_last};
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::Icon;
use linkglance_browser::prospect::{address, outside, short};

static GAP: Listing<Gap> = Listing {
    shape: Shape {
        name: "gap",
        row: "gap-domain",
        title: "view_domains",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["no_gap", "no_gap_hint"],
        digit: None,
    },
    search: "search_domains",
    actions: &[switch],
    above: &[],
    bulk: &[copy_names],
    drawer: Drawer {
        status: |_, _| ().into_any(),
        tabs: &[Tab {
            name: "overview",
            count: |_, _| None,
            body: overview,
        }],
    },
};

static COLUMNS: [Column<Gap>; 5] = [
    Column {
        name: "fact_domain",
        width: 0,
        numeric: false,
        drop: 0,
        cell: |_, row| two(row.domain.clone(), address(&row.page)),
        order: Some(by_domain),
        text: &[
            ("fact_domain", |row| row.domain.clone()),
            ("fact_address", |row| row.page.clone()),
        ],
    },
    Column {
        name: "fact_competitor",
        width: 260,
        numeric: false,
        drop: 0,
        cell: |_, row| plain(row.competitors.join(", ")),
        order: Some(by_competitors),
        text: &[("fact_competitor", |row| row.competitors.join(", "))],
    },
    Column {
        name: "figure_dr",
        width: 56,
        numeric: true,
        drop: 2,
        cell: |_, row| figure_cell(&row.facts, Figure::DomainRating),
        order: None,
        text: &[("figure_dr", |row| {
            figure_text(&row.facts, Figure::DomainRating)
        })],
    },
    Column {
        name: "fact_rank",
        width: 112,
        numeric: false,
        drop: 2,
        cell: |_, row| rank_cell(&row.facts),
        order: None,
        text: &[("fact_rank", |row| rank_text(&row.facts))],
    },
    Column {
        name: "fact_last_seen",
        width: 108,
        numeric: true,
        drop: 3,
        cell: |_, row| plain(clock::brief_moment(row.last)),
        order: Some(by_last),
        text: &[("fact_last_seen", |row| day(row.last))],
    },
];

/// The list.
pub(super) fn gap(model: Model) -> AnyView {
    list(model, &GAP, model.gaps).into_any()
}

/// The choice between the domains that link to the user and the gap.
pub(super) fn switch(model: Model) -> AnyView {
    let segment = |value, part, word: &str| Segment {
        value,
        part,
        name: "",
        face: t(word).into_any(),
    };
    segments(
        t("gap_choice"),
        move || model.gap.get(),
        move |gap| model.gap.set(gap),
        [
            segment(false, "domains-mine", "gap_mine"),
            segment(true, "domains-gap", "gap_theirs"),
        ],
    )
}

fn copy_names(model: Model) -> AnyView {
    action("copy-selected", "copy_domains", Icon::Copy, move || {
        copy_lines(model, model.gaps, |row| Some(row.domain.clone()));
    })
}

fn overview(_: Model, opened: Opened<Gap>) -> AnyView {
    let facts = |row: &Gap| {
        let page = outside(&row.page, short(&row.page)).into_any();
        view! {
            <dl class="facts part">
                {fact("fact_page", Some(page))}
                {text_fact("fact_competitor", Some(row.competitors.join(", ")))}
                {text_fact("fact_last_seen", Some(clock::brief_moment(row.last)))}
            </dl>
            {all_figures(&row.facts)}
        }
    };
    (move || opened.get().map(|row| facts(&row))).into_any()
}
