//! Whole pages against agreements: one folder a case in tests/fixtures/check, the check as text,
//! with the letter that asks for a fix, beside it. `page.json` is there where more than the source is
//! known.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::path::{Path, PathBuf};

use linkglance_core::check::{Agreements, Check, Overall, check};
use linkglance_core::document::{NodeId, parse};
use linkglance_core::export::check_text;
use linkglance_core::letter::{Language, Letter, Parties};
use linkglance_core::message::request;
use linkglance_core::point::Point;
use linkglance_core::{Page, Site, inspect};

fn cases() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/check");
    let entries = std::fs::read_dir(root).unwrap().flatten();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

fn checked(case: &Path) -> Check {
    let read = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
    let known = std::fs::read_to_string(case.join("page.json"));
    let page = Page {
        url: "https://leafblog.example/green-tea".into(),
        html: read("page.html"),
        ..serde_json::from_str(known.as_deref().unwrap_or("{}")).unwrap()
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
        ..Parties::default()
    }
}

fn letter(check: &Check, language: Option<Language>) -> Option<Letter> {
    request(check, &parties(), language)
}

#[test]
fn checks_of_whole_pages() {
    let cases = cases();
    assert!(cases.len() >= 23, "a case was lost");
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

const TERMS: &str = r#"{ "target": "https://acme.com/tea", "visible": "in_source" }"#;

/// An article of an author's with an address to write to; `link` is in its text.
fn article(link: &str) -> Page {
    let prose = "Whoever likes it strong lets it stand for five minutes, and whoever does not takes \
                 the leaves out before that, as everybody does with green tea. ";
    Page {
        url: "https://www.leafblog.example/tea".into(),
        html: format!(
            "<!doctype html><html lang=en><title>All about tea | Leafblog</title>\
             <meta name=author content='Mia Stem'>\
             <link rel=canonical href=https://www.leafblog.example/tea>\
             <article><h1>All about tea</h1><p>{}</p><p>We drink {link} every day, with or without \
             milk, and have done so for years.</p><p>{}</p></article>\
             <footer><a href=mailto:mia@leafblog.net>mia@leafblog.net</a></footer>",
            prose.repeat(3),
            prose.repeat(2)
        ),
        ..Page::default()
    }
}

fn acme() -> Site {
    Site {
        name: "Acme".into(),
        sender: "Ann Leaf".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    }
}

fn written(link: &str, terms: &str) -> (Check, Option<Letter>) {
    let sites = [acme()];
    let report = inspect(&article(link), &sites).unwrap();
    let agreement = &Agreements::read(terms).taken[0];
    let check = check(&report, agreement, &sites);
    let parties = Parties::of(&report.contacts, &check, &sites[0]);
    let letter = request(&check, &parties, None);
    (check, letter)
}

/// A link to the wrong page that is nofollow, too: one letter names both, and no point is lost.
#[test]
fn a_letter_names_all_that_is_wrong_with_the_nearest_link() {
    let (kept, none) = written("<a href=https://acme.com/tea>Acme tea</a>", TERMS);
    assert_eq!(none, None);
    let (check, letter) = written(
        "<a rel=nofollow href=https://acme.com/pots>Acme tea</a>",
        TERMS,
    );
    let points = |check: &Check| {
        check
            .findings
            .iter()
            .map(|found| found.point)
            .collect::<Vec<_>>()
    };
    assert_eq!(points(&check), points(&kept));
    let failed: Vec<Point> = check.failed().map(|found| found.point).collect();
    assert_eq!(failed, [Point::Target, Point::Follow]);
    let body = letter.unwrap().body;
    assert!(
        body.contains("leads to https://acme.com/pots instead of https://acme.com/tea"),
        "{body}"
    );
    assert!(
        body.contains("The link is not followed (nofollow)"),
        "{body}"
    );
    assert_eq!(body.matches("<a href").count(), 1, "{body}");
    assert!(
        body.contains("<a href=\"https://acme.com/tea\">Acme tea</a>"),
        "{body}"
    );
    // Nothing comes near: the points are there, and nothing can be said of them.
    let (check, letter) = written("Acme tea", TERMS);
    assert_eq!(points(&check), points(&kept));
    assert_eq!(check.failed().count(), 1);
    assert!(letter.unwrap().body.contains("names “Acme” without a link"));
}

/// A part of the page was not read: the link may be there, and another one proves nothing.
#[test]
fn a_link_that_comes_near_breaks_nothing_where_the_page_was_cut() {
    let mut page = article("<a rel=nofollow href=https://acme.com/pots>Acme tea</a>");
    page.left_out = Some("1 MB".into());
    let sites = [acme()];
    let agreement = &Agreements::read(TERMS).taken[0];
    let check = check(&inspect(&page, &sites).unwrap(), agreement, &sites);
    assert_eq!(check.overall, Overall::Unclear);
}

#[test]
fn a_letter_goes_to_whom_the_page_names_and_is_signed_by_the_profile() {
    let link = "<a rel=nofollow href=https://acme.com/tea>Acme tea</a>";
    let (_, letter) = written(link, TERMS);
    let letter = letter.unwrap();
    assert_eq!(letter.to.as_deref(), Some("mia@leafblog.net"));
    assert_eq!(letter.subject, "The link on “All about tea”");
    assert!(
        letter.body.starts_with("Hello Mia Stem,\n"),
        "{}",
        letter.body
    );
    assert!(letter.body.ends_with("\nAnn Leaf\nAcme"), "{}", letter.body);
    // The agreement names the author: it is the user's own, who does not write to herself.
    let own = r#"{ "target": "https://acme.com/tea", "author": "Mia Stem" }"#;
    let (_, letter) = written(link, own);
    assert!(letter.unwrap().body.starts_with("Hello,\n"));
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
