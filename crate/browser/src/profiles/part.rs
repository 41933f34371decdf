//! The part of a profile that the browser's sync is not given: its pages and competitors, which say most
//! of what the user is working on and are many, and the name of whoever writes for it. A mark in the
//! synchronised storage tells other devices that there is such a part.

use linkglance_core::Site;
use serde::{Deserialize, Serialize};

use crate::api::BrowserError;
use crate::storage;

/// The part is saved on this device under this and the profile's id.
const PREFIX: &str = "sitePart.";

/// The mark, under this and the profile's id.
const MARK_PREFIX: &str = "siteHasPart.";

/// What stays on this device.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LocalPart {
    pages: Vec<String>,
    competitors: Vec<String>,
    /// A person's name.
    sender: String,
}

impl LocalPart {
    /// The profile as it may be synchronised, and what stays here.
    pub(super) fn split(mut site: Site) -> (Site, Self) {
        let part = Self {
            pages: std::mem::take(&mut site.pages),
            competitors: std::mem::take(&mut site.competitors),
            sender: std::mem::take(&mut site.sender),
        };
        (site, part)
    }

    /// Makes a profile whole again.
    pub(super) fn join(self, site: &mut Site) {
        site.pages = self.pages;
        site.competitors = self.competitors;
        site.sender = self.sender;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.competitors.is_empty() && self.sender.is_empty()
    }

    /// Saves the part, and marks that there is one.
    pub(super) async fn save(&self, id: &str) -> Result<(), BrowserError> {
        self.save_here(id).await?;
        let mark = mark_key(id);
        if !self.is_empty() && storage::load::<bool>(&mark).await? != Some(true) {
            storage::save(&mark, &true).await?;
        }
        Ok(())
    }

    /// Saves the part where other devices know of it already, or are not to.
    pub(super) async fn save_here(&self, id: &str) -> Result<(), BrowserError> {
        storage::save_here(&key(id), self).await
    }
}

/// Where a profile's part is saved.
pub(super) fn key(id: &str) -> String {
    format!("{PREFIX}{id}")
}

/// Where it is marked that a profile has such a part.
pub(super) fn mark_key(id: &str) -> String {
    format!("{MARK_PREFIX}{id}")
}

/// Whether a change under this key is one of such a part.
pub(super) fn is_key(key: &str) -> bool {
    key.starts_with(PREFIX) || key.starts_with(MARK_PREFIX)
}

/// Removes the part of a profile that is saved here as a whole.
pub(super) async fn forget(id: &str) -> Result<(), BrowserError> {
    storage::remove_here(&key(id)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_that_is_split_and_joined_is_the_same() {
        let site = Site {
            pages: vec!["https://acme.com/tea".into()],
            competitors: vec!["rival.example".into()],
            keywords: vec!["tea".into()],
            sender: "Ann Leaf".into(),
            ..Site::from_domain("acme.com").unwrap()
        };
        let (mut synced, part) = LocalPart::split(site.clone());
        assert!(synced.sender.is_empty());
        assert!(synced.pages.is_empty() && synced.competitors.is_empty() && !part.is_empty());
        part.join(&mut synced);
        assert_eq!(synced, site);
    }
}
