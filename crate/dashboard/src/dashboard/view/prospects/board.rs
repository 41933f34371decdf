//! Prospects as a board, one column a status. Cards are dragged with the pointer; each card's menu and the
//! keys 1 to 6 do the same from the keyboard, where the focus follows the card.

use std::sync::Arc;

use leptos::ev::DragEvent;
use leptos::prelude::*;
use linkglance_core::prospect::Status;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::super::figures::rating;
use super::super::keys::{Does, focus, focus_title, meant};
use super::{digit, now, opportunity_chip, tags, when};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::state_icon;
use linkglance_browser::prospect::status_icon;
use linkglance_browser::store::{ProspectRow, named, status_name};
use linkglance_browser::words;

/// Cards a column shows at first, and how many more each click brings.
const CARDS: usize = 60;

/// A card that is on its way to another column, by its prospect's id.
#[derive(Clone, Copy)]
struct Moving {
    /// With the pointer.
    dragged: RwSignal<Option<String>>,
    /// By a key, with the status it gets.
    keyed: RwSignal<Option<(String, Status)>>,
}

/// The board.
pub(super) fn board(model: Model) -> impl IntoView {
    let moving = Moving {
        dragged: RwSignal::new(None),
        keyed: RwSignal::new(None),
    };
    close_by_key(model);
    follow(model, moving.keyed);
    view! {
        <div class="board" data-part="board" tabindex="0" role="region" aria-label=t("layout_board")>
            {Status::ALL.map(|status| column(model, moving, status)).collect_view()}
        </div>
    }
}

/// Escape closes the details and gives the focus back to their card.
fn close_by_key(model: Model) {
    let table = model.prospects;
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if meant(model, &event) == Some(Does::Close) {
            table.close();
        }
    });
    on_cleanup(move || listener.remove());
    Effect::new(move |was: Option<Option<String>>| {
        let open = table.open.get();
        if let (Some(Some(was)), None) = (was, &open) {
            focus_title(&was);
        }
        open
    });
}

/// Takes the focus along with a card that a key has moved; to the column where that is folded.
fn follow(model: Model, keyed: RwSignal<Option<(String, Status)>>) {
    Effect::new(move || {
        let rows = model.prospects.shown.get();
        let Some((id, status)) = keyed.get_untracked() else {
            return;
        };
        if rows.iter().any(|row| row.id == id && row.status == status) {
            keyed.set(None);
            // The columns are drawn by then.
            request_animation_frame(move || {
                let name = status_name(status);
                focus(&format!(
                    "[data-part=column][data-status={name}] .column-head"
                ));
                focus_title(&id);
            });
        }
    });
}

/// Whether the pointer stays within the column that an event is heard at: it leaves each card for the next.
fn stays_within(event: &DragEvent) -> bool {
    let node = |target: web_sys::EventTarget| target.dyn_into::<Node>().ok();
    let column = event.current_target().and_then(node);
    let to = event.related_target().and_then(node);
    column.is_some_and(|column| column.contains(to.as_ref()))
}

fn column(model: Model, moving: Moving, status: Status) -> impl IntoView {
    let dragged = moving.dragged;
    let limit = RwSignal::new(CARDS);
    let over = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        model.prospects.shown.with(|rows| {
            let inside = rows.iter().filter(|row| row.status == status);
            (
                inside.clone().count(),
                inside.take(limit.get()).cloned().collect::<Vec<_>>(),
            )
        })
    });
    let drop_here = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(id) = dragged.get_untracked() {
            dragged.set(None);
            model.set_status(vec![id], status);
        }
    };
    // What is over, and what has no card, is folded until it is opened.
    let unfolded = RwSignal::new(false);
    let over_with = matches!(status, Status::Lost | Status::NotNow);
    let folded = Memo::new(move |_| {
        let none = rows.with(|(all, _)| *all == 0);
        !unfolded.get() && !over.get() && (over_with || none)
    });
    let more = move || more(limit, CARDS, rows.with(|(all, _)| *all));
    view! {
        <section
            class="column"
            data-part="column"
            data-status=status_name(status)
            class:over=move || over.get()
            class:folded=move || folded.get()
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |event: DragEvent| {
                if !stays_within(&event) {
                    over.set(false);
                }
            }
            on:drop=drop_here
        >
            <h2>
                <button
                    type="button"
                    class="column-head"
                    aria-expanded=move || (!folded.get()).to_string()
                    on:click=move |_| unfolded.set(folded.get_untracked())
                >
                    <span class="column-sign" data-state=status_name(status)>
                        {state_icon(status_icon(status))}
                    </span>
                    <span class="capital column-name">{words::status(status)}</span>
                    <span class="count">{move || number(rows.with(|(all, _)| *all))}</span>
                </button>
            </h2>
            <ul>
                <For
                    each=move || rows.with(|(_, rows)| rows.clone())
                    key=|row| (row.id.clone(), row.updated)
                    children=move |row| card(model, moving, &row)
                />
            </ul>
            {more}
        </section>
    }
}

fn card(model: Model, moving: Moving, row: &Arc<ProspectRow>) -> impl IntoView + use<> {
    let dragged = moving.dragged;
    let (id, drag, show, moved) = (
        row.id.clone(),
        row.id.clone(),
        row.id.clone(),
        row.id.clone(),
    );
    let title = row.title();
    let start = move |event: DragEvent| {
        dragged.set(Some(drag.clone()));
        // Firefox drags only what carries data.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &drag);
        }
    };
    let change = move |event: leptos::ev::Event| {
        if let Some(status) = named(Status::ALL, status_name, &event_target_value(&event)) {
            model.set_status(vec![moved.clone()], status);
        }
    };
    let number_of = row.id.clone();
    let keyed = move |event: leptos::ev::KeyboardEvent| {
        if meant(model, &event) != Some(Does::Status) {
            return;
        }
        let number = event.key().parse().unwrap_or_default();
        if let Some(status) = digit(model, &number_of, number) {
            moving.keyed.set(Some((number_of.clone(), status)));
        }
    };
    let options = Status::ALL.map(|status| {
        let selected = status == row.status;
        view! { <option value=status_name(status) prop:selected=selected>{words::status(status)}</option> }
    });
    let host = row.host.clone();
    let author = (!row.author.is_empty()).then(|| view! { " · " <bdi>{row.author.clone()}</bdi> });
    // When to come back; without a day, whether the link is there.
    let next = match when(row) {
        Some(when) => when.into_any(),
        None => now(model, row),
    };
    view! {
        <li
            class="card"
            data-part="card"
            data-id=id
            draggable="true"
            on:dragstart=start
            on:dragend=move |_| dragged.set(None)
            on:keydown=keyed
        >
            <button type="button" class="title" on:click=move |_| model.prospects.show(&show)>
                <bdi>{title.clone()}</bdi>
            </button>
            <span class="quiet host">
                <bdi>{row.host.clone()}</bdi>
                {author}
            </span>
            <span class="chips">
                {opportunity_chip(row)}
                <span class="quiet small">{move || rating(&model.facts_of(&host))}</span>
                {tags(&row.tags)}
            </span>
            {next}
            <select
                class="move"
                aria-label=t_with("status_of", &[&title])
                data-part="move"
                on:change=change
            >
                {options.collect_view()}
            </select>
        </li>
    }
}

/// The button that shows `step` more of what is shown up to a limit; no button where all is shown.
fn more(limit: RwSignal<usize>, step: usize, all: usize) -> impl IntoView {
    let shown = limit.get();
    (all > shown).then(|| {
        view! {
            <button
                type="button"
                class="btn"
                on:click=move |_| limit.update(|limit| *limit += step)
            >
                {t_with("show_more", &[&number(shown), &number(all)])}
            </button>
        }
    })
}
