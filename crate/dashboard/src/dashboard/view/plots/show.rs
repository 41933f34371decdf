//! The way from a chart to the list of what it shows.

use leptos::prelude::*;

use crate::dashboard::state::filter::{Chosen, Only};
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;

/// Lists the rows with a value, and no other.
pub(super) fn show_value<R: Listed>(table: Table<R>, view: View, facet: &'static str, value: &str) {
    table.chosen.set(Chosen {
        values: vec![(facet, value.to_owned())],
        ..Chosen::default()
    });
    view.go();
}

/// Lists certain backlinks.
pub(super) fn show_only(model: Model, words: String, keys: impl IntoIterator<Item = String>) {
    model.backlinks.chosen.set(Chosen {
        only: Some(Only::of(words, keys)),
        ..Chosen::default()
    });
    View::Backlinks.go();
}
