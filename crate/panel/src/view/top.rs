//! What is above the tabs, at most 96 pixels: what makes the page worthless, and the answer for each of
//! the user's sites: one site in two lines, several in one row each.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::page::{BlockerKind, Nature};
use linkglance_core::report::{MentionCounts, Standing};
use linkglance_core::url::Url;
use linkglance_core::{Report, link::FollowState};

use super::marks::{changed_words, late_words};
use super::words as panel_words;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::summary::{Summary, share};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words::{self, reason};

/// Rows of 28 pixels there is room for, without a strip above them and with one.
const ROWS: usize = 3;
const ROWS_BELOW_STRIP: usize = 2;

/// Most counters of a row that are shown with their words.
const MAX_WORDED: usize = 2;

/// The list of the sites there was no room for.
const MORE: &str = "more-sites";

/// The strip and the sites.
pub(super) fn top(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let session = Arc::clone(session);
    let sites = Arc::clone(&session);
    view! {
        <div class="panel-top" data-part="top">
            {strip(model, &session)}
            {move || {
                let rows = if has_strip(model, &sites.report) { ROWS_BELOW_STRIP } else { ROWS };
                answers(model, &sites.report, rows)
            }}
        </div>
    }
}

/// One fact that goes before the answer.
struct Fact {
    state: &'static str,
    part: &'static str,
    kind: &'static str,
    words: String,
    why: String,
}

/// The facts of the report, the worst first.
fn facts(report: &Report) -> Vec<Fact> {
    let page = &report.page;
    let host = |value: &String| {
        let url = Url::parse(value).ok();
        let host = url.as_ref().and_then(Url::host_str).map(str::to_owned);
        host.unwrap_or_else(|| value.clone())
    };
    let mut facts: Vec<Fact> = page
        .blockers
        .iter()
        .map(|blocker| Fact {
            state: "stop",
            part: "blocker",
            kind: blocker.kind.name(),
            words: match blocker.kind {
                BlockerKind::Noindex => t("strip_noindex"),
                BlockerKind::Nofollow => t("strip_nofollow"),
                BlockerKind::CanonicalElsewhere | BlockerKind::RefreshElsewhere => {
                    let name = if blocker.kind == BlockerKind::CanonicalElsewhere {
                        "strip_canonical_elsewhere"
                    } else {
                        "strip_refresh_elsewhere"
                    };
                    let to = blocker.reason.values().first().map(host);
                    t_with(name, &[&to.unwrap_or_default()])
                }
                BlockerKind::UnavailableAfter => t("strip_unavailable_after"),
            },
            why: reason(&blocker.reason),
        })
        .collect();
    let paid = page.disclosure.as_ref();
    facts.extend(
        paid.filter(|label| label.nature == Nature::Paid)
            .map(|label| Fact {
                state: "warn",
                part: "paid",
                kind: "paid",
                words: t("strip_paid"),
                why: label.text.clone(),
            }),
    );
    if report.is_partial() {
        let limits: Vec<String> = report.limits.iter().map(reason).collect();
        facts.push(Fact {
            state: "neutral",
            part: "partial",
            kind: "partial",
            words: t("strip_partial"),
            why: limits.join(" "),
        });
    }
    facts
}

/// Whether the page has become another since the report.
fn is_behind(model: Model) -> bool {
    model.on_page().late.get().is_some() || model.on_page().changed.get() > 0
}

fn has_strip(model: Model, report: &Report) -> bool {
    !facts(report).is_empty() || is_behind(model)
}

/// One line; empty where nothing is in the way of the answer.
fn strip(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let session = Arc::clone(session);
    view! {
        <div role="status">
            {move || {
                let facts = facts(&session.report);
                let state = facts.first().map_or("neutral", |fact| fact.state);
                (!facts.is_empty() || is_behind(model)).then(|| strip_line(model, state, facts))
            }}
        </div>
    }
}

fn strip_line(model: Model, state: &'static str, facts: Vec<Fact>) -> impl IntoView {
    let sign = match state {
        "stop" => Icon::Stop,
        "warn" => Icon::Warn,
        _ => Icon::Info,
    };
    let details = !facts.is_empty();
    let why: Vec<String> = facts.iter().map(|fact| fact.why.clone()).collect();
    let late = model.on_page().late.get().map(|late| {
        view! { <span data-part="late" data-count=late.links.to_string()>{late_words(late)}</span> }
    });
    let changed = Some(model.on_page().changed.get()).filter(|changed| *changed > 0);
    let changed = changed.map(|changed| {
        view! { <span data-part="changed" data-count=changed.to_string()>{changed_words(changed)}</span> }
    });
    let again = (late.is_some() || changed.is_some()).then(|| {
        view! {
            <button
                type="button"
                class="btn"
                data-part="strip-again"
                on:click=move |_| model.inspect_active_tab()
            >
                {t("inspect_again")}
            </button>
        }
    });
    let facts: Vec<_> = facts
        .into_iter()
        .map(|fact| view! { <span data-part=fact.part data-kind=fact.kind>{fact.words}</span> })
        .collect();
    view! {
        <div class="strip" data-part="strip" data-state=state title=why.join(" ")>
            {state_icon(sign)}
            <p class="strip-text ellipsis">{facts} {changed} {late}</p>
            {again}
            {details
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="btn"
                            data-part="strip-details"
                            on:click=move |_| model.open("page")
                        >
                            {t("details")}
                        </button>
                    }
                })}
        </div>
    }
}

/// The answer: two lines for one site, one row each for several, nothing where there is none.
fn answers(model: Model, report: &Report, rows: usize) -> AnyView {
    let summaries: Vec<Summary> = model
        .site_names()
        .iter()
        .map(|name| Summary::of(report, name))
        .collect();
    match summaries.as_slice() {
        [] => ().into_any(),
        [one] => verdict(report, one).into_any(),
        _ => sites(model, report, summaries, rows).into_any(),
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
    let row = |summary: &Summary| {
        let row = site_row(model, report, summary);
        view! { <li>{row}</li> }
    };
    let here: Vec<_> = here.iter().map(row).collect();
    let folded: Vec<_> = folded.iter().map(row).collect();
    let names: Vec<String> = without.into_iter().map(|summary| summary.name).collect();
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
        <div id=MORE class="popover more-sites" popover="auto" aria-label=t("sites_on_page") role="dialog">
            <ul>{folded}</ul>
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
