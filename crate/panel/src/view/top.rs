//! What is above the tabs, at most 96 pixels: what makes the page worthless, the answer for each of the
//! user's sites, and the page's past.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::link::FollowState;
use linkglance_core::report::{MentionCounts, Standing};

use super::prospect::bar::bar;
use super::prospect::of_site::{is_known, of_site};
use super::strip::{has_strip, strip};
use super::words as panel_words;
use crate::state::model::Model;
use crate::state::room::{Answers, Past, is_whole, room};
use crate::state::session::Session;
use crate::state::summary::{Summary, share};
use crate::state::work::shown;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words;

/// Most counters of a row that are shown with their words.
const MAX_WORDED: usize = 2;

/// The list of the sites there was no room for.
const MORE: &str = "more-sites";

/// The strip, the sites, and the page's past.
pub(super) fn top(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let url = session.report.page.url.clone();
    let past = Memo::new(move |_| {
        if shown(model).is_some() {
            Past::OfPage
        } else if is_known(model, &url) {
            Past::OfSite
        } else {
            Past::Nothing
        }
    });
    let of_report = Arc::clone(session);
    let has_strip = Memo::new(move |_| has_strip(model, &of_report.report));
    let of_page = Arc::clone(session);
    let of_past = Arc::clone(session);
    view! {
        <div class="panel-top" data-part="top" data-strip=move || has_strip.get().then_some("")>
            {strip(model, session)}
            {move || answers(model, &of_page.report, has_strip.get(), past.get())}
            {move || match past.get() {
                Past::OfPage => bar(model, is_whole(has_strip.get())).into_any(),
                Past::OfSite => of_site(model, &of_past.report.page.url).into_any(),
                Past::Nothing => ().into_any(),
            }}
        </div>
    }
}

/// The answer: two lines for one site, one row each for several, nothing where there is none.
fn answers(model: Model, report: &Report, strip: bool, past: Past) -> AnyView {
    let summaries: Vec<Summary> = model
        .site_names()
        .iter()
        .map(|name| Summary::of(report, name))
        .collect();
    let first = summaries.first();
    match (room(strip, past, summaries.len()), first) {
        (_, None) => ().into_any(),
        (Answers::Verdict, Some(one)) => verdict(report, one).into_any(),
        (Answers::Rows(1), Some(_)) => one_row(model, report, summaries).into_any(),
        (Answers::Rows(rows), Some(_)) => sites(model, report, summaries, rows).into_any(),
    }
}

fn verdict(report: &Report, summary: &Summary) -> impl IntoView + use<> {
    let (state, sign) = sign(summary);
    let (line, more) = (line(report, summary), more_line(summary));
    let own = summary.own_page.then_some("own-site");
    view! {
        <section
            class="verdict"
            data-part="verdict"
            data-standing=summary.standing.name()
            data-state=state
        >
            {state_icon(sign)}
            <div>
                <h2 class="verdict-line ellipsis" data-part=own title=line.clone()>
                    {line.clone()}
                </h2>
                " "
                <p class="verdict-more ellipsis" title=more.clone()>{more.clone()}</p>
            </div>
        </section>
    }
}

/// The state and the icon of a site: the stop sign on a page with blockers, whatever the links are.
fn sign(summary: &Summary) -> (&'static str, Icon) {
    match (summary.standing, summary.best) {
        (Standing::Blocked, _) => ("stop", Icon::Stop),
        (_, Some(state)) => (state.name(), panel_words::follow_icon(state)),
        _ if summary.open_mentions() > 0 => ("neutral", Icon::Quote),
        _ => ("neutral", Icon::Circle),
    }
}

/// The first line: the links by state, or how the site is named without one.
fn line(report: &Report, summary: &Summary) -> String {
    // The strip names them all.
    let worst = report.page.blockers.first().into_iter();
    let mut parts: Vec<String> = worst
        .map(|blocker| t(&format!("blocker_{}", blocker.kind.name())))
        .collect();
    parts.push(match (summary.own_page, summary.links()) {
        (true, _) => t_with("verdict_own", &[&summary.name]),
        (_, 0) => no_link(summary),
        (_, count) => t_with(
            "verdict_states",
            &[
                &t_count("links_count", count, &[]),
                &states(&summary.states, count),
            ],
        ),
    });
    parts.join(" ")
}

fn no_link(summary: &Summary) -> String {
    let none = t("verdict_no_link");
    match summary.mentions.unlinked {
        0 => none,
        count => format!("{none}. {}", t_count("unlinked", count, &[])),
    }
}

/// The states of some links; the number is said where there are several.
fn states(states: &[(FollowState, usize)], all: usize) -> String {
    match states {
        [(state, 1)] if all == 1 => panel_words::follow_word(*state),
        several => panel_words::counted(several),
    }
}

/// The second line: what else there is.
fn more_line(summary: &Summary) -> String {
    if summary.own_page {
        return String::new();
    }
    let MentionCounts {
        unlinked,
        elsewhere,
        possible,
        ..
    } = summary.mentions;
    let first = if summary.links() > 0 { unlinked } else { 0 };
    let counts = [
        ("hidden_links", summary.hidden),
        ("unlinked", first),
        ("elsewhere", elsewhere),
        ("possible", possible),
    ];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| t_count(name, count, &[]))
        .collect();
    let regions: Vec<String> = summary
        .regions
        .iter()
        .map(|&of| words::region(of))
        .collect();
    if !regions.is_empty() {
        parts.push(regions.join(", "));
    }
    parts.join(" · ")
}

/// A row for each site with a finding, as far as there is room; the last row leads to the others.
fn sites(model: Model, report: &Report, all: Vec<Summary>, rows: usize) -> impl IntoView + use<> {
    let (found, without): (Vec<_>, Vec<_>) = all.into_iter().partition(Summary::has_finding);
    let (own_rows, has_rest) = share(found.len(), without.len(), rows);
    let (here, folded) = found.split_at(own_rows.min(found.len()));
    let words = match (here.len() + folded.len(), folded.len()) {
        (0, _) => t_count("sites_nothing", without.len(), &[]),
        (_, 0) => t_count("other_sites", without.len(), &[]),
        (_, count) => t_count("more_sites", count, &[]),
    };
    let here = rows_of(model, report, here);
    let rest = has_rest.then(|| {
        view! {
            <li>
                <button type="button" class="site none" data-part="more-sites" popovertarget=MORE>
                    {icon(Icon::Next)}
                    <span class="ellipsis">{words}</span>
                </button>
            </li>
        }
    });
    view! {
        <ul class="sites" data-part="site-rows" aria-label=t("sites_on_page")>
            {here}
            {rest}
        </ul>
        {others(model, report, folded, without)}
    }
}

/// One row, where the page's past leaves room for no more: the site that is chosen, or that the prospect is
/// of, or the first with a finding; at its end how many others there are, which leads to them.
fn one_row(model: Model, report: &Report, mut all: Vec<Summary>) -> impl IntoView + use<> {
    let speaks = model
        .chosen
        .get()
        .or_else(|| Some(shown(model)?.site.clone()));
    let at = all
        .iter()
        .position(|summary| speaks.as_ref() == Some(&summary.name))
        .or_else(|| all.iter().position(Summary::has_finding));
    let first = all.remove(at.unwrap_or_default());
    let (folded, without): (Vec<_>, Vec<_>) = all.into_iter().partition(Summary::has_finding);
    let count = folded.len() + without.len();
    let words = match folded.len() {
        0 => t_count("other_sites", without.len(), &[]),
        found => t_count("more_sites", found, &[]),
    };
    let more = (count > 0).then(|| {
        view! {
            <button
                type="button"
                class="btn more-count"
                data-part="more-sites"
                popovertarget=MORE
                title=words.clone()
                aria-label=words.clone()
            >
                {format!("+{}", number(count))}
            </button>
        }
    });
    // The one site's answer is a heading here, too; several have theirs in *Mine*.
    let heading = (count == 0).then(|| {
        let words = line(report, &first);
        view! { <h2 class="sr">{words}</h2> }
    });
    view! {
        {heading}
        <ul class="sites one" data-part="site-rows" aria-label=t("sites_on_page")>
            <li>{site_row(model, report, &first)} {more}</li>
        </ul>
        {others(model, report, &folded, without)}
    }
}

fn rows_of(model: Model, report: &Report, all: &[Summary]) -> impl IntoView + use<> {
    let row = |summary: &Summary| {
        let row = site_row(model, report, summary);
        view! { <li>{row}</li> }
    };
    all.iter().map(row).collect_view()
}

/// The list of the sites there was no room for; those without a finding by their names.
fn others(
    model: Model,
    report: &Report,
    folded: &[Summary],
    without: Vec<Summary>,
) -> impl IntoView + use<> {
    let names: Vec<String> = without.into_iter().map(|summary| summary.name).collect();
    view! {
        <div id=MORE class="popover more-sites" popover="auto" aria-label=t("sites_on_page") role="dialog">
            <ul>{rows_of(model, report, folded)}</ul>
            <p class="quiet">
                <bdi>{names.join(", ")}</bdi>
            </p>
        </div>
    }
}

/// A site's row: a toggle that leaves only this site in *Mine* and *Links*.
fn site_row(model: Model, report: &Report, summary: &Summary) -> impl IntoView + use<> {
    let (state, sign) = sign(summary);
    let name = summary.name.clone();
    let chosen = {
        let name = name.clone();
        move || model.chosen.with(|chosen| chosen.as_ref() == Some(&name))
    };
    let toggle = {
        let name = name.clone();
        move |_| {
            model.chosen.update(|chosen| {
                *chosen = (chosen.as_ref() != Some(&name)).then(|| name.clone());
            });
        }
    };
    view! {
        <button
            type="button"
            class="site"
            data-part="verdict"
            data-site=summary.name.clone()
            data-standing=summary.standing.name()
            data-state=state
            title=line(report, summary)
            aria-pressed=move || chosen().to_string()
            on:click=toggle
        >
            {state_icon(sign)}
            <bdi class="site-name ellipsis">{name}</bdi>
            {counters(summary)}
        </button>
    }
}

/// The counters of a row: a number with its word, with an icon where there is no room for words.
fn counters(summary: &Summary) -> impl IntoView + use<> {
    let states = summary.states.iter().map(|&(state, count)| {
        let (sign, word) = (
            panel_words::follow_icon(state),
            panel_words::follow_word(state),
        );
        counter(state.name(), sign, count, word).into_any()
    });
    let mentions = summary.open_mentions();
    let mentions = (mentions > 0).then(|| {
        let word = t_count("mentions_count", mentions, &[]);
        counter("neutral", Icon::Quote, mentions, word).into_any()
    });
    let all: Vec<AnyView> = states.chain(mentions).collect();
    // Words for two; more of them would leave no room for the name.
    let many = (all.len() > MAX_WORDED).then_some("");
    view! {
        <span class="site-facts" data-many=many>
            {all}
        </span>
    }
}

fn counter(state: &'static str, sign: Icon, count: usize, word: String) -> impl IntoView {
    view! {
        <span data-state=state>
            {icon(sign)} {number(count)} " " <span class="word">{word}</span>
        </span>
    }
}
