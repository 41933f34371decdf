//! What links lead to, as far as the user had it checked: the run that is under way, and what came of each
//! address. The background worker does the work; a run goes on when the panel is closed, and is taken up
//! again when it is opened.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::report::Link;
use linkglance_core::watch::LinkStatus;

use linkglance_browser::api::permissions;
use linkglance_browser::checks::{self, Awake, Counts, Progress};
use linkglance_browser::i18n::t;
use linkglance_browser::store::{Came, Purpose, Stage, Store, StoreError};
use linkglance_browser::words;

/// A run as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Running {
    pub(crate) stage: Stage,
    pub(crate) counts: Counts,
}

/// What is known of an address that was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Known {
    /// Its answer has not come yet.
    Waiting,
    Came(LinkStatus),
}

impl Known {
    /// What came, if it has.
    pub(crate) const fn status(&self) -> Option<&LinkStatus> {
        match self {
            Self::Waiting => None,
            Self::Came(status) => Some(status),
        }
    }
}

/// Everything known of what links lead to. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Statuses {
    /// The addresses that are to be asked for, once the user has agreed.
    pub(crate) asked: RwSignal<Arc<[String]>>,
    /// What came, by address.
    known: RwSignal<BTreeMap<String, Known>>,
    /// The latest run.
    pub(crate) running: RwSignal<Option<Running>>,
    /// Why there is no run.
    pub(crate) failed: RwSignal<Option<String>>,
    /// Whether only links that are broken are listed.
    pub(crate) only_broken: RwSignal<bool>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// The run that is followed, as long as it goes on.
    following: StoredValue<Option<(String, Awake)>, LocalStorage>,
}

impl Statuses {
    pub(crate) fn new() -> Self {
        Self {
            asked: RwSignal::new(Arc::new([])),
            known: RwSignal::default(),
            running: RwSignal::new(None),
            failed: RwSignal::new(None),
            only_broken: RwSignal::new(false),
            store: StoredValue::new_local(None),
            following: StoredValue::new_local(None),
        }
    }

    /// Listens to what the worker does, and takes up a run that has not ended, if there is one.
    pub(crate) fn take_up(self, store: &Store) {
        checks::on_change(store, move || self.read());
        self.store.set_value(Some(store.clone()));
        let store = store.clone();
        spawn_local(async move {
            // Runs that can't be read are none to go on with here; the next check says why.
            let is_own = |purpose: &Purpose| *purpose == Purpose::Targets;
            let runs = checks::unfinished(&store, is_own).await.unwrap_or_default();
            if let Some(run) = runs.into_iter().next() {
                self.follow(run.id);
            }
        });
    }

    /// What is known of where a link's URL leads; `None` if it was never checked.
    pub(crate) fn of(self, url: Option<&str>) -> Option<Known> {
        self.known.with(|known| {
            // Most pages are never checked: no address is taken apart for them.
            if known.is_empty() {
                return None;
            }
            let address = checks::checkable(url.map(str::to_owned)).pop()?;
            known.get(&address).cloned()
        })
    }

    /// Whether a link is known to be broken.
    pub(crate) fn is_broken(self, link: &Link) -> bool {
        let known = self.of(link.url.as_deref());
        known.is_some_and(|known| known.status().is_some_and(LinkStatus::is_broken))
    }

    /// Asks the user for the sites of what is to be asked for, and starts the run. In the handler of a
    /// click, which the browser's question needs.
    pub(crate) fn begin(self) {
        let urls = self.asked.get_untracked();
        let granted = permissions::request(&checks::origins(&urls));
        self.failed.set(None);
        spawn_local(async move {
            match granted.await {
                Ok(true) => {
                    if let Err(error) = self.run(&urls).await {
                        self.failed.set(Some(words::error(&error)));
                    }
                }
                Ok(false) => self.failed.set(Some(t("status_not_allowed"))),
                Err(error) => self.failed.set(Some(error.to_string())),
            }
        });
    }

    async fn run(self, urls: &[String]) -> Result<(), StoreError> {
        let store = match self.store.get_value() {
            Some(store) => store,
            // It could not be opened before; the error says why.
            None => Store::open(|_| {}).await?,
        };
        let run = checks::start(&store, urls).await?;
        self.store.set_value(Some(store));
        self.follow(run);
        Ok(())
    }

    /// Shows a run from now on.
    fn follow(self, run: String) {
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
        let Some((store, run)) = self.followed() else {
            return;
        };
        spawn_local(async move {
            match checks::progress(&store, &run).await {
                Ok(Some(progress)) => self.show(&progress),
                Ok(None) => self.running.set(None),
                Err(error) => self.failed.set(Some(words::error(&error))),
            }
        });
    }

    fn show(self, progress: &Progress) {
        self.known.update(|known| {
            for row in &progress.rows {
                let came = match &row.came {
                    Some(Came::Status(status)) => Known::Came(status.clone()),
                    _ => Known::Waiting,
                };
                known.insert(row.url.clone(), came);
            }
            if progress.run.stage == Stage::Cancelled {
                known.retain(|_, known| *known != Known::Waiting);
            }
        });
        self.running.set(Some(Running {
            stage: progress.run.stage,
            counts: progress.counts(),
        }));
        if matches!(progress.run.stage, Stage::Done | Stage::Cancelled) {
            self.following.set_value(None);
        }
    }

    /// Pauses the run, or goes on with it.
    pub(crate) fn turn(self) {
        let going = self.running.with_untracked(|running| {
            running
                .as_ref()
                .is_some_and(|running| running.stage == Stage::Going)
        });
        self.change(async move |store, run| {
            if going {
                checks::pause(&store, &run).await
            } else {
                checks::go_on(&store, &run).await
            }
        });
    }

    /// Stops the run; what came stays.
    pub(crate) fn stop(self) {
        self.change(async |store, run| checks::cancel(&store, &run).await);
    }

    /// Puts away the word of a run that has ended.
    pub(crate) fn close(self) {
        self.running.set(None);
        self.only_broken.set(false);
    }

    fn change(self, change: impl AsyncFnOnce(Store, String) -> Result<(), StoreError> + 'static) {
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
