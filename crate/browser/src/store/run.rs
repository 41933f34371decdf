//! Runs of checks: what is to be asked for, and what came of each. The background worker goes through
//! them row by row; each answer is confirmed before the next is asked for, so that a worker that is
//! stopped at any moment goes on where it was.

use idb::{KeyRange, Query, Transaction};
use linkglance_core::watch::{Fault, LinkStatus, Millis, SavedRobots, Wait};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{from_object, readable, to_object};
use super::schema::{ROBOTS, RUN_ROWS, RUNS};
use super::{Part, Result, Store};

/// How long a run that has ended is kept, in milliseconds: a week.
const KEPT_FOR: Millis = 7 * 24 * 3_600 * 1_000;

/// A list of addresses that are to be asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// What it is known by.
    pub id: String,
    /// When it was started.
    pub made: Millis,
    /// How far it is.
    pub stage: Stage,
    /// Whether it obeys robots.txt. A person's click on one address is a visit, and does not have to.
    pub obeys_robots: bool,
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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    /// The run's id and the place in it.
    pub id: String,
    /// The run's id.
    pub run: String,
    /// The address.
    pub url: String,
    /// How many times it was asked for. Counted before each, so that what stops the worker each time
    /// is not asked for without end.
    pub tries: u8,
    /// When it was asked for last.
    pub asked: Option<Millis>,
    /// Why the last try was in vain.
    pub fault: Option<Fault>,
    /// What the next try waits for.
    pub wait: Wait,
    /// Whether the server asked for that wait, so that all of its host waits.
    pub host_waits: bool,
    /// What became of it; `None` until that is known.
    pub status: Option<LinkStatus>,
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
    /// A run that starts now, and its rows.
    pub fn of(id: String, urls: &[String], obeys_robots: bool, now: Millis) -> (Self, Vec<RunRow>) {
        let row = |(place, url): (usize, &String)| RunRow {
            // As long for each place, so that rows are read in their order.
            id: format!("{id} {place:08}"),
            run: id.clone(),
            url: url.clone(),
            tries: 0,
            asked: None,
            fault: None,
            wait: Wait::default(),
            host_waits: false,
            status: None,
        };
        let rows = urls.iter().enumerate().map(row).collect();
        let run = Self {
            id,
            made: now,
            stage: Stage::Going,
            obeys_robots,
        };
        (run, rows)
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
        let done = async {
            let store = transaction.object_store(RUN_ROWS)?;
            if store.get(JsValue::from(&row.id))?.await?.is_some() {
                store.put(&to_object(row)?, None)?;
            }
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

/// Runs that have ended a while ago go, with their rows.
async fn forget(transaction: &Transaction, now: Millis) -> Result {
    let runs = transaction.object_store(RUNS)?;
    let rows = transaction.object_store(RUN_ROWS)?;
    let all: Vec<Run> = readable(&runs.get_all(None, None)?.await?).all;
    let is_old = |run: &&Run| {
        matches!(run.stage, Stage::Cancelled | Stage::Done)
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
    let (first, last) = (format!("{run} "), format!("{run} \u{ffff}"));
    let range = KeyRange::bound(&first.into(), &last.into(), None, None)?;
    Ok(range.into())
}
