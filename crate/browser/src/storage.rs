//! What is saved between visits, item by item: in the browser's synchronised storage, or on this
//! device where the user wants that, or where the browser does not take the item.
//!
//! An item that is saved on this device leaves its last synchronised form to the user's other
//! devices. The copy here notes which form it was made from: as long as that is what is synchronised,
//! the copy is the newer one. Once another device has changed it, the synchronised one is.

mod copy;

use std::cell::Cell;
use std::collections::BTreeMap;

use futures_util::future::join;
use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Area, BrowserError};
use copy::{LocalCopy, Why};

/// Chrome counts writes by the minute and by the hour (`MAX_WRITE_OPERATIONS_PER_MINUTE`: 120,
/// `MAX_WRITE_OPERATIONS_PER_HOUR`: 1,800): what it refuses now it may take when the minute is over. In
/// milliseconds.
const RETRY_AFTER: u32 = 61_000;

/// Where an item is saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// In the synchronised storage.
    Synced,
    /// On this device only, because it is too large for the synchronised storage.
    TooLarge,
    /// On this device for now: the browser refused the change, which is tried again.
    Waiting,
    /// On this device only, because the user wants it so.
    HereOnly,
}

/// An item; `None` if there is none. One that is damaged is an error, never silently dropped:
/// saving would lose it.
pub async fn load<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let (here, synced) = join(Area::Local.get(key), Area::Sync.get(key)).await;
    let item = Item::of(here?.as_ref(), synced?);
    item.as_ref()
        .map(|item| api::from_stored(&item.value))
        .transpose()
}

/// An item as it is in the storage.
#[derive(Clone)]
pub struct Item {
    /// What it holds, as a plain object.
    pub value: JsValue,
    /// In which area it is.
    pub kept: Kept,
    /// Whether the user wants it on this device only.
    pub by_choice: bool,
}

impl Item {
    /// The newer of a key's two values: on this device and in the synchronised storage.
    fn of(here: Option<&JsValue>, synced: Option<JsValue>) -> Option<Self> {
        match (here.map(LocalCopy::of), synced) {
            (Some(copy), synced) if copy.counts_before(synced.as_ref()) => Some(Self {
                kept: copy.kept(synced.as_ref()),
                by_choice: copy.is_by_choice(),
                value: copy.value,
            }),
            (_, synced) => synced.map(Self::synced),
        }
    }

    fn synced(value: JsValue) -> Self {
        Self {
            value,
            kept: Kept::Synced,
            by_choice: false,
        }
    }
}

/// Everything that is saved, by key, as it is in the storage: asked for once, which takes no
/// longer than one item does.
pub async fn load_all() -> Result<BTreeMap<String, Item>, BrowserError> {
    let (synced, here) = join(Area::Sync.all(), Area::Local.all()).await;
    let mut synced: BTreeMap<String, JsValue> = synced?.into_iter().collect();
    let mut items = BTreeMap::new();
    for (key, value) in here? {
        if let Some(item) = Item::of(Some(&value), synced.remove(&key)) {
            items.insert(key, item);
        }
    }
    items.extend(
        synced
            .into_iter()
            .map(|(key, value)| (key, Item::synced(value))),
    );
    Ok(items)
}

/// Saves an item, and says where.
///
/// # Errors
/// What the browser says if it takes the item nowhere.
pub async fn save<T: Serialize>(key: &str, value: &T) -> Result<Kept, BrowserError> {
    save_value(key, &api::to_stored(value)?).await
}

async fn save_value(key: &str, value: &JsValue) -> Result<Kept, BrowserError> {
    let Err(error) = Area::Sync.set(key, value).await else {
        Area::Local.remove(&[key]).await?;
        return Ok(Kept::Synced);
    };
    let why = if copy::is_too_large(&error) {
        Why::TooLarge
    } else {
        Why::Refused
    };
    save_copy(key, value, why).await?;
    if why == Why::TooLarge {
        return Ok(Kept::TooLarge);
    }
    retry_later();
    Ok(Kept::Waiting)
}

/// Saves an item on this device only, and takes it and what goes with it out of the synchronised
/// storage. Where the browser does not do that just now it is tried again.
///
/// # Errors
/// What the browser says if it takes the item nowhere.
pub async fn save_here_only<T: Serialize>(
    key: &str,
    value: &T,
    with: &[&str],
) -> Result<Kept, BrowserError> {
    save_copy(key, &api::to_stored(value)?, Why::ByChoice).await?;
    let keys = [&[key], with].concat();
    if Area::Sync.remove(&keys).await.is_err() {
        retry_later();
        return Ok(Kept::Waiting);
    }
    Ok(Kept::HereOnly)
}

async fn save_copy(key: &str, value: &JsValue, why: Why) -> Result<(), BrowserError> {
    let synced = Area::Sync.get(key).await?;
    let copy = copy::object(value, why, synced.as_ref());
    Area::Local.set(key, &copy).await
}

/// Tries again what the browser has refused, and says whether anything still waits. A copy that is
/// no longer the newer one need not wait.
pub async fn retry() -> Result<bool, BrowserError> {
    let mut waits = false;
    for (key, value) in Area::Local.all().await? {
        let synced = Area::Sync.get(&key).await?;
        let copy = LocalCopy::of(&value);
        if copy.kept(synced.as_ref()) != Kept::Waiting {
            continue;
        }
        if copy.is_by_choice() {
            waits |= Area::Sync.remove(&[&key]).await.is_err();
        } else if copy.counts_before(synced.as_ref()) {
            waits |= save_value(&key, &copy.value).await? == Kept::Waiting;
        } else {
            Area::Local.remove(&[&key]).await?;
        }
    }
    Ok(waits)
}

thread_local! {
    /// Whether this page will try again.
    static WILL_RETRY: Cell<bool> = const { Cell::new(false) };
}

/// Tries again in a while, and again, for as long as something waits and this page is open. The next
/// page that is opened tries at once.
fn retry_later() {
    if WILL_RETRY.replace(true) {
        return;
    }
    let again = || {
        spawn_local(async {
            WILL_RETRY.set(false);
            // What the browser does not even let us read waits as well.
            if retry().await.unwrap_or(true) {
                retry_later();
            }
        });
    };
    Timeout::new(RETRY_AFTER, again).forget();
}

/// Removes items.
pub async fn remove(keys: &[&str]) -> Result<(), BrowserError> {
    Area::Local.remove(keys).await?;
    Area::Sync.remove(keys).await
}

/// Removes everything.
pub async fn clear() -> Result<(), BrowserError> {
    Area::Session.clear().await?;
    Area::Local.clear().await?;
    Area::Sync.clear().await
}

/// What belongs to this device only; `None` if it never was saved.
pub async fn load_here<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let value = Area::Local.get(key).await?;
    value.as_ref().map(api::from_stored).transpose()
}

/// Saves something that belongs to this device only.
pub async fn save_here<T: Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    let value = api::to_stored(value)?;
    Area::Local.set(key, &value).await
}

/// What is saved until the browser is closed; `None` if it is not.
pub async fn load_session<T: DeserializeOwned>(key: &str) -> Result<Option<T>, BrowserError> {
    let value = Area::Session.get(key).await?;
    value.as_ref().map(api::from_stored).transpose()
}

/// Saves something until the browser is closed.
pub async fn save_session<T: Serialize>(key: &str, value: &T) -> Result<(), BrowserError> {
    let value = api::to_stored(value)?;
    Area::Session.set(key, &value).await
}

/// Removes something that belongs to this device only.
pub async fn remove_here(key: &str) -> Result<(), BrowserError> {
    Area::Local.remove(&[key]).await
}
