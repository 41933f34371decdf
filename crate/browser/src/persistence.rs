//! What protects saved data from loss: the browser's promise to delete none of it by itself, and
//! the last backup.
//!
//! Where the browser decides without asking the user, the promise is requested once, at the first
//! save; elsewhere by a button of the dashboard.

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;

use crate::api::{self, BrowserError};
use crate::{clock, storage};

/// Where the browser's answer is saved: whether it gave its promise.
const ANSWER: &str = "persistence";

/// Where the time of the last backup is saved.
const BACKUP: &str = "lastBackup";

/// How safe what is saved is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Safety {
    /// Whether the browser has promised to delete no data by itself.
    pub persisted: bool,
    /// Whether it was asked to and did not.
    pub refused: bool,
    /// When a backup was last made in this browser.
    pub backup: Option<u64>,
}

impl Safety {
    /// The current state.
    pub async fn load() -> Result<Self, BrowserError> {
        let persisted = api::is_persisted().await?;
        let answer: Option<bool> = storage::load_here(ANSWER).await?;
        Ok(Self {
            persisted,
            refused: !persisted && answer == Some(false),
            backup: storage::load_here(BACKUP).await?,
        })
    }
}

/// Calls back when any of that has changed, by whichever page.
pub fn on_change(callback: impl Fn() + 'static) {
    api::on_stored(move |keys| {
        if keys.iter().any(|key| key == ANSWER || key == BACKUP) {
            callback();
        }
    });
}

/// Something was saved: asks the browser for its promise, unless it was asked before or would ask the
/// user.
pub fn after_save() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if ASKED.replace(true) || api::persisting_asks() {
        return;
    }
    spawn_local(async {
        // Without an answer the browser may delete, which is what the dashboard then says.
        let _ = ask_once().await;
    });
}

async fn ask_once() -> Result<(), BrowserError> {
    match storage::load_here::<bool>(ANSWER).await? {
        Some(_) => Ok(()),
        None => ask().await,
    }
}

/// Asks the browser for its promise, and saves its answer.
pub async fn ask() -> Result<(), BrowserError> {
    storage::save_here(ANSWER, &api::persist().await?).await
}

/// A backup was made.
pub async fn backed_up() -> Result<(), BrowserError> {
    storage::save_here(BACKUP, &clock::millis()).await
}
