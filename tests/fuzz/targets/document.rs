//! Any bytes as a page's source: a report without a panic, in bounded work; every link and mention
//! within its caps; the report survives JSON, and its CSV reads back.

#![no_main]

#[path = "../shared/tree.rs"]
mod tree;

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use linkglance_core::document::parse;
use linkglance_core::export::{csv, markdown, text};
use linkglance_core::link::MAX_LINKS;
use linkglance_core::{Page, Report, Site, inspect};

use tree::holds_together;

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes).into_owned();
    holds_together(&html, |html, clock| parse(html, clock));
    let page = Page {
        url: "https://news.example/post".into(),
        html,
        ..Page::default()
    };
    let sites = [Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        keywords: vec!["green tea".into()],
        competitors: vec!["rival.example".into()],
        ..Site::default()
    }];
    let report = inspect(&page, &sites).expect("the page's address is one");
    assert!(report.links.len() <= MAX_LINKS);
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let again: Report = serde_json::from_str(&json).expect("a report reads back");
    // Reasons read back as their words.
    assert_eq!(serde_json::to_string(&again).ok().as_ref(), Some(&json));
    let written = csv(&report);
    let mut reader = ::csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().filter(Result::is_ok).count();
    let own: HashSet<usize> = report.backlinks.iter().map(|found| found.link).collect();
    let others = report.outbound().filter(|link| !own.contains(&link.index)).count();
    assert_eq!(rows, report.backlinks.len() + report.mentions.len() + others);
    assert!(!text(&report, &sites).is_empty() && !markdown(&report, &sites).is_empty());
});
