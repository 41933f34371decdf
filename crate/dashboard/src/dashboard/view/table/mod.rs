//! The one table of all lists. Only the rows in sight are in the document, so that any number scrolls.
//! A list gives its columns as data; order, filters and what is selected are in `state::table`.

mod export;
mod foot;
mod head;
mod keys;
mod row;
mod scroll;

use std::sync::Arc;

use leptos::prelude::*;

use crate::dashboard::state::filter::Chosen;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::sort::Order;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::t;
use scroll::Scroll;

pub(super) use export::export;
pub(super) use head::chooser;
pub(super) use keys::Digit;

/// A part of a column as it is exported: the message that names it, and its text.
pub(super) type Part<R> = (&'static str, fn(&R) -> String);

/// A column. Of the first one, the cell is the button that opens the row.
pub(super) struct Column<R: 'static> {
    /// The message that names it; the column is known by it, too.
    pub(super) name: &'static str,
    /// In CSS pixels; 0 takes what is left.
    pub(super) width: u16,
    /// Numbers and dates stand at the end of their column, and the largest come first.
    pub(super) numeric: bool,
    /// How early it goes where there is no room: 1 first, 4 last, 0 never.
    pub(super) drop: u8,
    pub(super) cell: fn(Model, &R) -> AnyView,
    /// By what it is sorted; `None` where it is not.
    pub(super) order: Option<Order<R>>,
    pub(super) text: &'static [Part<R>],
}

/// What a table is made of.
pub(super) struct Shape<R: 'static> {
    /// Its name in tests, and in the names of its files.
    pub(super) name: &'static str,
    /// A row's name in tests.
    pub(super) row: &'static str,
    /// The message that names it.
    pub(super) title: &'static str,
    pub(super) columns: &'static [Column<R>],
    /// How a row looks: `gone` is struck through; empty is as usual.
    pub(super) look: fn(&R) -> &'static str,
    /// What is said where there are no records yet, and what to do about it.
    pub(super) empty: [&'static str; 2],
    /// What the keys 1 to 6 do to a row; `None` is nothing.
    pub(super) digit: Option<Digit>,
}

/// The columns that are not switched off. The first one always stays.
fn columns<R: Listed>(
    shape: &'static Shape<R>,
    table: Table<R>,
) -> impl Iterator<Item = &'static Column<R>> {
    let (hidden, absent) = (table.hidden.get(), table.absent.get());
    let columns = shape.columns.iter().enumerate();
    let shown = columns.filter(move |(at, column)| {
        *at == 0 || !hidden.contains(column.name) && !absent.contains(&column.name)
    });
    shown.map(|(_, column)| column)
}

/// The table with what is scrolled, and its foot.
pub(super) fn rows<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
    bulk: &'static [fn(Model) -> AnyView],
) -> impl IntoView {
    let scroll = Scroll::new(Signal::derive(move || table.shown.with(|rows| rows.len())));
    // Another order or choice is read from its start.
    Effect::new(move || {
        table.sort.track();
        table.chosen.track();
        scroll.to_start();
    });
    keys::listen(model, shape, table, scroll);
    let in_sight = move || {
        let (first, last, _) = scroll.window.get();
        table.shown.with(|rows| {
            let rows = rows.iter().enumerate().skip(first).take(last - first);
            let rows = rows.map(|(at, row)| (at, row.key().to_owned()));
            rows.collect::<Vec<_>>()
        })
    };
    // One row is in the page's tab order: the current one, or the first where that is out of sight.
    let stop = Memo::new(move |_| {
        let rows = in_sight();
        let current = table.current.get();
        let known = current.filter(|id| rows.iter().any(|(_, key)| key == id));
        known.or_else(|| rows.into_iter().next().map(|(_, key)| key))
    });
    let none = Memo::new(move |_| table.all.with(|rows| rows.is_empty()));
    let space = |rows: usize| format!("{}px", rows * scroll::HEIGHT);
    view! {
        <div class="rows" data-part="rows" node_ref=scroll.node on:scroll=move |_| scroll.measure()>
            <table
                class="table"
                data-part=shape.name
                hidden=move || none.get()
                aria-label=t(shape.title)
                aria-rowcount=move || (scroll.window.get().2 + 1).to_string()
            >
                {head::head(shape, table)}
                <tbody>
                    <tr class="space" aria-hidden="true" style:height=move || space(scroll.window.get().0)></tr>
                    <For
                        each=in_sight
                        key=Clone::clone
                        children=move |(at, key)| row::row(model, shape, table, stop, at, key)
                    />
                    <tr
                        class="space"
                        aria-hidden="true"
                        style:height=move || {
                            let (_, last, count) = scroll.window.get();
                            space(count - last)
                        }
                    ></tr>
                </tbody>
            </table>
            {move || nothing(shape, table)}
        </div>
        {foot::foot(model, table, scroll, bulk)}
    }
}

/// What is shown where no row is: that there is none yet, or that none matches.
fn nothing<R: Listed>(shape: &'static Shape<R>, table: Table<R>) -> Option<AnyView> {
    if !table.ready.get() {
        return Some(skeleton().into_any());
    }
    if table.shown.with(|rows| !rows.is_empty()) {
        return None;
    }
    if table.all.with(|rows| rows.is_empty()) {
        let [what, hint] = shape.empty;
        return Some(empty(shape.name, &t(what), &t(hint)).into_any());
    }
    Some(
        view! {
            <div class="empty" data-part="none-match">
                <h2>{t("no_row_matches")}</h2>
                <p>{t("no_row_matches_hint")}</p>
                <button
                    type="button"
                    class="btn"
                    data-part="clear"
                    on:click=move |_| table.chosen.set(Chosen::default())
                >
                    {t("filter_clear")}
                </button>
            </div>
        }
        .into_any(),
    )
}

/// What to show where there are no records yet, and what to do about it.
pub(super) fn empty(part: &'static str, sentence: &str, hint: &str) -> impl IntoView + use<> {
    let (sentence, hint) = (sentence.to_owned(), hint.to_owned());
    view! {
        <div class="empty" data-part="empty" data-of=part>
            <h2>{sentence}</h2>
            <p>{hint}</p>
        </div>
    }
}

fn skeleton() -> impl IntoView {
    let rows = (0..12).map(|at| {
        let width = format!("{}%", 30 + at * 17 % 40);
        view! { <span class="sk" aria-hidden="true" style:inline-size=width></span> }
    });
    view! {
        <div class="skeleton" data-part="reading" role="status" aria-label=t("opening")>
            {rows.collect_view()}
        </div>
    }
}

/// Two lines in a cell.
pub(super) fn two(first: impl IntoView + 'static, second: impl IntoView + 'static) -> AnyView {
    view! {
        <span class="two">
            <span><bdi>{first}</bdi></span>
            <span>{second}</span>
        </span>
    }
    .into_any()
}

/// A text in a cell.
pub(super) fn plain(text: String) -> AnyView {
    view! { <bdi>{text}</bdi> }.into_any()
}

/// The rows that are listed now, for what is done with all of them.
pub(super) fn listed<R: Listed>(table: Table<R>) -> Vec<Arc<R>> {
    table.shown.with_untracked(|rows| rows.to_vec())
}
