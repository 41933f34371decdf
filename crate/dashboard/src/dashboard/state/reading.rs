//! Reading backlinks and what is known of their domains. There may be hundreds of thousands: those that were
//! seen last are there at once, the others step by step, while the page lives on.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_browser::clock;
use linkglance_browser::store::{BACKLINKS, CompetitorLink, KeptFigures, Store, StoreError};
use linkglance_core::url::site_of;

use super::backlinks::{Maker, Newest, with_watches};
use super::figures::{DomainFacts, Facts};
use super::model::{Phase, State, View};

impl State {
    /// Reads backlinks when they are looked at, and again when they have changed.
    pub(super) fn follow_backlinks(&'static self) {
        let wanted = Memo::new(move |_| {
            let view = self.view.get();
            let looked_at = view.is_of_links() || matches!(view, View::Today | View::Plots);
            self.phase.get() == Phase::Ready && looked_at
        });
        Effect::new(move |read: Option<Option<u32>>| {
            let now = self.records.get();
            let read = read.flatten();
            if !wanted.get() || read == Some(now) {
                return read;
            }
            self.latest_backlinks.read(async || {
                if let Some(store) = self.store()
                    && let Err(error) = self.read_backlinks(&store).await
                {
                    self.fail(&error);
                }
            });
            Some(now)
        });
        // The board names figures, and needs no backlinks for that.
        let board = Memo::new(move |_| {
            let shown = self.board.get() && self.view.get() == View::Prospects;
            self.phase.get() == Phase::Ready && shown
        });
        Effect::new(move |read: Option<Option<u32>>| {
            let now = self.records.get();
            let read = read.flatten();
            if !board.get() || read == Some(now) {
                return read;
            }
            spawn_local(async {
                if let Some(store) = self.store()
                    && let Err(error) = self.read_facts(&store).await
                {
                    self.fail(&error);
                }
            });
            Some(now)
        });
    }

    /// What tools say of the domain of a host, as far as that was read.
    pub(in crate::dashboard) fn facts_of(&'static self, host: &str) -> Arc<DomainFacts> {
        self.facts.with(|facts| facts.domain(site_of(host)))
    }

    /// Reads what tools say of domains.
    async fn read_facts(&'static self, store: &Store) -> Result<Arc<Facts>, StoreError> {
        let figures = self.readable::<KeptFigures>(store).await?;
        let facts = Arc::new(Facts::of(figures, store.ranks().await?));
        self.facts.set(Arc::clone(&facts));
        Ok(facts)
    }

    async fn read_backlinks(&'static self, store: &Store) -> Result<(), StoreError> {
        let facts = self.read_facts(store).await?;
        let watches = self.watches.get_untracked();
        let mut maker = Maker::new(&watches, &facts, clock::millis());
        if self.known.with_untracked(Option::is_none) {
            let newest = store.newest_backlinks().await?;
            if let Some(since) = newest.since {
                let rows = newest.links.into_iter().map(|link| maker.row(link));
                let rows = Arc::new(rows.collect());
                self.newest.set(Some(Newest { rows, since }));
            }
        }
        let mut reading = store.read_backlinks();
        let (mut rows, mut damaged) = (Vec::new(), 0);
        while let Some(some) = reading.step().await? {
            damaged += some.damaged;
            rows.extend(some.all.into_iter().map(|link| maker.row(link)));
        }
        self.count_damaged(BACKLINKS, damaged);
        let rivals = self.readable::<CompetitorLink>(store).await?;
        self.rivals.set(Some(Arc::new(rivals)));
        // They may have been looked at meanwhile.
        let now = self.watches.get_untracked();
        let rows = Arc::new(rows);
        self.known.set(Some(if Arc::ptr_eq(&now, &watches) {
            rows
        } else {
            with_watches(&rows, &now, clock::millis())
        }));
        self.newest.set(None);
        Ok(())
    }
}
