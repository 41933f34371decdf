//! Checking what addresses lead to, as pages of the extension ask for it: start a run, follow it, pause
//! and cancel it. The work is done by the background worker (`crate/checker`), which these functions
//! wake; a page only reads and writes the store.
//!
//! A click's handler first has the hosts granted ([`permissions::request`](crate::api::permissions::request)
//! with [`origins`], before anything is awaited), then calls [`start`]. [`on_change`] says when rows
//! have changed, and [`progress`] reads them. Whoever shows a run holds an [`Awake`] as long as it
//! goes on, which keeps Chrome's worker from being ended.

use std::collections::BTreeSet;

use gloo_timers::callback::Interval;
use linkglance_core::url::Url;
use linkglance_core::watch::{LinkStatus, is_public};
use serde_json::json;

use crate::api::{self, BrowserError, permissions};
use crate::store::{Part, Result, Run, RunRow, Stage, Store};
use crate::{clock, storage};

/// Where it is noted that there are runs to go on with. The background worker looks for it whenever it
/// starts, and loads the checker only then.
const FLAG: &str = "checks";

/// How often the worker is woken while a page follows a run, in milliseconds: Chrome ends it after 30
/// seconds without an event.
const WAKE_EVERY: u32 = 20_000;

/// A run, and what came of its rows by now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The run.
    pub run: Run,
    /// Its rows, in the order of the addresses that it was started with.
    pub rows: Vec<RunRow>,
}

/// How many rows of a run there are, by what came.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Those that lead to something, by a redirect or straight.
    pub work: usize,
    /// Those that are broken.
    pub broken: usize,
    /// Those of which nothing can be said, a refusal included.
    pub unknown: usize,
}

impl Progress {
    /// How many rows there are, by what came.
    pub fn counts(&self) -> Counts {
        let count = |is: fn(&LinkStatus) -> bool| {
            let known = self.rows.iter().filter_map(|row| row.status.as_ref());
            known.filter(|status| is(status)).count()
        };
        Counts {
            all: self.rows.len(),
            work: count(|status| {
                matches!(status, LinkStatus::Works | LinkStatus::Redirects { .. })
            }),
            broken: count(LinkStatus::is_broken),
            unknown: count(|status| {
                matches!(
                    status,
                    LinkStatus::Refused { .. } | LinkStatus::Unknown { .. }
                )
            }),
        }
    }
}

impl Counts {
    /// How many rows have no answer yet.
    pub const fn left(&self) -> usize {
        self.all - self.work - self.broken - self.unknown
    }
}

/// The addresses that can be checked: those of the public web, each once, in their order.
pub fn checkable(urls: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let bare = urls.into_iter().filter_map(|url| {
        let mut url = Url::parse(&url).ok()?;
        // No server is asked for a part of a page.
        url.set_fragment(None);
        is_public(&url, false).ok()?;
        Some(String::from(url))
    });
    bare.filter(|url| seen.insert(url.clone())).collect()
}

/// The hosts of addresses, each once.
pub fn hosts(urls: &[String]) -> BTreeSet<String> {
    let host = |url: &String| Some(Url::parse(url).ok()?.host_str()?.to_owned());
    urls.iter().filter_map(host).collect()
}

/// What has to be granted so that addresses may be asked for.
pub fn origins(urls: &[String]) -> Vec<String> {
    let hosts = hosts(urls);
    let all: BTreeSet<String> = hosts
        .iter()
        .flat_map(|host| permissions::origins_of(host))
        .collect();
    all.into_iter().collect()
}

/// Starts a run of addresses, which are those that [`checkable`] gives. One alone is a person's visit and
/// goes on against robots.txt; several are a program's. Gives the run's id, when it is on the disk.
pub async fn start(store: &Store, urls: &[String]) -> Result<String> {
    let obeys_robots = urls.len() > 1;
    let (run, rows) = Run::of(api::unique_id(), urls, obeys_robots, clock::millis());
    note_left(true).await?;
    store.start_run(&run, &rows).await?;
    wake();
    Ok(run.id)
}

/// Pauses a run. What is under way is saved when it comes.
pub async fn pause(store: &Store, run: &str) -> Result {
    set_stage(store, run, Stage::Paused).await
}

/// Goes on with a run that was paused.
pub async fn go_on(store: &Store, run: &str) -> Result {
    note_left(true).await?;
    set_stage(store, run, Stage::Going).await
}

/// Cancels a run for good. What came until now stays.
pub async fn cancel(store: &Store, run: &str) -> Result {
    set_stage(store, run, Stage::Cancelled).await
}

async fn set_stage(store: &Store, run: &str, stage: Stage) -> Result {
    store.set_stage(run, stage).await?;
    wake();
    Ok(())
}

/// A run as it is now; `None` where there is no such, or no longer.
pub async fn progress(store: &Store, run: &str) -> Result<Option<Progress>> {
    let Some(run) = store.run(run).await? else {
        return Ok(None);
    };
    let rows = store.run_rows(&run.id).await?;
    Ok(Some(Progress { run, rows }))
}

/// The runs that have not ended, the newest first: what a page goes on to follow when it is opened.
pub async fn unfinished(store: &Store) -> Result<Vec<Run>> {
    let mut runs = store.runs().await?;
    runs.retain(|run| matches!(run.stage, Stage::Going | Stage::Paused));
    runs.sort_by_key(|run| std::cmp::Reverse(run.made));
    Ok(runs)
}

/// Calls back whenever something of any run has changed, as long as the page is open.
pub fn on_change(store: &Store, callback: impl Fn() + 'static) {
    store.on_change(move |part| {
        if part == Part::Checks {
            callback();
        }
    });
}

/// Keeps the worker awake as long as it is held.
pub struct Awake(#[allow(dead_code)] Interval);

/// Wakes the worker now and again.
pub fn keep_awake() -> Awake {
    wake();
    Awake(Interval::new(WAKE_EVERY, wake))
}

/// Wakes the background worker, which goes on with what there is.
fn wake() {
    api::tell_worker(&json!({ "type": "checks" }));
}

/// Notes whether there are runs to go on with, for the worker that starts next.
pub async fn note_left(any: bool) -> std::result::Result<(), BrowserError> {
    if any {
        storage::save_here(FLAG, &true).await
    } else {
        storage::remove_here(FLAG).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_web_is_asked_for_and_each_address_once() {
        let urls = [
            "https://acme.com/tea#green",
            "https://acme.com/tea",
            "mailto:me@acme.com",
            "http://localhost/",
            "http://192.168.0.1/admin",
            "https://acme.com:8443/",
            "no address",
            "http://www.acme.com/pots",
        ];
        let left = checkable(urls.map(str::to_owned));
        assert_eq!(left, ["https://acme.com/tea", "http://www.acme.com/pots"]);
        assert_eq!(origins(&left), ["*://*.acme.com/*", "*://acme.com/*"]);
    }

    #[test]
    fn rows_are_counted_by_what_came() {
        let urls: Vec<String> = (0..5).map(|n| format!("https://acme.com/{n}")).collect();
        let (run, mut rows) = Run::of("r".to_owned(), &urls, true, 0);
        let to = || "https://acme.com/".to_owned();
        let came = [
            LinkStatus::Works,
            LinkStatus::Redirects { to: to() },
            LinkStatus::Gone { status: 404 },
            LinkStatus::Refused { status: 403 },
        ];
        for (row, status) in rows.iter_mut().zip(came) {
            row.status = Some(status);
        }
        let counts = Progress { run, rows }.counts();
        let Counts {
            all,
            work,
            broken,
            unknown,
        } = counts;
        assert_eq!((all, work, broken, unknown, counts.left()), (5, 2, 1, 1, 1));
    }
}
