//! Where links are on hand-written pages: tests/fixtures/placement, one page per file. The first
//! line is a comment with the page's address; each link says in `data-expect` where a reader puts
//! it. A snapshot beside the pages shows region, confidence and reasons.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use html5ever::LocalName;
use linkglance_core::document::{Text, parse};
use linkglance_core::link::inventory;
use linkglance_core::page::PageKind;
use linkglance_core::placement::{Region, Regions};
use linkglance_core::url::Url;

/// Least number of pages a region is shown on.
const PAGES_A_REGION: usize = 4;

fn pages() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/placement");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    paths.sort();
    paths
}

/// One link: what was expected of it, what was found, and the line of the snapshot.
struct Seen {
    expected: String,
    found: Region,
    line: String,
}

fn look(path: &Path) -> (PageKind, Vec<Seen>) {
    let html = std::fs::read_to_string(path).unwrap();
    let first = html.lines().next().unwrap();
    let address = first.trim_start_matches("<!--").trim_end_matches("-->");
    let url = Url::parse(address.trim()).unwrap();
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
    for path in pages() {
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
    for path in pages() {
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
        for path in pages() {
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
