//! A view that is a list: its head, its tools, the table, the drawer. Each such view gives these as data.

use leptos::prelude::*;

use super::drawer::{Drawer, drawer};
use super::head::head;
use super::table::{Shape, rows};
use super::tools::tools;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon};

/// A control that is made for the page: of the view's head, or of the selected rows.
pub(super) type Control = fn(Model) -> AnyView;

/// What a list is made of.
pub(super) struct Listing<R: Listed> {
    pub(super) shape: Shape<R>,
    /// The message that names its search.
    pub(super) search: &'static str,
    /// Beside its title.
    pub(super) actions: &'static [Control],
    /// Between its head and its tools.
    pub(super) above: &'static [Control],
    /// What is done with the selected rows.
    pub(super) bulk: &'static [Control],
    pub(super) drawer: Drawer<R>,
}

/// The view.
pub(super) fn list<R: Listed>(
    model: Model,
    listing: &'static Listing<R>,
    table: Table<R>,
) -> impl IntoView {
    around(model, listing, table, move || {
        rows(model, &listing.shape, table, listing.bulk).into_any()
    })
}

/// The same with something else in the table's place.
pub(super) fn around<R: Listed>(
    model: Model,
    listing: &'static Listing<R>,
    table: Table<R>,
    body: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    let count = move || {
        table
            .ready
            .get()
            .then(|| number(table.all.with(|rows| rows.len())))
    };
    // Where there is nothing, there is nothing to search.
    let any = Memo::new(move |_| !table.ready.get() || table.all.with(|rows| !rows.is_empty()));
    let actions = listing.actions.iter().map(|action| action(model));
    let above: Vec<_> = listing.above.iter().map(|control| control(model)).collect();
    view! {
        <div class="work" class:split=move || table.opened.with(Option::is_some)>
            <section class="list" aria-label=t(listing.shape.title)>
                {head(listing.shape.title, count, actions.collect_view().into_any())}
                {above}
                <Show when=move || any.get()>{tools(model, &listing.shape, table, listing.search)}</Show>
                {body}
            </section>
            {drawer(model, &listing.drawer, table)}
        </div>
    }
}

/// A button for the selected rows.
pub(super) fn action(
    part: &'static str,
    name: &str,
    sign: Icon,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button type="button" class="btn" data-part=part on:click=move |_| press()>
            {icon(sign)}
            {t(name)}
        </button>
    }
    .into_any()
}

/// Copies a text of each selected row, one per line.
pub(super) fn copy_lines<R: Listed>(model: Model, table: Table<R>, line: fn(&R) -> Option<String>) {
    let picked = untrack(|| table.picked());
    let lines: Vec<String> = picked.iter().filter_map(|row| line(row)).collect();
    model.copy(lines.join("\n"));
}
