//! The settings as the page shows and changes them.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_browser::profiles::ProfileList;
use linkglance_browser::settings::{self, Settings};

/// What the page shows and changes. Copies share it.
#[derive(Clone, Copy)]
pub(in crate::options) struct Model {
    pub(in crate::options) profiles: ProfileList,
    pub(in crate::options) settings: RwSignal<Settings>,
    /// Whether both have been read.
    pub(in crate::options) ready: RwSignal<bool>,
    pub(in crate::options) error: RwSignal<Option<String>>,
    /// The profiles, by id, with changes that are not saved: the user is still typing, or can't be understood.
    pub(in crate::options) unsaved: RwSignal<BTreeSet<String>>,
    /// Changes of the settings that are still being saved.
    unfinished: RwSignal<usize>,
    /// Whether anything was changed here.
    changed: RwSignal<bool>,
}

impl Model {
    /// Reads what is saved, and again whenever another page changes it.
    pub(in crate::options) fn start() -> Self {
        let model = Self {
            profiles: ProfileList::new(),
            settings: RwSignal::new(Settings::default()),
            ready: RwSignal::new(false),
            error: RwSignal::new(None),
            unsaved: RwSignal::default(),
            unfinished: RwSignal::new(0),
            changed: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let waits = model.unfinished.get() + model.profiles.unfinished.get();
            if waits > 0 {
                model.changed.set(true);
            }
        });
        // Listened to first, then read: no change falls between.
        settings::on_change(move |settings| {
            if model.settings.with_untracked(|known| *known != settings) {
                model.settings.set(settings);
            }
        });
        spawn_local(async move {
            match Settings::load().await {
                Ok(settings) => model.settings.set(settings),
                Err(error) => model.error.set(Some(error.to_string())),
            }
            if let Err(error) = model.profiles.start().await {
                model.error.set(Some(error.to_string()));
            }
            model.ready.set(true);
        });
        model
    }

    /// Changes the settings and saves them.
    pub(in crate::options) fn set(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        self.unfinished.update(|count| *count += 1);
        let settings = self.settings.get_untracked();
        spawn_local(async move {
            let error = settings.save().await.err();
            self.error.set(error.map(|error| error.to_string()));
            self.unfinished.update(|count| *count -= 1);
        });
    }

    /// Notes whether a profile has changes that are not saved.
    pub(in crate::options) fn note(self, id: &str, unsaved: bool) {
        let known = self.unsaved.with_untracked(|all| all.contains(id));
        if known != unsaved {
            self.unsaved.update(|all| {
                if unsaved {
                    all.insert(id.to_owned());
                } else {
                    all.remove(id);
                }
            });
        }
    }

    /// Whether all that was changed here is saved; not before anything was.
    pub(in crate::options) fn is_saved(self) -> bool {
        let waits = self.unfinished.get() + self.profiles.unfinished.get();
        let failed = self.error.with(Option::is_some) || self.profiles.error.with(Option::is_some);
        self.changed.get() && waits == 0 && !failed && self.unsaved.with(BTreeSet::is_empty)
    }
}
