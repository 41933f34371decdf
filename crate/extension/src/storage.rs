//! What is kept between visits, item by item: in the browser's synchronised storage, or on this
//! computer where an item does not fit there.
//!
//! An item that no longer fits leaves its last synchronised form to the person's other computers;
//! here the newer one counts.

use std::collections::BTreeMap;

use futures_util::future::join;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::browser::{self, Area, BrowserError};

/// Where an item was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kept {
    /// In the synchronised storage.
    Synced,
    /// On this computer only, because the browser did not take it into the synchronised storage.
    HereOnly,
}

/// An item; `None` if there is none. One that is damaged is an error, never silently dropped:
/// saving would lose it.
pub(crate) async fn load<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let (here, synced) = join(Area::Local.get(key), Area::Sync.get(key)).await;
    let value = here?.or(synced?);
    value.as_ref().map(browser::from_object).transpose()
}

/// An item as it stands in the storage.
pub(crate) struct Item {
    pub(crate) value: JsValue,
    pub(crate) kept: Kept,
}

/// Everything that is kept, by key, as it stands in the storage: asked for once, which takes no
/// longer than one item does. What this computer keeps counts before what is synchronised.
pub(crate) async fn load_all() -> Result<BTreeMap<String, Item>, BrowserError> {
    let mut items = BTreeMap::new();
    let (synced, here) = join(Area::Sync.all(), Area::Local.all()).await;
    for (entries, kept) in [(synced?, Kept::Synced), (here?, Kept::HereOnly)] {
        for (key, value) in entries {
            let kept = kept.clone();
            items.insert(key, Item { value, kept });
        }
    }
    Ok(items)
}

/// Keeps an item.
///
/// # Errors
/// What the browser says if it takes the item nowhere.
pub(crate) async fn save<T: Serialize>(key: &str, value: &T) -> Result<Kept, BrowserError> {
    save_as_is(key, &browser::to_object(value)?).await
}

/// Keeps an item that is a plain object already.
///
/// # Errors
/// What the browser says if it takes the item nowhere.
pub(crate) async fn save_as_is(key: &str, value: &JsValue) -> Result<Kept, BrowserError> {
    if Area::Sync.set(key, value).await.is_ok() {
        Area::Local.remove(key).await?;
        return Ok(Kept::Synced);
    }
    Area::Local.set(key, value).await?;
    Ok(Kept::HereOnly)
}

/// Removes an item.
pub(crate) async fn remove(key: &str) -> Result<(), BrowserError> {
    Area::Local.remove(key).await?;
    Area::Sync.remove(key).await
}

/// Removes everything.
pub(crate) async fn clear() -> Result<(), BrowserError> {
    Area::Local.clear().await?;
    Area::Sync.clear().await
}

/// What only this computer keeps; `None` if it never was kept.
pub(crate) async fn load_here<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let value = Area::Local.get(key).await?;
    value.as_ref().map(browser::from_object).transpose()
}

/// Keeps something on this computer only.
pub(crate) async fn save_here<T: Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    let value = browser::to_object(value)?;
    Area::Local.set(key, &value).await
}
