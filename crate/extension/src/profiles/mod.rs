//! The user's site profiles: each an item of its own in the storage, so that two open pages that
//! change different profiles never overwrite each other's.

mod list;

use std::collections::HashMap;

use linkglance_core::Site;

use crate::browser::{self, BrowserError};
use crate::storage::{self, Kept};

pub(crate) use list::ProfileList;

/// Each profile is kept under this and its id.
const PREFIX: &str = "site.";

/// The ids of the profiles in the person's order. A profile it does not name stands at the end,
/// so a profile is never lost with it.
const ORDER: &str = "siteOrder";

/// Where all profiles were once kept, as one list.
const OLD_LIST: &str = "sites";

/// A profile and the id it is kept under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Profile {
    pub(crate) id: String,
    pub(crate) site: Site,
    /// Whether it is too large to be carried to the person's other computers.
    pub(crate) here_only: bool,
}

impl Profile {
    /// A profile that is not kept yet.
    pub(crate) fn new(site: Site) -> Self {
        Self {
            id: browser::unique_id(),
            site,
            here_only: false,
        }
    }

    /// Keeps the profile as it is now.
    pub(crate) async fn save(&mut self) -> Result<(), BrowserError> {
        let kept = storage::save(&format!("{PREFIX}{}", self.id), &self.site).await?;
        self.here_only = kept == Kept::HereOnly;
        Ok(())
    }

    /// Forgets the profile.
    pub(crate) async fn remove(&self) -> Result<(), BrowserError> {
        storage::remove(&format!("{PREFIX}{}", self.id)).await
    }
}

/// The profiles in the person's order.
pub(crate) async fn load() -> Result<Vec<Profile>, BrowserError> {
    take_over_old_list().await?;
    let order: Vec<String> = storage::load(ORDER).await?.unwrap_or_default();
    let profiles = storage::load_all(PREFIX).await?;
    let profiles = profiles.into_iter().map(|(id, site, kept)| Profile {
        id,
        site,
        here_only: kept == Kept::HereOnly,
    });
    Ok(in_order(profiles.collect(), &order))
}

/// Keeps the order of the profiles.
pub(crate) async fn save_order(profiles: &[Profile]) -> Result<(), BrowserError> {
    let ids: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
    storage::save(ORDER, &ids).await.map(drop)
}

/// Puts profiles in the place of all there are. The old ones go only when all new ones are kept.
pub(crate) async fn replace_all(sites: Vec<Site>) -> Result<(), BrowserError> {
    let old = load().await?;
    let mut new: Vec<Profile> = sites.into_iter().map(Profile::new).collect();
    for profile in &mut new {
        profile.save().await?;
    }
    save_order(&new).await?;
    for profile in old {
        profile.remove().await?;
    }
    Ok(())
}

/// Calls back when a profile or their order was changed, by whichever page.
pub(crate) fn on_change(callback: impl Fn() + 'static) {
    browser::on_stored(move |keys| {
        let ours = |key: &String| key.starts_with(PREFIX) || key == ORDER || key == OLD_LIST;
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

/// Profiles kept as one list become items of their own. Their ids are their places in the list, so
/// that two pages doing this at once do the same.
async fn take_over_old_list() -> Result<(), BrowserError> {
    let Some(sites) = storage::load::<Vec<Site>>(OLD_LIST).await? else {
        return Ok(());
    };
    for (place, site) in sites.into_iter().enumerate() {
        let mut profile = Profile {
            id: format!("{place:03}"),
            site,
            here_only: false,
        };
        profile.save().await?;
    }
    storage::remove(OLD_LIST).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(id: &str) -> Profile {
        Profile {
            id: id.to_owned(),
            site: Site::default(),
            here_only: false,
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
}
