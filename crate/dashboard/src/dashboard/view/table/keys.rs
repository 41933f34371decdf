//! The keys that go through a table.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::super::keys::{Does, meant};
use super::Shape;
use super::scroll::Scroll;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::{Table, place};
use linkglance_browser::prospect::is_web;

/// Does something to a row by its key and a number from 1.
pub(in super::super) type Digit = fn(Model, &str, usize);

/// Listens to keys for as long as the table is there, and gives the focus back to a row that is closed.
pub(super) fn listen<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
    scroll: Scroll,
) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let does = meant(model, &event);
        if does.is_some_and(|does| act(model, shape, table, scroll, does, &event)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    Effect::new(move |was: Option<bool>| {
        let open = table.open.with(Option::is_some);
        if was == Some(true) && !open {
            reveal(table, scroll);
        }
        open
    });
}

/// Does what a key is for, and says whether there was anything to do.
fn act<R: Listed>(
    model: Model,
    shape: &Shape<R>,
    table: Table<R>,
    scroll: Scroll,
    does: Does,
    event: &KeyboardEvent,
) -> bool {
    let current = table.current.get_untracked();
    match (does, current) {
        (Does::Next | Does::Previous, _) => {
            if table.step(does == Does::Next).is_some() {
                reveal(table, scroll);
            }
            true
        }
        (Does::Open, Some(id)) => {
            table.show(&id);
            true
        }
        (Does::OpenPage, Some(id)) => open_page(table, &id),
        (Does::Copy, Some(id)) => copy_address(model, table, &id),
        (Does::Select, Some(id)) => {
            table.toggle(&id, event.shift_key());
            true
        }
        (Does::Status, Some(id)) => {
            let number = event.key().parse().unwrap_or_default();
            shape.digit.is_some_and(|digit| {
                digit(model, &id, number);
                true
            })
        }
        (Does::Close, _) if table.open.with_untracked(Option::is_some) => {
            table.close();
            true
        }
        (Does::Close, _) => table.clear(),
        _ => false,
    }
}

/// Brings the current row into sight, and the focus to it.
fn reveal<R: Listed>(table: Table<R>, scroll: Scroll) {
    let Some(id) = table.current.get_untracked() else {
        return;
    };
    let at = table.shown.with_untracked(|rows| place(rows, &id));
    if let Some(at) = at {
        scroll.reveal(at, id);
    }
}

/// The address of a row in sight.
fn url_of<R: Listed>(table: Table<R>, id: &str) -> Option<String> {
    table.shown.with_untracked(|rows| {
        let row = rows.iter().find(|row| row.key() == id)?;
        row.url().map(str::to_owned)
    })
}

fn copy_address<R: Listed>(model: Model, table: Table<R>, id: &str) -> bool {
    let url = url_of(table, id);
    url.is_some_and(|url| {
        model.copy(url);
        true
    })
}

fn open_page<R: Listed>(table: Table<R>, id: &str) -> bool {
    let url = url_of(table, id).filter(|url| is_web(url));
    let open = |url: String| {
        window().open_with_url_and_target_and_features(&url, "_blank", "noopener,noreferrer")
    };
    url.is_some_and(|url| open(url).is_ok())
}
