//! What the panel's first script (`ask.js`) has asked the browser for before this module was there.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::tab::{first_value, run_in_tab};
use super::{BrowserError, Click, from_object};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = linkglanceEarly)]
    static EARLY: JsValue;
}

/// A page that is being read.
#[derive(Clone)]
pub struct Collecting(Promise);

/// The click that opened the panel, and its page; `None` if there was none.
pub async fn early_click() -> Option<(Click, Collecting)> {
    let asked = EARLY.with(|early| field(early, "asked"));
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
    let scripts = EARLY.with(|early| field(early, "scripts"));
    let scripts: Vec<String> = from_object(scripts)?;
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    run_in_tab(tab, &scripts).await
}

fn field(of: &JsValue, name: &str) -> JsValue {
    // A value without fields has none of this name.
    Reflect::get(of, &name.into()).unwrap_or_default()
}
