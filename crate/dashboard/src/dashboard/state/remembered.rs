//! How the user left the dashboard: for which site it is shown, which columns were switched off, which
//! views of lists were saved.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::saved::SavedViews;
use linkglance_browser::storage;

/// Where it is saved, on this computer.
const KEY: &str = "dashboard";

/// What is saved of it.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(in crate::dashboard) struct Remembered {
    /// The site's name; `None` is all sites.
    pub(in crate::dashboard) site: Option<String>,
    /// The columns that were switched off, by list.
    pub(in crate::dashboard) hidden: BTreeMap<String, BTreeSet<String>>,
    /// The views that were saved.
    pub(in crate::dashboard) views: SavedViews,
}

impl Remembered {
    /// As it was left. What can't be read is no loss worth a word.
    pub(in crate::dashboard) async fn load() -> Self {
        let saved = storage::load_here::<Self>(KEY).await;
        saved.ok().flatten().unwrap_or_default()
    }

    /// Saves it; the dashboard works without its memory.
    pub(in crate::dashboard) async fn save(&self) {
        drop(storage::save_here(KEY, self).await);
    }
}
