//! What the tab knows: the agreements and checks that are kept, which agreement a page is checked
//! against, and what the tab shows.
//!
//! Where nothing can be stored, everything works until the panel is closed.

use std::sync::{Arc, Weak};

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::check::{Agreement, Check, check};
use linkglance_core::prospect::Millis;
use linkglance_core::url::{Url, identity, same_page_written};
use linkglance_core::{Profiles, Site};

use super::draft::Draft;
use super::fields::focus;
use super::kept::{Held, Made, is_own};
use crate::clock;
use crate::inspect_in_time;
use crate::panel::model::{Model, Session};
use crate::store::{KeptAgreement, KeptCheck, Lost, Part, Store, StoreError};

/// Where agreements and checks are kept.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Storage {
    Opening,
    /// A page with an older Linkglance keeps it from being opened, until that page is closed.
    Blocked,
    Open,
    /// Nothing outlives the panel.
    Nowhere(StoreError),
}

impl Storage {
    /// Whether what is kept has been read, or never can be.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self, Self::Open | Self::Nowhere(_))
    }
}

/// What the tab shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Face {
    /// The page against its agreement; where there is none, how to make one.
    Check,
    /// How to make another.
    New,
    /// The form, with [`Desk::draft`].
    Edit,
    Import,
}

/// An agreement that was deleted, with its checks.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Removed {
    pub(super) held: Held,
    checks: Vec<Made>,
}

/// A page against a kept agreement.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Checked {
    pub(super) held: Held,
    pub(super) check: Check,
    /// The sender of letters about it.
    pub(super) site: String,
    /// Whether mentions have the numbers they have in the panel's report: not where the page was
    /// read once more for a site the person has no profile of.
    pub(super) same_mentions: bool,
}

/// The tab's state. Copies share it.
#[derive(Clone, Copy)]
pub(in crate::panel) struct Desk {
    /// Newest first.
    pub(super) agreements: RwSignal<Vec<Held>>,
    /// Oldest first.
    pub(super) history: RwSignal<Vec<Made>>,
    pub(super) storage: RwSignal<Storage>,
    pub(super) face: RwSignal<Face>,
    /// What stands in the form; it outlives another look at the page.
    pub(super) draft: RwSignal<Draft>,
    /// What stands in the field for agreements from elsewhere.
    pub(super) pasted: RwSignal<String>,
    pub(super) removed: RwSignal<Option<Removed>>,
    /// Why the last change was not stored.
    pub(super) failed: RwSignal<Option<StoreError>>,
    /// How many stored records could not be read.
    pub(super) damaged: RwSignal<usize>,
    /// The agreement chosen for a page, by the page's identity.
    chosen: RwSignal<Option<(String, String)>>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// The last inspection whose result was kept, and that result's id.
    last: StoredValue<Option<(Weak<Session>, String)>>,
}

impl Desk {
    /// Opens the store and reads what is kept.
    pub(in crate::panel) fn start() -> Self {
        let desk = Self {
            agreements: RwSignal::default(),
            history: RwSignal::default(),
            storage: RwSignal::new(Storage::Opening),
            face: RwSignal::new(Face::Check),
            draft: RwSignal::new(Draft::of(None, Agreement::default())),
            pasted: RwSignal::default(),
            removed: RwSignal::new(None),
            failed: RwSignal::new(None),
            damaged: RwSignal::new(0),
            chosen: RwSignal::new(None),
            store: StoredValue::new_local(None),
            last: StoredValue::new(None),
        };
        spawn_local(async move {
            // A lost connection is told by the change that fails.
            let lost = move |lost| {
                if lost == Lost::Blocked {
                    desk.storage.set(Storage::Blocked);
                }
            };
            let opened = match Store::open(lost).await {
                Ok(store) => {
                    // Listened to first, then read: no change falls between.
                    store.on_change(move |part| desk.hear(part));
                    desk.store.set_value(Some(store));
                    desk.read().await
                }
                Err(error) => Err(error),
            };
            desk.storage.set(match opened {
                Ok(()) => Storage::Open,
                Err(error) => {
                    desk.store.set_value(None);
                    Storage::Nowhere(error)
                }
            });
        });
        desk
    }

    /// Another page of the extension has changed something.
    fn hear(self, part: Part) {
        if part != Part::Prospects {
            spawn_local(async move {
                if let Err(error) = self.read().await {
                    self.failed.set(Some(error));
                }
            });
        }
    }

    async fn read(self) -> Result<(), StoreError> {
        let Some(store) = self.store.get_value() else {
            return Ok(());
        };
        let agreements = store.all::<KeptAgreement>().await?;
        let checks = store.all::<KeptCheck>().await?;
        let stored = agreements.all.len() + checks.all.len();
        let damaged = agreements.damaged + checks.damaged;
        let mut agreements: Vec<Held> = agreements.all.into_iter().filter_map(Held::read).collect();
        let mut checks: Vec<Made> = checks.all.into_iter().filter_map(Made::read).collect();
        self.damaged
            .set(damaged + stored - agreements.len() - checks.len());
        agreements.sort_by_key(|held| std::cmp::Reverse(held.made));
        checks.sort_by_key(|made| made.at);
        self.history.set(checks);
        self.agreements.set(agreements);
        Ok(())
    }

    /// The agreement a page is checked against: the one chosen for it, else the newest about it.
    fn current(self, page: &Url) -> Option<Held> {
        let chosen = self.chosen.with(|chosen| {
            let (of, id) = chosen.as_ref()?;
            (*of == identity(page)).then(|| id.clone())
        });
        self.agreements.with(|all| {
            let by_choice = all.iter().find(|held| chosen.as_ref() == Some(&held.id));
            let about = || all.iter().find(|held| held.agreement.is_about(page));
            by_choice.or_else(about).cloned()
        })
    }

    /// The page against its agreement, anew with every change of either.
    pub(super) fn checked(self, model: Model, session: &Arc<Session>) -> Memo<Option<Checked>> {
        let session = Arc::clone(session);
        let page = Url::parse(&session.report.page.url).ok();
        Memo::new(move |_| {
            let held = self.current(page.as_ref()?)?;
            Some(judged(&session, held, model.sites.get()))
        })
    }

    /// Keeps each result, in a normal window: one for each inspection. One that says the same as the last, on the same
    /// day, only renews its time.
    pub(super) fn keep_results(
        self,
        model: Model,
        session: &Arc<Session>,
        checked: Memo<Option<Checked>>,
    ) {
        let inspection = Arc::downgrade(session);
        let address = session.report.page.url.clone();
        Effect::new(move |_| {
            let ready = self.storage.with(Storage::is_settled);
            // A hidden session's effects are gone with its view; this is the page in front.
            let current = model.session.with_untracked(|shown| {
                shown
                    .as_ref()
                    .is_some_and(|shown| shown.report.page.url == address)
            });
            let kept = ready && current && model.saves_by_itself();
            if let (true, Some(checked)) = (kept, checked.get()) {
                self.keep_result(&inspection, &checked);
            }
        });
    }

    fn keep_result(self, inspection: &Weak<Session>, checked: &Checked) {
        let mut made = Made::new(&checked.held.id, checked.check.clone());
        let last = self.earlier(&checked.held.id, &checked.check, None);
        let replaced = last.filter(|last| {
            let of_this =
                |(known, id): &(Weak<Session>, String)| known.ptr_eq(inspection) && *id == last.id;
            let same = last.check == made.check && clock::day(last.at) == clock::day(made.at);
            same || self
                .last
                .with_value(|kept| kept.as_ref().is_some_and(of_this))
        });
        if let Some(replaced) = replaced {
            made.id = replaced.id;
        }
        self.last
            .set_value(Some((Weak::clone(inspection), made.id.clone())));
        self.history.update(|all| {
            all.retain(|known| known.id != made.id);
            all.push(made.clone());
        });
        self.write(async move |store| store.put(&[made.to_keep()]).await);
    }

    /// The last check of this agreement and page, before this time if one is given.
    pub(super) fn earlier(self, of: &str, check: &Check, before: Option<Millis>) -> Option<Made> {
        let of_page = |made: &&Made| {
            made.of == of
                && same_page_written(&made.check.page.url, &check.page.url)
                && before.is_none_or(|before| made.at < before)
        };
        self.history
            .with_untracked(|all| all.iter().rfind(of_page).cloned())
    }

    /// Checks a page against this agreement from now on.
    pub(super) fn choose(self, page: &str, id: &str) {
        if let Ok(page) = Url::parse(page) {
            self.chosen.set(Some((identity(&page), id.to_owned())));
        }
        self.show(Face::Check);
    }

    /// Turns the tab to something else, and takes the keyboard there: what was pressed is gone.
    pub(super) fn show(self, face: Face) {
        self.face.set(face);
        request_animation_frame(|| focus("[data-part=check-tab] :is(h2, input)"));
    }

    /// Shows the form for an agreement.
    pub(super) fn edit(self, draft: Draft) {
        self.draft.set(draft);
        self.show(Face::Edit);
    }

    /// Keeps agreements, in place of those with their ids.
    pub(super) fn put(self, held: Vec<Held>, sites: &[Site]) {
        let kept: Vec<KeptAgreement> = held.iter().map(|held| held.to_keep(sites)).collect();
        self.agreements.update(|all| {
            for held in held {
                match all.iter_mut().find(|known| known.id == held.id) {
                    Some(known) => *known = held,
                    None => all.insert(0, held),
                }
            }
        });
        self.write(async move |store| store.put(&kept).await);
    }

    /// Deletes an agreement with its checks; [`Desk::undo`] brings both back.
    pub(super) fn remove(self, id: &str) {
        let found = self
            .agreements
            .with_untracked(|all| all.iter().find(|held| held.id == id).cloned());
        let Some(held) = found else { return };
        let checks: Vec<Made> = self
            .history
            .with_untracked(|all| all.iter().filter(|made| made.of == id).cloned().collect());
        let ids: Vec<String> = checks.iter().map(|made| made.id.clone()).collect();
        self.agreements
            .update(|all| all.retain(|held| held.id != id));
        self.history.update(|all| all.retain(|made| made.of != id));
        let id = [id.to_owned()];
        self.removed.set(Some(Removed { held, checks }));
        self.show(Face::Check);
        self.write(async move |store| {
            store.remove::<KeptAgreement>(&id).await?;
            store.remove::<KeptCheck>(&ids).await
        });
    }

    /// Brings back what was deleted last.
    pub(super) fn undo(self, sites: &[Site]) {
        let Some(Removed { held, checks }) = self.removed.get_untracked() else {
            return;
        };
        self.removed.set(None);
        let kept: Vec<KeptCheck> = checks.iter().map(Made::to_keep).collect();
        self.history.update(|all| {
            all.extend(checks);
            all.sort_by_key(|made| made.at);
        });
        self.put(vec![held], sites);
        self.write(async move |store| store.put(&kept).await);
    }

    /// Changes what is stored; where nothing can be, there is nothing to do.
    fn write(self, change: impl AsyncFnOnce(Store) -> Result<(), StoreError> + 'static) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        spawn_local(async move {
            self.failed.set(change(store).await.err());
        });
    }
}

/// Checks a page. Where no profile owns a target the page is read once more with one made of the
/// targets, so that mentions of that site are found, too.
fn judged(session: &Session, held: Held, mut sites: Vec<Site>) -> Checked {
    let site = super::kept::site_name(&held.agreement, &sites);
    let unknown = (!is_own(&held.agreement, &sites))
        .then(|| held.agreement.site())
        .flatten();
    let again = unknown.and_then(|site| {
        sites.push(site);
        inspect_in_time(&session.page, &Profiles::of(sites.clone())).ok()
    });
    let report = again.as_ref().unwrap_or(&session.report);
    Checked {
        check: check(report, &held.agreement, &sites),
        held,
        site,
        same_mentions: again.is_none(),
    }
}

impl Checked {
    /// What was agreed.
    pub(super) fn agreement(&self) -> &Agreement {
        &self.held.agreement
    }
}
