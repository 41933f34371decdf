//! Earlier checks of an agreement, and what changed since the last.

use leptos::prelude::*;
use linkglance_core::check::{Change, Effect, changes};
use linkglance_core::length::shown_address;

use linkglance_core::url::same_page_written;

use super::words;
use crate::state::desk::{Checked, Desk};
use crate::state::kept::Made;
use crate::state::spot::Spot;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words::overall;
use linkglance_browser::words::reason;

/// What changed since the check before this one; empty on a first check.
pub(super) fn since(desk: Desk, checked: &Checked) -> impl IntoView + use<> {
    let checked = checked.clone();
    move || {
        desk.history.track();
        let this = desk.earlier(&checked.held.id, &checked.check, None)?;
        let before = desk.earlier(&checked.held.id, &checked.check, Some(this.at))?;
        let (_, was) = overall(before.check.overall);
        let when = clock::moment(before.at);
        let changed = changes(&before.check, &checked.check);
        let sentence = if changed.is_empty() {
            t_with("check_unchanged", &[&when, &was])
        } else {
            t_with("check_changed", &[&when, &was])
        };
        let rows: Vec<_> = changed.iter().map(change).collect();
        Some(view! {
            <div class="since" data-part="since">
                <p>{sentence}</p>
                <ul class="findings">{rows}</ul>
            </div>
        })
    }
}

fn change(change: &Change) -> impl IntoView + use<> {
    let (effect, word) = match change.effect {
        Effect::Better => ("better", t("change_effect_better")),
        Effect::Worse => ("worse", t("change_effect_worse")),
        Effect::Neutral => ("neutral", t("change_effect_neutral")),
    };
    let spot = change.link.map(|index| Spot::Link(index).to_string());
    view! {
        <li class="finding" data-part="change" data-effect=effect data-spot=spot>
            <span class="mark" role="img" aria-label=word></span>
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
        let count = number(rows.len());
        (!rows.is_empty()).then(|| {
            view! {
                <details data-part="history">
                    <summary>{t("check_history")} " " <span class="count">{count}</span></summary>
                    <ul class="links">{rows}</ul>
                </details>
            }
        })
    }
}

/// A check with its evidence: what was found then on every point that was not as agreed.
fn row(made: &Made, page: &str) -> impl IntoView + use<> {
    let check = &made.check;
    let (state, word) = overall(check.overall);
    let elsewhere = (!same_page_written(&check.page.url, page)).then(|| {
        view! { <p class="quiet"><bdi dir="ltr">{shown_address(&check.page.url)}</bdi></p> }
    });
    let found: Vec<_> = check
        .findings
        .iter()
        .map(|found| {
            let (state, state_word) = words::state(found.state);
            let point = linkglance_browser::words::point(found.point);
            view! {
                <li class="finding" data-state=state>
                    <span class="mark" role="img" aria-label=state_word></span>
                    <span>
                        <b>{point}</b>
                        " "
                        <bdi>{reason(&found.found)}</bdi>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <li class="link" data-part="past" data-overall=state>
            <details>
                <summary>{clock::moment(made.at)} ": " {word}</summary>
                {elsewhere}
                <ul class="findings">{found}</ul>
            </details>
        </li>
    }
}
