//! One backup for everything the user would miss: what the database holds, the site profiles and the
//! settings. Written whole, checked whole, put back whole.

mod cut;
mod file;

use linkglance_core::Site;
use serde::{Deserialize, Serialize};

use crate::api::BrowserError;
use crate::profiles::{self, Profile};
use crate::settings::Settings;
use crate::store::{Replaced, Snapshot, Store, StoreError};

pub use cut::cut_texts;
pub use file::NoBackup;

/// Everything; or, of profiles and settings, what is left alone.
#[derive(Clone, Debug)]
pub struct Backup {
    /// All that the database holds.
    pub records: Snapshot,
    /// `None` leaves the settings as they are.
    pub settings: Option<Settings>,
    /// `None` leaves the profiles as they are.
    pub profiles: Option<Vec<SavedProfile>>,
}

/// A site profile of a backup.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedProfile {
    site: Site,
    /// Whether it is not to go to the user's other devices.
    #[serde(default)]
    here_only: bool,
}

/// What was there, and what was put in its place.
#[derive(Clone, Debug)]
struct Swap<T> {
    before: T,
    after: T,
}

/// A backup that was restored, with what takes that back.
#[derive(Clone, Debug)]
pub struct Restored {
    records: Replaced,
    settings: Option<Swap<Settings>>,
    profiles: Option<Swap<Vec<SavedProfile>>>,
}

impl Backup {
    /// Everything as it is now, and how many profiles can't be read and are left out.
    pub async fn of_now(store: &Store) -> Result<(Self, usize), StoreError> {
        let loaded = profiles::load().await?;
        let profiles = loaded.profiles.iter().map(SavedProfile::of);
        let backup = Self {
            records: store.snapshot().await?,
            settings: Some(settings().await),
            profiles: Some(profiles.collect()),
        };
        Ok((backup, loaded.damaged.len()))
    }

    /// An empty database beside the profiles and settings that are there.
    pub fn without_records() -> Self {
        Self {
            records: Snapshot::empty(),
            settings: None,
            profiles: None,
        }
    }

    /// Puts this in the place of what is stored. Where the browser refuses the profiles or settings,
    /// the records are put back as well.
    pub async fn restore(self, store: &Store) -> Result<Restored, StoreError> {
        let settings = match self.settings {
            Some(after) => {
                let before = settings().await;
                let after = Settings {
                    // The language stays this device's own: with another, the page would be loaded
                    // again, and what takes the restoring back would be gone.
                    language: before.language.clone(),
                    ..after
                };
                Some(Swap { before, after })
            }
            None => None,
        };
        let profiles = match self.profiles {
            Some(after) => Some(Swap {
                before: saved_profiles().await?,
                after,
            }),
            None => None,
        };
        let records = store.replace(&self.records).await?;
        let restored = Restored {
            records,
            settings,
            profiles,
        };
        if let Err(error) = restored.save_others().await {
            store.put_back(&restored.records).await?;
            return Err(error.into());
        }
        Ok(restored)
    }
}

impl Restored {
    async fn save_others(&self) -> Result<(), BrowserError> {
        if let Some(profiles) = &self.profiles {
            replace_profiles(&profiles.after).await?;
        }
        if let Some(settings) = &self.settings {
            settings.after.save().await?;
        }
        Ok(())
    }

    /// Brings back what was there before; what came or was changed since stays. Gives how many
    /// records of the database that are.
    pub async fn take_back(&self, store: &Store) -> Result<usize, StoreError> {
        let since = store.put_back(&self.records).await?;
        if let Some(Swap { before, after }) = &self.profiles {
            let now = saved_profiles().await?;
            let merged = merged(before, after, &now);
            if merged != now {
                replace_profiles(&merged).await?;
            }
        }
        if let Some(Swap { before, after }) = &self.settings
            && settings().await == *after
        {
            before.save().await?;
        }
        Ok(since)
    }
}

/// The settings; damaged ones give way to the usual ones, as everywhere.
async fn settings() -> Settings {
    Settings::load().await.unwrap_or_default()
}

impl SavedProfile {
    fn of(profile: &Profile) -> Self {
        Self {
            site: profile.site.clone(),
            here_only: profile.here_only,
        }
    }
}

async fn saved_profiles() -> Result<Vec<SavedProfile>, BrowserError> {
    let profiles = profiles::load().await?.profiles;
    Ok(profiles.iter().map(SavedProfile::of).collect())
}

async fn replace_profiles(saved: &[SavedProfile]) -> Result<(), BrowserError> {
    let all = saved
        .iter()
        .map(|saved| (saved.site.clone(), saved.here_only));
    profiles::replace(all.collect()).await
}

/// The profiles there were before, with those of `now` that are not as `after` had them: they came or
/// were changed since. Records know a profile by its name.
fn merged(
    before: &[SavedProfile],
    after: &[SavedProfile],
    now: &[SavedProfile],
) -> Vec<SavedProfile> {
    let is_same = |one: &SavedProfile, other: &SavedProfile| one.site.name == other.site.name;
    let since: Vec<_> = now.iter().filter(|now| !after.contains(now)).collect();
    let changed = |before: &SavedProfile| since.iter().copied().find(|now| is_same(now, before));
    let new = since
        .iter()
        .copied()
        .filter(|now| !before.iter().any(|before| is_same(now, before)));
    let before = before
        .iter()
        .map(|before| changed(before).unwrap_or(before));
    before.chain(new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, domain: &str) -> SavedProfile {
        let site = Site {
            name: name.into(),
            domains: vec![domain.into()],
            ..Site::default()
        };
        SavedProfile {
            site,
            here_only: false,
        }
    }

    #[test]
    fn profiles_come_back_and_those_changed_since_stay() {
        let before = [site("A", "a.example"), site("B", "b.example")];
        let after = [site("B", "old.example"), site("C", "c.example")];
        assert_eq!(merged(&before, &after, &after), before);
        let now = [
            site("B", "changed.example"),
            site("C", "c.example"),
            site("D", "d.example"),
        ];
        let expected = [
            site("A", "a.example"),
            site("B", "changed.example"),
            site("D", "d.example"),
        ];
        assert_eq!(merged(&before, &after, &now), expected);
    }
}
