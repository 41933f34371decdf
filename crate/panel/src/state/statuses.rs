//! What links lead to, as far as the user had it checked: the run that is under way, and what came of each
//! address.

use std::collections::BTreeMap;

use leptos::prelude::*;
use linkglance_core::report::Link;
use linkglance_core::watch::LinkStatus;

use linkglance_browser::checks::{self, Progress};
use linkglance_browser::run::{Asked, Follow};
use linkglance_browser::store::{Came, Purpose, Stage, Store};

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
    pub(crate) asked: Asked,
    /// What came, by address.
    known: RwSignal<BTreeMap<String, Known>>,
    /// The latest run.
    pub(crate) follow: Follow,
    /// Whether only links that are broken are listed.
    pub(crate) only_broken: RwSignal<bool>,
}

impl Statuses {
    pub(crate) fn new() -> Self {
        let statuses = Self {
            asked: Asked::default(),
            known: RwSignal::default(),
            follow: Follow::default(),
            only_broken: RwSignal::new(false),
        };
        Effect::new(move || statuses.learn());
        statuses
    }

    /// Listens to what the worker does, and takes up a run that has not ended, if there is one.
    pub(crate) fn take_up(self, store: &Store) {
        let is_own = |purpose: &Purpose| *purpose == Purpose::Targets;
        self.follow.take_up(store, is_own);
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
        let urls = self.asked.urls.get_untracked();
        let start = async move |store: &Store| checks::start(store, &urls).await;
        self.follow.begin(&self.asked.origins(), start);
    }

    /// Takes over what has come.
    fn learn(self) {
        let progress = self.follow.progress.get();
        match progress {
            Some(progress) => self.known.update(|known| learn(known, &progress)),
            None => self.only_broken.set(false),
        }
    }
}

fn learn(known: &mut BTreeMap<String, Known>, progress: &Progress) {
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
}
