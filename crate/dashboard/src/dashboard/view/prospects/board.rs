//! Prospects as a board, one column a status. Cards are dragged with the pointer; each card's menu
//! does the same from the keyboard.

use std::sync::Arc;

use leptos::ev::DragEvent;
use leptos::prelude::*;
use linkglance_core::prospect::Status;

use super::super::keys::{Does, focus_title, meant};
use super::{digit, opportunity_chip, tags, when};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::state_icon;
use linkglance_browser::prospect::status_icon;
use linkglance_browser::store::{ProspectRow, named, status_name};
use linkglance_browser::words;

/// Cards a column shows at first, and how many more each click brings.
const CARDS: usize = 60;

/// The board.
pub(super) fn board(model: Model) -> impl IntoView {
    let dragged: RwSignal<Option<String>> = RwSignal::new(None);
    close_by_key(model);
    view! {
        <div class="board" data-part="board" tabindex="0" role="region" aria-label=t("layout_board")>
            {Status::ALL.map(|status| column(model, dragged, status)).collect_view()}
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

fn column(model: Model, dragged: RwSignal<Option<String>>, status: Status) -> impl IntoView {
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
            on:dragleave=move |_| over.set(false)
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
                    children=move |row| card(model, dragged, &row)
                />
            </ul>
            {more}
        </section>
    }
}

fn card(
    model: Model,
    dragged: RwSignal<Option<String>>,
    row: &Arc<ProspectRow>,
) -> impl IntoView + use<> {
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
        if meant(model, &event) == Some(Does::Status) {
            digit(model, &number_of, event.key().parse().unwrap_or_default());
        }
    };
    let options = Status::ALL.map(|status| {
        let selected = status == row.status;
        view! { <option value=status_name(status) prop:selected=selected>{words::status(status)}</option> }
    });
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
            <bdi class="quiet host">{row.host.clone()}</bdi>
            <span class="chips">{opportunity_chip(row)} {tags(&row.tags)}</span>
            {when(row)}
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
