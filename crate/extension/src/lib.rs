//! The extension's own pages, what they keep, and the browser APIs they call.
//!
//! No rule about links lives here; the core judges and these pages show. JavaScript sees one
//! function for each page, [`begin`], which goes before them, and [`inspect`], the core's door with
//! plain objects.

// The component macro writes items of its own that are wider than the module they stand in.
#![allow(unreachable_pub)]

mod browser;
mod i18n;
mod options;
mod panel;
mod profiles;
mod settings;
mod site_form;
mod storage;
mod welcome;

use linkglance_core::{Page, Site};
use serde::Serialize;
use wasm_bindgen::prelude::*;

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

/// Inspects a collected page for some site profiles, all as plain objects.
///
/// # Errors
/// A JavaScript `Error` if an argument has the wrong form or the page's address is none.
#[wasm_bindgen]
pub fn inspect(page: JsValue, sites: JsValue) -> Result<JsValue, JsError> {
    let page: Page = serde_wasm_bindgen::from_value(page)?;
    let sites: Vec<Site> = serde_wasm_bindgen::from_value(sites)?;
    let report = inspect_in_time(&page, &sites)?;
    Ok(report.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Inspects with this crate's time limit.
pub(crate) fn inspect_in_time(
    page: &Page,
    sites: &[Site],
) -> Result<linkglance_core::Report, linkglance_core::InspectError> {
    let start = browser::now();
    linkglance_core::inspect_until(page, sites, &|| browser::now() - start > TIME_LIMIT_MS)
}
