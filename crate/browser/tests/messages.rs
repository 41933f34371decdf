//! The message files: every language has every message, with the same values, and none is unused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use linkglance_core::page::BlockerKind;
use linkglance_core::placement::Region;
use linkglance_core::reason::Key;
use serde_json::Value;

const LANGUAGES: [&str; 6] = ["en", "es", "de", "fr", "pt_BR", "ja"];

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn messages(language: &str) -> BTreeMap<String, String> {
    let path = repository().join(format!("extension/_locales/{language}/messages.json"));
    let text = std::fs::read_to_string(path).unwrap();
    let all: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let message = |value: Value| value["message"].as_str().unwrap().to_owned();
    all.into_iter()
        .map(|(name, value)| (name, message(value)))
        .collect()
}

/// Longest description, in characters: two short sentences.
const MAX_DESCRIPTION: usize = 160;

#[test]
fn every_english_message_has_a_description_for_translators() {
    let path = repository().join("extension/_locales/en/messages.json");
    let all: BTreeMap<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, message) in all {
        let description = message["description"].as_str().unwrap_or_default();
        let chars = description.chars().count();
        assert!(
            (1..=MAX_DESCRIPTION).contains(&chars),
            "{name}: {description:?}"
        );
    }
}

#[test]
fn every_language_says_which_it_is() {
    for folder in LANGUAGES {
        let tag = folder.replace('_', "-");
        assert_eq!(messages(folder)["language_tag"], tag, "{folder}");
    }
}

/// The values a message names, such as `$1`.
fn values(message: &str) -> BTreeSet<&str> {
    message
        .match_indices('$')
        .map(|(at, _)| message.get(at..at + 2).unwrap())
        .collect()
}

#[test]
fn every_language_has_every_message_with_its_values() {
    let english = messages("en");
    for language in LANGUAGES {
        let other = messages(language);
        let names: Vec<&String> = english.keys().collect();
        assert_eq!(other.keys().collect::<Vec<_>>(), names, "{language}");
        for (name, message) in &english {
            assert!(!other[name].trim().is_empty(), "{language} {name}");
            assert_eq!(values(&other[name]), values(message), "{language} {name}");
        }
    }
}

/// All source text that may name a message: the crates, the scripts and pages, the manifest, what makes the guide's
/// pages.
fn sources() -> String {
    let root = repository();
    let mut text = std::fs::read_to_string(root.join("manifest.json")).unwrap();
    text += &std::fs::read_to_string(root.join("crate/xtask/src/guide.rs")).unwrap();
    let folders = [
        "crate/browser/src",
        "crate/panel/src",
        "crate/dashboard/src",
        "extension",
    ];
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() && !path.ends_with("_locales") {
                folders.push(path);
            } else if matches!(ending, Some("rs" | "js" | "html")) {
                text += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    text
}

fn literals(source: &str) -> BTreeSet<&str> {
    source
        .split('"')
        .filter(|text| text.len() < 60 && !text.contains(char::is_whitespace))
        .map(|text| text.trim_start_matches("__MSG_").trim_end_matches("__"))
        .collect()
}

/// Messages whose names are put together: each family with the endings it has.
fn put_together(literals: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for key in Key::ALL {
        names.insert(format!("reason_{}", key.name()));
    }
    for kind in BlockerKind::ALL {
        names.insert(format!("blocker_{}", kind.name()));
    }
    for region in Region::ALL {
        names.insert(format!("region_{}", region.name()));
        names.insert(format!("in_{}", region.name()));
    }
    for literal in literals {
        for name in [
            format!("{literal}_one"),
            format!("{literal}_other"),
            format!("cannot_{literal}"),
        ] {
            names.insert(name);
        }
    }
    names
}

#[test]
fn no_message_is_unused() {
    let source = sources();
    let literals = literals(&source);
    let put_together = put_together(&literals);
    let unused: Vec<String> = messages("en")
        .into_keys()
        .filter(|name| !literals.contains(name.as_str()) && !put_together.contains(name))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// How a message is asked for by its whole name, and how each name ends in the files.
const CALLS: [(&str, &[&str]); 4] = [
    ("t(\"", &[""]),
    ("t_with(\"", &[""]),
    ("getMessage(\"", &[""]),
    ("t_count(\"", &["_one", "_other"]),
];

/// Source in which the first value of every call stands directly after the call.
fn calls_in_one_line(source: &str) -> String {
    let mut parts = source.split('(');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + "(" + part.trim_start())
}

/// A message asked for by its whole name must exist: `t("name")` and its sisters.
#[test]
fn no_message_is_missing() {
    let source = calls_in_one_line(&sources());
    let english = messages("en");
    let mut missing = Vec::new();
    for (call, endings) in CALLS {
        for (at, _) in source.match_indices(call) {
            let before = source.get(..at).unwrap().chars().next_back();
            let rest = source.get(at + call.len()..).unwrap();
            let name = rest.split('"').next().unwrap();
            let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let exists = |ending: &&str| english.contains_key(&format!("{name}{ending}"));
            if whole && !name.starts_with("@@") && !endings.iter().all(exists) {
                missing.push(name.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
