//! The strip: one line with what makes the page worthless, that it is paid for, or that the report is not
//! the whole page. Only where it is true.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::page::{BlockerKind, Nature};
use linkglance_core::url::Url;

use super::marks::{changed_words, late_words};
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::words::reason;

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

pub(super) fn has_strip(model: Model, report: &Report) -> bool {
    !facts(report).is_empty() || is_behind(model)
}

/// One line; empty where nothing is in the way of the answer.
pub(super) fn strip(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
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
