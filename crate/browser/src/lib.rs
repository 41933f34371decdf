//! The extension's own pages, what they keep, and the browser APIs they call.
//!
//! No rule about links lives here; the core judges and these pages show. JavaScript sees one
//! function for each page, [`begin`], which goes before them, and doors that take plain objects:
//! [`inspect`], [`keep`] and [`see`].

// The component macro writes items of its own that are wider than the module they stand in.
#![allow(unreachable_pub)]

mod backup;
mod browser;
mod clock;
mod dashboard;
mod i18n;
mod options;
mod panel;
mod persistence;
mod profiles;
mod settings;
mod site_form;
mod storage;
mod store;
mod welcome;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use linkglance_core::{Page, Profiles};
use wasm_bindgen::prelude::*;

use browser::BrowserError;

/// Longest time a page may take, in milliseconds; real pages need less than a hundredth.
const TIME_LIMIT_MS: f64 = 8_000.0;

/// Readies what every page needs before it is shown: the words in the person's language.
#[wasm_bindgen]
pub async fn begin() {
    i18n::start().await;
}

/// Shows the settings in the document.
#[wasm_bindgen]
pub fn options() {
    options::mount();
}

/// Shows the first steps in the document.
#[wasm_bindgen]
pub fn welcome() {
    welcome::mount();
}

/// Shows the panel in the document.
#[wasm_bindgen]
pub fn panel() {
    panel::mount();
}

/// Shows the dashboard in the document.
#[wasm_bindgen]
pub fn dashboard() {
    dashboard::mount();
}

/// Inspects a collected page for some site profiles, all as plain objects.
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or the page's address is none.
#[wasm_bindgen]
pub fn inspect(page: &JsValue, sites: &JsValue) -> Result<JsValue, JsError> {
    let page = browser::page_from_object(page)?;
    let report = inspect_in_time(&page, &*ready(sites)?)?;
    Ok(browser::object_of_json(&report.to_json()?)?)
}

/// Profiles made ready, or those of the last time where they are the same to the letter.
fn ready(sites: &JsValue) -> Result<Rc<Profiles>, BrowserError> {
    thread_local! {
        static LAST: RefCell<(String, Rc<Profiles>)> =
            RefCell::new((String::new(), Rc::new(Profiles::of(Vec::new()))));
    }
    let json = browser::json_of(sites)?;
    LAST.with_borrow_mut(|(known, profiles)| {
        if *known != json {
            *profiles = Rc::new(Profiles::of(serde_json::from_str(&json)?));
            *known = json;
        }
        Ok(Rc::clone(profiles))
    })
}

/// Keeps a page as a prospect of a site: its report and the profile, as plain objects. Resolves, when
/// that is on the disk, with what it did: "new", "updated" or "unchanged".
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or nothing could be stored.
#[wasm_bindgen]
pub async fn keep(report: JsValue, site: JsValue) -> Result<JsValue, JsError> {
    let report = browser::from_object(&report)?;
    let site = browser::from_object(&site)?;
    let store = store::Store::open(|_| ()).await?;
    let kept = store.keep(&report, &site, None, clock::millis()).await?;
    Ok(browser::to_object(&kept)?)
}

/// Keeps the backlinks of a page, for those who have switched that on: its report as a plain object.
/// Resolves when they are on the disk.
///
/// # Errors
/// A JavaScript `Error` if the report has the wrong form or nothing could be stored.
#[wasm_bindgen]
pub async fn see(report: JsValue) -> Result<(), JsError> {
    let report = browser::from_object(&report)?;
    let store = store::Store::open(|_| ()).await?;
    store
        .keep_backlinks(store::seen_in(&report, clock::millis()))
        .await?;
    Ok(())
}

/// Inspects with this crate's time limit.
pub(crate) fn inspect_in_time(
    page: &Page,
    profiles: &Profiles,
) -> Result<linkglance_core::Report, linkglance_core::InspectError> {
    let start = browser::now();
    linkglance_core::inspect_until(page, profiles, &|| browser::now() - start > TIME_LIMIT_MS)
}
