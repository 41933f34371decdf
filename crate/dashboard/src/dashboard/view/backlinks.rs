//! The list of known backlinks.

use leptos::prelude::*;
use linkglance_core::export::day;
use linkglance_core::import::value;

use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::figures::{all_figures, rank_column, rating_column, visits_column};
use super::list::{Listing, action, copy_lines, list};
use super::table::{Column, Shape, plain, two};
use super::watch::{
    ask_to_watch, looked_day, standing_cell, standing_chip, standing_word, watch_line, watch_tab,
};
use crate::dashboard::state::backlinks::{
    Backlink, by_anchor, by_first, by_kind, by_last, by_page, by_region, by_source, by_standing,
    by_state,
};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::watches::Group;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::prospect::{address, outside, short};
use linkglance_browser::store::{Said, Subject};
use linkglance_browser::words;

pub(super) static BACKLINKS: Listing<Backlink> = Listing {
    shape: Shape {
        name: "backlinks",
        row: "backlink",
        title: "view_backlinks",
        columns: &COLUMNS,
        look: |row| {
            if row.group() == Group::Lost || row.lost_by_list().is_some() {
                "gone"
            } else {
                ""
            }
        },
        empty: ["no_backlinks", "no_backlinks_hint"],
        digit: None,
    },
    search: "search_backlinks",
    actions: &[check_all],
    above: &[watch_line],
    bulk: &[check_picked, unwatch_picked, copy_pages],
    drawer: Drawer {
        status: |_, opened| (move || opened.get().map(|row| status(&row))).into_any(),
        tabs: &[
            Tab {
                name: "overview",
                count: |_, _| None,
                body: overview,
            },
            Tab {
                name: "tab_watch",
                count: |_, _| None,
                body: watched,
            },
        ],
    },
};

static COLUMNS: [Column<Backlink>; 12] = [
    Column {
        name: "referring_page",
        width: 0,
        numeric: false,
        drop: 0,
        cell: |_, row| two(row.title(), address(&row.known.page)),
        order: Some(by_page),
        text: &[
            ("referring_page", Backlink::title),
            ("fact_address", |row| row.known.page.clone()),
        ],
    },
    Column {
        name: "anchor_and_target",
        width: 190,
        numeric: false,
        drop: 2,
        cell: anchor_and_target,
        order: Some(by_anchor),
        text: &[
            ("anchor_text", |row| text(row.known.anchor.as_ref())),
            ("fact_target", |row| text(row.known.target.as_ref())),
        ],
    },
    Column {
        name: "fact_state",
        width: 120,
        numeric: false,
        drop: 4,
        cell: |_, row| state_chip(row).into_any(),
        order: Some(by_state),
        text: &[("fact_state", |row| words::follow_word(row.state))],
    },
    Column {
        name: "fact_watch",
        width: 172,
        numeric: false,
        drop: 0,
        cell: standing,
        order: Some(by_standing),
        text: &[
            ("fact_watch", |row| {
                let lost = row.lost_by_list().map(list_says);
                lost.unwrap_or_else(|| standing_word(row.watch.as_deref()))
            }),
            ("fact_looked", |row| looked_day(row.watch.as_deref())),
        ],
    },
    rating_column(2),
    visits_column(),
    rank_column(),
    Column {
        name: "filter_region",
        width: 96,
        numeric: false,
        drop: 2,
        cell: |_, row| quiet(region(row)),
        order: Some(by_region),
        text: &[("filter_region", |row| region(row).unwrap_or_default())],
    },
    Column {
        name: "fact_kind",
        width: 120,
        numeric: false,
        drop: 1,
        cell: |_, row| quiet(row.known.kind.map(words::kind)),
        order: Some(by_kind),
        text: &[("fact_kind", |row| {
            row.known.kind.map_or_else(String::new, words::kind)
        })],
    },
    Column {
        name: "fact_source",
        width: 128,
        numeric: false,
        drop: 1,
        cell: |_, row| plain(source(row)),
        order: Some(by_source),
        text: &[("fact_source", source)],
    },
    Column {
        name: "fact_first_seen",
        width: 108,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(clock::brief_moment(row.known.first)),
        order: Some(by_first),
        text: &[("fact_first_seen", |row| day(row.known.first))],
    },
    Column {
        name: "fact_last_seen",
        width: 120,
        numeric: true,
        drop: 3,
        cell: |_, row| plain(clock::brief_moment(row.known.last)),
        order: Some(by_last),
        text: &[("fact_last_seen", |row| day(row.known.last))],
    },
];

/// The view. What was lost or changed is news no longer when it is seen here.
pub(super) fn backlinks(model: Model) -> impl IntoView {
    model.see_news(|subject| matches!(subject, Subject::Backlink(_)));
    list(model, &BACKLINKS, model.backlinks)
}

/// Looks at everything that is shown.
fn check_all(model: Model) -> AnyView {
    action("check-all", "check_all", Icon::Pulse, move || {
        let now = clock::millis();
        let shown = model.backlinks.shown.get_untracked();
        let watches = shown.iter().map(|row| row.to_watch(now));
        ask_to_watch(model, watches.collect());
    })
}

fn check_picked(model: Model) -> AnyView {
    action("check-selected", "check_now", Icon::Pulse, move || {
        let now = clock::millis();
        let picked = untrack(|| model.backlinks.picked());
        let watches = picked.iter().map(|row| row.to_watch(now));
        ask_to_watch(model, watches.collect());
    })
}

fn unwatch_picked(model: Model) -> AnyView {
    action("unwatch-selected", "unwatch", Icon::Close, move || {
        let picked = untrack(|| model.backlinks.picked());
        let ids = picked
            .iter()
            .filter_map(|row| Some(row.watch.as_ref()?.id.clone()));
        model.unwatch(ids.collect());
    })
}

fn status(row: &Backlink) -> impl IntoView + use<> {
    view! { {state_chip(row)} " " {standing_chip(row.watch.as_deref())} }
}

fn watched(model: Model, opened: Opened<Backlink>) -> AnyView {
    let begin = move || {
        let row = opened.get_untracked();
        let watch = row.map(|row| row.to_watch(clock::millis()));
        ask_to_watch(model, watch.into_iter().collect());
    };
    watch_tab(model, move || opened.get()?.watch.clone(), begin)
}

fn copy_pages(model: Model) -> AnyView {
    action("copy-selected", "copy_addresses", Icon::Copy, move || {
        copy_lines(model, model.backlinks, |row| Some(row.known.page.clone()));
    })
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn region(row: &Backlink) -> Option<String> {
    row.region().map(words::region)
}

/// What looking again has found; of a link that was not looked at, whether a list calls it lost.
fn standing(model: Model, row: &Backlink) -> AnyView {
    match row.lost_by_list() {
        Some(said) => lost_chip(said).into_any(),
        None => standing_cell(model, row.watch.as_ref()),
    }
}

/// The word of a list that says a link was lost.
fn lost_chip(said: &Said) -> impl IntoView + use<> {
    let words = list_says(said);
    view! {
        <span class="chip" data-part="list-lost" data-state="neutral" title=words.clone()>
            {state_icon(Icon::Info)}
            <bdi class="word ellipsis">{words.clone()}</bdi>
        </span>
    }
}

fn list_says(said: &Said) -> String {
    let because = said.lost_because.as_ref();
    // Some lists only say that it was.
    let because = because.filter(|because| value::yes_or_no(because).is_none());
    match because {
        Some(because) => t_with("list_lost_because", &[&said.tool, because]),
        None => t_with("list_lost", &[&said.tool]),
    }
}

/// The tool that lists it, or that it was seen.
fn source(row: &Backlink) -> String {
    let tool = row.known.tool.clone();
    tool.unwrap_or_else(|| t("source_inspected"))
}

/// A word; what is unknown is quiet.
fn quiet(word: Option<String>) -> AnyView {
    match word {
        Some(word) => view! { <span class="capital">{word}</span> }.into_any(),
        None => view! { <span class="capital quiet">{t("state_unknown")}</span> }.into_any(),
    }
}

fn anchor_and_target(_: Model, row: &Backlink) -> AnyView {
    let anchor = row.known.anchor.clone().filter(|text| !text.is_empty());
    let first = match anchor {
        Some(anchor) => view! { {anchor} }.into_any(),
        None => view! { <em>{t("anchor_none")}</em> }.into_any(),
    };
    let target = row.known.target.as_deref().map(short);
    two(first, view! { <span class="url">{target}</span> })
}

/// How it is followed, with the icon of that.
pub(super) fn state_chip(row: &Backlink) -> impl IntoView + use<> {
    let state = row.state;
    view! {
        <span class="chip follow" data-state=state.name()>
            {state_icon(words::follow_icon(state))}
            <span class="word">{words::follow_word(state)}</span>
        </span>
    }
}

/// All that is known of a backlink.
fn overview(_: Model, opened: Opened<Backlink>) -> AnyView {
    (move || opened.get().map(|row| facts(&row))).into_any()
}

fn facts(row: &Backlink) -> impl IntoView + use<> {
    let known = &row.known;
    let link = |url: &String| outside(url, short(url)).into_any();
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let rel = (!known.rel.is_empty()).then(|| known.rel.join(" "));
    view! {
        <dl class="facts part">
            {fact("referring_page", Some(link(&known.page)))}
            {text_fact("fact_title", filled(&known.title))}
            {fact("fact_target", known.target.as_ref().map(link))}
            {text_fact("anchor_text", filled(&known.anchor))}
            {text_fact("filter_anchor", known.anchor_kind.map(words::anchor_kind))}
            {fact("fact_state", Some(state_chip(row).into_any()))}
            {rel.map(|rel| text_fact("fact_rel", Some(rel)))}
            {text_fact("filter_region", region(row))}
            {text_fact("fact_kind", known.kind.map(words::kind))}
            {text_fact("fact_site", Some(known.site.clone()))}
            {text_fact("fact_source", Some(source(row)))}
            {text_fact("fact_first_seen", Some(clock::brief_moment(known.first)))}
            {text_fact("fact_last_seen", Some(clock::brief_moment(known.last)))}
            {known.said.as_deref().map(said_facts)}
        </dl>
        {all_figures(&row.facts)}
    }
}

/// What the newest list says of the link and its page.
fn said_facts(said: &Said) -> impl IntoView + use<> {
    let lost = said.lost.is_some() || said.lost_because.is_some();
    let lost = lost.then(|| text_fact("import_lost", Some(lost_words(said))));
    let status = said
        .status
        .map(|status| text_fact("fact_http_status", Some(status.to_string())));
    let source = t_with(
        "figure_source",
        &[&said.tool, &clock::brief_moment(said.at)],
    );
    let figures: Vec<_> = said
        .figures
        .iter()
        .map(|(figure, value)| {
            let value = number(usize::try_from(*value).unwrap_or(usize::MAX));
            view! {
                <dt>{words::figure(*figure)}</dt>
                <dd>{value} " " <span class="quiet">{source.clone()}</span></dd>
            }
        })
        .collect();
    view! { {lost} {status} {figures} }
}

fn lost_words(said: &Said) -> String {
    let words = list_says(said);
    match said.lost.map(clock::brief_moment) {
        Some(day) => format!("{day} ({words})"),
        None => words,
    }
}
