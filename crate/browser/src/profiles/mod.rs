//! The user's site profiles: each an item of its own in the storage, so that two open pages that
//! change different profiles never overwrite each other's.
//!
//! Where the browser syncs, profiles go to the user's other devices, but not all of them does: the
//! pages and competitors of a profile are a part that stays on the device they were entered on, and a
//! profile may stay there as a whole.

mod damaged;
mod list;
mod notice;
mod part;

use std::collections::{BTreeMap, HashMap};

use linkglance_core::Site;

use crate::api::{self, BrowserError};
use crate::storage::{self, Item, Kept};

pub use damaged::Damaged;
pub use list::ProfileList;
pub use notice::DamagedNotice;

use part::LocalPart;

/// Each profile is saved under this and its id.
const PREFIX: &str = "site.";

/// Most pages of one profile. Every inspection compares links with all of them.
pub const MAX_PAGES: usize = 2_000;

/// The ids of the profiles in the user's order. A profile it does not name comes last,
/// so a profile is never lost with it, nor with an order that can't be read.
const ORDER: &str = "siteOrder";

/// A profile and the id it is saved under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// Its name in the storage, made once at random.
    pub id: String,
    /// What the user has said of the site.
    pub site: Site,
    /// Where it is stored.
    pub kept: Kept,
    /// Whether the user wants it on this device only.
    pub here_only: bool,
    /// Where its pages and competitors are.
    pub part: Part,
}

/// Where the pages and competitors of a profile are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Nowhere: it never had any.
    None,
    /// On this device, and perhaps on others.
    Here,
    /// On another device; this one has none.
    Elsewhere,
}

impl Profile {
    /// A profile that is not saved yet.
    pub fn new(site: Site) -> Self {
        Self {
            id: api::unique_id(),
            site,
            kept: Kept::Synced,
            here_only: false,
            part: Part::None,
        }
    }

    fn key(&self) -> String {
        format!("{PREFIX}{}", self.id)
    }

    /// Saves the profile as it is now.
    pub async fn save(&mut self) -> Result<(), BrowserError> {
        let key = self.key();
        if self.here_only {
            let mark = part::mark_key(&self.id);
            self.kept = storage::save_here_only(&key, &self.site, &[&mark]).await?;
            return part::forget(&self.id).await;
        }
        let (site, own) = LocalPart::split(self.site.clone());
        if self.part == Part::Here || !own.is_empty() {
            // What stays here first: were it last, an error between would lose it.
            own.save(&self.id).await?;
            self.part = Part::Here;
        }
        self.kept = storage::save(&key, &site).await?;
        Ok(())
    }

    /// Forgets the profile.
    pub async fn remove(&self) -> Result<(), BrowserError> {
        let keys = [self.key(), part::key(&self.id), part::mark_key(&self.id)];
        storage::remove(&keys.each_ref().map(String::as_str)).await
    }
}

/// What is stored of profiles.
pub struct Loaded {
    /// Those that can be read, in the user's order.
    pub profiles: Vec<Profile>,
    /// What can't be read.
    pub damaged: Vec<Damaged>,
}

/// The profiles that are stored.
pub async fn load() -> Result<Loaded, BrowserError> {
    let mut damaged = Vec::new();
    let items = storage::load_all().await?;
    let order: Vec<String> = items
        .get(ORDER)
        .and_then(|order| api::from_stored(&order.value).ok())
        .unwrap_or_default();
    let mut profiles = Vec::new();
    for (key, item) in &items {
        let Some(id) = key.strip_prefix(PREFIX) else {
            continue;
        };
        match api::from_stored(&item.value) {
            Ok(site) => profiles.push(whole(id, site, item, &items, &mut damaged)),
            Err(error) => damaged.push(Damaged::new(key.clone(), &item.value, &error)),
        }
    }
    damaged.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(Loaded {
        profiles: in_order(profiles, &order),
        damaged,
    })
}

/// A profile with the part of it that stays on this device.
fn whole(
    id: &str,
    mut site: Site,
    item: &Item,
    items: &BTreeMap<String, Item>,
    damaged: &mut Vec<Damaged>,
) -> Profile {
    let mut part = if items.contains_key(&part::mark_key(id)) {
        Part::Elsewhere
    } else {
        Part::None
    };
    let key = part::key(id);
    if item.by_choice {
        part = Part::Here;
    } else if let Some(own) = items.get(&key) {
        match api::from_stored::<LocalPart>(&own.value) {
            Ok(own) => {
                own.join(&mut site);
                part = Part::Here;
            }
            Err(error) => damaged.push(Damaged::new(key, &own.value, &error)),
        }
    }
    Profile {
        id: id.to_owned(),
        site,
        kept: item.kept,
        here_only: item.by_choice,
        part,
    }
}

/// Saves the order of the profiles.
pub async fn save_order(profiles: &[Profile]) -> Result<(), BrowserError> {
    let ids: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
    storage::save(ORDER, &ids).await.map(drop)
}

/// Puts the profiles of a file in the place of all that can be read ([`replace`]). What was on this device
/// only stays so: no data is synced that was not synced before.
pub async fn replace_all(sites: Vec<Site>) -> Result<(), BrowserError> {
    let old = load().await?.profiles;
    let same = |one: &Site, other: &Site| one.domains == other.domains;
    let stays = |site: &Site| old.iter().any(|old| old.here_only && same(&old.site, site));
    let new = sites.into_iter().map(|site| {
        let here_only = stays(&site);
        (site, here_only)
    });
    replace(new.collect()).await
}

/// Puts profiles in the place of all that can be read: sites, each with whether it stays on this device. Where
/// the browser refuses something, what was there is put back.
pub async fn replace(new: Vec<(Site, bool)>) -> Result<(), BrowserError> {
    let old = load().await?.profiles;
    let Err(error) = put(&old, with_known_ids(&old, new)).await else {
        return Ok(());
    };
    let half = load().await?.profiles;
    // What is told is why there was something to put back.
    let _ = put(&half, old).await;
    Err(error)
}

/// Saves what is not stored so already; the old ones go when all new ones are saved.
async fn put(old: &[Profile], mut new: Vec<Profile>) -> Result<(), BrowserError> {
    let is_stored = |new: &Profile| {
        let mut known = old.iter().filter(|old| old.id == new.id);
        known.any(|old| old.site == new.site && old.here_only == new.here_only)
    };
    for profile in new.iter_mut().filter(|new| !is_stored(new)) {
        profile.save().await?;
    }
    save_order(&new).await?;
    for gone in old
        .iter()
        .filter(|old| new.iter().all(|new| new.id != old.id))
    {
        gone.remove().await?;
    }
    Ok(())
}

/// Profiles of sites. One that is known, by its name or else by its domains, stays the profile it is: by the
/// id, other devices know what they have of it.
fn with_known_ids(old: &[Profile], new: Vec<(Site, bool)>) -> Vec<Profile> {
    let mut free: Vec<&Profile> = old.iter().collect();
    let mut take = |is: &dyn Fn(&Site) -> bool| {
        let at = free.iter().position(|old| is(&old.site))?;
        Some(free.remove(at))
    };
    let by_name = new
        .iter()
        .map(|(site, _)| take(&|old| old.name == site.name));
    let by_name: Vec<Option<&Profile>> = by_name.collect();
    let all = new
        .into_iter()
        .zip(by_name)
        .map(|((site, here_only), known)| {
            let known = known.or_else(|| take(&|old| old.domains == site.domains));
            let profile = match known {
                Some(known) => Profile {
                    site,
                    ..known.clone()
                },
                None => Profile::new(site),
            };
            Profile {
                here_only,
                ..profile
            }
        });
    all.collect()
}

/// Calls back when a profile or their order was changed, by whichever page.
pub fn on_change(callback: impl Fn() + 'static) {
    api::on_stored(move |keys| {
        let ours = |key: &String| key.starts_with(PREFIX) || part::is_key(key) || key == ORDER;
        if keys.iter().any(ours) {
            callback();
        }
    });
}

fn in_order(mut profiles: Vec<Profile>, order: &[String]) -> Vec<Profile> {
    let places: HashMap<&str, usize> = order
        .iter()
        .enumerate()
        .map(|(place, id)| (id.as_str(), place))
        .collect();
    let place = |profile: &Profile| places.get(profile.id.as_str()).copied();
    profiles.sort_by(|a, b| {
        let key = |profile| (place(profile).unwrap_or(usize::MAX), &profile.id);
        key(a).cmp(&key(b))
    });
    profiles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(id: &str) -> Profile {
        Profile {
            id: id.to_owned(),
            site: Site::default(),
            kept: Kept::Synced,
            here_only: false,
            part: Part::None,
        }
    }

    #[test]
    fn profiles_the_order_does_not_name_stand_at_the_end() {
        let order = ["b", "gone", "a"].map(str::to_owned);
        let sorted = in_order(
            vec![profile("z"), profile("a"), profile("c"), profile("b")],
            &order,
        );
        let ids: Vec<&str> = sorted.iter().map(|profile| profile.id.as_str()).collect();
        assert_eq!(ids, ["b", "a", "c", "z"]);
    }

    #[test]
    fn a_profile_that_is_known_keeps_its_id() {
        let site = |name: &str, domain: &str| Site {
            name: name.to_owned(),
            domains: vec![domain.to_owned()],
            ..Site::default()
        };
        let known = |id: &str, site| Profile {
            site,
            part: Part::Elsewhere,
            ..profile(id)
        };
        let old = [
            known("a", site("Tea", "tea.example")),
            known("b", site("Pots", "pots.example")),
            known("c", site("Cups", "cups.example")),
        ];
        let new = vec![
            (site("Mugs", "cups.example"), false),
            (site("Tea", "new.example"), true),
            (site("Pots", "tea.example"), false),
        ];
        let put = with_known_ids(&old, new);
        let [mugs, tea, pots] = put.as_slice() else {
            panic!("three");
        };
        assert_eq!((mugs.id.as_str(), mugs.part), ("c", Part::Elsewhere));
        assert_eq!((tea.id.as_str(), tea.here_only), ("a", true));
        // The name comes before the domain.
        assert_eq!(pots.id, "b");
    }
}
