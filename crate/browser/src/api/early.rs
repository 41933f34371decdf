//! What the panel's first script (`ask.js`) has asked the browser for before this module was there. Other
//! pages have no such script: nothing was asked for there.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::tab::{first_value, run_in_tab};
use super::{BrowserError, Click, from_object};

/// The field with what is stored.
const STORED: &str = "stored";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = linkglanceEarly)]
    static EARLY: Option<JsValue>;
}

/// A page that is being read.
#[derive(Clone)]
pub struct Collecting(Promise);

/// The click that opened the panel, and its page; `None` if there was none.
pub async fn early_click() -> Option<(Click, Collecting)> {
    let asked = early("asked");
    let asked: Promise = asked.dyn_into().ok()?;
    let found = JsFuture::from(asked).await.ok()?;
    let click = from_object(field(&found, "click")).ok()?;
    let collected: Promise = field(&found, "collected").dyn_into().ok()?;
    Some((click, Collecting(collected)))
}

impl Collecting {
    /// The collected page.
    ///
    /// # Errors
    /// The browser does not let us read the page, or a script has failed.
    pub async fn done(self) -> Result<JsValue, BrowserError> {
        first_value(JsFuture::from(self.0).await?)
    }
}

/// Reads the page of a tab, and gives the collected page.
///
/// # Errors
/// As [`Collecting::done`].
pub async fn collect(tab: i32) -> Result<JsValue, BrowserError> {
    let scripts: Vec<String> = from_object(early("scripts"))?;
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    run_in_tab(tab, &scripts).await
}

/// What a storage area holds, as an object, if it was asked for and nothing was changed since.
pub(super) async fn stored(area: &str) -> Option<JsValue> {
    let items: Promise = field(&early(STORED), area).dyn_into().ok()?;
    JsFuture::from(items).await.ok()
}

/// What was asked for of the storage no longer counts: something is about to be changed, or the page has
/// begun and asks for itself.
pub fn forget_stored() {
    EARLY.with(|early| {
        if let Some(early) = early {
            // A field of our own script's plain object can be set.
            let _ = Reflect::set(early, &STORED.into(), &JsValue::NULL);
        }
    });
}

/// What the script has left under this name.
fn early(name: &str) -> JsValue {
    EARLY.with(|early| {
        let early = early.as_ref();
        early.map(|early| field(early, name)).unwrap_or_default()
    })
}

fn field(of: &JsValue, name: &str) -> JsValue {
    // A value without fields has none of this name.
    Reflect::get(of, &name.into()).unwrap_or_default()
}
