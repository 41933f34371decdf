//! What the tab knows: the agreements and checks that are saved, which agreement a page is checked
//! against, and what the tab shows.
//!
//! Where the browser gives no storage, everything works until the panel is closed.

use std::sync::Weak;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::check::{Agreement, Check};
use linkglance_core::contact::Contacts;
use linkglance_core::letter::{Language, Letter, Parties};
use linkglance_core::message::{Recipient, Writing};
use linkglance_core::prospect::{Millis, OpportunityKind};
use linkglance_core::url::{Url, identity, same_page_written};

use super::draft::Draft;
use super::kept::{Held, Made};
use super::session::Session;
use linkglance_browser::clock;
use linkglance_browser::prospect::{Addressee, addressees};
use linkglance_browser::store::{
    KeptAgreement, KeptCheck, KeptContact, KeptText, Lost, Part, Store, StoreError, contacts_of,
    template, writing,
};

/// Where agreements and checks are saved.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Storage {
    Opening,
    /// A page with an older Linkglance keeps it from being opened, until that page is closed.
    Blocked,
    Open,
    /// No data outlives the panel.
    Nowhere(StoreError),
}

impl Storage {
    /// Whether what is saved has been read, or never can be.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self, Self::Open | Self::Nowhere(_))
    }
}

/// What the tab shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Face {
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
pub(crate) struct Removed {
    pub(crate) held: Held,
    checks: Vec<Made>,
}

/// A page against a saved agreement.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Checked {
    pub(crate) held: Held,
    pub(crate) check: Check,
    /// The sender of letters about it.
    pub(crate) site: String,
    /// Whether mentions have the numbers they have in the panel's report: not where the page was
    /// read once more for a site the user has no profile of.
    pub(crate) same_mentions: bool,
}

/// The tab's state. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Newest first.
    pub(crate) agreements: RwSignal<Vec<Held>>,
    /// Oldest first.
    pub(crate) history: RwSignal<Vec<Made>>,
    pub(crate) storage: RwSignal<Storage>,
    pub(crate) face: RwSignal<Face>,
    /// Notifies when the tab was turned, also to the face it had.
    pub(crate) turned: RwSignal<()>,
    /// What is in the form; it outlives another look at the page.
    pub(crate) draft: RwSignal<Draft>,
    /// What is in the field for agreements from elsewhere.
    pub(crate) pasted: RwSignal<String>,
    pub(crate) removed: RwSignal<Option<Removed>>,
    /// Why the last change was not stored.
    pub(crate) failed: RwSignal<Option<StoreError>>,
    /// How many stored records could not be read.
    pub(crate) damaged: RwSignal<usize>,
    /// The templates the user has changed, and the name below messages.
    texts: RwSignal<Vec<KeptText>>,
    /// The people the user has entered or imported.
    contacts: RwSignal<Vec<KeptContact>>,
    /// The agreement chosen for a page, by the page's identity.
    chosen: RwSignal<Option<(String, String)>>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// How many changes were begun.
    writes: StoredValue<u32>,
    /// The last inspection whose result was saved, and that result's id.
    last: StoredValue<Option<(Weak<Session>, String)>>,
}

impl Desk {
    /// Nothing is read yet.
    pub(crate) fn new() -> Self {
        Self {
            agreements: RwSignal::default(),
            history: RwSignal::default(),
            storage: RwSignal::new(Storage::Opening),
            face: RwSignal::new(Face::Check),
            turned: RwSignal::new(()),
            draft: RwSignal::new(Draft::of(None, Agreement::default())),
            pasted: RwSignal::default(),
            removed: RwSignal::new(None),
            failed: RwSignal::new(None),
            damaged: RwSignal::new(0),
            texts: RwSignal::default(),
            contacts: RwSignal::default(),
            chosen: RwSignal::new(None),
            store: StoredValue::new_local(None),
            writes: StoredValue::new(0),
            last: StoredValue::new(None),
        }
    }

    /// Opens the store and reads what is saved.
    pub(crate) fn open(self) {
        spawn_local(async move {
            // A lost connection is reported by the change that fails.
            let lost = move |lost| {
                if lost == Lost::Blocked {
                    self.storage.set(Storage::Blocked);
                }
            };
            let opened = match Store::open(lost).await {
                Ok(store) => {
                    // Listened to first, then read: no change falls between.
                    store.on_change(move |part| self.hear(part));
                    self.store.set_value(Some(store));
                    self.read().await
                }
                Err(error) => Err(error),
            };
            self.storage.set(match opened {
                Ok(()) => Storage::Open,
                Err(error) => {
                    self.store.set_value(None);
                    Storage::Nowhere(error)
                }
            });
        });
    }

    /// Another page of the extension has changed something.
    fn hear(self, part: Part) {
        if matches!(part, Part::Records | Part::Everything) {
            spawn_local(async move {
                if let Err(error) = self.read().await {
                    self.failed.set(Some(error));
                }
            });
        }
    }

    /// Reads all that is saved. What was changed here meanwhile may not be in it: then it is read again.
    async fn read(self) -> Result<(), StoreError> {
        let Some(store) = self.store.get_value() else {
            return Ok(());
        };
        // Before the agreements: their letters are written from these.
        self.texts.set(store.all::<KeptText>().await?.all);
        self.contacts.set(store.all::<KeptContact>().await?.all);
        let (agreements, checks) = loop {
            let writes = self.writes.get_value();
            let agreements = store.all::<KeptAgreement>().await?;
            let checks = store.all::<KeptCheck>().await?;
            if self.writes.get_value() == writes {
                break (agreements, checks);
            }
        };
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
    pub(crate) fn current(self, page: &Url) -> Option<Held> {
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

    /// The letter that asks for what a check found failed, by the user's template: in the language nearest
    /// to the page's, or in the one given; `to` is one of the user's own contacts. `None` if no point failed.
    pub(crate) fn letter(
        self,
        check: &Check,
        parties: &Parties,
        to: Option<Recipient>,
        language: Option<Language>,
    ) -> Option<Letter> {
        let nearest = || Language::nearest(check.page.language.as_deref());
        let language = language.unwrap_or_else(nearest);
        self.texts.with_untracked(|texts| {
            let mut parties = parties.clone();
            let writing = Writing {
                to,
                ..writing(texts, &parties.site)
            };
            writing.enter(&mut parties);
            template(texts, OpportunityKind::BrokenAgreement, language).letter(check, &parties)
        })
    }

    pub(crate) fn keep_result(self, inspection: &Weak<Session>, checked: &Checked) {
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
    pub(crate) fn earlier(self, of: &str, check: &Check, before: Option<Millis>) -> Option<Made> {
        let of_page = |made: &&Made| {
            made.of == of
                && same_page_written(&made.check.page.url, &check.page.url)
                && before.is_none_or(|before| made.at < before)
        };
        self.history
            .with_untracked(|all| all.iter().rfind(of_page).cloned())
    }

    /// The open store; `None` where there is none.
    pub(crate) fn store(self) -> Option<Store> {
        self.store.get_value()
    }

    /// The user's own contacts at a page's domain.
    pub(crate) fn contacts_of(self, page: &str) -> Vec<KeptContact> {
        self.contacts.with(|all| contacts_of(all, page))
    }

    /// Whom a message about a page can go to: the user's own contacts, then those the page shows, first
    /// of them the one that a letter greets.
    pub(crate) fn addressees(
        self,
        page: &str,
        contacts: &Contacts,
        parties: &Parties,
    ) -> Vec<Addressee> {
        let seen = contacts.emails.iter().filter(|email| !email.origin.hidden);
        let mut seen: Vec<&str> = seen.map(|email| email.address.as_str()).collect();
        seen.sort_by_key(|address| parties.to.as_deref() != Some(*address));
        self.contacts.with(|own| addressees(own, page, seen))
    }

    /// The templates the user has changed, and the name below messages.
    pub(crate) fn texts(self) -> Vec<KeptText> {
        self.texts.get_untracked()
    }

    /// Checks a page against this agreement from now on.
    pub(crate) fn choose(self, page: &str, id: &str) {
        if let Ok(page) = Url::parse(page) {
            self.chosen.set(Some((identity(&page), id.to_owned())));
        }
        self.show(Face::Check);
    }

    /// Turns the tab to something else.
    pub(crate) fn show(self, face: Face) {
        self.face.set(face);
        self.turned.set(());
    }

    /// Shows the form for an agreement.
    pub(crate) fn edit(self, draft: Draft) {
        self.draft.set(draft);
        self.show(Face::Edit);
    }

    /// Saves agreements, in place of those with their ids.
    pub(crate) fn put(self, held: Vec<Held>, sites: &[Site]) {
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
    pub(crate) fn remove(self, id: &str) {
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
    pub(crate) fn undo(self, sites: &[Site]) {
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

    /// Changes what is stored; does nothing where there is no storage.
    fn write(self, change: impl AsyncFnOnce(Store) -> Result<(), StoreError> + 'static) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        self.writes
            .update_value(|writes| *writes = writes.wrapping_add(1));
        spawn_local(async move {
            self.failed.set(change(store).await.err());
        });
    }
}

impl Checked {
    /// What was agreed.
    pub(crate) fn agreement(&self) -> &Agreement {
        &self.held.agreement
    }
}
