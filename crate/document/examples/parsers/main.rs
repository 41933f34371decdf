//! What parsing alone costs in a browser, for `cargo xtask bench`: the floor under an inspection.

// A parser that asks for what it was not given would be an error of this benchmark.
#![allow(missing_docs, clippy::unwrap_used)]

mod sink;

use html5ever::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use linkglance_document::{parse, read_serialised};
use wasm_bindgen::prelude::*;

/// html5ever alone, without a tree.
#[wasm_bindgen]
pub fn bare(html: &str) {
    let parser = html5ever::parse_document(sink::Nothing::default(), ParseOpts::default());
    parser.one(StrTendril::from_slice(html));
}

/// The page parsed into the arena; how many nodes it has.
#[wasm_bindgen]
pub fn arena(html: &str) -> usize {
    let (document, _) = parse(html, &|| false);
    document.len()
}

/// A serialised document read into the arena; how many nodes it has.
#[wasm_bindgen]
pub fn read(html: &str) -> usize {
    let (document, _) = read_serialised(html, &|| false);
    document.len()
}
