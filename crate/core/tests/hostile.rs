//! Pages made to hurt: each gives a report, whole or with its limit named, and never a panic.
//!
//! The pages are recipes in `tests/hostile/pages.json`: parts and how often each is repeated, `{n}`
//! standing for the number of the repetition. The end-to-end tests serve the same recipes.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use linkglance_core::{Page, Profiles, Report, Site, inspect_until};
use serde::Deserialize;

/// How long a page may take, as in the extension.
const LIMIT: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    name: String,
    parts: Vec<(String, usize)>,
    /// The key of a limit that must be named; without one the report may be whole.
    limit: Option<String>,
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

fn report(html: String) -> Report {
    let page = Page {
        url: "https://news.example/post".into(),
        html,
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

#[test]
fn every_hostile_page_gives_a_report_with_its_limits_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile/pages.json");
    let recipes: Vec<Recipe> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for recipe in &recipes {
        let html = recipe.html();
        let has_link = html.contains("https://acme.com/");
        let start = Instant::now();
        let report = report(html);
        let limits: Vec<&str> = report
            .limits
            .iter()
            .map(|limit| limit.key().name())
            .collect();
        println!(
            "{:>6} ms  {}  {limits:?}",
            start.elapsed().as_millis(),
            recipe.name
        );
        if let Some(limit) = &recipe.limit
            && !limits.contains(&limit.as_str())
        {
            wrong.push(format!(
                "{}: {limit} is not named, but {limits:?}",
                recipe.name
            ));
        }
        if has_link && report.backlinks.is_empty() && limits.is_empty() {
            wrong.push(format!("{}: the link is lost without a word", recipe.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
