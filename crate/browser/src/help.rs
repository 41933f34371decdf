//! Help: the guide for users, which the build makes a page in each language (`crate/xtask/src/guide.rs`).

use leptos::task::spawn_local;

use crate::api;
use crate::i18n::folder;

/// The guide's address in the language of the words.
pub fn address() -> String {
    format!("help/{}.html", folder())
}

/// Opens the guide in a tab.
pub fn open() {
    spawn_local(async {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = api::open_own(&address()).await;
    });
}
