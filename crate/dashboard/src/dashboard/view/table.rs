//! Prospects as a table. Only the rows in sight are in the document, so that any number scrolls.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use linkglance_core::length::shown_address;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::dashboard::state::filter::{Column, is_due};
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::store::{ProspectRow, kind_name, status_name};
use linkglance_browser::words;

/// A row's height in CSS pixels; dashboard.css says the same.
const HEIGHT: usize = 56;
/// Rows above and below those in sight, so that the keyboard finds its next row.
const MORE: usize = 8;
/// The window moves by so many rows at a time.
const STEP: usize = 4;

/// The table with what is scrolled.
pub(super) fn table(model: Model) -> impl IntoView {
    let scroller = NodeRef::<Div>::new();
    let top = RwSignal::new(0_usize);
    let room = RwSignal::new(20_usize);
    let measure = move || {
        if let Some(element) = scroller.get_untracked() {
            let rows = |pixels: i32| usize::try_from(pixels).unwrap_or_default() / HEIGHT;
            top.set(rows(element.scroll_top()) / STEP * STEP);
            room.set(rows(element.client_height()) + 2);
        }
    };
    Effect::new(move || {
        if scroller.get().is_some() {
            measure();
        }
    });
    // Another order or choice is read from its start.
    Effect::new(move || {
        model.sort.track();
        model.filter.track();
        if let Some(element) = scroller.get_untracked() {
            element.set_scroll_top(0);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let window = Memo::new(move |_| {
        let count = model.shown.with(|rows| rows.len());
        let first = top.get().saturating_sub(MORE).min(count);
        let last = (top.get() + room.get() + STEP + MORE).min(count);
        (first, last, count)
    });
    let in_sight = move || {
        let (first, last, _) = window.get();
        model.shown.with(|rows| {
            let rows = rows.iter().enumerate().skip(first).take(last - first);
            rows.map(|(at, row)| (at, Arc::clone(row)))
                .collect::<Vec<_>>()
        })
    };
    let space = move |rows: usize| format!("{}px", rows * HEIGHT);
    view! {
        <div class="rows" data-part="rows" tabindex="-1" node_ref=scroller on:scroll=move |_| measure()>
            <table aria-rowcount=move || (window.get().2 + 1).to_string() on:keydown=move |event| arrows(&event)>
                {head(model)}
                <tbody>
                    <tr class="space" aria-hidden="true" style:height=move || space(window.get().0)></tr>
                    <For
                        each=in_sight
                        key=|(at, row)| (*at, row.id.clone(), row.updated, row.status)
                        children=move |(at, row)| table_row(model, at, &row)
                    />
                    <tr
                        class="space"
                        aria-hidden="true"
                        style:height=move || space(window.get().2 - window.get().1)
                    ></tr>
                </tbody>
            </table>
            <Show when=move || window.get().2 == 0>
                <p class="empty" data-part="none-match">{t("no_prospect_matches")}</p>
            </Show>
        </div>
    }
}

/// The arrow keys go from one row's title to the next.
fn arrows(event: &leptos::ev::KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(row) = target.and_then(|target| target.closest("tr").ok().flatten()) else {
        return;
    };
    let next = if down {
        row.next_element_sibling()
    } else {
        row.previous_element_sibling()
    };
    let button = next.and_then(|row| row.query_selector("button.title").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // Focusing an element of ours that is there cannot fail.
        let _ = button.focus();
    }
}

fn head(model: Model) -> impl IntoView {
    let all = Memo::new(move |_| {
        model.shown.with(|rows| {
            model.selected.with(|ids| {
                !ids.is_empty() && !rows.is_empty() && rows.iter().all(|row| ids.contains(&row.id))
            })
        })
    });
    let toggle_all = move |_| {
        let every = all.get_untracked();
        model.shown.with_untracked(|rows| {
            model.selected.update(|ids| {
                if every {
                    ids.clear();
                } else {
                    ids.extend(rows.iter().map(|row| row.id.clone()));
                }
            });
        });
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                <th class="pick" scope="col">
                    <input
                        type="checkbox"
                        aria-label=t("select_all")
                        data-part="select-all"
                        prop:checked=move || all.get()
                        on:change=toggle_all
                    />
                </th>
                {sortable(model, Column::Page, "page", t("fact_page"))}
                {sortable(model, Column::Kind, "kind", t("fact_opportunity"))}
                {sortable(model, Column::Status, "status", t("fact_status"))}
                {sortable(model, Column::Site, "site", t("fact_site"))}
                {sortable(model, Column::FollowUp, "follow", t("fact_follow_up"))}
                {sortable(model, Column::Kept, "kept", t("fact_kept"))}
            </tr>
        </thead>
    }
}

fn sortable(model: Model, by: Column, class: &'static str, word: String) -> impl IntoView {
    let order = move || {
        let sort = model.sort.get();
        (sort.by == by).then_some(if sort.descending {
            "descending"
        } else {
            "ascending"
        })
    };
    view! {
        <th class=class scope="col" aria-sort=order>
            <button type="button" class="sort" on:click=move |_| model.sort_by(by)>
                {word}
            </button>
        </th>
    }
}

fn table_row(model: Model, at: usize, row: &Arc<ProspectRow>) -> impl IntoView + use<> {
    let id = row.id.clone();
    let (picked, opened) = (id.clone(), id.clone());
    let is_picked = Memo::new(move |_| model.selected.with(|ids| ids.contains(&picked)));
    let is_open = Memo::new(move |_| model.open.with(|open| open.as_ref() == Some(&opened)));
    let (pick, show) = (id.clone(), id.clone());
    let title = title_of(row);
    let due = is_due(row, &clock::today());
    let follow_up = match row.follow_up.as_str() {
        "" => String::new(),
        day => clock::calendar_day(day),
    };
    view! {
        <tr
            data-part="prospect"
            data-id=id
            data-status=status_name(row.status)
            aria-rowindex=(at + 2).to_string()
            class:open=move || is_open.get()
            class:picked=move || is_picked.get()
        >
            <td class="pick">
                <input
                    type="checkbox"
                    aria-label=t_with("select_one", &[&title])
                    prop:checked=move || is_picked.get()
                    on:change=move |_| model.toggle(&pick)
                />
            </td>
            <td class="page">
                <button
                    type="button"
                    class="title"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| model.show_detail(show.clone())
                >
                    <bdi>{title}</bdi>
                </button>
                <span class="under">
                    <bdi class="quiet">{row.host.clone()}</bdi>
                    {tags(&row.tags)}
                </span>
            </td>
            <td class="kind">{opportunity_chip(row)}</td>
            <td class="status">
                <span class="chip status" data-status=status_name(row.status)>
                    {words::status(row.status)}
                </span>
            </td>
            <td class="site">
                <bdi>{row.site.clone()}</bdi>
            </td>
            <td class="follow" class:due=due>{follow_up}</td>
            <td class="kept">{clock::day(row.kept)}</td>
        </tr>
    }
}

/// What a prospect is called: its page's title, or its address where that is unknown.
pub(super) fn title_of(row: &ProspectRow) -> String {
    let address = || {
        row.url
            .split_once("://")
            .map_or(row.url.as_str(), |(_, rest)| rest)
    };
    match row.title.as_str() {
        "" => shown_address(address()),
        title => title.to_owned(),
    }
}

/// A prospect's tags.
pub(super) fn tags(tags: &[String]) -> impl IntoView + use<> {
    let tags: Vec<_> = tags
        .iter()
        .map(|tag| view! { <span class="tag"><bdi>{tag.clone()}</bdi></span> })
        .collect();
    view! { {tags} }
}

/// A prospect's opportunity type.
pub(super) fn opportunity_chip(row: &ProspectRow) -> impl IntoView + use<> {
    row.kind.map(|kind| {
        view! {
            <span class="chip opportunity" data-kind=kind_name(kind)>
                {words::opportunity(Some(kind))}
            </span>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::HEIGHT;

    #[test]
    fn the_style_sheet_s_rows_are_as_high() {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extension/dashboard.css");
        let styles = std::fs::read_to_string(path).unwrap();
        assert!(styles.contains(&format!("--row: {HEIGHT}px;")));
    }
}
