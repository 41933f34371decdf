//! The run that a page follows. The background worker does the work; a run goes on when the page is closed,
//! and is taken up again when it is opened.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::permissions;
use crate::checks::{self, Awake, Progress};
use crate::i18n::t;
use crate::latest::Latest;
use crate::store::{Purpose, Result, Stage, Store};
use crate::words;

/// The latest run. Copies share it.
#[derive(Clone, Copy)]
pub struct Follow {
    /// How far it is; `None` without one.
    pub progress: RwSignal<Option<Progress>>,
    /// Why there is none.
    pub failed: RwSignal<Option<String>>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// The run that is followed, as long as it goes on.
    following: StoredValue<Option<(String, Awake)>, LocalStorage>,
    latest: Latest,
}

impl Default for Follow {
    fn default() -> Self {
        Self {
            progress: RwSignal::new(None),
            failed: RwSignal::new(None),
            store: StoredValue::new_local(None),
            following: StoredValue::new_local(None),
            latest: Latest::default(),
        }
    }
}

impl Follow {
    /// Listens to what the worker does, and takes up a run for a purpose that has not ended, if there is
    /// one.
    pub fn take_up(self, store: &Store, is: impl Fn(&Purpose) -> bool + 'static) {
        checks::on_change(store, move || self.read());
        self.store.set_value(Some(store.clone()));
        let store = store.clone();
        spawn_local(async move {
            // Runs that can't be read are none to go on with here; the next check says why.
            let runs = checks::unfinished(&store, is).await.unwrap_or_default();
            if let Some(run) = runs.into_iter().next() {
                self.follow(run.id);
            }
        });
    }

    /// Asks the user for sites and starts a run. In the handler of a click, which the browser's question
    /// needs.
    pub fn begin(
        self,
        origins: &[String],
        start: impl AsyncFnOnce(&Store) -> Result<String> + 'static,
    ) {
        let granted = permissions::request(origins);
        self.failed.set(None);
        spawn_local(async move {
            match granted.await {
                Ok(true) => {
                    if let Err(error) = self.start(start).await {
                        self.failed.set(Some(words::error(&error)));
                    }
                }
                Ok(false) => self.failed.set(Some(t("status_not_allowed"))),
                Err(error) => self.failed.set(Some(error.to_string())),
            }
        });
    }

    async fn start(self, start: impl AsyncFnOnce(&Store) -> Result<String>) -> Result {
        let store = match self.store.get_value() {
            Some(store) => store,
            // It could not be opened before; the error says why.
            None => Store::open(|_| {}).await?,
        };
        let run = start(&store).await?;
        self.store.set_value(Some(store));
        self.follow(run);
        Ok(())
    }

    /// Follows a run from now on.
    pub fn follow(self, run: String) {
        let following = (run, checks::keep_awake());
        self.following.set_value(Some(following));
        self.read();
    }

    /// The store, and the run that is followed.
    fn followed(self) -> Option<(Store, String)> {
        let run = |held: &Option<(String, Awake)>| held.as_ref().map(|(run, _)| run.clone());
        self.store.get_value().zip(self.following.with_value(run))
    }

    /// Reads how far the run is.
    fn read(self) {
        self.latest.read(async move || self.read_now().await);
    }

    async fn read_now(self) {
        let Some((store, run)) = self.followed() else {
            return;
        };
        match checks::progress(&store, &run).await {
            Ok(Some(progress)) => {
                let ended = matches!(progress.run.stage, Stage::Done | Stage::Cancelled);
                self.progress.set(Some(progress));
                if ended {
                    self.following.set_value(None);
                }
            }
            Ok(None) => self.progress.set(None),
            Err(error) => self.failed.set(Some(words::error(&error))),
        }
    }

    /// How far the run is, without its rows.
    pub fn stage(self) -> Option<Stage> {
        self.progress
            .with(|progress| progress.as_ref().map(|progress| progress.run.stage))
    }

    /// Whether a run is under way or paused.
    pub fn is_under_way(self) -> bool {
        matches!(self.stage(), Some(Stage::Going | Stage::Paused))
    }

    /// Pauses the run, or goes on with it.
    pub fn turn(self) {
        let going = untrack(|| self.stage()) == Some(Stage::Going);
        self.change(async move |store, run| {
            if going {
                checks::pause(&store, &run).await
            } else {
                checks::go_on(&store, &run).await
            }
        });
    }

    /// Stops the run; what came stays.
    pub fn stop(self) {
        self.change(async |store, run| checks::cancel(&store, &run).await);
    }

    /// Puts away a run that has ended.
    pub fn close(self) {
        self.progress.set(None);
        self.failed.set(None);
    }

    fn change(self, change: impl AsyncFnOnce(Store, String) -> Result + 'static) {
        let Some((store, run)) = self.followed() else {
            return;
        };
        spawn_local(async move {
            match change(store, run).await {
                Ok(()) => self.read(),
                Err(error) => self.failed.set(Some(words::error(&error))),
            }
        });
    }
}
