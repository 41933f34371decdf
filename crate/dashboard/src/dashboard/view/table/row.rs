//! One row: its checkbox, its cells, what a click does.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::head::drop_class;
use super::{Column, Shape, columns};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::t_with;

/// What has a click of its own.
const CONTROL: &str = "a, button, input, select, label, td.pick";

pub(super) fn row<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
    stop: Memo<Option<String>>,
    at: usize,
    key: String,
) -> impl IntoView {
    let key = StoredValue::new(key);
    let is = move |id: &Option<String>| key.with_value(|key| id.as_ref() == Some(key));
    let row = Memo::new(move |_| {
        table.shown.with(|rows| {
            let row = rows.get(at);
            let row = row.filter(|row| key.with_value(|key| row.key() == key));
            row.cloned()
        })
    });
    let is_picked = Memo::new(move |_| {
        table
            .selected
            .with(|ids| key.with_value(|key| ids.contains(key)))
    });
    let is_open = Memo::new(move |_| table.open.with(is));
    let tabindex = Memo::new(move |_| if stop.with(is) { "0" } else { "-1" });
    let look = move || {
        let look = row.with(|row| row.as_ref().map_or("", |row| (shape.look)(row)));
        let picked = if is_picked.get() { " picked" } else { "" };
        let open = if is_open.get() { " open" } else { "" };
        format!("{look}{picked}{open}")
    };
    let show = move || key.with_value(|key| table.show(key));
    let click = move |event: MouseEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let control = target.and_then(|target| target.closest(CONTROL).ok().flatten());
        if control.is_none() {
            show();
        }
    };
    let pick = move |event: MouseEvent| {
        let range = event.shift_key();
        key.with_value(|key| table.toggle(key, range));
    };
    let name = move || row.with(|row| row.as_ref().map_or_else(String::new, |row| row.title()));
    let cells = move || {
        let row: Arc<R> = row.get()?;
        let cells = columns(shape, table).enumerate().map(|(at, column)| {
            let cell = (column.cell)(model, &row);
            let cell = if at == 0 {
                title(cell, is_open, tabindex, show).into_any()
            } else {
                cell
            };
            view! { <td class:num=column.numeric class=class_of(column)>{cell}</td> }
        });
        Some(cells.collect_view())
    };
    view! {
        <tr
            data-part=shape.row
            data-id=key.get_value()
            aria-rowindex=(at + 2).to_string()
            class=look
            on:click=click
        >
            <td class="pick">
                <input
                    type="checkbox"
                    class="check"
                    aria-label=move || t_with("select_one", &[&name()])
                    tabindex=move || tabindex.get()
                    prop:checked=move || is_picked.get()
                    on:click=pick
                />
            </td>
            {cells}
        </tr>
    }
}

fn class_of<R>(column: &Column<R>) -> &'static str {
    drop_class(column.drop)
}

/// The button that opens the row.
fn title(
    cell: AnyView,
    is_open: Memo<bool>,
    tabindex: Memo<&'static str>,
    show: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="title"
            aria-expanded=move || is_open.get().to_string()
            tabindex=move || tabindex.get()
            on:click=move |_| show()
        >
            {cell}
        </button>
    }
}
