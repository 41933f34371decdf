//! The side panel: what the page in front of the user links to, and which links are theirs.
//!
//! `state` is what it knows and what changes that; it knows no view. `view` only
//! shows it.

// The component macro writes items of its own that are wider than the module they are in.
#![allow(unreachable_pub)]

mod state;
mod view;

use linkglance_browser::i18n;
use wasm_bindgen::prelude::*;

/// Readies what the panel needs before it is shown: the words in the user's language.
#[wasm_bindgen]
pub async fn begin() {
    i18n::start().await;
}

/// Shows the panel in the document.
#[wasm_bindgen]
pub fn panel() {
    view::mount();
}
