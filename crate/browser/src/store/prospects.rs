//! Prospects: saved from lists, listed, changed, deleted and brought back. A prospect and its row are always
//! written in one transaction.

use std::collections::BTreeMap;
use std::future::IntoFuture;

use idb::{ObjectStore, Transaction};
use linkglance_core::Report;
use linkglance_core::prospect::{Millis, Prospect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{Readable, from_object, to_object};
use super::edit::{Edit, Reversal, Reverted};
use super::merge;
use super::record::Record;
use super::requests::get_each;
use super::row::ProspectRow;
use super::schema::{PROSPECTS, REPORTS, ROWS};
use super::{Part, Result, Store};

/// How many records are asked for at once.
const BATCH: usize = 500;

/// What saving a page did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It was not saved before.
    New,
    /// It was saved before, and what is known of it was renewed.
    Updated,
    /// It was saved before, and has not changed.
    Unchanged,
}

impl Kept {
    /// Of a page that was saved before.
    pub(super) const fn again(renewed: bool) -> Self {
        if renewed {
            Self::Updated
        } else {
            Self::Unchanged
        }
    }
}

/// The report a prospect was saved with.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeptReport {
    /// The prospect's id.
    pub id: String,
    /// The report.
    pub report: Report,
}

impl Record for KeptReport {
    const STORE: &'static str = REPORTS;
}

/// What a change of several prospects did.
#[derive(Clone, Default, Debug)]
pub struct Changed {
    /// The rows as they are now.
    pub rows: Vec<ProspectRow>,
    /// What undoes the change.
    pub undo: Vec<(String, Reversal)>,
    /// How many notes of another window were replaced.
    pub overwrote: usize,
}

/// What undoing a change of several prospects did.
#[derive(Clone, Default, Debug)]
pub struct Undone {
    /// The rows as they are now.
    pub rows: Vec<ProspectRow>,
    /// How many prospects were changed or deleted since, and stay so.
    pub superseded: usize,
}

/// Prospects that were deleted, to be brought back.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// Each with the line that was its row, if it had one.
    prospects: Vec<(String, JsValue, Option<JsValue>)>,
    reports: Vec<(String, JsValue)>,
}

impl Store {
    /// Saves many pages that were never inspected: all or none. Says for each what that did.
    pub async fn keep_listed(&self, prospects: Vec<Prospect>) -> Result<Vec<Kept>> {
        let transaction = self.connection.write(&[PROSPECTS, ROWS])?;
        let kept = merge(&transaction, prospects).await;
        self.finish(transaction, kept, Part::Prospects).await
    }

    /// All prospects in short, those that can be read.
    pub async fn rows(&self) -> Result<Readable<ProspectRow>> {
        rows(&self.connection.read(&[ROWS, PROSPECTS])?).await
    }

    /// One prospect, whole.
    pub async fn prospect(&self, id: &str) -> Result<Option<Prospect>> {
        let transaction = self.connection.read(&[PROSPECTS])?;
        let found = transaction
            .object_store(PROSPECTS)?
            .get(JsValue::from(id))?;
        found.await?.map(|object| from_object(&object)).transpose()
    }

    /// Several prospects, whole, in the order asked for; those that are gone are left out.
    pub async fn prospects(&self, ids: &[String]) -> Result<Vec<Prospect>> {
        let transaction = self.connection.read(&[PROSPECTS])?;
        let store = transaction.object_store(PROSPECTS)?;
        let mut all = Vec::with_capacity(ids.len());
        for batch in ids.chunks(BATCH) {
            for object in get_each(&store, batch).await?.into_iter().flatten() {
                all.push(from_object(&object)?);
            }
        }
        Ok(all)
    }

    /// Changes prospects: all or none. Those that are gone meanwhile are passed over.
    pub async fn change(&self, edits: &[(String, Edit)], now: Millis) -> Result<Changed> {
        let transaction = self.connection.write(&[PROSPECTS, ROWS])?;
        let changed = change(&transaction, edits, now).await;
        self.finish(transaction, changed, Part::Prospects).await
    }

    /// Undoes a change of prospects: all or none. What was changed since stays.
    pub async fn revert(&self, reversals: &[(String, Reversal)], now: Millis) -> Result<Undone> {
        let transaction = self.connection.write(&[PROSPECTS, ROWS])?;
        let undone = revert(&transaction, reversals, now).await;
        self.finish(transaction, undone, Part::Prospects).await
    }

    /// Deletes prospects with their reports: all or none.
    pub async fn delete(&self, ids: &[String]) -> Result<Deleted> {
        let transaction = self.connection.write(&[PROSPECTS, ROWS, REPORTS])?;
        let deleted = delete(&transaction, ids).await;
        self.finish(transaction, deleted, Part::Prospects).await
    }

    /// Brings deleted prospects back. One that was saved again since has what is new from then.
    pub async fn bring_back(&self, deleted: &Deleted) -> Result {
        let transaction = self.connection.write(&[PROSPECTS, ROWS, REPORTS])?;
        let done = bring_back(&transaction, deleted).await;
        self.finish(transaction, done, Part::Prospects).await
    }
}

impl Deleted {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.prospects.len()
    }

    /// Which they are.
    pub fn ids(&self) -> Vec<String> {
        self.prospects.iter().map(|(id, ..)| id.clone()).collect()
    }
}

/// All rows. One that can't be read is made again from its prospect.
async fn rows(transaction: &Transaction) -> Result<Readable<ProspectRow>> {
    let mut all = Vec::new();
    let mut torn = Vec::new();
    for (key, line) in row_lines(transaction).await? {
        let Some(id) = key.as_string() else {
            continue;
        };
        let line = line.as_string();
        match line.and_then(|line| ProspectRow::from_line(id.clone(), &line)) {
            Some(row) => all.push(row),
            None => torn.push(id),
        }
    }
    let prospects = transaction.object_store(PROSPECTS)?;
    let mut damaged = 0;
    for batch in torn.chunks(BATCH) {
        let found = get_each(&prospects, batch).await?;
        for object in found.into_iter().flatten() {
            match from_object::<Prospect>(&object) {
                Ok(prospect) => all.push(ProspectRow::of(&prospect)),
                Err(_) => damaged += 1,
            }
        }
    }
    Ok(Readable { all, damaged })
}

/// The rows as they are stored: each prospect's id, and its line.
pub(super) async fn row_lines(transaction: &Transaction) -> Result<Vec<(JsValue, JsValue)>> {
    let store = transaction.object_store(ROWS)?;
    // Both are answered in the order of the keys.
    let keys = store.get_all_keys(None, None)?.into_future();
    let lines = store.get_all(None, None)?.into_future();
    let (keys, lines) = (keys.await, lines.await);
    Ok(keys?.into_iter().zip(lines?).collect())
}

/// Writes a prospect and its row.
pub(super) fn put(transaction: &Transaction, prospect: &Prospect) -> Result<ProspectRow> {
    let row = ProspectRow::of(prospect);
    let key = JsValue::from(&prospect.id);
    transaction
        .object_store(PROSPECTS)?
        .put(&to_object(prospect)?, None)?;
    let rows = transaction.object_store(ROWS)?;
    rows.put(&row.to_line().into(), Some(&key))?;
    Ok(row)
}

async fn merge(transaction: &Transaction, prospects: Vec<Prospect>) -> Result<Vec<Kept>> {
    let store = transaction.object_store(PROSPECTS)?;
    let mut all = Vec::with_capacity(prospects.len());
    for batch in prospects.chunks(BATCH) {
        let ids: Vec<String> = batch.iter().map(|new| new.id.clone()).collect();
        let known = get_each(&store, &ids).await?;
        // One page may be in a batch twice: the second is merged with the first here.
        let mut current: BTreeMap<&str, Prospect> = BTreeMap::new();
        for (new, known) in batch.iter().zip(known) {
            if let (Some(object), false) = (known, current.contains_key(new.id.as_str())) {
                current.insert(&new.id, from_object(&object)?);
            }
            let kept = if let Some(known) = current.get_mut(new.id.as_str()) {
                Kept::again(known.update_from(new.clone()))
            } else {
                current.insert(&new.id, new.clone());
                Kept::New
            };
            if let Some(merged) = current.get(new.id.as_str()) {
                put(transaction, merged)?;
            }
            all.push(kept);
        }
    }
    Ok(all)
}

async fn change(
    transaction: &Transaction,
    edits: &[(String, Edit)],
    now: Millis,
) -> Result<Changed> {
    let (mut undo, mut overwrote) = (Vec::new(), 0);
    let edit = |id: &String, edits: &[&Edit], prospect: Option<&mut Prospect>| {
        let Some(prospect) = prospect else {
            return false;
        };
        let done: Vec<_> = edits
            .iter()
            .filter_map(|edit| edit.apply(prospect, now))
            .collect();
        let changed = !done.is_empty();
        overwrote += done.iter().filter(|done| done.overwrote).count();
        // Undone in the opposite order, so that two edits of one prospect undo right.
        undo.extend(done.into_iter().rev().map(|done| (id.clone(), done.undo)));
        changed
    };
    let rows = each(transaction, edits, edit).await?;
    Ok(Changed {
        rows,
        undo,
        overwrote,
    })
}

async fn revert(
    transaction: &Transaction,
    reversals: &[(String, Reversal)],
    now: Millis,
) -> Result<Undone> {
    let mut superseded = 0;
    let revert = |_: &String, reversals: &[&Reversal], prospect: Option<&mut Prospect>| {
        let Some(prospect) = prospect else {
            superseded += 1;
            return false;
        };
        let done: Vec<_> = reversals
            .iter()
            .map(|reversal| reversal.apply(prospect, now))
            .collect();
        superseded += usize::from(done.contains(&Reverted::Superseded));
        done.contains(&Reverted::Done)
    };
    let rows = each(transaction, reversals, revert).await?;
    Ok(Undone { rows, superseded })
}

/// Does the steps of each prospect to it, `None` if it is gone, and stores those that `work` says it
/// has changed. Gives their rows.
async fn each<Step>(
    transaction: &Transaction,
    steps: &[(String, Step)],
    mut work: impl FnMut(&String, &[&Step], Option<&mut Prospect>) -> bool,
) -> Result<Vec<ProspectRow>> {
    let store = transaction.object_store(PROSPECTS)?;
    let mut by_id: BTreeMap<&String, Vec<&Step>> = BTreeMap::new();
    for (id, step) in steps {
        by_id.entry(id).or_default().push(step);
    }
    let all: Vec<_> = by_id.into_iter().collect();
    let mut rows = Vec::new();
    for batch in all.chunks(BATCH) {
        let ids: Vec<String> = batch.iter().map(|(id, _)| (*id).clone()).collect();
        let found = get_each(&store, &ids).await?;
        for ((id, steps), object) in batch.iter().zip(found) {
            let mut prospect: Option<Prospect> =
                object.map(|object| from_object(&object)).transpose()?;
            if work(id, steps, prospect.as_mut())
                && let Some(prospect) = &prospect
            {
                rows.push(put(transaction, prospect)?);
            }
        }
    }
    Ok(rows)
}

async fn delete(transaction: &Transaction, ids: &[String]) -> Result<Deleted> {
    let (prospects, rows, reports) = stores(transaction)?;
    let mut deleted = Deleted {
        prospects: Vec::new(),
        reports: Vec::new(),
    };
    for batch in ids.chunks(BATCH) {
        let found = get_each(&prospects, batch).await?;
        let lines = get_each(&rows, batch).await?;
        for ((id, prospect), line) in batch.iter().zip(found).zip(lines) {
            let prospect = prospect.map(|prospect| (id.clone(), prospect, line));
            deleted.prospects.extend(prospect);
        }
        let found = get_each(&reports, batch).await?;
        let found = batch.iter().zip(found);
        let found = found.filter_map(|(id, report)| Some((id.clone(), report?)));
        deleted.reports.extend(found);
        for id in batch {
            for store in [&prospects, &rows, &reports] {
                store.delete(JsValue::from(id))?;
            }
        }
    }
    Ok(deleted)
}

async fn bring_back(transaction: &Transaction, deleted: &Deleted) -> Result {
    let (prospects, rows, reports) = stores(transaction)?;
    for batch in deleted.prospects.chunks(BATCH) {
        let ids: Vec<String> = batch.iter().map(|(id, _, _)| id.clone()).collect();
        let known = get_each(&prospects, &ids).await?;
        for ((id, before, line), now) in batch.iter().zip(known) {
            if let Some(now) = now {
                // Where either can't be read, what is stored now stays.
                if let (Ok(before), Ok(now)) = (from_object(before), from_object(&now)) {
                    put(transaction, &merge::prospect(&before, None, now))?;
                }
                continue;
            }
            prospects.put(before, None)?;
            if let Some(line) = line {
                rows.put(line, Some(&JsValue::from(id)))?;
            }
        }
    }
    for batch in deleted.reports.chunks(BATCH) {
        let ids: Vec<String> = batch.iter().map(|(id, _)| id.clone()).collect();
        let known = get_each(&reports, &ids).await?;
        for ((_, report), now) in batch.iter().zip(known) {
            if now.is_none() {
                reports.put(report, None)?;
            }
        }
    }
    Ok(())
}

fn stores(transaction: &Transaction) -> Result<(ObjectStore, ObjectStore, ObjectStore)> {
    Ok((
        transaction.object_store(PROSPECTS)?,
        transaction.object_store(ROWS)?,
        transaction.object_store(REPORTS)?,
    ))
}
