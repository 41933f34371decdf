//! The browser's storage: the synchronised area, the one of this computer, the one of this session.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::{BrowserError, Event, early, listen};

#[wasm_bindgen]
extern "C" {
    /// A storage area such as `chrome.storage.sync`.
    type StorageArea;
    #[wasm_bindgen(method, catch, js_name = get)]
    async fn get(this: &StorageArea, keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = set)]
    async fn set(this: &StorageArea, items: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = remove)]
    async fn remove(this: &StorageArea, keys: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = clear)]
    async fn clear(this: &StorageArea) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = sync)]
    static SYNC: StorageArea;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = local)]
    static LOCAL: StorageArea;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = session)]
    static SESSION: StorageArea;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = onChanged)]
    static ON_CHANGED: Event;
}

/// A part of the browser's storage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Area {
    /// What the browser carries to the user's other computers; small.
    Sync,
    /// What stays on this computer.
    Local,
    /// What is forgotten when the browser is closed.
    Session,
}

impl Area {
    fn object(self) -> StorageArea {
        let area = |area: &StorageArea| JsValue::from(area).unchecked_into();
        match self {
            Self::Sync => SYNC.with(area),
            Self::Local => LOCAL.with(area),
            Self::Session => SESSION.with(area),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Sync => "sync",
            Self::Local => "local",
            Self::Session => "session",
        }
    }

    /// An object that has what these keys hold, and may have more; `null` asks for all.
    async fn items(self, keys: &JsValue) -> Result<JsValue, BrowserError> {
        match early::stored(self.name()).await {
            Some(items) => Ok(items),
            None => Ok(self.object().get(keys).await?),
        }
    }

    /// Everything in this area, by key.
    pub async fn all(self) -> Result<Vec<(String, JsValue)>, BrowserError> {
        let items: Object = self.items(&JsValue::NULL).await?.unchecked_into();
        let entries = Object::entries(&items).into_iter();
        let pair = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        };
        Ok(entries.map(pair).collect())
    }

    /// One item of this area; `None` if there is none.
    pub async fn get(self, key: &str) -> Result<Option<JsValue>, BrowserError> {
        let items = self.items(&key.into()).await?;
        let value = Reflect::get(&items, &key.into())?;
        Ok((!value.is_undefined()).then_some(value))
    }

    /// Saves one item.
    pub async fn set(self, key: &str, value: &JsValue) -> Result<(), BrowserError> {
        early::forget_stored();
        self.object()
            .set(&super::object_of(&[(key, value.clone())]))
            .await?;
        Ok(())
    }

    /// Removes items; none is no error.
    pub async fn remove(self, keys: &[&str]) -> Result<(), BrowserError> {
        early::forget_stored();
        let keys: Array = keys.iter().map(|&key| JsValue::from_str(key)).collect();
        self.object().remove(&keys).await?;
        Ok(())
    }

    /// Removes everything.
    pub async fn clear(self) -> Result<(), BrowserError> {
        early::forget_stored();
        self.object().clear().await?;
        Ok(())
    }
}

/// Calls back with the keys that were changed in any area, by whichever of the extension's
/// pages or the user's computers.
pub fn on_stored(callback: impl Fn(Vec<String>) + 'static) {
    let listener = Closure::<dyn Fn(Object)>::new(move |changes: Object| {
        let keys = Object::keys(&changes).into_iter();
        callback(keys.filter_map(|key| key.as_string()).collect());
    });
    ON_CHANGED.with(|event| listen(event, &listener.into_js_value()));
}
