//! The way from a chart to the list of what it shows, and how a chart names a page.

use leptos::prelude::*;

use crate::dashboard::state::filter::{Chosen, Only};
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::prospect::short;

/// Lists the rows with a value, and no other.
pub(super) fn show_value<R: Listed>(table: Table<R>, view: View, facet: &'static str, value: &str) {
    table.chosen.set(Chosen {
        values: vec![(facet, value.to_owned())],
        ..Chosen::default()
    });
    view.go();
}

/// Lists certain rows, and no other; `words` say what they have in common.
pub(super) fn show_only<R: Listed>(
    table: Table<R>,
    view: View,
    words: String,
    keys: impl IntoIterator<Item = String>,
) {
    table.chosen.set(Chosen {
        only: Some(Only::of(words, keys)),
        ..Chosen::default()
    });
    view.go();
}

/// The same of backlinks.
pub(super) fn show_links(model: Model, words: String, keys: impl IntoIterator<Item = String>) {
    show_only(model.backlinks, View::Backlinks, words, keys);
}

/// An address without its host: all are of the user's own site.
pub(super) fn path(url: &str) -> String {
    let short = short(url);
    match short.split_once('/') {
        Some((_, path)) => format!("/{path}"),
        None => "/".to_owned(),
    }
}
