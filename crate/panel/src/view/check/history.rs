//! Earlier checks of an agreement, and what changed since the last.

use leptos::prelude::*;
use linkglance_core::check::{Change, Effect, changes};
use linkglance_core::length::shown_address;
use linkglance_core::point::CheckState;

use linkglance_core::url::same_page_written;

use super::findings::group;
use super::words;
use crate::state::desk::{Checked, Desk};
use crate::state::kept::Made;
use crate::state::spot::Spot;
use crate::view::words::{outcome_sign, point_sign};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words::{overall, reason};

/// What changed since the check before this one; empty on a first check, and where nothing did.
pub(super) fn since(desk: Desk, checked: &Checked) -> impl IntoView + use<> {
    let checked = checked.clone();
    move || {
        desk.history.track();
        let this = desk.earlier(&checked.held.id, &checked.check, None)?;
        let before = desk.earlier(&checked.held.id, &checked.check, Some(this.at))?;
        let changed = changes(&before.check, &checked.check);
        let rows: Vec<_> = changed.iter().map(change).collect();
        let title = t_with("check_since", &[&clock::moment(before.at)]);
        (!rows.is_empty()).then(|| {
            view! {
                <section data-part="since">
                    {group(title, rows.len())}
                    <ul class="reasons line">{rows}</ul>
                </section>
            }
        })
    }
}

fn change(change: &Change) -> impl IntoView + use<> {
    let (effect, state, sign, word) = match change.effect {
        Effect::Better => ("better", "good", Icon::Up, t("change_effect_better")),
        Effect::Worse => ("worse", "bad", Icon::Down, t("change_effect_worse")),
        Effect::Neutral => (
            "neutral",
            "neutral",
            Icon::Arrow,
            t("change_effect_neutral"),
        ),
    };
    let spot = change.link.map(|index| Spot::Link(index).to_string());
    view! {
        <li data-part="change" data-effect=effect data-state=state data-spot=spot>
            <span role="img" aria-label=word>
                {state_icon(sign)}
            </span>
            <bdi>{reason(&change.because)}</bdi>
        </li>
    }
}

/// Every saved check of the agreement, the last first.
pub(super) fn history(desk: Desk, checked: &Checked) -> impl IntoView + use<> {
    let id = checked.held.id.clone();
    let page = checked.check.page.url.clone();
    move || {
        let rows: Vec<_> = desk.history.with(|all| {
            let own = all.iter().rev().filter(|made| made.of == id);
            own.map(|made| row(made, &page)).collect()
        });
        let count = rows.len();
        (count > 0).then(|| {
            view! {
                <section data-part="history">
                    {group(t("check_history"), count)}
                    <ul>{rows}</ul>
                </section>
            }
        })
    }
}

/// A check with its evidence: what was found then on every point.
fn row(made: &Made, page: &str) -> impl IntoView + use<> {
    let check = &made.check;
    let (name, word) = overall(check.overall);
    let (state, sign) = outcome_sign(check.overall);
    let broken = check.in_state(CheckState::Fail).count();
    let all = number(check.findings.len());
    let words = match broken {
        0 => word,
        some => t_count("check_some_broken", some, &[&all]),
    };
    let elsewhere = (!same_page_written(&check.page.url, page)).then(|| {
        view! { <p class="quiet"><bdi dir="ltr">{shown_address(&check.page.url)}</bdi></p> }
    });
    let found: Vec<_> = check
        .findings
        .iter()
        .map(|found| {
            let (state, sign) = point_sign(found.state);
            let (_, state_word) = words::state(found.state);
            let point = linkglance_browser::words::point(found.point);
            view! {
                <li data-state=state>
                    {state_icon(sign)}
                    <span>
                        <b>{point}</b>
                        <span class="sr">": "{state_word}</span>
                        <span class="meta"><bdi>{reason(&found.found)}</bdi></span>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <li data-part="past" data-overall=name data-state=state>
            <details class="fold past">
                <summary>
                    {icon(Icon::Next)} <span class="quiet when">{clock::moment(made.at)}</span>
                    {state_icon(sign)} <span class="capital ellipsis">{words}</span>
                </summary>
                {elsewhere}
                <ul class="reasons">{found}</ul>
            </details>
        </li>
    }
}
