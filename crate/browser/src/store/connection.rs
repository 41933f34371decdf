//! The connection to the database: opening and migrating it, transactions that are confirmed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use idb::{Database, DatabaseEvent, Event as _, Factory, Request as _, Transaction};
use js_sys::{Array, Promise};
use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::IdbTransaction;

use super::schema::{ROWS, Schema, Step};
use super::{Result, StoreError};
use crate::api::object;

/// How long opening may take before it is reported, in milliseconds; it takes a hundredth of that.
const PATIENCE: u32 = 3_000;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, for the one thing `web_sys` does not know: a transaction's durability.
    type RawDatabase;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &RawDatabase,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> std::result::Result<IdbTransaction, JsValue>;
}

/// What happened to the connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lost {
    /// A page with an older Linkglance holds the database in its old form.
    Blocked,
    /// A page with a newer Linkglance wants to bring the database up to date, or the database is
    /// deleted: this page has let go of it and must be reloaded.
    Outdated,
    /// The browser ended the connection.
    Closed,
}

/// An open database.
pub(super) struct Connection {
    raw: JsValue,
    /// Keeps the listeners of the connection alive.
    database: Database,
}

impl Drop for Connection {
    /// An open connection that no code holds would block others from bringing the database up to
    /// date. Transactions that are under way are still finished.
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Connection {
    pub(super) async fn open(
        schema: &'static Schema,
        lost: impl Fn(Lost) + Clone + 'static,
    ) -> Result<Self> {
        // Why a migration could not be finished: the request itself says "aborted" only.
        let failure: Rc<RefCell<Option<StoreError>>> = Rc::default();
        let mut request = Factory::new()?.open(schema.name, Some(schema.version()))?;
        let blocked = lost.clone();
        request.on_blocked(move |_| blocked(Lost::Blocked));
        let waiting = Rc::new(Cell::new(true));
        tell_if_waiting(&waiting, lost.clone());
        let seen = Rc::clone(&failure);
        let begun = Rc::clone(&waiting);
        request.on_upgrade_needed(move |event| {
            begun.set(false);
            if let Err(error) = migrate(schema, &event, &seen) {
                *seen.borrow_mut() = Some(error);
            }
        });
        // The wrapper gives the object away only whole, so it is wrapped again for its listeners.
        let opened = request.await;
        waiting.set(false);
        let raw: JsValue = match opened {
            Ok(database) => database.into(),
            Err(error) => return Err(failure.take().unwrap_or_else(|| opening(error))),
        };
        let mut database = Database::try_from(raw.clone())?;
        let outdated = lost.clone();
        database.on_version_change(move |event| {
            if let Some(Ok(database)) = event.target().map(Database::try_from) {
                database.close();
            }
            outdated(Lost::Outdated);
        });
        database.on_close(move |_| lost(Lost::Closed));
        Ok(Self { raw, database })
    }

    /// A transaction that only reads.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction> {
        self.transaction(stores, "readonly")
    }

    /// A transaction that writes. None of its changes is confirmed before `Store::finish`.
    pub(super) fn write(&self, stores: &[&str]) -> Result<Transaction> {
        self.transaction(stores, "readwrite")
    }

    fn transaction(&self, stores: &[&str], mode: &str) -> Result<Transaction> {
        let stores: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        // "strict": complete means written to the disk, not handed to the operating system.
        let options = object(&json!({ "durability": "strict" }));
        let database: &RawDatabase = self.raw.unchecked_ref();
        let transaction = database
            .transaction(&stores, mode, &options)
            .map_err(idb::Error::TransactionOpenFailed)?;
        Ok(transaction.into())
    }
}

/// Reports that the database is blocked if opening it has not begun after a while: the browser does
/// not notify a page that waits behind another blocked one.
fn tell_if_waiting(waiting: &Rc<Cell<bool>>, lost: impl Fn(Lost) + 'static) {
    let waiting = Rc::clone(waiting);
    let tell = move || {
        if waiting.get() {
            lost(Lost::Blocked);
        }
    };
    Timeout::new(PATIENCE, tell).forget();
}

/// An error before the database was open is one of the storage as a whole.
fn opening(error: idb::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Other(message) => StoreError::Unavailable(message),
        StoreError::Closed => StoreError::Unavailable("InvalidStateError".to_owned()),
        error => error,
    }
}

/// Takes the steps that the database still needs: what makes stores at once, then what rewrites records.
fn migrate(
    schema: &Schema,
    event: &idb::event::VersionChangeEvent,
    failure: &Rc<RefCell<Option<StoreError>>>,
) -> Result {
    let due = schema.due(event.old_version()?);
    let database = event.database()?;
    due.iter().try_for_each(|step| (step.form)(&database))?;
    if let Some(transaction) = event.target()?.transaction()
        && due.iter().any(|step| step.records.is_some())
    {
        let failure = Rc::clone(failure);
        spawn_local(async move {
            if let Err(error) = rewrite(due, &transaction).await {
                *failure.borrow_mut() = Some(error);
                // Already aborted is as good.
                let _ = transaction.abort();
            }
        });
    }
    Ok(())
}

async fn rewrite(due: &[Step], transaction: &Transaction) -> Result {
    for records in due.iter().filter_map(|step| step.records) {
        records(transaction).await?;
    }
    Ok(())
}

/// Waits until a transaction's writes are on the disk.
///
/// # Errors
/// It was aborted: none of it is stored.
pub(super) async fn confirmed(transaction: Transaction) -> Result {
    let transaction: IdbTransaction = transaction.into();
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    if JsFuture::from(ended).await.is_ok() {
        return Ok(());
    }
    let error = transaction.error().map_or_else(
        || StoreError::Other("the transaction was aborted".to_owned()),
        |exception| StoreError::of(&exception),
    );
    if error == StoreError::Full {
        use_up_cleanup(&transaction);
    }
    Err(error)
}

/// After a transaction for which there was no room, Firefox lets the connection's next one only
/// delete. An empty one takes its place.
fn use_up_cleanup(aborted: &IdbTransaction) {
    let database: RawDatabase = aborted.db().unchecked_into();
    let stores = Array::of1(&ROWS.into());
    // A connection that has ended needs none.
    let _ = database.transaction(&stores, "readwrite", &JsValue::UNDEFINED);
}

/// Gives up a transaction because of an error, and says why: where the browser has aborted it
/// already, the error was only that, and the browser's own reason counts.
pub(super) fn abandon(transaction: Transaction, error: StoreError) -> StoreError {
    let transaction: IdbTransaction = transaction.into();
    // One that is aborted already cannot be aborted again, which is as good.
    let _ = transaction.abort();
    let error = transaction
        .error()
        .map_or(error, |exception| StoreError::of(&exception));
    if error == StoreError::Full {
        // The requests are notified before the transaction is.
        let aborted = transaction.clone();
        let ended = move |_: &web_sys::Event| use_up_cleanup(&aborted);
        EventListener::once(&transaction, "abort", ended).forget();
    }
    error
}
