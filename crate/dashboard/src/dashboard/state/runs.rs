//! What is to be asked for and the runs that are followed: of links that are watched, of many pages, of the
//! user's own site.

use leptos::prelude::*;

use linkglance_browser::checks;
use linkglance_browser::run::{Asked, Follow};
use linkglance_browser::store::{Purpose, Store, Watch};

/// What the user is asked about before it is done.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::dashboard) enum Ask {
    /// To look at links, which are watched from then on.
    Watch(Vec<Watch>),
    /// To see what many pages are for each site.
    Bulk,
    /// To see what the pages of one's own answer that backlinks lead to.
    OwnTargets,
    /// To read the sitemaps of a site, by an address on it.
    Sitemap {
        /// The site's name.
        site: String,
        /// The address.
        address: String,
    },
}

/// The question, and the latest run for each purpose. Copies share them.
#[derive(Clone, Copy, Default)]
pub(in crate::dashboard) struct Runs {
    /// What the question is about; `None` while nothing is asked.
    pub(in crate::dashboard) ask: RwSignal<Option<Ask>>,
    pub(in crate::dashboard) asked: Asked,
    pub(in crate::dashboard) watch: Follow,
    pub(in crate::dashboard) bulk: Follow,
    /// Of the user's own site: its sitemaps and its pages.
    pub(in crate::dashboard) site: Follow,
}

impl Runs {
    /// Takes up what is under way.
    pub(in crate::dashboard) fn take_up(self, store: &Store) {
        self.watch
            .take_up(store, |purpose| matches!(purpose, Purpose::Watch { .. }));
        self.bulk
            .take_up(store, |purpose| *purpose == Purpose::Bulk);
        self.site.take_up(store, |purpose| {
            matches!(purpose, Purpose::OwnTargets | Purpose::Sitemap { .. })
        });
    }

    /// Asks the user about something.
    pub(in crate::dashboard) fn ask(self, ask: Ask, urls: Vec<String>) {
        self.asked.urls.set(checks::checkable(urls).into());
        self.ask.set(Some(ask));
    }

    /// Does what was asked about. In the handler of a click, which the browser's question needs.
    pub(in crate::dashboard) fn begin(self) {
        let Some(ask) = self.ask.get_untracked() else {
            return;
        };
        self.ask.set(None);
        let urls = self.asked.urls.get_untracked();
        let origins = self.asked.origins();
        match ask {
            Ask::Watch(watches) => self.watch.begin(&origins, async move |store: &Store| {
                store.watch(watches.clone()).await?;
                checks::start_watch(store, &watches).await
            }),
            Ask::Bulk => {
                let start = async move |store: &Store| checks::start_bulk(store, &urls).await;
                self.bulk.begin(&origins, start);
            }
            Ask::OwnTargets => {
                let start =
                    async move |store: &Store| checks::start_own_targets(store, &urls).await;
                self.site.begin(&origins, start);
            }
            Ask::Sitemap { site, address } => {
                let start = async move |store: &Store| {
                    // What is no address was not asked about.
                    let run = checks::start_sitemap(store, &site, &address).await?;
                    Ok(run.unwrap_or_default())
                };
                self.site.begin(&origins, start);
            }
        }
    }
}
