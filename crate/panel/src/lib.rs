//! The side panel: what the page in front of a person links to, and which links are theirs.
//!
//! `state` is what it knows and what changes that; it knows no view. `view` shows it and decides
//! nothing.

// The component macro writes items of its own that are wider than the module they stand in.
#![allow(unreachable_pub)]

mod state;
mod view;

use linkglance_browser::i18n;
use wasm_bindgen::prelude::*;

/// Readies what the panel needs before it is shown: the words in the person's language.
#[wasm_bindgen]
pub async fn begin() {
    i18n::start().await;
}

/// Shows the panel in the document.
#[wasm_bindgen]
pub fn panel() {
    view::mount();
}
