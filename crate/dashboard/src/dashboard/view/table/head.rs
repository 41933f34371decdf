//! The heads of the columns: select all, sort; and the choice of columns.

use leptos::prelude::*;

use super::super::popover::{Name, popover};
use super::{Column, Shape, columns};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::sort::Order;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};

pub(super) fn head<R: Listed>(shape: &'static Shape<R>, table: Table<R>) -> impl IntoView {
    let all = Memo::new(move |_| table.all_selected());
    let heads = move || {
        let columns = columns(shape, table);
        columns
            .map(|column| column_head(table, column))
            .collect_view()
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                <th class="pick" scope="col">
                    <input
                        type="checkbox"
                        class="check"
                        aria-label=t("select_all")
                        data-part="select-all"
                        prop:checked=move || all.get()
                        on:change=move |_| table.toggle_all()
                    />
                </th>
                {heads}
            </tr>
        </thead>
    }
}

fn column_head<R: Listed>(table: Table<R>, column: &'static Column<R>) -> AnyView {
    let width = match column.width {
        0 => "auto".to_owned(),
        width => format!("{width}px"),
    };
    let by = column.name;
    let sorted = move || {
        let sort = table.sort.get();
        (sort.by == by).then_some(sort.descending)
    };
    let aria = move || sorted().map(|down| if down { "descending" } else { "ascending" });
    let face = match column.order {
        Some(order) => sort_button(table, column, order, sorted).into_any(),
        None => t(by).into_any(),
    };
    view! {
        <th
            scope="col"
            class:num=column.numeric
            class=drop_class(column.drop)
            data-column=by
            aria-sort=aria
            style:width=width
        >
            {face}
        </th>
    }
    .into_any()
}

fn sort_button<R: Listed>(
    table: Table<R>,
    column: &'static Column<R>,
    order: Order<R>,
    sorted: impl Fn() -> Option<bool> + Send + Sync + 'static,
) -> impl IntoView {
    let click = move |_| {
        let sort = table.sort.get_untracked();
        table
            .sort
            .set(sort.clicked(column.name, order, column.numeric));
    };
    let arrow =
        move || sorted().map(|down| icon(if down { Icon::ArrowDown } else { Icon::ArrowUp }));
    view! {
        <button type="button" class="sort" on:click=click>
            <span class="ellipsis">{t(column.name)}</span>
            {arrow}
        </button>
    }
}

/// The class of a column that goes where there is no room.
pub(super) const fn drop_class(drop: u8) -> &'static str {
    match drop {
        1 => "drop-1",
        2 => "drop-2",
        3 => "drop-3",
        4 => "drop-4",
        _ => "",
    }
}

/// The button that opens the choice of columns.
pub(in super::super) fn chooser<R: Listed>(
    shape: &'static Shape<R>,
    table: Table<R>,
) -> impl IntoView {
    let name = Name {
        id: "columns",
        role: "dialog",
        button: "ibtn",
    };
    popover(name, t("columns"), icon(Icon::Columns), move || {
        let absent = table.absent.get_untracked();
        let columns = shape.columns.iter().skip(1);
        let columns = columns.filter(|column| !absent.contains(&column.name));
        let choices = columns.map(|column| choice(table, column.name));
        view! { <div class="choices">{choices.collect_view()}</div> }.into_any()
    })
}

fn choice<R: Listed>(table: Table<R>, name: &'static str) -> impl IntoView {
    let change = move |_| {
        table.hidden.update(|hidden| {
            if !hidden.remove(name) {
                hidden.insert(name.to_owned());
            }
        });
    };
    view! {
        <label>
            <input
                type="checkbox"
                class="check"
                data-part="column-choice"
                data-column=name
                prop:checked=move || table.hidden.with(|hidden| !hidden.contains(name))
                on:change=change
            />
            {t(name)}
        </label>
    }
}
