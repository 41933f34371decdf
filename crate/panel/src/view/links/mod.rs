//! The tab *Links*: all outbound links as a table; counts always say shown of all.

mod row;
mod selection;
mod table;
mod toolbar;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::arrange::{Entry, arrange};
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::t;
use selection::Selection;
use table::table;
use toolbar::{status, toolbar};

/// The table with what narrows and orders it.
pub(super) fn links(model: Model, session: &Arc<Session>) -> AnyView {
    let entries = Entry::all(&session.report);
    let all = entries.len();
    if all == 0 {
        return view! { <p class="quiet" data-part="no-links">{t("no_links")}</p> }.into_any();
    }
    let report = Arc::clone(session);
    let lines = Memo::new(move |_| {
        let (order, grouping) = (model.choices.order.get(), model.choices.grouping.get());
        let links = &report.report.links;
        model
            .choices
            .filter
            .with(|filter| Arc::new(arrange(&entries, links, filter, order, grouping)))
    });
    let selection = Selection::new(session, lines);
    view! {
        {toolbar(model, session)}
        {status(model, selection, lines, all)}
        {table(model, session, selection, lines)}
    }
    .into_any()
}
