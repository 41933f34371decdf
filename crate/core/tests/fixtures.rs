//! Whole reports on small pages: one folder a case in tests/fixtures, its snapshot beside it.
//!
//! `page.html` and `site.json` (a profile, or a list of them), and `page.json` where more than the
//! source is known: address, headers, layout.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use linkglance_core::point::{FactorState, Point};
use linkglance_core::{Page, Report, Site, inspect};
use serde_json::Value;

fn cases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let entries = std::fs::read_dir(root).unwrap().flatten();
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join("page.html").is_file())
        .collect();
    cases.sort();
    cases
}

fn report(case: &Path) -> Report {
    let read = |name: &str| std::fs::read_to_string(case.join(name));
    let page = read("page.json").unwrap_or_else(|_| "{}".to_owned());
    let mut page: Page = serde_json::from_str(&page).unwrap();
    page.html = read("page.html").unwrap();
    if page.url.is_empty() {
        "https://news.example/post".clone_into(&mut page.url);
    }
    let sites: Value = serde_json::from_str(&read("site.json").unwrap()).unwrap();
    let sites = if sites.is_array() {
        sites
    } else {
        Value::Array(vec![sites])
    };
    let sites: Vec<Site> = serde_json::from_value(sites).unwrap();
    let sites: Vec<Site> = sites
        .into_iter()
        .map(|site| site.checked().unwrap())
        .collect();
    inspect(&page, &sites).unwrap()
}

#[test]
fn reports() {
    for case in cases() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_json_snapshot!("report.json", report(&case)));
    }
}

/// Every state each factor can have is shown by some fixture.
#[test]
fn every_state_of_every_factor_is_covered() {
    use FactorState::{Bad, Good, Unknown, Warn};
    use Point::{
        Anchor, Canonical, Disclosure, Follow, Indexable, Neighbours, Placement, Relevance, Repeat,
        Route, Snippets, Target, Visible,
    };
    let mut found = BTreeSet::new();
    for report in cases().iter().map(|case| report(case)) {
        for factor in report
            .backlinks
            .iter()
            .flat_map(|backlink| &backlink.factors)
        {
            found.insert(format!("{:?} {:?}", factor.point, factor.state));
        }
    }
    let possible: [(Point, &[FactorState]); 13] = [
        (Placement, &[Good, Warn, Bad]),
        (Follow, &[Good, Bad, Unknown]),
        (Indexable, &[Good, Bad]),
        (Canonical, &[Good, Warn, Unknown]),
        (Anchor, &[Good, Warn]),
        (Visible, &[Good, Bad, Unknown]),
        (Target, &[Good, Warn, Unknown]),
        (Route, &[Good, Warn, Bad, Unknown]),
        (Relevance, &[Good, Warn, Unknown]),
        (Neighbours, &[Good, Warn, Bad]),
        (Disclosure, &[Good, Warn, Bad]),
        (Snippets, &[Good, Warn, Bad]),
        (Repeat, &[Good, Warn]),
    ];
    let possible = possible.iter().flat_map(|(name, states)| {
        states
            .iter()
            .map(move |state| format!("{name:?} {state:?}"))
    });
    let missing: Vec<String> = possible.filter(|state| !found.contains(state)).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}
