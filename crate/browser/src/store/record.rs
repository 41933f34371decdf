//! Records of other kinds than prospects, each kind in an object store of its own, by their id.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::convert::{Readable, from_object, readable, to_object};
use super::{Part, Result, Store};

/// What can be stored under its id. In JSON the id must be a text field named `id`.
pub trait Record: Serialize + DeserializeOwned {
    /// The object store's name; one of `schema::KEPT`.
    const STORE: &'static str;
}

impl Store {
    /// All records of a kind that can be read, by id.
    pub async fn all<T: Record>(&self) -> Result<Readable<T>> {
        let transaction = self.connection.read(&[T::STORE])?;
        let store = transaction.object_store(T::STORE)?;
        Ok(readable(&store.get_all(None, None)?.await?))
    }

    /// A record by its id; `None` where there is none that can be read.
    pub async fn one<T: Record>(&self, id: &str) -> Result<Option<T>> {
        let transaction = self.connection.read(&[T::STORE])?;
        let found = transaction.object_store(T::STORE)?.get(JsValue::from(id))?;
        Ok(found.await?.and_then(|object| from_object(&object).ok()))
    }

    /// Stores records, in place of those with their ids: all or none.
    pub async fn put<T: Record>(&self, records: &[T]) -> Result {
        let transaction = self.connection.write(&[T::STORE])?;
        let store = transaction.object_store(T::STORE)?;
        let done = records.iter().try_for_each(|record| {
            store.put(&to_object(record)?, None)?;
            Ok(())
        });
        self.finish(transaction, done, Part::Records).await
    }

    /// Removes records by their ids: all or none.
    pub async fn remove<T: Record>(&self, ids: &[String]) -> Result {
        let transaction = self.connection.write(&[T::STORE])?;
        let store = transaction.object_store(T::STORE)?;
        let done = ids.iter().try_for_each(|id| {
            store.delete(JsValue::from(id))?;
            Ok(())
        });
        self.finish(transaction, done, Part::Records).await
    }
}
