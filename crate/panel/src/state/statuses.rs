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
use linkglance_browser::checks::{self, Counts, Following, Progress};
use linkglance_browser::i18n::t;
use linkglance_browser::store::{Stage, Store, StoreError};
use linkglance_browser::words;

/// A run as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Running {
    id: String,
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
    following: StoredValue<Option<(Store, Following)>, LocalStorage>,
}

impl Statuses {
    /// Takes up a run that has not ended, if there is one.
    pub(crate) fn start() -> Self {
        let statuses = Self {
            asked: RwSignal::new(Arc::new([])),
            known: RwSignal::default(),
            running: RwSignal::new(None),
            failed: RwSignal::new(None),
            only_broken: RwSignal::new(false),
            following: StoredValue::new_local(None),
        };
        spawn_local(async move {
            // Without a store there is no run, and the panel says so elsewhere.
            if let Ok(store) = Store::open(|_| {}).await
                && let Ok(runs) = checks::unfinished(&store).await
                && let Some(run) = runs.into_iter().next()
            {
                statuses.follow(store, run.id);
            }
        });
        statuses
    }

    /// The address that is asked for to know what a link leads to; `None` where it can't be.
    pub(crate) fn address(link: &Link) -> Option<String> {
        checks::checkable(link.url.clone()).pop()
    }

    /// What is known of an address; `None` if nobody asked.
    pub(crate) fn of(self, address: &str) -> Option<Known> {
        self.known.with(|known| known.get(address).cloned())
    }

    /// Whether a link is known to be broken.
    pub(crate) fn is_broken(self, link: &Link) -> bool {
        let known = Self::address(link).and_then(|address| self.of(&address));
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
        let store = Store::open(|_| {}).await?;
        let run = checks::start(&store, urls).await?;
        self.follow(store, run);
        Ok(())
    }

    /// Shows a run from now on.
    fn follow(self, store: Store, run: String) {
        let of_run = run.clone();
        let following = checks::follow(&store, move || self.read(of_run.clone()));
        self.following.set_value(Some((store, following)));
        self.read(run);
    }

    fn store(self) -> Option<Store> {
        let store =
            |held: &Option<(Store, Following)>| held.as_ref().map(|(store, _)| store.clone());
        self.following.with_value(store)
    }

    /// Reads how far the run is.
    fn read(self, run: String) {
        let Some(store) = self.store() else { return };
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
                let came = row.status.clone().map_or(Known::Waiting, Known::Came);
                known.insert(row.url.clone(), came);
            }
            if progress.run.stage == Stage::Cancelled {
                known.retain(|_, known| *known != Known::Waiting);
            }
        });
        self.running.set(Some(Running {
            id: progress.run.id.clone(),
            stage: progress.run.stage,
            counts: progress.counts(),
        }));
        if matches!(progress.run.stage, Stage::Done | Stage::Cancelled) {
            self.following.set_value(None);
        }
    }

    /// Pauses the run, or goes on with it.
    pub(crate) fn turn(self) {
        self.change(async |store, running| match running.stage {
            Stage::Going => checks::pause(&store, &running.id).await,
            _ => checks::go_on(&store, &running.id).await,
        });
    }

    /// Stops the run; what came stays.
    pub(crate) fn stop(self) {
        self.change(async |store, running| checks::cancel(&store, &running.id).await);
    }

    /// Puts away the word of a run that has ended.
    pub(crate) fn close(self) {
        self.running.set(None);
        self.only_broken.set(false);
    }

    fn change(self, change: impl AsyncFnOnce(Store, Running) -> Result<(), StoreError> + 'static) {
        let Some((store, running)) = self.store().zip(self.running.get_untracked()) else {
            return;
        };
        let run = running.id.clone();
        spawn_local(async move {
            match change(store, running).await {
                Ok(()) => self.read(run),
                Err(error) => self.failed.set(Some(words::error(&error))),
            }
        });
    }
}
