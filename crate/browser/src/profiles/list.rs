//! The profiles as a page shows and changes them: saved at once, and renewed when another page has
//! changed them.

use std::future::Future;

use leptos::prelude::*;
use linkglance_core::Site;
use wasm_bindgen_futures::spawn_local;

use super::{Damaged, Loaded, Profile, load, on_change, save_order};
use crate::api::BrowserError;
use crate::storage;

/// The profiles of a page. Copies share them.
#[derive(Clone, Copy)]
pub struct ProfileList {
    /// All profiles that can be read, in the user's order.
    pub all: RwSignal<Vec<Profile>>,
    /// The profiles' sites.
    pub sites: Memo<Vec<Site>>,
    /// What is stored and can't be read; no change of the others touches it.
    pub damaged: RwSignal<Vec<Damaged>>,
    /// Why the last change could not be saved.
    pub error: RwSignal<Option<String>>,
    /// Changes that are still being saved: what the storage holds meanwhile is out of date.
    pub unfinished: RwSignal<usize>,
}

impl ProfileList {
    /// No profiles yet; [`Self::start`] reads them. It makes signals, which belong to the page.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let all = RwSignal::new(Vec::<Profile>::new());
        Self {
            all,
            sites: Memo::new(move |_| {
                let all = all.read();
                all.iter().map(|profile| profile.site.clone()).collect()
            }),
            damaged: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
            unfinished: RwSignal::new(0),
        }
    }

    /// Reads the profiles, and again whenever another page changes them.
    pub async fn start(self) -> Result<(), BrowserError> {
        // Listened to first, then read: no change falls between.
        on_change(move || self.renew());
        self.show(load().await?);
        // What the browser refused when an earlier page was open. No code waits for it.
        spawn_local(async { drop(storage::retry().await) });
        Ok(())
    }

    /// One of the profiles as it is now, or as it last was once it is removed.
    pub fn watch(self, profile: Profile) -> Memo<Profile> {
        Memo::new(move |_| {
            let all = self.all.read();
            let known = all.iter().find(|known| known.id == profile.id);
            known.unwrap_or(&profile).clone()
        })
    }

    /// Adds a profile at the end.
    pub fn add(self, site: Site) {
        let end = self.all.with_untracked(Vec::len);
        self.insert(end, Profile::new(site));
    }

    /// Puts a profile at a place.
    pub fn insert(self, place: usize, profile: Profile) {
        let mut kept = profile.clone();
        self.all
            .update(|all| all.insert(place.min(all.len()), profile));
        let all = self.all.get_untracked();
        self.keep(async move {
            // Its place first: another page then meets it where it belongs, at no moment elsewhere.
            save_order(&all).await?;
            kept.save().await
        });
    }

    /// The profile of a site, by its name.
    pub fn of_site(self, name: &str) -> Option<Profile> {
        self.all
            .with_untracked(|all| all.iter().find(|known| known.site.name == name).cloned())
    }

    /// Changes a profile.
    pub fn update(self, id: &str, site: Site) {
        self.change(id, |profile| profile.site = site);
    }

    /// Changes the pages of a profile, and gives whether that made a difference, once it is saved. It makes
    /// none where the profile is gone.
    ///
    /// # Errors
    /// It can't be saved.
    pub async fn change_pages(
        self,
        id: &str,
        change: impl FnOnce(&mut Vec<String>),
    ) -> Result<bool, BrowserError> {
        let mut differs = false;
        let changed = self.changed(id, |profile| {
            let before = profile.site.pages.clone();
            change(&mut profile.site.pages);
            differs = profile.site.pages != before;
        });
        let Some(mut profile) = changed.filter(|_| differs) else {
            return Ok(false);
        };
        self.saving(async move { profile.save().await }).await?;
        Ok(true)
    }

    /// Takes domains out of a profile's competitors.
    pub fn remove_competitors(self, id: &str, domains: &[String]) {
        self.change(id, |profile| {
            let competitors = &mut profile.site.competitors;
            competitors.retain(|domain| !domains.contains(domain));
        });
    }

    /// Has a profile stay on this device only, or no longer.
    pub fn set_here_only(self, id: &str, here_only: bool) {
        self.change(id, |profile| profile.here_only = here_only);
    }

    fn change(self, id: &str, change: impl FnOnce(&mut Profile)) {
        if let Some(mut profile) = self.changed(id, change) {
            self.keep(async move { profile.save().await });
        }
    }

    /// Changes a profile as it is shown, and gives it to be saved.
    fn changed(self, id: &str, change: impl FnOnce(&mut Profile)) -> Option<Profile> {
        let mut changed = None;
        self.all.update(|all| {
            if let Some(profile) = all.iter_mut().find(|profile| profile.id == id) {
                change(profile);
                changed = Some(profile.clone());
            }
        });
        changed
    }

    /// Removes a profile and gives it back, with its place, so that it can be put back.
    pub fn remove(self, id: &str) -> Option<(usize, Profile)> {
        let place = |all: &Vec<Profile>| all.iter().position(|profile| profile.id == id);
        let place = self.all.with_untracked(place)?;
        let profile = self.all.try_update(|all| all.remove(place))?;
        let removed = profile.clone();
        self.keep(async move { removed.remove().await });
        Some((place, profile))
    }

    /// Swaps two neighbours.
    pub fn swap(self, a: usize, b: usize) {
        if a.max(b) >= self.all.with_untracked(Vec::len) {
            return;
        }
        self.all.update(|all| all.swap(a, b));
        let all = self.all.get_untracked();
        self.keep(async move { save_order(&all).await });
    }

    /// Removes what can't be read, for good.
    pub fn remove_damaged(self, key: String) {
        self.damaged
            .update(|all| all.retain(|damaged| damaged.key != key));
        self.keep(async move { storage::remove(&[&key]).await });
    }

    fn keep(self, work: impl Future<Output = Result<(), BrowserError>> + 'static) {
        let saving = self.saving(work);
        // Why it could not be saved is shown from `error`.
        spawn_local(async move { drop(saving.await) });
    }

    /// Saves a change that is shown already. It counts as unfinished from the call on.
    fn saving(
        self,
        work: impl Future<Output = Result<(), BrowserError>>,
    ) -> impl Future<Output = Result<(), BrowserError>> {
        self.unfinished.update(|count| *count += 1);
        async move {
            let saved = work.await;
            let error = saved.as_ref().err().map(ToString::to_string);
            self.error.set(error);
            self.unfinished.update(|count| *count -= 1);
            self.renew();
            saved
        }
    }

    fn renew(self) {
        spawn_local(async move {
            let loaded = load().await;
            if self.unfinished.get_untracked() > 0 {
                return;
            }
            match loaded {
                Ok(loaded) => self.show(loaded),
                Err(error) => self.error.set(Some(error.to_string())),
            }
        });
    }

    /// Takes over what is stored, where it is news.
    fn show(self, loaded: Loaded) {
        if self.all.with_untracked(|known| *known != loaded.profiles) {
            self.all.set(loaded.profiles);
        }
        if self
            .damaged
            .with_untracked(|known| *known != loaded.damaged)
        {
            self.damaged.set(loaded.damaged);
        }
    }
}
