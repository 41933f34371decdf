//! Everything that is stored, replaced at once; and that taken back, which merges: what was there
//! before comes back, and what came or was changed since stays.

use std::collections::BTreeMap;

use idb::{ObjectStore, Transaction};
use js_sys::JSON;
use wasm_bindgen::JsValue;

use super::backlink::KnownBacklink;
use super::by_domain::fill as fill_by_domain;
use super::convert::{from_object, to_object};
use super::prospects::put;
use super::schema::{ALL, BACKLINKS, KEPT, PROSPECTS, REPORTS, ROWS};
use super::snapshot::{Snapshot, stored};
use super::{Part, Result, Store, merge};
use crate::api::text_of;

/// What was replaced, and by what.
#[derive(Clone, Debug)]
pub struct Replaced {
    before: Snapshot,
    after: Snapshot,
}

impl Store {
    /// Puts these records in the place of everything that is stored, in one transaction: all or nothing.
    /// Gives what takes that back.
    pub async fn replace(&self, records: &Snapshot) -> Result<Replaced> {
        let transaction = self.connection.write(&ALL)?;
        let done = async {
            let before = stored(&transaction).await?;
            fill(&transaction, records)?;
            Ok(Replaced {
                before,
                after: records.clone(),
            })
        };
        let done = done.await;
        self.finish(transaction, done, Part::Everything).await
    }

    /// Takes that back: all or nothing. Gives how many records came or were changed since, and stay;
    /// the reports of prospects are not counted.
    pub async fn put_back(&self, replaced: &Replaced) -> Result<usize> {
        let transaction = self.connection.write(&ALL)?;
        let done = put_back(&transaction, replaced).await;
        self.finish(transaction, done, Part::Everything).await
    }
}

fn fill(transaction: &Transaction, snapshot: &Snapshot) -> Result {
    for store in KEPT {
        let into = transaction.object_store(store)?;
        into.clear()?;
        let records = snapshot.records(store).into_iter();
        match store {
            BACKLINKS => fill_by_domain(&into, records)?,
            _ => {
                for record in records {
                    into.put(&record, None)?;
                }
            }
        }
    }
    let rows = transaction.object_store(ROWS)?;
    rows.clear()?;
    for (id, line) in &snapshot.rows {
        rows.put(line, Some(id))?;
    }
    Ok(())
}

async fn put_back(transaction: &Transaction, replaced: &Replaced) -> Result<usize> {
    let current = stored(transaction).await?;
    let mut since = 0;
    for store in KEPT {
        let before = Records::of(&replaced.before, store);
        let after = Records::of(&replaced.after, store);
        let now = Records::of(&current, store);
        if store == BACKLINKS {
            since += put_backlinks_back(&transaction.object_store(store)?, before, &after, now)?;
            continue;
        }
        let into = Target::of(transaction, store, &replaced.before)?;
        for (id, record) in &now.0 {
            let put_there = after.0.get(id);
            if put_there.is_some_and(|put_there| same(put_there, record)) {
                into.take_back(id, before.0.get(id))?;
                continue;
            }
            if let Some(before) = before.0.get(id) {
                into.merge(before, put_there, record)?;
            }
            since += usize::from(store != REPORTS);
        }
        for (id, record) in &before.0 {
            if !now.0.contains_key(id) {
                into.take_back(id, Some(record))?;
            }
        }
    }
    Ok(since)
}

/// The same for backlinks, which are stored by domain: gives how many came or were changed since.
fn put_backlinks_back(
    store: &ObjectStore,
    before: Records,
    after: &Records,
    now: Records,
) -> Result<usize> {
    let mut back = before.0;
    let mut since = 0;
    for (id, record) in now.0 {
        if after.0.get(&id).is_some_and(|there| same(there, &record)) {
            continue;
        }
        since += 1;
        let merged = match back.get(&id) {
            Some(before) => merged(before, &record)?,
            None => record,
        };
        back.insert(id, merged);
    }
    store.clear()?;
    fill_by_domain(store, back.into_values())?;
    Ok(since)
}

/// A backlink that comes back where one is that came or was changed since. Where one of them can't be read,
/// the newer one stays.
fn merged(before: &JsValue, now: &JsValue) -> Result<JsValue> {
    let both = (from_object::<KnownBacklink>(before), from_object(now));
    let (Ok(mut before), Ok(newer)) = both else {
        return Ok(now.clone());
    };
    before.merge(newer);
    to_object(&before)
}

/// The records of an object store, by id.
struct Records(BTreeMap<String, JsValue>);

impl Records {
    fn of(snapshot: &Snapshot, store: &str) -> Self {
        let records = snapshot.records(store).into_iter();
        let by_id = records.filter_map(|record| Some((text_of(&record, "id")?, record)));
        Self(by_id.collect())
    }
}

/// Whether two records are the same to the letter. What has no JSON is the same as no record.
fn same(one: &JsValue, other: &JsValue) -> bool {
    let text = |record| {
        JSON::stringify(record)
            .ok()
            .and_then(|text| text.as_string())
    };
    text(one).is_some_and(|one| text(other) == Some(one))
}

/// An object store in which records are put back; for prospects with their rows.
struct Target<'a> {
    name: &'static str,
    transaction: &'a Transaction,
    records: ObjectStore,
    rows: ObjectStore,
    /// The rows as they were, by prospect.
    lines: BTreeMap<String, &'a JsValue>,
}

impl<'a> Target<'a> {
    fn of(transaction: &'a Transaction, name: &'static str, before: &'a Snapshot) -> Result<Self> {
        let rows = before.rows.iter().filter(|_| name == PROSPECTS);
        Ok(Self {
            name,
            transaction,
            records: transaction.object_store(name)?,
            rows: transaction.object_store(ROWS)?,
            lines: rows
                .filter_map(|(id, line)| Some((id.as_string()?, line)))
                .collect(),
        })
    }

    /// Makes a record what it was before; `None` is that it was not there.
    fn take_back(&self, id: &str, before: Option<&JsValue>) -> Result {
        let key = JsValue::from(id);
        match before {
            Some(record) => drop(self.records.put(record, None)?),
            None => drop(self.records.delete(key.clone())?),
        }
        if self.name == PROSPECTS {
            match self.lines.get(id).filter(|_| before.is_some()) {
                Some(line) => drop(self.rows.put(line, Some(&key))?),
                None => drop(self.rows.delete(key)?),
            }
        }
        Ok(())
    }

    /// Brings a record back where one is that came or was changed since. Where one of them can't be
    /// read, and of texts and results, the newer one stays.
    fn merge(&self, before: &JsValue, base: Option<&JsValue>, now: &JsValue) -> Result {
        if self.name == PROSPECTS
            && let (Ok(before), Ok(now)) = (from_object(before), from_object(now))
        {
            let base = base.and_then(|base| from_object(base).ok());
            let merged = merge::prospect(&before, base.as_ref(), now);
            put(self.transaction, &merged)?;
        }
        Ok(())
    }
}
