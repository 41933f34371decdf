//! What a check found: the verdict first, each point with what was agreed, what is there and where,
//! then the other links and what comes near a link that is missing.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::{CheckedLink, Finding, NearMiss, Overall};
use linkglance_core::point::{CheckState, Point};

use super::words;
use crate::state::desk::Checked;
use crate::state::session::Session;
use crate::state::spot::Spot;
use crate::view::link::{address, anchor_words, chips};
use crate::view::marks::{show_button, show_link};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::words::overall;
use linkglance_browser::words::reason;

/// The whole in one sentence.
pub(super) fn verdict(checked: &Checked) -> impl IntoView + use<> {
    let check = &checked.check;
    let (name, word) = overall(check.overall);
    let count = |state| check.in_state(state).count();
    let all = number(check.findings.len());
    let sentence = match check.overall {
        Overall::Kept => t_count("check_all_kept", check.findings.len(), &[]),
        Overall::Broken => t_count("check_some_broken", count(CheckState::Fail), &[&all]),
        Overall::Unclear => t_count("check_some_unclear", count(CheckState::Unknown), &[&all]),
    };
    view! {
        <div class="outcome" data-part="outcome" data-overall=name role="status">
            <span class="mark" role="img" aria-label=word></span>
            <h2 tabindex="-1">{sentence}</h2>
        </div>
    }
}

/// Every point: what is not as agreed, what can't be determined, and folded what is as agreed.
pub(super) fn findings(session: &Arc<Session>, checked: &Checked) -> impl IntoView + use<> {
    let check = &checked.check;
    let of = |state| {
        let found = check.in_state(state);
        found.map(|found| point(session, found)).collect::<Vec<_>>()
    };
    let (failed, unknown, passed) = (
        of(CheckState::Fail),
        of(CheckState::Unknown),
        of(CheckState::Pass),
    );
    let kept = passed.len();
    let all_kept = check.overall == Overall::Kept;
    let limits: Vec<_> = check
        .limits
        .iter()
        .map(|limit| view! { <li>{reason(limit)}</li> })
        .collect();
    view! {
        <ul class="findings" data-part="findings">{failed}{unknown}</ul>
        {near_misses(session, checked)}
        {(kept > 0)
            .then(|| {
                view! {
                    <details data-part="as-agreed" open=all_kept>
                        <summary>
                            {t("check_as_agreed")} " " <span class="count">{number(kept)}</span>
                        </summary>
                        <ul class="findings">{passed}</ul>
                    </details>
                }
            })}
        {others(session, checked)}
        {(!limits.is_empty()).then(|| view! { <ul class="notes">{limits}</ul> })}
    }
}

fn point(session: &Session, found: &Finding) -> impl IntoView + use<> {
    let (name, words) = (
        found.point.name(),
        linkglance_browser::words::point(found.point),
    );
    let (state, state_words) = words::state(found.state);
    let label = match found.state {
        CheckState::Unknown => t("check_would_tell"),
        CheckState::Pass | CheckState::Fail => t("check_caveat"),
    };
    let tell = found.would_tell.as_ref().map(|tell| {
        view! {
            <dt>{label}</dt>
            <dd data-part="would-tell">{reason(tell)}</dd>
        }
    });
    // Where all is well it is enough to lead to the link once.
    let quiet = found.state == CheckState::Pass && found.point != Point::Target;
    let links = found.links.iter().filter(|_| !quiet);
    let evidence: Vec<_> = links
        .filter_map(|&index| session.report.link(index))
        .map(|link| {
            view! {
                <li class="evidence" data-part="evidence" data-spot=Spot::Link(link.index).to_string()>
                    {anchor_words(link)} " " {show_link(link)}
                </li>
            }
        })
        .collect();
    view! {
        <li class="finding" data-part="finding" data-point=name data-state=state>
            <span class="mark" role="img" aria-label=state_words></span>
            <div>
                <h3>{words}</h3>
                <dl>
                    <dt>{t("check_agreed")}</dt>
                    <dd data-part="expected"><bdi>{reason(&found.expected)}</bdi></dd>
                    <dt>{t("check_found")}</dt>
                    <dd data-part="found"><bdi>{reason(&found.found)}</bdi></dd>
                    {tell}
                </dl>
                {(!evidence.is_empty()).then(|| view! { <ul>{evidence}</ul> })}
            </div>
        </li>
    }
}

/// What comes near a link that is missing; empty where none is.
fn near_misses(session: &Session, checked: &Checked) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = checked
        .check
        .near_misses
        .iter()
        .map(|near| near_miss(session, near, checked.same_mentions))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{t("check_near")}</h3>
            <ul class="links" data-part="near-misses">
                {rows}
            </ul>
        }
    })
}

fn near_miss(session: &Session, near: &NearMiss, same_mentions: bool) -> impl IntoView + use<> {
    let link = near
        .link
        .as_ref()
        .and_then(|link| session.report.link(link.index));
    let mention = near.mention.filter(|&index| {
        let known = session.report.mentions.get(index);
        same_mentions && known.is_some_and(|mention| !mention.hidden)
    });
    let spot = link
        .map(|link| Spot::Link(link.index))
        .or_else(|| mention.map(Spot::Mention));
    let show = match link {
        Some(link) => show_link(link),
        None => mention.map(|_| show_button()).into_any(),
    };
    view! {
        <li class="link" data-part="near-miss" data-spot=spot.map(|spot| spot.to_string())>
            <bdi>{reason(&near.because)}</bdi>
            {link.map(anchor_words)}
            {show}
        </li>
    }
}

/// Other links to the targets, each with what speaks against it.
fn others(session: &Session, checked: &Checked) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = checked
        .check
        .links
        .iter()
        .filter(|link| !link.counts)
        .filter_map(|link| other(session, link))
        .collect();
    (!rows.is_empty()).then(|| {
        let count = number(rows.len());
        view! {
            <details data-part="other-links">
                <summary>{t("check_others")} " " <span class="count">{count}</span></summary>
                <p class="quiet">{t("check_others_hint")}</p>
                <ul class="links">{rows}</ul>
            </details>
        }
    })
}

fn other(session: &Session, checked: &CheckedLink) -> Option<impl IntoView + use<>> {
    let link = session.report.link(checked.link.index)?;
    let of = |state| {
        let found = checked
            .findings
            .iter()
            .filter(move |found| found.state == state);
        let points: Vec<String> = found
            .map(|found| linkglance_browser::words::point(found.point))
            .collect();
        points.join(", ")
    };
    let (failed, unknown) = (of(CheckState::Fail), of(CheckState::Unknown));
    let said = match (failed.is_empty(), unknown.is_empty()) {
        (true, true) => t("check_other_kept"),
        (true, false) => t_with("check_other_unclear", &[&unknown]),
        (false, _) => t_with("check_other_broken", &[&failed]),
    };
    Some(view! {
        <li class="link" data-part="other-link" data-spot=Spot::Link(link.index).to_string()>
            {anchor_words(link)} {address(link)} {chips(link)} <p>{said}</p> {show_link(link)}
        </li>
    })
}
