//! Looking again: what the dashboard does with links that are watched, with bulk checks, and with what is
//! known of the user's own sites.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::prospect::Prospect;
use linkglance_core::url::Url;

use super::model::{Phase, State, Undo, View};
use super::row::Rows;
use super::{agreements, backlinks, bulk};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::profiles::MAX_PAGES;
use linkglance_browser::store::{
    Kept, OwnTarget, Purpose, Run, SitePages, StoreError, Subject, Watch,
};
use linkglance_browser::{checks, clock, watching};

impl State {
    /// What watched links have to do with the lists and the rail.
    pub(super) fn follow_watches(&'static self) {
        Effect::new(move || {
            self.records.track();
            if self.phase.get() == Phase::Ready {
                self.read_watches();
            }
        });
        Effect::new(move || {
            let watches = self.watches.get();
            let now = clock::millis();
            self.known.update(|rows| {
                let joined = rows
                    .as_ref()
                    .map(|rows| backlinks::with_watches(rows, &watches, now));
                *rows = joined;
            });
            self.agreed.update(|rows| {
                let joined = rows
                    .as_ref()
                    .map(|rows| agreements::with_watches(rows, &watches));
                *rows = joined;
            });
        });
        Effect::new(move || {
            let news = self.watches.with(|watches| {
                let news = watches.values().filter(|watch| watch.news);
                let of = |is: fn(&Subject) -> bool| {
                    news.clone().filter(|watch| is(&watch.subject)).count()
                };
                (
                    of(|subject| matches!(subject, Subject::Backlink(_))),
                    of(|subject| matches!(subject, Subject::Agreement(_))),
                )
            });
            self.due.update(|all| {
                all.insert(View::Backlinks, news.0);
                all.insert(View::Agreements, news.1);
            });
        });
    }

    /// The user sees what was lost or changed of a view's records: it is news no longer, and stays marked
    /// until the view is left.
    pub(in crate::dashboard) fn see_news(&'static self, is: fn(&Subject) -> bool) {
        Effect::new(move || {
            let ids: Vec<String> = self.watches.with(|watches| {
                let news = watches
                    .values()
                    .filter(|watch| watch.news && is(&watch.subject));
                news.map(|watch| watch.id.clone()).collect()
            });
            if ids.is_empty() {
                return;
            }
            self.fresh.update(|fresh| fresh.extend(ids.iter().cloned()));
            let Some(store) = self.store() else {
                return;
            };
            spawn_local(async move {
                let seen = async {
                    store.news_seen(&ids).await?;
                    watching::show_news(&store).await
                };
                match seen.await {
                    Ok(()) => self.read_watches(),
                    Err(error) => self.fail(&error),
                }
            });
        });
        on_cleanup(move || self.fresh.update(BTreeSet::clear));
    }

    /// Reads the links that are watched.
    pub(in crate::dashboard) fn read_watches(&'static self) {
        self.latest_watches
            .read(async || self.read_watches_now().await);
    }

    async fn read_watches_now(&'static self) {
        let Some(store) = self.store() else {
            return;
        };
        match self.readable::<Watch>(&store).await {
            Ok(all) => {
                let all = all.into_iter();
                let all = all.map(|watch| (watch.id.clone(), Arc::new(watch)));
                self.watches.set(Arc::new(all.collect()));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The list of bulk checks, and the rows of the one that is shown.
    pub(super) fn follow_bulk(&'static self) {
        let state = Memo::new(move |_| {
            self.runs.bulk.progress.with(|progress| {
                progress
                    .as_ref()
                    .map(|progress| (progress.run.id.clone(), progress.run.stage))
            })
        });
        Effect::new(move || {
            if let Some((run, _)) = state.get() {
                self.bulk_run.set(Some(run));
            }
            if self.phase.get() == Phase::Ready && self.view.get() == View::Bulk {
                spawn_local(self.read_bulk_runs());
            }
        });
        Effect::new(move || {
            let shown = self.bulk_run.get();
            let followed = self.runs.bulk.progress.with(|progress| {
                let progress = progress.as_ref()?;
                (Some(&progress.run.id) == shown.as_ref()).then(|| bulk::rows_of(progress))
            });
            match (followed, shown) {
                (Some(rows), _) => self.bulk_rows.set(Some(rows)),
                (None, Some(run)) => spawn_local(self.read_bulk(run)),
                (None, None) => self.bulk_rows.set(Some(Rows::default())),
            }
        });
    }

    async fn read_bulk_runs(&'static self) {
        let Some(store) = self.store() else {
            return;
        };
        match store.runs().await {
            Ok(mut runs) => {
                runs.retain(|run| run.purpose == Purpose::Bulk);
                runs.sort_by_key(|run| std::cmp::Reverse(run.made));
                let shown = self.bulk_run.get_untracked();
                let is_there = |run: &Run| Some(&run.id) == shown.as_ref();
                if !runs.iter().any(is_there) {
                    self.bulk_run.set(runs.first().map(|run| run.id.clone()));
                }
                self.bulk_runs.set(runs);
            }
            Err(error) => self.fail(&error),
        }
    }

    async fn read_bulk(&'static self, run: String) {
        let Some(store) = self.store() else {
            return;
        };
        match checks::progress(&store, &run).await {
            Ok(progress) => {
                let rows = progress.as_ref().map(bulk::rows_of);
                self.bulk_rows.set(Some(rows.unwrap_or_default()));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// What is known of the user's own sites, read when it is looked at.
    pub(super) fn follow_own_sites(&'static self) {
        Effect::new(move || {
            self.records.track();
            let shown = [View::OwnSite, View::Plots].contains(&self.view.get());
            if self.phase.get() == Phase::Ready && shown {
                self.sites.track();
                spawn_local(self.read_own_sites());
            }
        });
    }

    pub(super) async fn read_own_sites(&'static self) {
        let Some(store) = self.store() else {
            return;
        };
        let names = self.sites.with_untracked(|sites| {
            let names = sites.iter().map(|site| site.name.clone());
            names.collect::<Vec<_>>()
        });
        let read = async {
            let mut sitemaps = BTreeMap::new();
            for name in names {
                let files = store.site_pages(&name).await?;
                sitemaps.insert(name, files);
            }
            let targets = self.readable::<OwnTarget>(&store).await?.into_iter();
            let targets = targets.map(|target| (target.id.clone(), target));
            Ok::<_, StoreError>((sitemaps, targets.collect()))
        };
        match read.await {
            Ok((sitemaps, targets)) => {
                self.sitemaps.set(Arc::new(sitemaps));
                self.own_targets.set(Some(Arc::new(targets)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Watches links no longer.
    pub(in crate::dashboard) fn unwatch(&'static self, ids: Vec<String>) {
        self.run(move |store| async move {
            let gone = store.unwatch(&ids).await?;
            self.read_watches();
            let sentence = t_count("done_unwatched", gone.count(), &[]);
            Ok((sentence, Some(Undo::Unwatched(gone))))
        });
    }

    /// Adds the pages of a site's sitemaps to those of its profile, which mentions and links are compared
    /// with, as far as there is room.
    pub(in crate::dashboard) fn take_pages(&'static self, name: &str, files: &[SitePages]) {
        let Some(profile) = self.profiles.of_site(name) else {
            return;
        };
        let before = &profile.site.pages;
        let known: BTreeSet<&String> = before.iter().collect();
        let named: Vec<&String> = {
            let pages = files.iter().flat_map(|file| &file.pages);
            pages.map(|page| &page.url).collect()
        };
        let is_own = |page: &&&String| {
            Url::parse(page).is_ok_and(|url| profile.site.owns(&url)) && !known.contains(**page)
        };
        let room = MAX_PAGES.saturating_sub(before.len());
        let new = named.iter().filter(is_own).take(room);
        let added: Vec<String> = new.copied().cloned().collect();
        let counts = [&number(added.len()), &number(named.len())];
        let mut said = t_with("sitemap_added", &counts.map(String::as_str));
        if before.len() + added.len() == MAX_PAGES {
            said = format!("{said} {}", t_with("sitemap_full", &[&number(MAX_PAGES)]));
        }
        self.run(move |_| async move {
            let add = |pages: &mut Vec<String>| pages.extend(added.iter().cloned());
            let differs = self.profiles.change_pages(&profile.id, add).await?;
            Ok((said, differs.then(|| Undo::Pages(profile.id, added))))
        });
    }

    /// Saves pages of a bulk check as prospects.
    pub(in crate::dashboard) fn save_found(&'static self, prospects: Vec<Prospect>) {
        self.run(move |store| async move {
            let count = prospects.len();
            let kept = store.keep_listed(prospects).await?;
            self.load().await?;
            let new = kept.iter().filter(|kept| **kept == Kept::New).count();
            let sentence = t_count("bulk_saved", count, &[&number(new)]);
            Ok((sentence, None))
        });
    }

    /// Deletes the bulk check that is shown.
    pub(in crate::dashboard) fn forget_bulk(&'static self) {
        let Some(run) = self.bulk_run.get_untracked() else {
            return;
        };
        self.run(move |store| async move {
            checks::forget(&store, &run).await?;
            self.runs.bulk.close();
            self.bulk_run.set(None);
            self.read_bulk_runs().await;
            Ok((t("bulk_deleted"), None))
        });
    }
}
