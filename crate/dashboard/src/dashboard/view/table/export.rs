//! A table as a file: the columns that are shown, of the rows that are, in their order.

use leptos::prelude::*;
use linkglance_core::export::table_csv;

use super::super::offer::offer;
use super::{Part, Shape, columns, listed};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::icon::{Icon, icon};

/// The button that offers the file.
pub(in super::super) fn export<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
) -> impl IntoView {
    let label = t("export_shown");
    view! {
        <button
            type="button"
            class="ibtn"
            data-part="export-shown"
            aria-label=label.clone()
            title=label
            on:click=move |_| write(model, shape, table)
        >
            {icon(Icon::Export)}
        </button>
    }
}

fn write<R: Listed>(model: Model, shape: &'static Shape<R>, table: Table<R>) {
    let parts: Vec<&Part<R>> = untrack(|| columns(shape, table))
        .flat_map(|column| column.text)
        .collect();
    let heads: Vec<String> = parts.iter().map(|(name, _)| t(name)).collect();
    let rows = listed(table);
    let lines = rows
        .iter()
        .map(|row| parts.iter().map(|(_, text)| text(row)).collect());
    let file = table_csv(&heads, lines);
    if offer(model, shape.name, "text/csv", &file) {
        model.say(t_count("done_rows_exported", rows.len(), &[]), None);
    }
}
