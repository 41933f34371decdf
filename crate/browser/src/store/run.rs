//! Runs of checks: what is to be asked for, and what came of each. The background worker goes through
//! them row by row; each answer is confirmed before the next is asked for, so that a worker that is
//! stopped at any moment goes on where it was.

use idb::{Query, Transaction};
use linkglance_core::bulk::Found;
use linkglance_core::watch::{Fault, LinkStatus, Millis, Response, SavedRobots, Standing, Wait};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::backlink::{KnownBacklink, keep as keep_backlinks};
use super::convert::{from_object, readable, to_object};
use super::keys::keys_after;
use super::schema::{BACKLINKS, ROBOTS, RUN_ROWS, RUNS, WORK};
use super::{Part, Result, Store};

/// How long a run that has ended is kept, in milliseconds: a week. What a bulk check found stays until
/// the user deletes it.
const KEPT_FOR: Millis = 7 * 24 * 3_600 * 1_000;

/// A list of addresses that are to be asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// What it is known by.
    pub id: String,
    /// What it is for.
    pub purpose: Purpose,
    /// When it was started.
    pub made: Millis,
    /// How far it is.
    pub stage: Stage,
    /// Whether it obeys robots.txt. A person's click on one address is a visit, and does not have to.
    pub obeys_robots: bool,
}

/// What a run is for: what is made of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// What became of the addresses that links lead to.
    Targets,
    /// The same of those that backlinks of the user's lead to, which is noted beside them.
    OwnTargets,
    /// Whether links that are watched are still there. `scheduled` is without a click.
    Watch {
        /// Whether the schedule started it.
        scheduled: bool,
    },
    /// What pages are for each of the user's sites.
    Bulk,
    /// Which pages the sitemaps of a site name.
    Sitemap {
        /// The name of the site's profile.
        site: String,
    },
    /// The sources themselves, for the page that asked.
    Source,
}

/// What became of an address, by the run's purpose.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// What it leads to.
    Status(LinkStatus),
    /// What is known of the links that are watched on it, in their order.
    Looked(Vec<Standing>),
    /// What it is for each site.
    Found(Box<Found>),
    /// What its file named, or why it named nothing.
    Sitemap(SitemapRead),
    /// What came.
    Source(Box<Response>),
}

/// What reading a sitemap gave.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SitemapRead {
    /// It named so many.
    Named {
        /// Pages that are new.
        pages: usize,
        /// Further files that are new.
        files: usize,
        /// Whether something was left out: the file is longer than the protocol allows, or more was
        /// named than is kept.
        cut: bool,
    },
    /// There is none.
    Missing,
    /// It is none.
    NotASitemap,
    /// It could not be read.
    Unknown {
        /// Why.
        status: LinkStatus,
    },
}

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The worker goes through it.
    Going,
    /// The user has paused it.
    Paused,
    /// The user has cancelled it; what came until then stays.
    Cancelled,
    /// Each row has its answer.
    Done,
}

/// One address of a run.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// The run's id and the place in it.
    pub id: String,
    /// The run's id.
    pub run: String,
    /// The address.
    pub url: String,
    /// The ids of the links that are watched on it.
    pub watches: Vec<String>,
    /// How many times it was asked for. Counted before each, so that what stops the worker each time
    /// is not asked for without end.
    pub tries: u8,
    /// How many times the robots.txt that has to be read first was asked for in vain.
    #[serde(default)]
    pub robots_tries: u8,
    /// When its host was asked last for it: for the address, or for the robots.txt that has to be read first.
    pub asked: Option<Millis>,
    /// Why the last try was in vain.
    pub fault: Option<Fault>,
    /// What the next try waits for.
    pub wait: Wait,
    /// Whether the server asked for that wait, so that all of its host waits.
    pub host_waits: bool,
    /// What became of it; `None` until that is known.
    pub came: Option<Came>,
}

/// A host's robots.txt, by the file's address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KnownRobots {
    /// The address.
    pub id: String,
    /// What it says.
    pub robots: SavedRobots,
}

impl Run {
    /// A run that starts now.
    pub const fn new(id: String, purpose: Purpose, obeys_robots: bool, now: Millis) -> Self {
        Self {
            id,
            purpose,
            made: now,
            stage: Stage::Going,
            obeys_robots,
        }
    }
}

impl RunRow {
    /// The row of an address at a place in a run.
    pub fn new(run: &str, place: usize, url: String) -> Self {
        Self {
            // As long for each place, so that rows are read in their order.
            id: format!("{run} {place:08}"),
            run: run.to_owned(),
            url,
            watches: Vec::new(),
            tries: 0,
            robots_tries: 0,
            asked: None,
            fault: None,
            wait: Wait::default(),
            host_waits: false,
            came: None,
        }
    }
}

impl Store {
    /// Saves a new run with its rows, and forgets those that have ended a while ago.
    pub async fn start_run(&self, run: &Run, rows: &[RunRow]) -> Result {
        let transaction = self.connection.write(&[RUNS, RUN_ROWS])?;
        let done = async {
            forget(&transaction, run.made).await?;
            transaction
                .object_store(RUNS)?
                .put(&to_object(run)?, None)?;
            let store = transaction.object_store(RUN_ROWS)?;
            for row in rows {
                store.put(&to_object(row)?, None)?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Checks).await
    }

    /// All runs that can be read.
    pub async fn runs(&self) -> Result<Vec<Run>> {
        let transaction = self.connection.read(&[RUNS])?;
        let all = transaction.object_store(RUNS)?.get_all(None, None)?;
        Ok(readable(&all.await?).all)
    }

    /// A run; `None` where there is no such.
    pub async fn run(&self, id: &str) -> Result<Option<Run>> {
        let transaction = self.connection.read(&[RUNS])?;
        let found = transaction.object_store(RUNS)?.get(JsValue::from(id))?;
        found.await?.map(|object| from_object(&object)).transpose()
    }

    /// The rows of a run, in their order.
    pub async fn run_rows(&self, run: &str) -> Result<Vec<RunRow>> {
        let transaction = self.connection.read(&[RUN_ROWS])?;
        let store = transaction.object_store(RUN_ROWS)?;
        let all = store.get_all(Some(of_run(run)?), None)?;
        Ok(readable(&all.await?).all)
    }

    /// Saves a row as it is now. One of a run that was forgotten meanwhile is not saved.
    pub async fn save_row(&self, row: &RunRow) -> Result {
        let transaction = self.connection.write(&[RUN_ROWS])?;
        let done = put_row(&transaction, row).await;
        self.finish(transaction, done, Part::Checks).await
    }

    /// Saves a row with its answer, and the backlinks that were seen on its page: both or neither.
    pub async fn save_found(&self, row: &RunRow, backlinks: Vec<KnownBacklink>) -> Result {
        let transaction = self.connection.write(&[RUN_ROWS, BACKLINKS])?;
        let done = async {
            put_row(&transaction, row).await?;
            keep_backlinks(&transaction, backlinks).await?;
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Checks).await
    }

    /// Forgets a run with its rows.
    pub async fn forget_run(&self, run: &str) -> Result {
        let transaction = self.connection.write(&[RUNS, RUN_ROWS])?;
        let done = async {
            transaction.object_store(RUN_ROWS)?.delete(of_run(run)?)?;
            transaction.object_store(RUNS)?.delete(JsValue::from(run))?;
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Checks).await
    }

    /// Sets how far a run is. One that has ended stays so. Gives whether it is so now.
    pub async fn set_stage(&self, run: &str, stage: Stage) -> Result<bool> {
        let transaction = self.connection.write(&[RUNS])?;
        let done = async {
            let store = transaction.object_store(RUNS)?;
            let Some(found) = store.get(JsValue::from(run))?.await? else {
                return Ok(false);
            };
            let mut run: Run = from_object(&found)?;
            if matches!(run.stage, Stage::Cancelled | Stage::Done) {
                return Ok(run.stage == stage);
            }
            run.stage = stage;
            store.put(&to_object(&run)?, None)?;
            Ok(true)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Checks).await
    }

    /// Forgets all runs, and what they have learned that no backup has. What is under way ends.
    pub async fn forget_work(&self) -> Result {
        let transaction = self.connection.write(&WORK)?;
        let done = WORK.iter().try_for_each(|store| {
            transaction.object_store(store)?.clear()?;
            Ok(())
        });
        self.finish(transaction, done, Part::Checks).await
    }

    /// What is known of a host's robots.txt, by the file's address.
    pub async fn robots(&self, file: &str) -> Result<Option<SavedRobots>> {
        let transaction = self.connection.read(&[ROBOTS])?;
        let found = transaction.object_store(ROBOTS)?.get(JsValue::from(file))?;
        // One that can't be read is asked for again.
        let known = found.await?.and_then(|object| from_object(&object).ok());
        Ok(known.map(|known: KnownRobots| known.robots))
    }

    /// Saves what a host's robots.txt says.
    pub async fn save_robots(&self, known: &KnownRobots) -> Result {
        let transaction = self.connection.write(&[ROBOTS])?;
        let done = async {
            let store = transaction.object_store(ROBOTS)?;
            store.put(&to_object(known)?, None)?;
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Checks).await
    }
}

/// Saves a row as it is now. One of a run that was forgotten meanwhile is not saved.
pub(super) async fn put_row(transaction: &Transaction, row: &RunRow) -> Result {
    let store = transaction.object_store(RUN_ROWS)?;
    if store.get(JsValue::from(&row.id))?.await?.is_some() {
        store.put(&to_object(row)?, None)?;
    }
    Ok(())
}

/// Runs that have ended a while ago go, with their rows.
async fn forget(transaction: &Transaction, now: Millis) -> Result {
    let runs = transaction.object_store(RUNS)?;
    let rows = transaction.object_store(RUN_ROWS)?;
    let all: Vec<Run> = readable(&runs.get_all(None, None)?.await?).all;
    let is_old = |run: &&Run| {
        run.purpose != Purpose::Bulk
            && matches!(run.stage, Stage::Cancelled | Stage::Done)
            && now.saturating_sub(run.made) > KEPT_FOR
    };
    for run in all.iter().filter(is_old) {
        rows.delete(of_run(&run.id)?)?;
        runs.delete(JsValue::from(&run.id))?;
    }
    Ok(())
}

/// The keys of a run's rows.
fn of_run(run: &str) -> Result<Query> {
    // An id has no space in it.
    keys_after(&format!("{run} "))
}
