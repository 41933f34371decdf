//! The database's form, version by version. A new version is a new step at the end of [`STEPS`];
//! earlier steps never change, because somebody's data may be waiting for them.
//!
//! No release has had version 1: it is the form the second step was built and tested on.

use idb::{Database, KeyPath, ObjectStoreParams, Transaction};

use super::convert::from_object;
use super::row::Row;
use super::{Result, StoreError};

/// The database's name.
pub(super) const NAME: &str = "linkglance";

/// Prospects by their id.
pub(crate) const PROSPECTS: &str = "prospects";
/// One line of text by a prospect's id: what lists and filters need of it, so that a page with
/// tens of thousands of prospects opens without reading them.
pub(super) const ROWS: &str = "rows";
/// The report a prospect was kept with, by the prospect's id.
pub(super) const REPORTS: &str = "reports";
/// Backlinks that are known, by their id.
pub(super) const BACKLINKS: &str = "backlinks";
/// What was agreed about links, by id.
pub(super) const AGREEMENTS: &str = "agreements";
/// What checks of agreements found, by id.
pub(super) const CHECKS: &str = "checks";
/// The person's own message templates, by id.
pub(super) const TEMPLATES: &str = "templates";

/// The object stores that hold what a person would miss. [`ROWS`] is made from [`PROSPECTS`].
pub(crate) const KEPT: [&str; 6] = [PROSPECTS, REPORTS, BACKLINKS, AGREEMENTS, CHECKS, TEMPLATES];

/// Every object store.
pub(super) const ALL: [&str; 7] = [
    PROSPECTS, REPORTS, BACKLINKS, AGREEMENTS, CHECKS, TEMPLATES, ROWS,
];

/// The version that this code reads and writes.
pub(super) const VERSION: u32 = 2;

/// How many records a migration reads at a time.
const BATCH: u32 = 500;

/// What makes each version from the one before, the first from nothing.
const STEPS: [fn(&Database) -> Result; VERSION as usize] = [
    |database| KEPT.iter().try_for_each(|store| by_id(database, store)),
    |database| {
        database.create_object_store(ROWS, ObjectStoreParams::new())?;
        Ok(())
    },
];

fn by_id(database: &Database, store: &str) -> Result {
    let mut parameters = ObjectStoreParams::new();
    parameters.key_path(Some(KeyPath::new_single("id")));
    database.create_object_store(store, parameters)?;
    Ok(())
}

/// Takes the steps that a database of version `old` still needs, inside its upgrade transaction.
pub(super) fn upgrade(database: &Database, old: u32) -> Result {
    let taken = usize::try_from(old).unwrap_or(usize::MAX);
    STEPS.iter().skip(taken).try_for_each(|step| step(database))
}

/// Fills [`ROWS`] for prospects that were stored before version 2.
pub(super) async fn fill_rows(transaction: &Transaction) -> Result {
    let prospects = transaction.object_store(PROSPECTS)?;
    let rows = transaction.object_store(ROWS)?;
    let mut after: Option<idb::Query> = None;
    loop {
        let batch = prospects.get_all(after.take(), Some(BATCH))?.await?;
        let mut last = None;
        for object in &batch {
            let prospect: linkglance_core::prospect::Prospect = from_object(object)?;
            let row = Row::of(&prospect).to_line();
            rows.put(&row.into(), Some(&prospect.id.as_str().into()))?;
            last = Some(prospect.id);
        }
        let Some(last) = last else {
            return Ok(());
        };
        let range = idb::KeyRange::lower_bound(&last.into(), Some(true));
        after = Some(range.map_err(StoreError::from)?.into());
    }
}
