//! Whole pages against agreements: one folder a case in tests/fixtures/check, the check as text,
//! with the letter that asks for a fix, beside it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use linkglance_core::check::{Agreements, Check, Overall, check};
use linkglance_core::document::{NodeId, parse};
use linkglance_core::export::check_text;
use linkglance_core::letter::{Language, Letter, Parties, request};
use linkglance_core::{Page, inspect};

fn cases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/check");
    let entries = std::fs::read_dir(root).unwrap().flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

fn checked(case: &Path) -> Check {
    let read = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
    let page = Page {
        url: "https://leafblog.example/green-tea".into(),
        html: read("page.html"),
        ..Page::default()
    };
    let agreements = Agreements::read(&read("agreement.json"));
    assert_eq!(agreements.refused, [], "{}", case.display());
    let agreement = agreements.taken.first().unwrap();
    let sites = [agreement.site().unwrap()];
    check(&inspect(&page, &sites).unwrap(), agreement, &sites)
}

fn parties() -> Parties {
    Parties {
        editor: Some("Mia Stem".into()),
        site: "Acme".into(),
    }
}

fn letter(check: &Check, language: Option<Language>) -> Option<Letter> {
    request(check, &parties(), language)
}

#[test]
fn checks_of_whole_pages() {
    let cases = cases();
    assert!(cases.len() >= 17, "a case was lost");
    for case in cases {
        let check = checked(&case);
        let text = check_text(&check, letter(&check, None).as_ref());
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("check.txt", text));
    }
}

/// A letter is written if and only if something failed, in any language, with no value left out.
#[test]
fn letters_ask_for_what_failed_in_every_language() {
    for case in cases() {
        let check = checked(&case);
        for language in Language::ALL {
            let name = format!("{} {language:?}", case.display());
            let letter = letter(&check, Some(language));
            assert_eq!(letter.is_some(), check.overall == Overall::Broken, "{name}");
            let Some(letter) = letter else { continue };
            let asked = letter.body.lines().filter(|line| line.starts_with("- "));
            assert_eq!(asked.count(), check.failed().count(), "{name}");
            assert!(letter.body.contains(&check.page.url), "{name}");
            assert!(letter.body.contains("Mia Stem"), "{name}");
        }
    }
}

/// The HTML of a letter, put into a page, is one link that is as agreed.
#[test]
fn the_html_of_a_letter_is_what_was_agreed() {
    let mut seen = 0;
    for case in cases() {
        let check = checked(&case);
        let Some(letter) = letter(&check, None) else {
            continue;
        };
        for line in letter.body.lines().filter(|line| line.starts_with("<a ")) {
            seen += 1;
            let (document, _) = parse(line, &|| false);
            let names = document
                .subtree(NodeId::ROOT)
                .filter_map(|id| document.name(id));
            let names: Vec<&str> = names.map(AsRef::as_ref).collect();
            assert_eq!(names, ["html", "head", "body", "a"], "{line}");
            let page = Page {
                url: check.page.url.clone(),
                html: format!("<p>{line}</p>"),
                ..Page::default()
            };
            let sites = [check.agreement.site().unwrap()];
            let mut agreement = check.agreement.clone();
            agreement.regions = Vec::new();
            agreement.canonical = false;
            agreement.disclosure = None;
            agreement.most_outbound = None;
            agreement.language = None;
            agreement.author = None;
            let again =
                linkglance_core::check::check(&inspect(&page, &sites).unwrap(), &agreement, &sites);
            assert_eq!(again.overall, Overall::Kept, "{line} {:#?}", again.findings);
        }
    }
    assert!(seen >= 10, "only {seen} letters hold HTML");
}
