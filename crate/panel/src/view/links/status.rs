//! What links lead to: the button that asks for it, the question that comes before, the line with how far
//! it is, and the chip in a row.

use leptos::prelude::*;
use linkglance_core::prospect::Opportunity;
use linkglance_core::report::Link;
use linkglance_core::watch::LinkStatus;

use super::selection::Selection;
use crate::state::model::Model;
use crate::state::work::save;
use crate::view::sheet::Sheet;
use linkglance_browser::checks;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::run::{AskWords, RunWords, run_line};
use linkglance_browser::words::{self, reason};

/// The button of the bar for what is selected.
pub(super) fn check_button(model: Model, selection: Selection) -> impl IntoView {
    let ask = move |_| {
        let links = untrack(|| selection.links());
        let addresses = model.session.with_untracked(|session| {
            let session = session.as_ref()?;
            let urls = links
                .into_iter()
                .filter_map(|index| session.report.link(index)?.url.clone());
            Some(checks::checkable(urls))
        });
        let asked = model.statuses.asked;
        asked.urls.set(addresses.unwrap_or_default().into());
        model.sheets.status.set(true);
    };
    view! {
        <button
            type="button"
            class="ibtn"
            data-part="status-open"
            aria-label=t("status_check")
            title=t("status_check")
            aria-haspopup="dialog"
            on:click=ask
        >
            {icon(Icon::Pulse)}
        </button>
    }
}

/// The question before anything is asked for: what, how often, and with what.
#[component]
pub(crate) fn StatusAsk(model: Model) -> impl IntoView {
    let statuses = model.statuses;
    let begin = move |_| {
        statuses.begin();
        model.sheets.status.set(false);
    };
    let foot = view! {
        <button
            type="button"
            class="btn primary"
            data-part="status-begin"
            prop:disabled=move || statuses.asked.is_empty()
            on:click=begin
        >
            {t("status_check")}
        </button>
    };
    view! {
        <Sheet part="status-ask" title="status_check" open=model.sheets.status foot=foot.into_any()>
            <AskWords asked=statuses.asked none="status_none" />
        </Sheet>
    }
}

/// How far the run is, with what can be done about it; then what came. Empty without a run.
pub(super) fn progress_line(model: Model) -> impl IntoView {
    let statuses = model.statuses;
    let only = move || {
        let ended = !statuses.follow.is_under_way();
        let broken = statuses.follow.progress.with(|progress| {
            progress
                .as_ref()
                .map_or(0, |progress| progress.counts().bad)
        });
        (ended && broken > 0).then(|| {
            view! {
                <label class="tick status-only">
                    <input
                        type="checkbox"
                        data-part="status-only-broken"
                        prop:checked=move || statuses.only_broken.get()
                        on:change=move |event| {
                            statuses.only_broken.set(event_target_checked(&event));
                        }
                    />
                    {t("status_only_broken")}
                </label>
            }
        })
    };
    let says = RunWords {
        done: "status_done",
        found: |progress| t_count("status_broken", progress.counts().bad, &[]),
    };
    view! { {run_line(statuses.follow, says)} {only} }
}

/// What the link leads to, as a chip; empty where it was never checked.
pub(super) fn status_chip(model: Model, link: &Link) -> impl IntoView + use<> {
    let url = link.url.clone();
    move || {
        let known = model.statuses.of(url.as_deref())?;
        let status = known.status();
        let waiting = || ("neutral", Icon::Circle, t("status_waiting"));
        let (state, sign, words) = status.map_or_else(waiting, words::link_status);
        let why = status.map(|status| reason(&status.because()));
        let name = status.map_or("waiting", name);
        Some(view! {
            " "
            <span class="chip" data-part="status" data-status=name data-state=state title=why>
                {state_icon(sign)}
                <span class="word">{words}</span>
            </span>
        })
    }
}

/// What can be done about a broken link: a page of the user's in its place. Empty where it is not broken.
pub(super) fn replacement(model: Model, link: &Link) -> impl IntoView + use<> {
    let link = link.clone();
    move || {
        let known = model.statuses.of(link.url.as_deref())?;
        let status = known.status().filter(|status| status.is_broken())?;
        let buttons = model.sites_on_show().into_iter().map(|site| {
            let words = t_with("status_replace", &[&site.name]);
            let (link, gone) = (link.clone(), status.because());
            let press = move |_| {
                let Some(session) = model.session.get_untracked() else {
                    return;
                };
                let gone = gone.clone();
                let more = Opportunity::of_broken_link(&session.report, &site, &link, gone);
                save(model, &session, &site, Some(more));
            };
            view! {
                <button type="button" class="btn" data-part="status-replace" on:click=press>
                    {words}
                </button>
            }
        });
        Some(view! {
            <p>{reason(&status.because())}</p>
            <div class="bar">{buttons.collect_view()}</div>
        })
    }
}

/// The name of a status in tests.
const fn name(status: &LinkStatus) -> &'static str {
    match status {
        LinkStatus::Works => "works",
        LinkStatus::Redirects { .. } => "redirects",
        LinkStatus::Gone { .. } => "gone",
        LinkStatus::Soft404 { .. } => "soft404",
        LinkStatus::Refused { .. } => "refused",
        LinkStatus::Unknown { .. } => "unknown",
    }
}
