//! The tab *Links*: the page's links as a table; where some are filtered out, how many of all are shown.

mod act;
mod filters;
mod row;
mod selection;
mod status;
mod table;
mod take;
mod toolbar;

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;

use crate::state::arrange::{Entry, Line, arrange};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::summary::links_to;
use crate::view::marks::changes;
use linkglance_browser::i18n::t;
use selection::Selection;
pub(super) use status::StatusAsk;
use status::progress_line;
use table::table;
use take::action_bar;
use toolbar::{status, toolbar};

/// The table with what narrows and orders it.
pub(super) fn links(model: Model, session: &Arc<Session>) -> AnyView {
    if session.report.links.is_empty() {
        return view! {
            <div class="empty">
                <h2 data-part="no-links">{t("no_links")}</h2>
            </div>
        }
        .into_any();
    }
    let of_report = Arc::clone(session);
    let entries = Memo::new_with_compare(
        move |_| Arc::new(Entry::all(&of_report.report, model.choices.scope.get())),
        |_, _| true,
    );
    let all = Memo::new(move |_| entries.with(|entries| entries.len()));
    let lines = lines(model, session, entries);
    let selection = Selection::new(session, lines);
    view! {
        {changes(session.changes.as_ref())}
        {toolbar(model, session, selection)}
        {progress_line(model)}
        {status(model, lines, all)}
        {table(model, session, selection, lines)}
        {action_bar(model, selection)}
    }
    .into_any()
}

/// The table's lines: as the filters, the order and the chosen site want them.
fn lines(
    model: Model,
    session: &Arc<Session>,
    entries: Memo<Arc<Vec<Entry>>>,
) -> Memo<Arc<Vec<Line>>> {
    let session = Arc::clone(session);
    Memo::new(move |_| {
        let (order, grouping) = (model.choices.order.get(), model.choices.grouping.get());
        let of_site = model
            .chosen
            .with(|chosen| chosen.as_deref().map(|name| of_site(&session.report, name)));
        let only_broken = model.statuses.only_broken.get();
        let is_broken = |index| {
            let link = session.report.link(index);
            link.is_some_and(|link| model.statuses.is_broken(link))
        };
        let entries = entries.get();
        let entries: Vec<&Entry> = entries
            .iter()
            .filter(|entry| {
                let index = entry.index();
                of_site.as_ref().is_none_or(|links| links.contains(&index))
                    && (!only_broken || is_broken(index))
            })
            .collect();
        let links = &session.report.links;
        model
            .choices
            .filter
            .with(|filter| Arc::new(arrange(&entries, links, filter, order, grouping)))
    })
}

/// The links to a site of the user's, by index.
fn of_site(report: &Report, name: &str) -> HashSet<usize> {
    links_to(report, name).map(|link| link.index).collect()
}
