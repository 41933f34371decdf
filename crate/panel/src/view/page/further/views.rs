//! The page against its source: how many differences there are, what the page says of itself in each, and
//! the links by what differs, each of which leads to its place on the page where it has one.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::report::Link;
use linkglance_core::watch::{LinkDifference, LinkDifferenceKind};

use super::list::{reasons, summary};
use crate::state::looks::Views;
use crate::state::session::Session;
use crate::state::spot::Spot;
use crate::view::link::{anchor_words, short_name, shown_target, state_chip, state_mark};
use crate::view::marks::show_icon;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words::reason;

/// How many links of a kind are listed: a page that differs in more differs as a whole.
const SHOWN: usize = 200;

const fn heading(kind: LinkDifferenceKind) -> &'static str {
    match kind {
        LinkDifferenceKind::ByScript => "views_by_script",
        LinkDifferenceKind::SourceOnly => "views_source_only",
        LinkDifferenceKind::Rel => "views_rel",
        LinkDifferenceKind::Address => "views_address",
        LinkDifferenceKind::Anchor => "views_anchor",
    }
}

/// What was found.
pub(super) fn result(session: &Arc<Session>, found: &Arc<Views>) -> impl IntoView + use<> {
    let differences = &found.differences;
    let (state, sign, words) = if differences.is_empty() {
        ("good", Icon::Check, t("views_none"))
    } else {
        let links = t_count("views_links", differences.links.len(), &[]);
        let facts = t_count("views_facts", differences.page.len(), &[]);
        ("warn", Icon::Warn, format!("{links} · {facts}"))
    };
    let notes = differences.notes.iter().cloned();
    let notes = reasons(
        "views-note",
        notes.map(|note| ("neutral", Icon::Info, note)).collect(),
    );
    let page = differences.page.iter().cloned();
    let page = reasons(
        "views-fact",
        page.map(|fact| ("warn", Icon::Warn, fact)).collect(),
    );
    let groups = LinkDifferenceKind::ALL
        .map(|kind| group(session, found, kind))
        .into_iter()
        .collect_view();
    view! {
        {summary(state, sign, words)}
        {notes}
        {page}
        {groups}
    }
}

fn group(
    session: &Arc<Session>,
    found: &Arc<Views>,
    kind: LinkDifferenceKind,
) -> Option<impl IntoView + use<>> {
    let count = found.differences.of_kind(kind).count();
    let open = RwSignal::new(false);
    let (session, found) = (Arc::clone(session), Arc::clone(found));
    // A fold that no reader opens costs nothing.
    let rows = move || {
        open.get().then(|| {
            let shown = found.differences.of_kind(kind).take(SHOWN);
            let rows: Vec<_> = shown
                .filter_map(|difference| row(&session, &found, difference))
                .collect();
            let more = (count > SHOWN)
                .then(|| view! { <p class="line quiet">{t_with("look_more", &[&number(count - SHOWN)])}</p> });
            view! {
                <ul class="rows">{rows}</ul>
                {more}
            }
        })
    };
    (count > 0).then(|| {
        view! {
            <details
                class="fold"
                data-part="views-group"
                data-kind=kind.name()
                on:toggle=move |_| open.set(true)
            >
                <summary class="look-fold">
                    {icon(Icon::Next)}
                    <span class="title">{t(heading(kind))}</span>
                    <span class="count">{number(count)}</span>
                </summary>
                {rows}
            </details>
        }
    })
}

/// A link with what differs; one that the tab has leads to its place.
fn row(
    session: &Arc<Session>,
    found: &Views,
    difference: &LinkDifference,
) -> Option<impl IntoView + use<>> {
    let in_tab = difference.tab.and_then(|index| session.report.link(index));
    let in_source = || {
        let index = difference.source?;
        found.source.link(index)
    };
    let link: &Link = in_tab.or_else(in_source)?;
    let spot = in_tab.map(|link| Spot::Link(link.index).to_string());
    let name = short_name(link);
    let both = difference.tab.is_some() && difference.source.is_some();
    let because = both.then(|| {
        view! { <bdi class="look-because">{reason(&difference.because)}</bdi> }
    });
    Some(view! {
        <li
            class="compact"
            tabindex="-1"
            data-row=""
            data-part="views-link"
            data-href=link.href.clone()
            data-spot=spot
        >
            {state_mark(link)}
            <div class="ellipsis">{anchor_words(link)}</div>
            {state_chip(link)}
            <div class="compact-target ellipsis">
                <span class="url">{shown_target(link)}</span>
            </div>
            {in_tab.and_then(|link| show_icon(link, &name))}
            {because}
        </li>
    })
}
