//! Why something could not be stored or read.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::api::BrowserError;

/// Why the store could not do what it was asked. In every case all confirmed changes stay, and no
/// part of the failed one is stored.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum StoreError {
    /// The browser gives this page no `IndexedDB` (a private window, a setting, a damaged profile).
    #[error("no storage: {0}")]
    Unavailable(String),
    /// There is no room left on the disk or in the browser's quota.
    #[error("storage is full")]
    Full,
    /// A newer Linkglance wrote the data.
    #[error("the data is of a newer version")]
    Newer,
    /// The connection has ended; the page must be reloaded.
    #[error("the connection has ended")]
    Closed,
    /// A record does not have the form it should have.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Anything else the browser said.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// By the name of the browser's exception.
    pub(super) fn of(exception: &DomException) -> Self {
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            "InvalidStateError" => Self::Closed,
            name => Self::Other(format!("{name}: {}", exception.message())),
        }
    }

    fn of_value(value: &JsValue) -> Self {
        match value.dyn_ref::<DomException>() {
            Some(exception) => Self::of(exception),
            None => Self::Other(format!("{value:?}")),
        }
    }
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        use idb::Error as E;
        match &error {
            E::DomException(exception) => Self::of(exception),
            E::IndexedDbNotFound(value) => Self::Unavailable(format!("{value:?}")),
            E::IndexedDbOpenFailed(value)
            | E::TransactionOpenFailed(value)
            | E::ObjectStoreNotFound(value)
            | E::UpdateFailed(value)
            | E::DeleteFailed(value)
            | E::GetFailed(value) => Self::of_value(value),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<BrowserError> for StoreError {
    fn from(error: BrowserError) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
