//! What a page and its site ask of AI: a table of crawlers, then what is asked of all of them.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::watch::{Access, AgentAccess, AiAccess, Effect, Purpose};

use super::list::{reasons, summary};
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::words::reason;

/// What was found.
pub(super) fn result(access: &Arc<AiAccess>) -> impl IntoView + use<> {
    let (blocked, _) = access.for_search(Access::Blocked);
    let (unknown, _) = access.for_search(Access::Unknown);
    let worst = access.signals.iter().map(|signal| signal.effect).min();
    let (state, sign) = match (blocked, unknown, worst) {
        (1.., ..) => face(Access::Blocked),
        (.., Some(Effect::Blocks)) => face_of(Effect::Blocks),
        (_, 1.., _) => face(Access::Unknown),
        (.., Some(Effect::Limits | Effect::Asks)) => face_of(Effect::Limits),
        _ => face(Access::Allowed),
    };
    let groups = [
        (Purpose::Search, "ai_search"),
        (Purpose::Training, "ai_training"),
    ]
    .map(|(purpose, heading)| {
        let of = access.agents.iter();
        let rows = of.filter(|of| of.agent.purpose == purpose).map(row);
        let rows: Vec<_> = rows.collect();
        view! {
            <tbody>
                <tr>
                    <th class="agents-head" scope="rowgroup" colspan="2">
                        {t(heading)}
                    </th>
                </tr>
                {rows}
            </tbody>
        }
    })
    .into_iter()
    .collect_view();
    let signals = access.signals.iter().map(|signal| {
        let (state, sign) = face_of(signal.effect);
        (state, sign, signal.because.clone())
    });
    let signals = reasons("ai-signal", signals.collect());
    let none = access
        .signals
        .is_empty()
        .then(|| view! { <p class="line quiet" data-part="ai-no-signal">{t("ai_no_signal")}</p> });
    view! {
        {summary(state, sign, reason(&access.summary()))}
        <table class="agents" data-part="ai-agents" aria-label=t("look_ai")>
            {groups}
        </table>
        <h4 class="look-title">{t("ai_signals")}</h4>
        {signals}
        {none}
    }
}

const fn face(access: Access) -> (&'static str, Icon) {
    match access {
        Access::Allowed => ("good", Icon::Check),
        Access::Blocked => ("bad", Icon::Close),
        Access::Unknown => ("unknown", Icon::Unknown),
    }
}

const fn face_of(effect: Effect) -> (&'static str, Icon) {
    match effect {
        Effect::Blocks => ("bad", Icon::Close),
        Effect::Limits => ("warn", Icon::Warn),
        Effect::Asks | Effect::Allows => ("neutral", Icon::Info),
        Effect::Unknown => ("unknown", Icon::Unknown),
    }
}

fn row(of: &AgentAccess) -> impl IntoView + use<> {
    let (state, sign) = face(of.access);
    let word = match of.access {
        Access::Allowed => "ai_allowed",
        Access::Blocked => "ai_blocked",
        Access::Unknown => "state_unknown",
    };
    let note = of
        .note
        .as_ref()
        .map(|note| view! { <span class="meta">{reason(note)}</span> });
    view! {
        <tr data-part="ai-agent" data-agent=of.agent.name data-access=of.access.name()>
            <th scope="row">
                <bdi>{of.agent.name}</bdi>
                <span class="meta">{of.agent.company}</span>
            </th>
            <td>
                <span class="chip" data-state=state>
                    {state_icon(sign)}
                    <span class="word">{t(word)}</span>
                </span>
                <span class="meta">{reason(&of.because)}</span>
                {note}
            </td>
        </tr>
    }
}
