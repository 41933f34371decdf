//! A migration that is made up: a second version of the database, which has what prospects' notes say in
//! an object store of its own. It is added as any migration is, by one row.

use idb::{Database, ObjectStoreParams, Transaction};
use linkglance_browser::api::text_of;
use linkglance_browser::store::{FIRST, PROSPECTS, Result, Schema, Step, StoreError};

/// The new object store: notes by their prospect's id.
const NOTES: &str = "notes";

const NAME: &str = "made-up";

/// The database as a first release would have it.
pub(crate) static BEFORE: Schema = Schema {
    name: NAME,
    steps: &[FIRST],
};

/// The database as the next one would.
pub(crate) static AFTER: Schema = Schema {
    name: NAME,
    steps: &[
        FIRST,
        Step {
            form: |database: &Database| {
                database.create_object_store(NOTES, ObjectStoreParams::new())?;
                Ok(())
            },
            records: Some(|transaction| Box::pin(take_notes(transaction))),
        },
    ],
};

/// Copies the notes, prospect by prospect. One without any fails.
async fn take_notes(transaction: &Transaction) -> Result {
    let prospects = transaction.object_store(PROSPECTS)?;
    let notes = transaction.object_store(NOTES)?;
    for id in prospects.get_all_keys(None, None)?.await? {
        let prospect = prospects.get(id.clone())?.await?.unwrap_or_default();
        let Some(said) = text_of(&prospect, "notes") else {
            return Err(StoreError::Damaged("a prospect without notes".to_owned()));
        };
        notes.put(&said.into(), Some(&id))?;
    }
    Ok(())
}
