//! Checking what addresses lead to, as pages of the extension ask for it: start a run, follow it, pause
//! and cancel it. The work is done by the background worker (`crate/checker`), which these functions
//! wake; a page only reads and writes the store.
//!
//! A click's handler first has the hosts granted ([`permissions::request`](crate::api::permissions::request)
//! with [`origins`], before anything is awaited), then calls [`start`]. [`on_change`] says when rows
//! have changed, and [`progress`] reads them. Whoever shows a run holds an [`Awake`] as long as it
//! goes on, which keeps Chrome's worker from being ended.

use std::collections::{BTreeMap, BTreeSet};

use gloo_timers::callback::Interval;
use linkglance_core::bulk::Found;
use linkglance_core::url::Url;
use linkglance_core::watch::{APART, AT_ONCE, LinkStatus, Millis, Response, Standing, is_public};
use serde_json::json;

use crate::api::{self, BrowserError, permissions};
use crate::store::{Came, Part, Purpose, Result, Run, RunRow, SitemapRead, Stage, Store, Watch};
use crate::{clock, storage};

/// Where it is noted that there are runs to go on with. The background worker looks for it whenever it
/// starts, and loads the checker only then.
const FLAG: &str = "checks";

/// How often the worker is woken while a page follows a run, in milliseconds: Chrome ends it after 30
/// seconds without an event.
const WAKE_EVERY: u32 = 20_000;

/// How long an answer usually takes, in milliseconds: for saying how long a run will take.
const USUAL_ANSWER: Millis = 1_000;

/// Milliseconds of a minute.
const MINUTE: Millis = 60_000;

/// Where sitemaps are found: named by robots.txt, and by these names where it names none.
const FIRST_FILES: [&str; 4] = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
];

/// How the addresses of sitemaps end.
const SITEMAP_ENDS: [&str; 3] = [".xml", ".gz", ".txt"];

/// A run, and what came of its rows by now.
#[derive(Clone, PartialEq, Debug)]
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
    /// Those that are as the user would want them: what they lead to works, the link is there, the page
    /// could be read.
    pub good: usize,
    /// Those that are not: broken, missing, lost.
    pub bad: usize,
    /// Those of which nothing can be said, a refusal included.
    pub unknown: usize,
}

impl Progress {
    /// How many rows there are, by what came.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            all: self.rows.len(),
            ..Counts::default()
        };
        for came in self.rows.iter().filter_map(|row| row.came.as_ref()) {
            match Verdict::of(came) {
                Verdict::Good => counts.good += 1,
                Verdict::Bad => counts.bad += 1,
                Verdict::Unknown => counts.unknown += 1,
            }
        }
        counts
    }
}

impl Counts {
    /// How many rows have an answer.
    pub const fn done(&self) -> usize {
        self.good + self.bad + self.unknown
    }
}

enum Verdict {
    Good,
    Bad,
    Unknown,
}

impl Verdict {
    fn of(came: &Came) -> Self {
        match came {
            Came::Status(status) if status.is_broken() => Self::Bad,
            Came::Status(LinkStatus::Works | LinkStatus::Redirects { .. })
            | Came::Sitemap(SitemapRead::Named { .. }) => Self::Good,
            Came::Found(found) if matches!(**found, Found::Page { .. }) => Self::Good,
            Came::Source(response) if matches!(**response, Response::Answer(_)) => Self::Good,
            Came::Looked(standings) => Self::of_links(standings),
            Came::Status(_) | Came::Sitemap(_) | Came::Found(_) | Came::Source(_) => Self::Unknown,
        }
    }

    /// One link that is lost counts for its page, and one that is unknown before those that are there.
    fn of_links(standings: &[Standing]) -> Self {
        if standings.is_empty() {
            return Self::Unknown;
        }
        let is_unknown = |standing: &Standing| matches!(standing, Standing::Unknown(_));
        let is_there = |standing: &Standing| matches!(standing, Standing::Live | Standing::Changed);
        if standings
            .iter()
            .any(|standing| !is_unknown(standing) && !is_there(standing))
        {
            Self::Bad
        } else if standings.iter().any(is_unknown) {
            Self::Unknown
        } else {
            Self::Good
        }
    }
}

/// The addresses that can be checked: those of the public web, each once, in their order.
pub fn checkable(urls: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let bare = urls.into_iter().filter_map(|url| {
        let url = without_fragment(&url);
        is_public(&Url::parse(&url).ok()?, false).ok()?;
        Some(url)
    });
    bare.filter(|url| seen.insert(url.clone())).collect()
}

/// An address as a server is asked for it: without the part of the page.
fn without_fragment(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut url) => {
            url.set_fragment(None);
            url.into()
        }
        Err(_) => url.to_owned(),
    }
}

/// The host of an address, which is not to be asked too often; empty where it has none.
pub fn host_of(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// The hosts of addresses, each once.
pub fn hosts(urls: &[String]) -> BTreeSet<String> {
    let hosts = urls.iter().map(|url| host_of(url));
    hosts.filter(|host| !host.is_empty()).collect()
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

/// About how many minutes addresses will take, at least one: by the host that has most of them, and by
/// all of them together.
pub fn minutes(urls: &[String]) -> usize {
    let mut of_host: BTreeMap<String, u64> = BTreeMap::new();
    for url in urls {
        *of_host.entry(host_of(url)).or_default() += 1;
    }
    // Each host's robots.txt is a request of its own.
    let most = of_host.values().max().map_or(0, |most| most + 1);
    let all = urls.len() + of_host.len();
    let all = u64::try_from(all.div_ceil(AT_ONCE)).unwrap_or(u64::MAX);
    let long = all.saturating_mul(USUAL_ANSWER).max(most * APART);
    usize::try_from(long.div_ceil(MINUTE)).unwrap_or(usize::MAX)
}

/// Starts a run that says what addresses lead to, which are those that [`checkable`] gives. One alone is a
/// person's visit and goes on against robots.txt; several are a program's. Gives the run's id, when it is
/// on the disk. This holds for every run here.
pub async fn start(store: &Store, urls: &[String]) -> Result<String> {
    begin(store, Purpose::Targets, urls).await
}

/// The same of addresses of the user's own sites, noted beside the backlinks that lead there.
pub async fn start_own_targets(store: &Store, urls: &[String]) -> Result<String> {
    begin(store, Purpose::OwnTargets, urls).await
}

/// Starts a run that says what pages are for each of the user's sites.
pub async fn start_bulk(store: &Store, urls: &[String]) -> Result<String> {
    begin(store, Purpose::Bulk, urls).await
}

/// Starts a run that fetches sources for the page that asks.
pub async fn start_sources(store: &Store, urls: &[String]) -> Result<String> {
    begin(store, Purpose::Source, urls).await
}

/// Starts a run that looks at links that are watched: each page once, however many of the links are on it.
pub async fn start_watch(store: &Store, watches: &[Watch]) -> Result<String> {
    start_looks(store, watches, false).await
}

/// The same without a click, by the schedule: as a program, also for one page.
pub async fn start_due(store: &Store, watches: &[Watch]) -> Result<String> {
    start_looks(store, watches, true).await
}

async fn start_looks(store: &Store, watches: &[Watch], scheduled: bool) -> Result<String> {
    let mut pages: Vec<(String, Vec<String>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for watch in watches {
        let url = without_fragment(&watch.page);
        let place = *places.entry(url.clone()).or_insert(pages.len());
        match pages.get_mut(place) {
            Some((_, ids)) => ids.push(watch.id.clone()),
            None => pages.push((url, vec![watch.id.clone()])),
        }
    }
    let obeys_robots = scheduled || pages.len() > 1;
    let purpose = Purpose::Watch { scheduled };
    let run = Run::new(api::unique_id(), purpose, obeys_robots, clock::millis());
    let rows = pages
        .into_iter()
        .enumerate()
        .map(|(place, (url, watches))| RunRow {
            watches,
            ..RunRow::new(&run.id, place, url)
        });
    let rows: Vec<RunRow> = rows.collect();
    hand_over(store, run, &rows).await
}

/// Starts a run that reads the sitemaps of a site, by an address on it: a sitemap's own, or any other, by
/// whose host's robots.txt and usual places they are found. `None` for what is no address of the public web.
pub async fn start_sitemap(store: &Store, site: &str, address: &str) -> Result<Option<String>> {
    let urls = sitemap_files(address);
    if urls.is_empty() {
        return Ok(None);
    }
    let site = site.to_owned();
    Ok(Some(begin(store, Purpose::Sitemap { site }, &urls).await?))
}

/// The files that are asked for first when a site's sitemaps are read by an address on it.
pub fn sitemap_files(address: &str) -> Vec<String> {
    let Ok(url) = Url::parse(address.trim()) else {
        return Vec::new();
    };
    let path = url.path().to_ascii_lowercase();
    let files = if SITEMAP_ENDS.iter().any(|end| path.ends_with(end)) {
        vec![url.into()]
    } else {
        let all = FIRST_FILES.iter();
        all.filter_map(|path| Some(url.join(path).ok()?.into()))
            .collect()
    };
    checkable(files)
}

async fn begin(store: &Store, purpose: Purpose, urls: &[String]) -> Result<String> {
    let is_robots = |url: &&String| url.ends_with("/robots.txt");
    let pages = urls.len() - urls.iter().filter(is_robots).count();
    let obeys_robots = match purpose {
        // A site's own sitemaps are there for programs, and it is the user's site.
        Purpose::Sitemap { .. } => false,
        _ => pages > 1,
    };
    let run = Run::new(api::unique_id(), purpose, obeys_robots, clock::millis());
    let rows = urls.iter().enumerate();
    let rows: Vec<RunRow> = rows
        .map(|(place, url)| RunRow::new(&run.id, place, url.clone()))
        .collect();
    hand_over(store, run, &rows).await
}

/// Saves a run, and wakes the worker.
async fn hand_over(store: &Store, run: Run, rows: &[RunRow]) -> Result<String> {
    note_left(true).await?;
    store.start_run(&run, rows).await?;
    wake();
    Ok(run.id)
}

/// What came when sources were asked for, each with its address; `None` for those that are waited for. No
/// list where the run is gone.
pub async fn sources(store: &Store, run: &str) -> Result<Option<Vec<(String, Option<Response>)>>> {
    let Some(progress) = progress(store, run).await? else {
        return Ok(None);
    };
    let rows = progress.rows.into_iter().map(|row| {
        let response = match row.came {
            Some(Came::Source(response)) => Some(*response),
            _ => None,
        };
        (row.url, response)
    });
    Ok(Some(rows.collect()))
}

/// Forgets a run with all that came.
pub async fn forget(store: &Store, run: &str) -> Result {
    store.set_stage(run, Stage::Cancelled).await?;
    store.forget_run(run).await?;
    wake();
    Ok(())
}

/// How long a page waits for sources at most, in milliseconds: 20 pages of one host take half a minute, with
/// retries some minutes.
const SOURCES_WAIT: Millis = 30 * 60 * 1_000;

/// Forgets sources that no page can be waiting for any longer, because it was closed before they came.
pub async fn forget_left_sources(store: &Store) -> Result {
    let now = clock::millis();
    for run in store.runs().await? {
        if run.purpose == Purpose::Source && now.saturating_sub(run.made) > SOURCES_WAIT {
            forget(store, &run.id).await?;
        }
    }
    Ok(())
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

/// The runs for a purpose that have not ended, the newest first: what a page goes on to follow when it is
/// opened.
pub async fn unfinished(store: &Store, is: impl Fn(&Purpose) -> bool) -> Result<Vec<Run>> {
    let mut runs = store.runs().await?;
    runs.retain(|run| matches!(run.stage, Stage::Going | Stage::Paused) && is(&run.purpose));
    runs.sort_by_key(|run| std::cmp::Reverse(run.made));
    Ok(runs)
}

/// Calls back whenever something of any run has changed, as long as the page is open.
pub fn on_change(store: &Store, callback: impl Fn() + 'static) {
    store.on_change(move |part| {
        if matches!(part, Part::Checks | Part::Watches | Part::Sites) {
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
pub fn wake() {
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
    use linkglance_core::watch::Unknown;

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
        let run = Run::new("r".to_owned(), Purpose::Targets, true, 0);
        let to = || "https://acme.com/".to_owned();
        let unknown = || Standing::Unknown(Unknown::Wall);
        let came = [
            Some(Came::Status(LinkStatus::Works)),
            Some(Came::Status(LinkStatus::Redirects { to: to() })),
            Some(Came::Status(LinkStatus::Gone { status: 404 })),
            Some(Came::Status(LinkStatus::Refused { status: 403 })),
            Some(Came::Looked(vec![Standing::Live, Standing::Changed])),
            Some(Came::Looked(vec![Standing::Live, unknown()])),
            Some(Came::Looked(vec![unknown(), Standing::Missing])),
            None,
        ];
        let row = |(place, came)| RunRow {
            came,
            ..RunRow::new("r", place, "https://acme.com/".to_owned())
        };
        let rows = came.into_iter().enumerate().map(row).collect();
        let counts = Progress { run, rows }.counts();
        let Counts {
            all,
            good,
            bad,
            unknown,
        } = counts;
        assert_eq!((all, good, bad, unknown, counts.done()), (8, 3, 2, 2, 7));
    }

    #[test]
    fn sitemaps_are_found_by_any_address_of_the_site() {
        let files = |address| sitemap_files(address).len();
        assert_eq!(files("https://acme.com/shop/?x=1"), FIRST_FILES.len());
        assert_eq!(
            sitemap_files(" https://acme.com/maps/pages.XML.gz "),
            ["https://acme.com/maps/pages.XML.gz"]
        );
        assert_eq!(
            sitemap_files("http://acme.com/robots.txt"),
            ["http://acme.com/robots.txt"]
        );
        for none in ["", "acme", "http://localhost/", "file:///sitemap.xml"] {
            assert_eq!(files(none), 0, "{none}");
        }
    }

    #[test]
    fn how_long_a_run_takes_is_said_by_its_slowest_part() {
        let urls = |count: usize, hosts: usize| -> Vec<String> {
            (0..count)
                .map(|at| format!("https://h{}.example/{at}", at % hosts))
                .collect()
        };
        for (count, hosts, minutes_) in [(1, 1, 1), (300, 60, 1), (300, 1, 6), (3_000, 3_000, 17)] {
            assert_eq!(minutes(&urls(count, hosts)), minutes_, "{count} on {hosts}");
        }
    }
}
