//! Where links are on hand-written pages: tests/fixtures/placement, one page per file. The first
//! line is a comment with the page's address; each link says in `data-expect` where a reader puts
//! it. A snapshot beside the pages shows region, confidence and reasons.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod fixture_pages;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use html5ever::LocalName;
use linkglance_core::document::{Text, parse};
use linkglance_core::link::inventory;
use linkglance_core::page::PageKind;
use linkglance_core::placement::{Region, Regions};
use linkglance_core::url::Url;

/// Least number of pages a region is shown on.
const PAGES_A_REGION: usize = 4;

/// One link: what was expected of it, what was found, and the line of the snapshot.
struct Seen {
    expected: String,
    found: Region,
    line: String,
}

fn look(path: &Path) -> (Option<PageKind>, Vec<Seen>) {
    let html = std::fs::read_to_string(path).unwrap();
    let url = fixture_pages::address(&html);
    let (document, _) = parse(&html, &|| false);
    let text = Text::of(&document);
    let (links, _) = inventory(&document, &url, &url.clone().into());
    let regions = Regions::of(&document, &text, &links, &url);
    let seen = links.iter().map(|link| {
        let placement = regions.at(link.node);
        let because: Vec<String> = placement.because.iter().map(ToString::to_string).collect();
        let expected = document.attribute(link.node, &LocalName::from("data-expect"));
        Seen {
            expected: expected.unwrap_or("nothing").to_owned(),
            found: placement.region,
            line: format!(
                "{} → {}, {:.2}, {}",
                link.href,
                placement.region.name(),
                placement.confidence,
                because.join("; ")
            ),
        }
    });
    (regions.kind(), seen.collect())
}

#[test]
fn links_stand_where_a_reader_puts_them() {
    let mut wrong = String::new();
    for path in fixture_pages::paths() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for seen in look(&path).1 {
            if seen.expected != seen.found.name() {
                writeln!(wrong, "{name}: expected {}: {}", seen.expected, seen.line).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_region_stands_on_pages_of_several_makes() {
    let mut makes: BTreeMap<String, usize> = BTreeMap::new();
    for path in fixture_pages::paths() {
        let mut regions: Vec<String> = look(&path)
            .1
            .into_iter()
            .map(|seen| seen.expected)
            .collect();
        regions.sort();
        regions.dedup();
        for region in regions {
            *makes.entry(region).or_default() += 1;
        }
    }
    for region in Region::ALL {
        let pages = makes.get(region.name()).copied().unwrap_or(0);
        assert!(
            pages >= PAGES_A_REGION,
            "{} on {pages} pages",
            region.name()
        );
    }
}

#[test]
fn regions_confidence_and_reasons() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../tests/fixtures/placement");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in fixture_pages::paths() {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let (kind, seen) = look(&path);
            let lines: Vec<String> = seen.into_iter().map(|seen| seen.line).collect();
            insta::assert_snapshot!(name, format!("{kind:?}\n{}", lines.join("\n")));
        }
    });
}

/// Pages made to be slow or to break: they end in placements like any other.
#[test]
fn hostile_pages_are_placed_too() {
    let url = Url::parse("https://example.org/a").unwrap();
    let pages = [
        "<div class=sidebar>".repeat(400) + "<a href=/x>x</a>",
        "<h2>Related<a href=/y rel=author>".repeat(3_000),
        "<p>by <a href=/author/z>z</a>".repeat(6_000),
        format!(
            "<div class=\"{}\"><a href=/>a</a></div>",
            "ad-share-4ad ".repeat(50_000)
        ),
        "<script type=application/ld+json>\"@type\"</script>".repeat(5_000),
        "<template><a href=/t>t</a></template><noscript><a href=/n>n</a></noscript>".to_owned(),
        String::new(),
    ];
    for html in pages {
        let (document, _) = parse(&html, &|| false);
        let text = Text::of(&document);
        let (links, _) = inventory(&document, &url, &url.clone().into());
        let regions = Regions::of(&document, &text, &links, &url);
        for link in &links {
            let placement = regions.at(link.node);
            assert!((0.0..=1.0).contains(&placement.confidence));
            assert!(!placement.because.is_empty());
        }
    }
}

/// Weights know features by their number alone. Whoever adds one, or moves it, has to make the table
/// again and train.
#[test]
fn the_table_has_the_features_that_the_model_is_asked_with() {
    let table: &[u8] = include_bytes!("../data/placement/links.gz");
    let mut header = String::new();
    let mut reader = BufReader::new(GzDecoder::new(table));
    reader.read_line(&mut header).unwrap();
    let header: serde_json::Value = serde_json::from_str(&header).unwrap();
    let html = "<p><a href=/>A link</a> in a line.";
    let url = Url::parse("https://page.example/").unwrap();
    let (document, _) = parse(html, &|| false);
    let text = Text::of(&document);
    let (links, _) = inventory(&document, &url, &url.clone().into());
    let names = Regions::of(&document, &text, &links, &url).table().names;
    let columns = header["columns"].as_array().unwrap();
    let about = columns.len() - names.len();
    assert_eq!(columns[about..], names, "cargo xtask placement train");
    assert_eq!(columns[about - 1], "small");
    let regions: Vec<&str> = Region::ALL.iter().map(|region| region.name()).collect();
    assert_eq!(header["regions"], serde_json::json!(regions));
}
