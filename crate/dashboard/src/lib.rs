//! The extension's wide pages: the dashboard, the settings and the first steps. Each is shown by the
//! function of its name.

// The component macro writes items of its own that are wider than the module they are in.
#![allow(unreachable_pub)]

mod dashboard;
mod options;
mod welcome;

use linkglance_browser::i18n;
use wasm_bindgen::prelude::*;

/// Readies what every page needs before it is shown: the words in the user's language.
#[wasm_bindgen]
pub async fn begin() {
    i18n::start().await;
}

/// Shows the dashboard in the document.
#[wasm_bindgen(js_name = dashboard)]
pub fn show_dashboard() {
    dashboard::mount();
}

/// Shows the settings in the document.
#[wasm_bindgen(js_name = options)]
pub fn show_options() {
    options::mount();
}

/// Shows the first steps in the document.
#[wasm_bindgen(js_name = welcome)]
pub fn show_welcome() {
    welcome::mount();
}
