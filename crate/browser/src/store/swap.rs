//! Records of a kind that are stored, changed or removed together, with what takes that back.

use idb::Transaction;
use wasm_bindgen::JsValue;

use super::convert::{from_object, to_object};
use super::record::Record;
use super::{Part, Result, Store};

/// What one record was, and what it is to be; `None` is that there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Swap<T> {
    id: String,
    before: Option<T>,
    after: Option<T>,
}

/// Records that were changed, with what takes that back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Swapped<T>(Vec<Swap<T>>);

impl<T> Swapped<T> {
    /// How many records were not there before.
    pub fn new_records(&self) -> usize {
        self.0.iter().filter(|one| one.before.is_none()).count()
    }
}

impl Store {
    /// Stores records by their ids, or removes those that are to be `None`: all or none.
    pub async fn swap<T: Record + Clone>(
        &self,
        changes: Vec<(String, Option<T>)>,
    ) -> Result<Swapped<T>> {
        let transaction = self.connection.write(&[T::STORE])?;
        let done = swap(&transaction, changes).await;
        self.finish(transaction, done, Part::Records).await
    }

    /// Stores a record as `now` makes it of the one that is stored by its id, and removes one that it comes in
    /// the place of: both or none.
    pub async fn renew<T: Record + Clone>(
        &self,
        id: String,
        replaced: Option<String>,
        now: impl FnOnce(Option<T>) -> T,
    ) -> Result<Swapped<T>> {
        let transaction = self.connection.write(&[T::STORE])?;
        let done = async {
            let now = now(stored(&transaction, &id).await?);
            let gone = replaced.map(|replaced| (replaced, None));
            let changes = gone.into_iter().chain([(id, Some(now))]);
            swap(&transaction, changes.collect()).await
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }

    /// Takes that back, and gives how many records were changed since: those stay.
    pub async fn swap_back<T: Record + PartialEq>(&self, swapped: &Swapped<T>) -> Result<usize> {
        let transaction = self.connection.write(&[T::STORE])?;
        let done = swap_back(&transaction, swapped).await;
        self.finish(transaction, done, Part::Records).await
    }
}

/// The same within a transaction.
pub(super) async fn swap<T: Record + Clone>(
    transaction: &Transaction,
    changes: Vec<(String, Option<T>)>,
) -> Result<Swapped<T>> {
    let mut swaps = Vec::with_capacity(changes.len());
    for (id, after) in changes {
        let before = stored(transaction, &id).await?;
        put(transaction, &id, after.as_ref())?;
        swaps.push(Swap { id, before, after });
    }
    Ok(Swapped(swaps))
}

/// The same within a transaction.
pub(super) async fn swap_back<T: Record + PartialEq>(
    transaction: &Transaction,
    swapped: &Swapped<T>,
) -> Result<usize> {
    let mut changed_since = 0;
    for swap in &swapped.0 {
        if stored(transaction, &swap.id).await? == swap.after {
            put(transaction, &swap.id, swap.before.as_ref())?;
        } else {
            changed_since += 1;
        }
    }
    Ok(changed_since)
}

async fn stored<T: Record>(transaction: &Transaction, id: &str) -> Result<Option<T>> {
    let store = transaction.object_store(T::STORE)?;
    let found = store.get(JsValue::from(id))?.await?;
    found.map(|object| from_object(&object)).transpose()
}

fn put<T: Record>(transaction: &Transaction, id: &str, record: Option<&T>) -> Result {
    let store = transaction.object_store(T::STORE)?;
    match record {
        Some(record) => drop(store.put(&to_object(record)?, None)?),
        None => drop(store.delete(JsValue::from(id))?),
    }
    Ok(())
}
