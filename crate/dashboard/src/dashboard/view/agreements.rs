//! The list of agreements, with what the checks of each found.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::export::day;

use super::agreement_editor::editor;
use super::agreement_terms::{paid, terms, until};
use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::list::{Listing, action, copy_lines, list};
use super::table::{Column, Shape, plain, two};
use super::trash::trash;
use super::watch::{ask_to_watch, looked_day, standing_cell, standing_word, watch_line, watch_tab};
use crate::dashboard::state::agreement_form::Form;
use crate::dashboard::state::agreements::{
    Agreed, by_check, by_end, by_made, by_page, by_site, by_standing, by_start,
};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::prospect::{address, outside, short};
use linkglance_browser::store::{KeptCheck, Subject, Watch};
use linkglance_browser::words;
use linkglance_browser::{api, clock};
use linkglance_core::check::Overall;

pub(super) static AGREEMENTS: Listing<Agreed> = Listing {
    shape: Shape {
        name: "agreements",
        row: "agreement",
        title: "view_agreements",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["no_agreements", "no_agreements_hint"],
        digit: None,
    },
    search: "search_agreements",
    actions: &[new_agreement, check_all, editor],
    above: &[watch_line],
    bulk: &[check_picked, unwatch_picked, copy_pages],
    drawer: Drawer {
        status,
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
            Tab {
                name: "history",
                count: |_, row| Some(row.checks.len()),
                body: history,
            },
        ],
    },
};

static COLUMNS: [Column<Agreed>; 8] = [
    Column {
        name: "fact_page",
        width: 0,
        numeric: false,
        drop: 0,
        cell: page,
        order: Some(by_page),
        text: &[("fact_page", |row| row.kept.page.clone().unwrap_or_default())],
    },
    Column {
        name: "fact_site",
        width: 160,
        numeric: false,
        drop: 2,
        cell: |_, row| plain(row.kept.site.clone()),
        order: Some(by_site),
        text: &[("fact_site", |row| row.kept.site.clone())],
    },
    Column {
        name: "fact_agreed",
        width: 110,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(clock::brief_moment(row.kept.made)),
        order: Some(by_made),
        text: &[("fact_agreed", |row| day(row.kept.made))],
    },
    Column {
        name: "fact_watch",
        width: 240,
        numeric: false,
        drop: 0,
        cell: now,
        order: Some(by_standing),
        text: &[
            ("fact_watch", |row| standing_word(row.watch.as_deref())),
            ("fact_agreement_now", |row| {
                overall(row).map_or_else(String::new, |overall| words::overall(overall).1)
            }),
            ("fact_looked", |row| looked_day(row.watch.as_deref())),
        ],
    },
    Column {
        name: "agreement_since",
        width: 100,
        numeric: true,
        drop: 5,
        cell: |_, row| plain(clock::brief_day(&row.kept.deal.since)),
        order: Some(by_start),
        text: &[("agreement_since", |row| row.kept.deal.since.clone())],
    },
    Column {
        name: "agreement_until",
        width: 110,
        numeric: true,
        drop: 3,
        cell: end,
        order: Some(by_end),
        text: &[("agreement_until", |row| row.kept.deal.until.clone())],
    },
    Column {
        name: "agreement_paid",
        width: 110,
        numeric: true,
        drop: 4,
        cell: |_, row| plain(paid(row)),
        order: None,
        text: &[("agreement_paid", paid)],
    },
    Column {
        name: "fact_last_check",
        width: 190,
        numeric: false,
        drop: 4,
        cell: last_check,
        order: Some(by_check),
        text: &[
            ("fact_last_check", |row| result(row.last()).2),
            ("fact_checked", |row| {
                row.last().map_or_else(String::new, |check| day(check.at))
            }),
        ],
    },
];

/// The view. What was lost or changed is news no longer when it is seen here.
pub(super) fn agreements(model: Model) -> impl IntoView {
    model.see_news(|subject| matches!(subject, Subject::Agreement(_)));
    list(model, &AGREEMENTS, model.agreements)
}

/// Looks at the pages of all agreements that are shown.
fn check_all(model: Model) -> AnyView {
    action("check-all", "check_all", Icon::Pulse, move || {
        let shown = model.agreements.shown.get_untracked();
        ask_to_watch(model, watches(&shown));
    })
}

fn new_agreement(model: Model) -> AnyView {
    action("agreement-new", "agreement_new", Icon::Plus, move || {
        let form = Form::new(api::unique_id(), clock::millis());
        model.agreement_form.set(Some(form));
    })
}

/// What the last check found, and what is done with the agreement.
fn status(model: Model, opened: Opened<Agreed>) -> AnyView {
    let edit = move |_| {
        let form = opened.with_untracked(|row| Form::of(&row.as_ref()?.kept));
        model.agreement_form.set(form);
    };
    let delete = move || {
        if let Some(row) = opened.get_untracked() {
            model.agreements.close();
            model.delete_agreement(&row);
        }
    };
    view! {
        <div class="own">
            {move || opened.get().map(|row| result_chip(row.last()))}
            <button type="button" class="btn" data-part="agreement-edit" on:click=edit>
                {t("edit")}
            </button>
            {trash("agreement-delete", t("delete"), delete)}
        </div>
    }
    .into_any()
}

/// The last day, marked where it is near.
fn end(_: Model, row: &Agreed) -> AnyView {
    let soon = row.kept.deal.ends_soon(&clock::today());
    view! { <span class:soon=soon>{until(row)}</span> }.into_any()
}

fn check_picked(model: Model) -> AnyView {
    action("check-selected", "check_now", Icon::Pulse, move || {
        let picked = untrack(|| model.agreements.picked());
        ask_to_watch(model, watches(&picked));
    })
}

fn unwatch_picked(model: Model) -> AnyView {
    action("unwatch-selected", "unwatch", Icon::Close, move || {
        let picked = untrack(|| model.agreements.picked());
        let ids = picked
            .iter()
            .filter_map(|row| Some(row.watch.as_ref()?.id.clone()));
        model.unwatch(ids.collect());
    })
}

fn watches(rows: &[Arc<Agreed>]) -> Vec<Watch> {
    let now = clock::millis();
    rows.iter().filter_map(|row| row.to_watch(now)).collect()
}

fn watched(model: Model, opened: Opened<Agreed>) -> AnyView {
    let begin = move || {
        let row = opened.get_untracked();
        ask_to_watch(model, watches(row.as_slice()));
    };
    watch_tab(model, move || opened.get()?.watch.clone(), begin)
}

/// How the page came out against the agreement when it was looked at again last.
fn overall(row: &Agreed) -> Option<Overall> {
    row.watch.as_ref()?.overall
}

/// The state of the link, and the agreement beside it.
fn now(model: Model, row: &Agreed) -> AnyView {
    let kept = overall(row).map(overall_chip);
    view! { {kept} " " {standing_cell(model, row.watch.as_ref())} }.into_any()
}

fn copy_pages(model: Model) -> AnyView {
    action("copy-selected", "copy_addresses", Icon::Copy, move || {
        copy_lines(model, model.agreements, |row| row.kept.page.clone());
    })
}

fn page(_: Model, row: &Agreed) -> AnyView {
    let page = row.kept.page.as_deref();
    two(row.title(), page.map(address))
}

/// What a check found: the name, the icon and the words of it.
fn result(check: Option<&KeptCheck>) -> (&'static str, Icon, String) {
    let Some(check) = check else {
        return ("unknown", Icon::Circle, t("check_none"));
    };
    face(check.overall)
}

fn face(overall: Overall) -> (&'static str, Icon, String) {
    let (state, sign) = match overall {
        Overall::Kept => ("good", Icon::Check),
        Overall::Broken => ("bad", Icon::Close),
        Overall::Unclear => ("unknown", Icon::Unknown),
    };
    (state, sign, words::overall(overall).1)
}

fn overall_chip(overall: Overall) -> impl IntoView {
    let (state, sign, word) = face(overall);
    view! {
        <span class="chip" data-part="agreement-now" data-state=state>
            {state_icon(sign)}
            <span class="word">{word}</span>
        </span>
    }
}

fn result_chip(check: Option<&KeptCheck>) -> impl IntoView + use<> {
    let (state, sign, word) = result(check);
    view! {
        <span class="chip check-result" data-state=state>
            {state_icon(sign)}
            <span class="word">{word}</span>
        </span>
    }
}

fn last_check(_: Model, row: &Agreed) -> AnyView {
    let at = row.last().map(|check| clock::brief_moment(check.at));
    view! {
        {result_chip(row.last())}
        " "
        <span class="quiet">{at}</span>
    }
    .into_any()
}

fn overview(_: Model, opened: Opened<Agreed>) -> AnyView {
    let facts = |row: &Agreed| {
        let page = row.kept.page.as_ref();
        let page = page.map(|page| outside(page, short(page)).into_any());
        let at = row.last().map(|check| clock::moment(check.at));
        view! {
            <dl class="facts part">
                {fact("fact_page", page)}
                {text_fact("fact_site", Some(row.kept.site.clone()))}
                {text_fact("fact_agreed", Some(clock::moment(row.kept.made)))}
                {fact("fact_last_check", Some(result_chip(row.last()).into_any()))}
                {at.map(|at| text_fact("fact_checked", Some(at)))}
            </dl>
            {terms(row)}
        }
    };
    (move || opened.get().map(|row| facts(&row))).into_any()
}

/// What each check found, the newest first.
fn history(_: Model, opened: Opened<Agreed>) -> AnyView {
    let entries = |row: &Agreed| {
        let entry = |check: &KeptCheck| {
            view! {
                <li>
                    {result_chip(Some(check))}
                    " "
                    <span class="meta">{clock::moment(check.at)}</span>
                </li>
            }
        };
        let entries: Vec<_> = row.checks.iter().map(entry).collect();
        view! { <ul class="part entries">{entries}</ul> }
    };
    (move || opened.get().map(|row| entries(&row))).into_any()
}
