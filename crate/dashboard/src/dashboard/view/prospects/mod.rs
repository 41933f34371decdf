//! Prospects: the list or the board, and what is known of one.

mod board;
mod bulk;
mod composer;
mod detail;

use leptos::prelude::*;
use linkglance_core::export::day;
use linkglance_core::prospect::{OpportunityKind, Status};

use super::drawer::{Drawer, Tab};
use super::list::{Listing, action, around};
use super::segments::{Segment, segments};
use super::table::{Column, Shape, plain, rows, two};
use super::watch::{ask_to_watch, standing_cell, watch_line};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::prospects::{
    by_follow_up, by_kept, by_kind, by_page, by_site, by_status,
};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::watches::watch_of;
use linkglance_browser::clock;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::{FollowUp, status_icon};
use linkglance_browser::store::{Edit, ProspectRow, Subject, kind_name, named, status_name};
use linkglance_browser::{watching, words};

pub(super) static PROSPECTS: Listing<ProspectRow> = Listing {
    shape: Shape {
        name: "prospects",
        row: "prospect",
        title: "view_prospects",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["no_prospects", "no_prospects_hint"],
        digit: Some(|model, id, number| {
            digit(model, id, number);
        }),
    },
    search: "search_prospects",
    actions: &[layout],
    above: &[watch_line],
    bulk: &[bulk::status, bulk::tag, check_picked, bulk::delete],
    drawer: Drawer {
        status: detail::status,
        tabs: &[
            Tab {
                name: "overview",
                count: |_, _| None,
                body: detail::overview,
            },
            Tab {
                name: "tab_message",
                count: |_, _| None,
                body: detail::message,
            },
            Tab {
                name: "history",
                count: detail::entries,
                body: detail::log,
            },
        ],
    },
};

static COLUMNS: [Column<ProspectRow>; 7] = [
    Column {
        name: "fact_page",
        width: 0,
        numeric: false,
        drop: 0,
        cell: page,
        order: Some(by_page),
        text: &[
            ("fact_page", ProspectRow::title),
            ("fact_address", |row| row.url.clone()),
            ("fact_author", |row| row.author.clone()),
            ("fact_tag", |row| row.tags.join(", ")),
        ],
    },
    Column {
        name: "fact_opportunity",
        width: 156,
        numeric: false,
        drop: 3,
        cell: |_, row| opportunity_chip(row).into_any(),
        order: Some(by_kind),
        text: &[("fact_opportunity", |row| words::opportunity(row.kind))],
    },
    Column {
        name: "fact_status",
        width: 116,
        numeric: false,
        drop: 0,
        cell: status_cell,
        order: Some(by_status),
        text: &[("fact_status", |row| words::status(row.status))],
    },
    Column {
        name: "fact_watch",
        width: 150,
        numeric: false,
        drop: 1,
        cell: now,
        order: None,
        text: &[],
    },
    Column {
        name: "fact_site",
        width: 120,
        numeric: false,
        drop: 1,
        cell: |_, row| plain(row.site.clone()),
        order: Some(by_site),
        text: &[("fact_site", |row| row.site.clone())],
    },
    Column {
        name: "fact_follow_up",
        width: 132,
        numeric: false,
        drop: 3,
        cell: follow_up,
        order: Some(by_follow_up),
        text: &[("fact_follow_up", |row| row.follow_up.clone())],
    },
    Column {
        name: "fact_kept",
        width: 108,
        numeric: true,
        drop: 2,
        cell: |_, row| plain(clock::brief_moment(row.kept)),
        order: Some(by_kept),
        text: &[("fact_kept", |row| day(row.kept))],
    },
];

/// Looks whether the pages link to their sites by now.
fn check_picked(model: Model) -> AnyView {
    action(
        "check-selected",
        "check_for_links",
        Icon::Pulse,
        move || {
            let now = clock::millis();
            let picked = untrack(|| model.prospects.picked());
            let watches = picked.iter().map(|row| {
                let known = watch_of(&model.watches.get_untracked(), &subject(row));
                let known = known.map(|watch| (*watch).clone());
                known.unwrap_or_else(|| watching::of_prospect(row, now))
            });
            ask_to_watch(model, watches.collect());
        },
    )
}

fn subject(row: &ProspectRow) -> Subject {
    Subject::Prospect(row.id.clone())
}

/// Whether the page links to its site, as far as that was looked at.
fn now(model: Model, row: &ProspectRow) -> AnyView {
    let subject = subject(row);
    (move || {
        let watch = model.watches.with(|watches| watch_of(watches, &subject))?;
        Some(standing_cell(model, Some(&watch)))
    })
    .into_any()
}

/// The view.
pub(super) fn prospects(model: Model) -> impl IntoView {
    let table = model.prospects;
    around(model, &PROSPECTS, table, move || {
        if model.board.get() && table.all.with(|rows| !rows.is_empty()) {
            board::board(model).into_any()
        } else {
            rows(model, &PROSPECTS.shape, table, PROSPECTS.bulk).into_any()
        }
    })
}

/// The keys 1 to 6 set a status, in the order of the statuses; gives which.
fn digit(model: Model, id: &str, number: usize) -> Option<Status> {
    let at = number.checked_sub(1)?;
    let status = *Status::ALL.get(at)?;
    model.set_status(vec![id.to_owned()], status);
    Some(status)
}

/// Table or board.
fn layout(model: Model) -> AnyView {
    let segment = |value, part, sign, word: &str| {
        let face = view! {
            {icon(sign)}
            {t(word)}
        };
        Segment {
            value,
            part,
            name: "",
            face: face.into_any(),
        }
    };
    segments(
        t("layout"),
        move || model.board.get(),
        move |board| model.board.set(board),
        [
            segment(false, "as-table", Icon::Table, "layout_table"),
            segment(true, "as-board", Icon::Board, "layout_board"),
        ],
    )
}

fn page(_: Model, row: &ProspectRow) -> AnyView {
    let author = (!row.author.is_empty()).then(|| {
        view! {
            " · "
            <bdi>{row.author.clone()}</bdi>
        }
    });
    let tags = tags(&row.tags);
    let under = view! {
        <bdi>{row.host.clone()}</bdi>
        {author}
        {tags}
    };
    two(row.title(), under)
}

/// When to come back, in words.
fn when(row: &ProspectRow) -> Option<impl IntoView + use<>> {
    let FollowUp { due, words } = FollowUp::of(&row.follow_up, row.status)?;
    let state = due.then_some("due");
    Some(view! { <span class="when" class:due=due data-state=state>{words}</span> })
}

/// When to come back, in words that are pressed to choose another day.
fn follow_up(model: Model, row: &ProspectRow) -> AnyView {
    let found = FollowUp::of(&row.follow_up, row.status);
    let due = found.as_ref().is_some_and(|found| found.due);
    let words = found.map_or_else(|| t("follow_up_none"), |found| found.words);
    let id = row.id.clone();
    let change = move |event| {
        let day = Some(event_target_value(&event)).filter(|day| !day.is_empty());
        model.edit(vec![(id.clone(), Edit::FollowUp(day))], "done_changed");
    };
    view! {
        <span
            class="when field-in-row"
            class:due=due
            class:none=row.follow_up.is_empty()
            data-state=due.then_some("due")
        >
            {words}
            <input
                type="date"
                data-part="row-follow-up"
                aria-label=t("fact_follow_up")
                prop:value=row.follow_up.clone()
                on:change=change
            />
        </span>
    }
    .into_any()
}

/// A status with its icon, to be changed in its place.
fn status_cell(model: Model, row: &ProspectRow) -> AnyView {
    let (id, status) = (row.id.clone(), row.status);
    let change = move |event| {
        if let Some(status) = named(Status::ALL, status_name, &event_target_value(&event)) {
            model.set_status(vec![id.clone()], status);
        }
    };
    let options = Status::ALL.map(|one| {
        view! { <option value=status_name(one) prop:selected=one == status>{words::status(one)}</option> }
    });
    view! {
        <span
            class="chip status field-in-row"
            data-status=status_name(status)
            data-state=status_name(status)
        >
            {state_icon(status_icon(status))}
            <select data-part="row-status" aria-label=t("fact_status") on:change=change>
                {options.collect_view()}
            </select>
        </span>
    }
    .into_any()
}

/// A prospect's tags.
fn tags(tags: &[String]) -> impl IntoView + use<> {
    let tags: Vec<_> = tags
        .iter()
        .map(|tag| view! { <span class="tag"><bdi>{tag.clone()}</bdi></span> })
        .collect();
    view! { {tags} }
}

/// A prospect's opportunity type; nothing where it has none.
fn opportunity_chip(row: &ProspectRow) -> impl IntoView + use<> {
    row.kind.map(|kind| {
        view! {
            <span class="chip bare opportunity" data-kind=kind_name(kind)>
                {icon(kind_icon(kind))}
                <span class="word">{words::opportunity(Some(kind))}</span>
            </span>
        }
    })
}

const fn kind_icon(kind: OpportunityKind) -> Icon {
    match kind {
        OpportunityKind::BrokenAgreement => Icon::Agreement,
        OpportunityKind::UnlinkedMention => Icon::Quote,
        OpportunityKind::LinkedElsewhere => Icon::Redirect,
        OpportunityKind::BrokenLink => Icon::Broken,
        OpportunityKind::ResourceListing => Icon::List,
        OpportunityKind::CompetitorLink => Icon::People,
    }
}
