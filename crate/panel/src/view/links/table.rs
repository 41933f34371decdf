//! The table of links. Its lines are built in chunks, each when it comes near what is seen, so
//! that thousands of links cost no more than the few the user looks at.
//!
//! The browser notifies when: `content-visibility: auto` lets it leave out what is far away, and its
//! `contentvisibilityautostatechange` event says that a chunk is not far any more. Until then a
//! chunk is as high as its lines are thought to be (panel.css). A chunk once built stays, so the
//! keyboard's focus is never lost, and no height has to be computed here.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::row::row;
use super::selection::Selection;
use super::toolbar::sort_word;
use crate::state::arrange::{Common, Line, SortBy, link_indices};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::spots;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::words;

/// Lines of a chunk: more than a screen's, few enough to be built in a frame.
const CHUNK: usize = 40;

/// The columns after the one with the check box.
const COLUMNS: [SortBy; 4] = [
    SortBy::Anchor,
    SortBy::Target,
    SortBy::Follow,
    SortBy::Region,
];

/// The table.
pub(super) fn table(
    model: Model,
    session: &Arc<Session>,
    selection: Selection,
    lines: Memo<Arc<Vec<Line>>>,
) -> impl IntoView {
    let session = Arc::clone(session);
    // The row of heads is the first.
    let rows = move || 1 + lines.with(|lines| lines.last().map_or(0, last_number));
    let chunks = move || {
        let lines = lines.get();
        lines
            .chunks(CHUNK)
            .enumerate()
            .map(|(at, part)| chunk(model, &session, selection, part.into(), at == 0))
            .collect_view()
    };
    view! {
        <div
            class="table"
            role="table"
            data-part="table"
            aria-label=t("tab_links")
            aria-rowcount=move || rows().to_string()
            data-selecting=move || (selection.count() > 0).to_string()
            on:keydown=move |event| use_key(selection, &event)
        >
            {heads(model, selection)}
            {chunks}
        </div>
    }
}

fn last_number(line: &Line) -> usize {
    match line {
        Line::Heading { number, .. } => *number,
        Line::Link {
            number, repeats, ..
        } => number + repeats.len(),
    }
}

fn heads(model: Model, selection: Selection) -> impl IntoView {
    let columns = COLUMNS.map(|by| head(model, by)).collect_view();
    let all = move |_| {
        if selection.count() > 0 {
            selection.clear();
        } else {
            selection.select_shown();
        }
    };
    view! {
        <div class="row heads" role="row" aria-rowindex="1">
            <div class="pick" role="columnheader">
                <label>
                    <input
                        type="checkbox"
                        data-part="select-shown"
                        title=t("select_shown")
                        prop:checked=move || { selection.count() > 0 }
                        on:change=all
                    />
                    <span>{t("select_shown")}</span>
                </label>
            </div>
            {columns}
        </div>
    }
}

/// A column's head: a click sorts by it, the next one the other way.
fn head(model: Model, by: SortBy) -> impl IntoView {
    let sorted = move || match model.choices.order.get() {
        order if order.by != by => "none",
        order if order.descending => "descending",
        _ => "ascending",
    };
    let click = move |_| {
        model.choices.order.update(|order| {
            order.descending = order.by == by && !order.descending;
            order.by = by;
        });
    };
    view! {
        <div class="head" data-column=by.name() role="columnheader" aria-sort=sorted>
            <button type="button" on:click=click>
                {sort_word(by)}
            </button>
        </div>
    }
}

fn chunk(
    model: Model,
    session: &Arc<Session>,
    selection: Selection,
    lines: Arc<[Line]>,
    first: bool,
) -> impl IntoView + use<> {
    let session = Arc::clone(session);
    let near = RwSignal::new(first);
    let count = lines.len().to_string();
    let holds = spots(&link_indices(&lines));
    let come_near = move |event: leptos::ev::Event| {
        let skipped = js_sys::Reflect::get(&event, &"skipped".into());
        // Once is enough: what is open in a row would close if it were built again.
        if skipped.is_ok_and(|skipped| skipped.is_falsy()) && !near.get_untracked() {
            near.set(true);
        }
    };
    let rows = move || {
        near.get().then(|| {
            lines
                .iter()
                .map(|line| line_view(model, &session, selection, line))
                .collect_view()
        })
    };
    view! {
        <div
            class="chunk"
            class:far=move || !near.get()
            data-holds=holds
            style=("--lines", count)
            on:contentvisibilityautostatechange=come_near
        >
            {rows}
        </div>
    }
}

fn line_view(model: Model, session: &Arc<Session>, selection: Selection, line: &Line) -> AnyView {
    match line {
        Line::Heading {
            number: at,
            common,
            links,
        } => {
            let (name, words) = match common {
                Common::Region(region) => (region.name().to_owned(), words::region(*region)),
                Common::Domain(domain) => (domain.clone(), domain.clone()),
            };
            view! {
                <div class="row group" role="row" aria-rowindex=(at + 1).to_string()>
                    <div role="rowheader" aria-colspan="6" data-part="heading" data-group=name>
                        <bdi>{words}</bdi>
                        " "
                        <span class="count">{number(*links)}</span>
                    </div>
                </div>
            }
            .into_any()
        }
        Line::Link {
            number,
            index,
            repeats,
        } => row(model, session, selection, number + 1, *index, repeats).into_any(),
    }
}

/// Arrow keys go from row to row, with shift selecting on the way; Ctrl+A selects what is shown.
fn use_key(selection: Selection, event: &KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let row = target.and_then(|target| target.closest("[data-part=link]").ok().flatten());
    let Some(row) = row else { return };
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        "a" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            return selection.select_shown();
        }
        _ => return,
    };
    let Some(other) = neighbour(&row, forward) else {
        return;
    };
    event.prevent_default();
    if event.shift_key() {
        let link = |row: &Element| row.get_attribute("data-index")?.parse::<usize>().ok();
        let ends: Vec<usize> = [link(&row), link(&other)].into_iter().flatten().collect();
        selection.set(&ends, true, false);
    }
    let check_box = other.query_selector("input").ok().flatten();
    if let Some(check_box) = check_box.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // An element of this very page can be focused.
        let _ = check_box.focus();
    }
}

/// The row of a link after or before this one, in the same chunk or the next.
fn neighbour(row: &Element, forward: bool) -> Option<Element> {
    let rows = row
        .closest("[data-part=table]")
        .ok()??
        .query_selector_all("[data-part=link]")
        .ok()?;
    let at = (0..rows.length()).find(|&at| rows.item(at).as_deref() == Some(row))?;
    let other = if forward { at + 1 } else { at.checked_sub(1)? };
    rows.item(other)?.dyn_into().ok()
}
