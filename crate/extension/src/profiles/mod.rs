//! The user's site profiles: each an item of its own in the storage, so that two open pages that
//! change different profiles never overwrite each other's.

mod damaged;
mod list;
mod notice;

use std::collections::HashMap;

use js_sys::Array;
use linkglance_core::Site;
use wasm_bindgen::JsValue;

use crate::browser::{self, BrowserError};
use crate::storage::{self, Item, Kept};

pub(crate) use damaged::Damaged;
pub(crate) use list::ProfileList;
pub(crate) use notice::DamagedNotice;

/// Each profile is kept under this and its id.
const PREFIX: &str = "site.";

/// The ids of the profiles in the person's order. A profile it does not name stands at the end,
/// so a profile is never lost with it, nor with an order that can't be read.
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

/// What is stored of profiles.
pub(crate) struct Loaded {
    /// Those that can be read, in the person's order.
    pub(crate) profiles: Vec<Profile>,
    /// What can't be read.
    pub(crate) damaged: Vec<Damaged>,
}

/// The profiles that are stored.
pub(crate) async fn load() -> Result<Loaded, BrowserError> {
    let mut damaged = Vec::new();
    let mut items = storage::load_all().await?;
    if let Some(list) = items.get(OLD_LIST) {
        damaged.extend(take_over_old_list(&list.value).await?);
        items = storage::load_all().await?;
    }
    let order: Vec<String> = items
        .get(ORDER)
        .and_then(|order| browser::from_object(&order.value).ok())
        .unwrap_or_default();
    let mut profiles = Vec::new();
    for (key, Item { value, kept }) in items {
        let Some(id) = key.strip_prefix(PREFIX) else {
            continue;
        };
        match browser::from_object(&value) {
            Ok(site) => profiles.push(Profile {
                id: id.to_owned(),
                site,
                here_only: kept == Kept::HereOnly,
            }),
            Err(error) => damaged.push(Damaged::new(key, &value, &error)),
        }
    }
    damaged.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(Loaded {
        profiles: in_order(profiles, &order),
        damaged,
    })
}

/// Keeps the order of the profiles.
pub(crate) async fn save_order(profiles: &[Profile]) -> Result<(), BrowserError> {
    let ids: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
    storage::save(ORDER, &ids).await.map(drop)
}

/// Puts profiles in the place of all that can be read. The old ones go only when all new ones are
/// kept.
pub(crate) async fn replace_all(sites: Vec<Site>) -> Result<(), BrowserError> {
    let old = load().await?.profiles;
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

/// Profiles kept as one list become items of their own, each as it stands there. Their ids are
/// their places in the list, so that two pages doing this at once do the same. What is no list is
/// left alone and given back.
async fn take_over_old_list(list: &JsValue) -> Result<Option<Damaged>, BrowserError> {
    if !Array::is_array(list) {
        let error = BrowserError("not a list".to_owned());
        return Ok(Some(Damaged::new(OLD_LIST.to_owned(), list, &error)));
    }
    for (place, site) in Array::from(list).iter().enumerate() {
        storage::save_as_is(&format!("{PREFIX}{place:03}"), &site).await?;
    }
    storage::remove(OLD_LIST).await?;
    Ok(None)
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
