//! Reading backlinks and what is known of their domains. There may be hundreds of thousands: those that were
//! seen last are there at once, the others step by step, while the page lives on.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_browser::clock;
use linkglance_browser::store::{BACKLINKS, CompetitorLink, KeptFigures, Store, StoreError};

use super::backlinks::{Maker, Newest, with_watches};
use super::figures::Facts;
use super::model::{Phase, State, View};

impl State {
    /// Reads backlinks when they are looked at, and again when they have changed.
    pub(super) fn follow_backlinks(&'static self) {
        let wanted = Memo::new(move |_| {
            let looked_at = [
                View::Today,
                View::Backlinks,
                View::Domains,
                View::OwnSite,
                View::Plots,
            ];
            self.phase.get() == Phase::Ready && looked_at.contains(&self.view.get())
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
    }

    async fn read_backlinks(&'static self, store: &Store) -> Result<(), StoreError> {
        let figures = self.readable::<KeptFigures>(store).await?;
        let facts = Arc::new(Facts::of(figures, store.ranks().await?));
        self.facts.set(Arc::clone(&facts));
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
