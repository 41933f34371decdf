//! The settings as the page shows and changes them.

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
}

impl Model {
    /// Reads what is saved, and again whenever another page changes it.
    pub(in crate::options) fn start() -> Self {
        let model = Self {
            profiles: ProfileList::new(),
            settings: RwSignal::new(Settings::default()),
            ready: RwSignal::new(false),
            error: RwSignal::new(None),
        };
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
        let settings = self.settings.get_untracked();
        spawn_local(async move {
            let error = settings.save().await.err();
            self.error.set(error.map(|error| error.to_string()));
        });
    }
}
