//! The extension's own pages: the panel, what it keeps, and the browser APIs it calls.
//!
//! No rule about links lives here; the core judges and these pages show. JavaScript sees two
//! functions: [`panel`], which shows the panel, and [`inspect`], the core's door with plain objects.

// The component macro writes items of its own that are wider than the module they stand in.
#![allow(unreachable_pub)]

mod browser;
mod i18n;
mod panel;
mod storage;

use linkglance_core::{Page, Site};
use wasm_bindgen::prelude::*;

/// Longest time a page may take, in milliseconds; real pages need less than a hundredth.
const TIME_LIMIT_MS: f64 = 8_000.0;

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
    // One text and the browser's own parser: making each object across the boundary takes longer
    // than the inspection.
    let json = serde_json::to_string(&report)?;
    js_sys::JSON::parse(&json).map_err(|_| JsError::new("the report is no JSON"))
}

/// Inspects with this crate's time limit.
pub(crate) fn inspect_in_time(
    page: &Page,
    sites: &[Site],
) -> Result<linkglance_core::Report, linkglance_core::InspectError> {
    let start = browser::now();
    linkglance_core::inspect_until(page, sites, &|| browser::now() - start > TIME_LIMIT_MS)
}
