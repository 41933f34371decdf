//! Where each link of a page is and on what ground, one per line, for the calibration script
//! (`tests/placement/calibrate.py`).
//!
//! `placement_grounds URL < page.html` prints href, nth, region, key of the first reason, whether
//! the link is in running text, and the confidence, separated by tabs; the href is JSON.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::io::Read;

use linkglance_core::document::{Text, parse};
use linkglance_core::link::inventory;
use linkglance_core::page::document_base;
use linkglance_core::placement::Regions;
use linkglance_core::url::Url;

fn main() {
    let url = Url::parse(&std::env::args().nth(1).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).unwrap();
    let html = String::from_utf8_lossy(&bytes);
    let (document, _) = parse(&html, &|| false);
    let text = Text::of(&document);
    let (links, _) = inventory(&document, &url, &document_base(&document, &url));
    let regions = Regions::of(&document, &text, &links, &url);
    for link in &links {
        let placement = regions.at(link.node);
        let ground = placement
            .because
            .first()
            .map_or("", |reason| reason.key().variant());
        println!(
            "{}\t{}\t{}\t{ground}\t{}\t{:.2}",
            serde_json::to_string(link.href).unwrap(),
            link.nth,
            placement.region.name(),
            regions.is_in_prose(link.node),
            placement.confidence,
        );
    }
}
