//! Profiles that are stored and can't be read: damaged, or written by a newer build on another of
//! the user's computers. They stay as they are until the user wants them gone.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::api::{self, BrowserError};

/// A stored item that is no profile this build can read.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Damaged {
    /// Where it is stored.
    pub key: String,
    /// The name it gives itself, if it has one that is text.
    name: Option<String>,
    /// What is there.
    json: String,
    /// Why it can't be read.
    pub why: String,
}

impl Damaged {
    pub(super) fn new(key: String, value: &JsValue, error: &BrowserError) -> Self {
        let name = Reflect::get(value, &"name".into()).ok();
        let json = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
        Self {
            key,
            name: name.and_then(|name| name.as_string()),
            json: json.map(String::from).unwrap_or_default(),
            why: error.to_string(),
        }
    }

    /// What to call it.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.key)
    }

    /// Offers it as a file.
    pub fn offer(&self) -> Result<(), BrowserError> {
        let name = format!("linkglance-{}.json", self.key);
        api::offer_file(&name, "application/json", &self.json)
    }
}
