//! The settings page: site profiles, colours, language, the shortcut, import and export, delete.

mod colours;
mod damaged;
mod draft;
mod editor;
mod erase;
mod preferences;
mod preview;
mod sitemap;
mod sites;
mod transfer;
mod transfer_view;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{t, t_with};
use crate::profiles::ProfileList;
use crate::settings::{self, Settings};
use damaged::DamagedProfiles;
use erase::Erase;
use preferences::Preferences;
use sites::Sites;
use transfer_view::Transfer;

/// What the page shows and changes. Copies share it.
#[derive(Clone, Copy)]
struct Model {
    profiles: ProfileList,
    settings: RwSignal<Settings>,
    /// Whether both have been read.
    ready: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl Model {
    /// Reads what is kept, and again whenever another page changes it.
    fn start() -> Self {
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

    /// Changes the settings and keeps them.
    fn set(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        let settings = self.settings.get_untracked();
        spawn_local(async move {
            let error = settings.save().await.err();
            self.error.set(error.map(|error| error.to_string()));
        });
    }
}

/// Shows the page in the document.
pub(crate) fn mount() {
    document().set_title(&t("options_title"));
    leptos::mount::mount_to_body(Options);
}

#[component]
fn Options() -> impl IntoView {
    let model = Model::start();
    let state = move || {
        if model.ready.get() {
            "ready"
        } else {
            "starting"
        }
    };
    let errors = move || {
        let error = model.error.get().or_else(|| model.profiles.error.get())?;
        let words = t_with("options_error", &[&error]);
        Some(view! { <p class="message error" role="alert" data-part="options-error">{words}</p> })
    };
    view! {
        <main data-part="options" data-state=state>
            <h1>{t("options_title")}</h1>
            {errors}
            <Show when=move || model.ready.get()>
                <DamagedProfiles model />
                <Sites profiles=model.profiles />
                <Preferences model />
                <Transfer model />
                <Erase model />
            </Show>
        </main>
    }
}
