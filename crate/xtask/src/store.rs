//! What the stores are given beside the package, `extension/store`: one listing per language, and its pictures.
//! Their forms ask for it by hand, so that only these tests know when something is missing or too long.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{manifest, paths};

/// The parts of a listing, in the order of the stores' forms.
const HEADINGS: [&str; 9] = [
    "Name",
    "Summary",
    "Description",
    "Single purpose",
    "Permissions",
    "Remote code",
    "Data use",
    "Pictures",
    "Notes for reviewers",
];

/// Most characters of a summary. Chrome: "Manifest - Description", no more than 132 characters.
const MOST_IN_SUMMARY: usize = 132;

/// Most characters of a description. No store writes that its form takes fewer.
const MOST_IN_DESCRIPTION: usize = 4_000;

/// The screenshots, in the order in which they are shown; Chrome takes five.
const SCREENSHOTS: [&str; 5] = [
    "panel-mine",
    "panel-why",
    "panel-check",
    "dashboard-today",
    "dashboard-prospects",
];

/// The size of a screenshot in pixels. Chrome: "Supplying images", 1280x800 or 640x400.
const SCREENSHOT: (u32, u32) = (1280, 800);

/// The tiles and their sizes. Chrome: "Supplying images", small promo tile and marquee; Edge: small and large
/// promotional tile.
const TILES: [(&str, (u32, u32)); 2] =
    [("tile-440x280", (440, 280)), ("tile-1400x560", (1400, 560))];

/// The text below a heading of a document; `None` where there is no such heading.
pub(crate) fn section<'a>(document: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = document.split_once(&format!("\n## {heading}\n"))?;
    rest.split("\n## ").next().map(str::trim)
}

/// A language's listing.
struct Listing {
    language: String,
    text: String,
}

impl Listing {
    /// Those of all languages that the extension has.
    fn all() -> Vec<Self> {
        let locales = fs::read_dir(paths::root().join("extension/_locales")).unwrap();
        let languages = locales.map(|locale| locale.unwrap().file_name().into_string().unwrap());
        let of = |language: String| {
            let file = folder(&language).join("listing.md");
            let text = fs::read_to_string(&file).expect("a listing for each language");
            Self { language, text }
        };
        languages.map(of).collect()
    }

    fn section(&self, heading: &str) -> &str {
        section(&self.text, heading).unwrap()
    }
}

/// Where what a language's stores are given is.
fn folder(language: &str) -> PathBuf {
    paths::root().join("extension/store").join(language)
}

/// A PNG of eight bits for each of red, green and blue, in the words of its first chunk: its bit depth and its
/// colour type. Chrome: "Supplying images", 24-bit PNG (no alpha).
const RGB: [u8; 2] = [8, 2];

/// The width and height of a PNG that is [`RGB`], by its first chunk (PNG, 11.2.1: `IHDR` comes first).
fn size(file: &Path) -> Option<(u32, u32)> {
    let bytes = fs::read(file).ok()?;
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(*header.get(at..)?.first_chunk()?));
    let is_rgb = header.get(8..10) == Some(&RGB[..]);
    is_rgb.then_some((number(0)?, number(4)?))
}

#[test]
fn every_listing_has_the_same_headings() {
    for listing in Listing::all() {
        let lines = listing.text.lines();
        let headings: Vec<&str> = lines.filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", listing.language);
    }
}

#[test]
fn names_and_summaries_are_those_of_the_extension() {
    for listing in Listing::all() {
        let language = &listing.language;
        let file = format!("extension/_locales/{language}/messages.json");
        let text = fs::read_to_string(paths::root().join(file)).unwrap();
        let messages: Value = serde_json::from_str(&text).unwrap();
        let message = |name: &str| messages[name]["message"].as_str().unwrap();
        assert_eq!(listing.section("Name"), message("extension_name"));
        let summary = listing.section("Summary");
        assert_eq!(summary, message("extension_description"), "{language}");
        assert!(summary.chars().count() <= MOST_IN_SUMMARY, "{language}");
    }
}

#[test]
fn descriptions_are_no_longer_than_the_stores_take() {
    for listing in Listing::all() {
        let length = listing.section("Description").chars().count();
        assert!(
            (1..=MOST_IN_DESCRIPTION).contains(&length),
            "{}: {length}",
            listing.language
        );
    }
}

#[test]
fn the_listings_give_a_reason_for_each_permission_and_no_other() {
    for listing in Listing::all() {
        let lines = listing.section("Permissions").lines();
        let headings: Vec<&str> = lines.filter_map(|line| line.strip_prefix("### ")).collect();
        assert_eq!(headings, manifest::promised(), "{}", listing.language);
    }
}

#[test]
fn each_screenshot_has_a_caption_and_the_stores_size() {
    for listing in Listing::all() {
        let language = &listing.language;
        let lines = listing.section("Pictures").lines();
        let captions = lines.filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
        let (names, words): (Vec<&str>, Vec<&str>) = captions.unzip();
        assert_eq!(names, SCREENSHOTS, "{language}");
        assert!(!words.contains(&""), "{language}");
        for name in names {
            let file = folder(language).join(format!("{name}.png"));
            assert_eq!(size(&file), Some(SCREENSHOT), "{}", file.display());
        }
    }
}

#[test]
fn the_tiles_have_the_stores_sizes() {
    for listing in Listing::all() {
        for (name, expected) in TILES {
            let file = folder(&listing.language).join(format!("{name}.png"));
            assert_eq!(size(&file), Some(expected), "{}", file.display());
        }
    }
}

#[test]
fn a_file_that_is_no_png_has_no_size() {
    assert_eq!(size(&paths::root().join("manifest.json")), None);
    assert_eq!(size(&paths::root().join("no such file")), None);
}
