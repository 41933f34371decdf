//! Pages made to hurt: each gives a report, whole or with its limit named, and never a panic.
//!
//! The pages are recipes in `tests/hostile/pages.json`: parts and how often each is repeated; `{n}`
//! is the number of the repetition. The end-to-end tests serve the same recipes.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use linkglance_core::length::{MAX_ADDRESS_BYTES, MAX_ANCHOR_CHARS, MAX_TITLE_CHARS};
use linkglance_core::page::Markup;
use linkglance_core::prospect::Prospect;
use linkglance_core::reason::Key;
use linkglance_core::{Page, Profiles, Report, Site, inspect_until};
use serde::Deserialize;
use serde_json::Value;

/// Longest text of a report that has no cap of its own, in characters: a reason with all its values.
const MAX_REASON_CHARS: usize = 2_000;

/// How long a page may take, as in the extension.
const LIMIT: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    name: String,
    parts: Vec<(String, usize)>,
    /// The key of a limit that must be named; without one the report may be whole.
    limit: Option<String>,
    /// Whether it is read as what a browser wrote, too.
    #[serde(default)]
    serialised: bool,
}

impl Recipe {
    fn html(&self) -> String {
        let mut html = String::new();
        for (part, times) in &self.parts {
            match part.split_once("{n}") {
                None => html.push_str(&part.repeat(*times)),
                Some(_) => {
                    for n in 0..*times {
                        html.push_str(&part.replace("{n}", &n.to_string()));
                    }
                }
            }
        }
        html
    }
}

fn report(html: String, markup: Markup) -> Report {
    let page = Page {
        url: "https://news.example/post".into(),
        html,
        markup,
        ..Page::default()
    };
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    };
    let start = Instant::now();
    inspect_until(&page, &Profiles::of(vec![site]), &|| {
        start.elapsed() > LIMIT
    })
    .unwrap()
}

/// What is wrong with the report of a page.
fn complaint(recipe: &Recipe, markup: Markup) -> Option<String> {
    let html = recipe.html();
    let has_link = html.contains("https://acme.com/");
    let start = Instant::now();
    let report = report(html, markup);
    let limits: Vec<&str> = report
        .limits
        .iter()
        .map(|limit| limit.key().name())
        .collect();
    let time = start.elapsed().as_millis();
    println!("{time:>6} ms  {} ({markup:?})  {limits:?}", recipe.name);
    match &recipe.limit {
        Some(limit) if !limits.contains(&limit.as_str()) => Some(format!(
            "{} ({markup:?}): {limit} is not named, but {limits:?}",
            recipe.name
        )),
        _ if has_link && report.backlinks.is_empty() && limits.is_empty() => {
            Some(format!("{}: the link is lost without a word", recipe.name))
        }
        _ => None,
    }
}

#[test]
fn every_hostile_page_gives_a_report_with_its_limits_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile/pages.json");
    let recipes: Vec<Recipe> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let wrong = complaints(&recipes);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with the reports of all pages, which take a while: as many at once as there are processors.
fn complaints(recipes: &[Recipe]) -> Vec<String> {
    let runs: Vec<(&Recipe, Markup)> = recipes
        .iter()
        .flat_map(|recipe| {
            let serialised = recipe.serialised.then_some((recipe, Markup::Serialised));
            [(recipe, Markup::Source)].into_iter().chain(serialised)
        })
        .collect();
    let next = AtomicUsize::new(0);
    let take_all = || {
        let mut wrong = Vec::new();
        while let Some(&(recipe, markup)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(complaint(recipe, markup));
        }
        wrong
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(take_all)).collect();
        all.into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect()
    })
}

/// A page with a quarter of a megabyte of whatever a page can say of itself and of its links.
fn endless() -> Page {
    let long = |word: &str| word.repeat((1 << 18) / word.len());
    let word = long("w");
    let address = format!("https://acme.com/{}", long("a/"));
    let block = format!(
        r#"{{"@type": "NewsArticle", "author": {{"name": "{word}", "url": "/{word}", "sameAs": "https://x.com/{word}"}},
            "datePublished": "{word}", "sponsor": {{"name": "{word}"}}}}"#
    );
    let html = format!(
        "<html lang='{word}'><title>{word}</title><meta name=author content='{word}'>\
         <meta name=description content='{word}'><link rel=canonical href='/{word}'>\
         <script type=application/ld+json>{block}</script>\
         <p>{} <a rel='{word} {} sponsored' href='{address}'>{word}</a> Ac{}me\
         <a href='//{word}.acme.com/'><img alt='{word}'></a> <a href='{word}:x'>scheme</a>\
         <a href='/out?url=https://acme.com/{word}'>wrapped</a> <a href='https://a.example/?affid={word}'>paid</a>\
         <a rel=author href='/{word}'>Jane Doe</a> <a href='/contact?{word}'>Contact</a> <!-- <a href='/{word}'> -->",
        long("lorem "),
        long("no-follow{n} "),
        long("\u{ad}"),
    );
    Page {
        url: format!("https://news.example/post#{word}"),
        html,
        headers: Some(vec![(
            "X-Robots-Tag".to_owned(),
            format!("{}, max-snippet:1", long("nofollow,")),
        )]),
        ..Page::default()
    }
}

/// Every text of a value, with where it is.
fn texts(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((at.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| texts(item, at, found)),
        Value::Object(fields) => {
            for (name, field) in fields {
                texts(field, &format!("{at}.{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_of_a_report_is_longer_than_its_kind_may_be() {
    let site = Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    };
    let report = inspect_until(&endless(), &Profiles::of(vec![site.clone()]), &|| false).unwrap();
    assert_eq!(report.backlinks.len(), 3, "long addresses are judged whole");
    assert_eq!(report.mentions.len(), 1);
    let named = |key: Key| report.limits.iter().any(|limit| limit.key() == key);
    assert!(named(Key::LimitAddress) && named(Key::LimitAnchor));
    let prospect = Prospect::keep(&report, &site, 1);
    let mut found = Vec::new();
    texts(
        &serde_json::to_value(&report).unwrap(),
        "report",
        &mut found,
    );
    texts(
        &serde_json::to_value(&prospect).unwrap(),
        "prospect",
        &mut found,
    );
    let too_long = |(at, text): &(String, String)| {
        let name = at.rsplit('.').next().unwrap();
        let is_address =
            ["url", "href", "canonical", "wraps", "commentedLinks", "id"].contains(&name);
        let most = match name {
            _ if is_address => MAX_ADDRESS_BYTES,
            "title" => MAX_TITLE_CHARS,
            "text" if at.contains(".anchor") => MAX_ANCHOR_CHARS,
            "anchor" => MAX_ANCHOR_CHARS,
            _ => MAX_REASON_CHARS / 2,
        };
        text.chars().count() > most + 1
    };
    let wrong: Vec<String> = found
        .iter()
        .filter(|text| too_long(text))
        .map(|(at, text)| format!("{at}: {} characters", text.chars().count()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: usize = found.iter().map(|(_, text)| text.len()).sum();
    assert!(all < 1 << 18, "a report of {all} bytes of text");
}

/// Each link would hold the whole base again: five thousand times a megabyte.
#[test]
fn links_against_an_endless_base_have_no_address() {
    let long = "a/".repeat(1 << 19);
    let relative = "<a href=x>x</a>".repeat(4_999);
    let html = format!(
        "<base href='https://acme.com/{long}'>{relative}<a href='https://acme.com/y'>y</a>"
    );
    let report = report(html, Markup::Source);
    assert_eq!(
        report.backlinks.len(),
        1,
        "an absolute address needs no base"
    );
    assert!(
        report
            .links
            .iter()
            .take(4_999)
            .all(|link| link.url.is_none())
    );
    assert!(
        report
            .limits
            .iter()
            .any(|limit| limit.key() == Key::LimitAddress)
    );
}
