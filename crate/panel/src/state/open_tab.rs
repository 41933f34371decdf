//! Which of the panel's tabs the user has opened, for each tab of the browser; until the browser is closed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use linkglance_browser::storage;

/// Where they are saved, for as long as the browser runs.
const KEY: &str = "openTabs";

/// The choices. Copies share them.
#[derive(Clone, Copy, Default)]
pub(crate) struct OpenTab {
    /// The names of the panel's tabs, by the browser's tabs.
    chosen: RwSignal<BTreeMap<i32, String>>,
}

impl OpenTab {
    /// What the user has opened for a tab of the browser; `None` if nothing yet.
    pub(crate) fn name(self, tab: i32) -> Option<String> {
        self.chosen.with(|chosen| chosen.get(&tab).cloned())
    }

    /// Opens a tab of the panel for one of the browser; `kept` says whether that may outlive the panel.
    pub(crate) fn open(self, tab: i32, name: &str, kept: bool) {
        self.chosen.update(|chosen| {
            chosen.insert(tab, name.to_owned());
        });
        if kept {
            self.keep();
        }
    }

    /// The browser's tab is closed.
    pub(crate) fn forget(self, tab: i32) {
        let known = self
            .chosen
            .try_update(|chosen| chosen.remove(&tab).is_some());
        if known == Some(true) {
            self.keep();
        }
    }

    /// Takes up what was chosen before the panel was closed. What can't be read is no loss worth a word.
    pub(crate) async fn restore(self) {
        let kept = storage::load_session::<BTreeMap<i32, String>>(KEY).await;
        if let Ok(Some(kept)) = kept {
            self.chosen.update(|chosen| {
                for (tab, name) in kept {
                    chosen.entry(tab).or_insert(name);
                }
            });
        }
    }

    fn keep(self) {
        let chosen = self.chosen.get_untracked();
        spawn_local(async move {
            // The panel works without its memory.
            let _ = storage::save_session(KEY, &chosen).await;
        });
    }
}
