//! What a check found, point by point: what is not as agreed first, with what was agreed, what is there
//! and where; then what can't be determined; what is as agreed folded. Then the other links, and what
//! comes near a link that is missing.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::{CheckedLink, Finding, NearMiss, Overall};
use linkglance_core::point::{CheckState, Point};

use super::words;
use crate::state::desk::Checked;
use crate::state::session::Session;
use crate::state::spot::Spot;
use crate::view::link::{address, anchor_words, chips, short_name};
use crate::view::marks::{show_button, show_icon, show_link};
use crate::view::words::point_sign;
use linkglance_browser::help::meaning;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words::{point as point_words, reason};

/// Every point, the groups in the order the user asks for them.
pub(super) fn findings(session: &Arc<Session>, checked: &Checked) -> impl IntoView + use<> {
    let check = &checked.check;
    let of = |state| check.in_state(state).collect::<Vec<_>>();
    let open = |title, state| {
        let found = of(state);
        let rows: Vec<_> = found.iter().map(|found| pair(session, found)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                {group(t(title), rows.len())}
                <ul data-part="findings">{rows}</ul>
            }
        })
    };
    let limits: Vec<_> = check
        .limits
        .iter()
        .map(|limit| view! { <li>{reason(limit)}</li> })
        .collect();
    view! {
        {open("check_not_as_agreed", CheckState::Fail)}
        {open("check_undetermined", CheckState::Unknown)}
        {near_misses(session, checked)}
        {as_agreed(session, &of(CheckState::Pass), check.overall == Overall::Kept)}
        {others(session, checked)}
        {(!limits.is_empty()).then(|| view! { <ul class="notes line">{limits}</ul> })}
    }
}

/// The heading of some rows, with their number.
pub(super) fn group(title: String, count: usize) -> impl IntoView {
    view! {
        <div class="group">
            <h2 class="title">{title}</h2>
            <span class="count">{number(count)}</span>
        </div>
    }
}

/// What is as agreed, one line per point; open where that is all there is.
fn as_agreed(session: &Session, passed: &[&Finding], open: bool) -> Option<impl IntoView + use<>> {
    let points: Vec<String> = passed
        .iter()
        .map(|found| point_words(found.point))
        .collect();
    let rows: Vec<_> = passed.iter().map(|found| line(session, found)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="fold" data-part="as-agreed" open=open>
                <summary class="group">
                    {icon(Icon::Next)} <h2 class="title">{t("check_as_agreed")}</h2>
                    <span class="count">{number(rows.len())}</span>
                    <span class="meta push ellipsis fold-hint">{points.join(", ")}</span>
                </summary>
                <ul class="facts">{rows}</ul>
            </details>
        }
    })
}

/// One point that is as agreed: what is there, and what could yet say otherwise.
fn line(session: &Session, found: &Finding) -> impl IntoView + use<> {
    let (name, words) = (found.point.name(), point_words(found.point));
    // It is enough to lead to the link once.
    let link = (found.point == Point::Target).then_some(&found.links);
    let link = link.and_then(|links| session.report.link(*links.first()?));
    let spot = link.map(|link| Spot::Link(link.index).to_string());
    let show = link.and_then(|link| show_icon(link, &short_name(link)));
    let caveat = found.would_tell.as_ref().map(reason);
    view! {
        <li
            class="fact"
            data-part="finding"
            data-point=name
            data-state="pass"
            data-spot=spot
            title=reason(&found.expected)
        >
            <h3>{words}</h3>
            <p class="found">
                <bdi data-part="found">{reason(&found.found)}</bdi> {meaning(&found.found)}
                {caveat.map(|words| view! { <span class="meta" data-part="would-tell">{words}</span> })}
            </p>
            {show}
        </li>
    }
}

/// One point with what was agreed and what is there.
fn pair(session: &Session, found: &Finding) -> impl IntoView + use<> {
    let (name, words) = (found.point.name(), point_words(found.point));
    let (state, state_words) = words::state(found.state);
    let (_, sign) = point_sign(found.state);
    let tell = found.would_tell.as_ref().map(|tell| {
        let label = match found.state {
            CheckState::Unknown => t("check_would_tell"),
            CheckState::Pass | CheckState::Fail => t("check_caveat"),
        };
        view! {
            <dt>{label}</dt>
            <dd data-part="would-tell">{reason(tell)}</dd>
        }
    });
    let links = found.links.iter();
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
        <li
            class="pair"
            data-part="finding"
            data-point=name
            data-state=state
        >
            {state_icon(sign)}
            <div>
                <h3>
                    {words}
                    <span class="sr">": "{state_words}</span>
                </h3>
                <dl>
                    <dt>{t("check_agreed")}</dt>
                    <dd data-part="expected"><bdi>{reason(&found.expected)}</bdi></dd>
                    <dt>{t("check_found")}</dt>
                    <dd class="found" data-part="found">
                        <bdi>{reason(&found.found)}</bdi> {meaning(&found.found)}
                    </dd>
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
            {group(t("check_near"), rows.len())}
            <ul class="links line" data-part="near-misses">
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
        view! {
            <details class="fold" data-part="other-links">
                <summary class="group">
                    {icon(Icon::Next)} <h2 class="title">{t("check_others")}</h2>
                    <span class="count">{number(rows.len())}</span>
                </summary>
                <div class="line">
                    <p class="quiet">{t("check_others_hint")}</p>
                    <ul class="links">{rows}</ul>
                </div>
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
        let points: Vec<String> = found.map(|found| point_words(found.point)).collect();
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
