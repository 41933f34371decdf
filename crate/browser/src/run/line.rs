//! The line that says how far a run is, with what can be done about it; then what came. Empty without a run.

use leptos::prelude::*;
use linkglance_core::watch::Millis;

use super::follow::Follow;
use crate::checks::{self, Progress};
use crate::clock;
use crate::i18n::{number, t, t_count, t_with};
use crate::store::Stage;

/// A wait that is worth saying, in milliseconds: a server has asked for it.
const LONG_WAIT: Millis = 60_000;

/// The words of a kind of runs.
#[derive(Clone, Copy)]
pub struct RunWords {
    /// The message that says how many were checked, when the run has ended.
    pub done: &'static str,
    /// Says what came by now.
    pub found: fn(&Progress) -> String,
}

/// The line of a run.
pub fn run_line(follow: Follow, says: RunWords) -> impl IntoView {
    let failed = move || {
        let words = follow.failed.get()?;
        Some(view! { <p class="line error" data-part="status-failed">{words}</p> })
    };
    let under_way = Memo::new(move |_| follow.is_under_way());
    let any = Memo::new(move |_| follow.progress.with(Option::is_some));
    let of = move |read: fn(&Progress) -> usize| {
        follow
            .progress
            .with(|progress| progress.as_ref().map_or(0, read))
    };
    let words = move || {
        let progress = follow.progress.read();
        progress.as_ref().map(|progress| words(progress, says))
    };
    view! {
        <div role="status">
            {failed}
            <Show when=move || any.get()>
                <div class="strip status-line" data-part="status-line" data-state="neutral">
                    <progress
                        max=move || of(|progress| progress.rows.len().max(1))
                        prop:value=move || of(|progress| progress.counts().done()).to_string()
                        aria-label=t("status_check")
                        hidden=move || !under_way.get()
                    ></progress>
                    <p class="strip-text ellipsis" data-part="status-progress">{words}</p>
                    {move || if under_way.get() { ways(follow) } else { close(follow) }}
                </div>
            </Show>
        </div>
    }
}

fn ways(follow: Follow) -> AnyView {
    let turn = move || {
        t(if follow.stage() == Some(Stage::Going) {
            "status_pause"
        } else {
            "status_go_on"
        })
    };
    view! {
        <button type="button" class="btn ghost" data-part="status-turn" on:click=move |_| follow.turn()>
            {turn}
        </button>
        <button type="button" class="btn ghost" data-part="status-stop" on:click=move |_| follow.stop()>
            {t("status_stop")}
        </button>
    }
    .into_any()
}

fn close(follow: Follow) -> AnyView {
    view! {
        <button type="button" class="btn ghost" data-part="status-close" on:click=move |_| follow.close()>
            {t("close")}
        </button>
    }
    .into_any()
}

/// How far it is, what came, and how long it will take.
fn words(progress: &Progress, says: RunWords) -> String {
    let counts = progress.counts();
    let done = number(counts.done());
    let mut words = match progress.run.stage {
        Stage::Going => vec![t_with("status_progress", &[&done, &number(counts.all)])],
        Stage::Paused => vec![
            t("status_paused"),
            t_with("status_progress", &[&done, &number(counts.all)]),
        ],
        Stage::Cancelled => vec![
            t("status_stopped"),
            t_with("status_progress", &[&done, &number(counts.all)]),
        ],
        Stage::Done => vec![t_count(says.done, counts.done(), &[])],
    };
    words.extend(Some((says.found)(progress)).filter(|found| !found.is_empty()));
    if progress.run.stage == Stage::Going {
        words.push(time_left(progress));
    }
    words.join(" · ")
}

fn time_left(progress: &Progress) -> String {
    let left = progress.rows.iter().filter(|row| row.came.is_none());
    let waits = left
        .clone()
        .map(|row| row.wait.since.saturating_add(row.wait.long));
    let next = waits.min().unwrap_or_default();
    if next > clock::millis() + LONG_WAIT {
        return t_with("status_waits", &[&clock::moment(next)]);
    }
    let urls: Vec<String> = left.map(|row| row.url.clone()).collect();
    t_count("status_left", checks::minutes(&urls), &[])
}
