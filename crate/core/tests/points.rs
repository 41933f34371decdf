//! The tables of tests/conformance/point, one per point: a page, and what its link's factor and the check
//! of an agreement make of it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::path::PathBuf;

use linkglance_core::check::{Agreements, check};
use linkglance_core::page::{Day, HiddenBecause, Layout, LinkLayout};
use linkglance_core::point::Point;
use linkglance_core::reason::Reason;
use linkglance_core::{Page, Report, Site, inspect};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Every point has a table.
const POINTS: [Point; 16] = [
    Point::Placement,
    Point::Follow,
    Point::Indexable,
    Point::Canonical,
    Point::Anchor,
    Point::Visible,
    Point::Target,
    Point::Route,
    Point::Relevance,
    Point::Neighbours,
    Point::Disclosure,
    Point::Snippets,
    Point::Repeat,
    Point::Count,
    Point::Language,
    Point::Author,
];

/// An article at `https://blog.example/tea`, in parts, with what comes of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
    /// Else a canonical link to the page itself.
    head: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Before the article.
    #[serde(default)]
    above: String,
    /// Before its title.
    #[serde(default)]
    before: String,
    /// The paragraph the link is in.
    html: String,
    /// After that paragraph.
    #[serde(default)]
    below: String,
    /// After the article.
    #[serde(default)]
    after: String,
    headers: Option<Vec<String>>,
    /// The day on which the page is read, where it is known.
    today: Option<Day>,
    /// Whether the page comes with its layout, in which every link is seen.
    #[serde(default)]
    layout: bool,
    /// Why the link can't be seen in the layout.
    hidden: Option<HiddenBecause>,
    left_out: Option<String>,
    /// The profile's, else "green tea".
    keywords: Option<Vec<String>>,
    #[serde(default)]
    pages: Vec<String>,
    /// Whether the factor is that of the last backlink, not of the first.
    #[serde(default)]
    last: bool,
    /// Else one that asks for a link to `https://acme.com/tea` and the usual terms.
    agreement: Option<Value>,
    /// The factor's state and the key of its reason, where there is a backlink.
    factor: Option<String>,
    /// The check's state and the key of what it found, where the point can be agreed on.
    check: Option<String>,
    why: String,
}

impl Row {
    fn report(&self, sites: &[Site]) -> Report {
        let html = format!(
            "<!doctype html><html lang=\"{}\"><head><title>Tea</title>{}</head><body>{}<article>{}\
             <h1>Tea</h1><p>It is a drink many people have with friends, in the morning, at noon and in \
             the evening, and it is best when it is fresh and hot.</p><p>{}</p><p>Whoever likes it \
             strong lets it stand for five minutes, and whoever does not takes the leaves out before \
             that.</p>{}</article>{}",
            self.language.as_deref().unwrap_or("en"),
            self.head
                .as_deref()
                .unwrap_or("<link rel=canonical href=https://blog.example/tea>"),
            self.above,
            self.before,
            self.html,
            self.below,
            self.after,
        );
        let headers = self.headers.iter().map(|lines| {
            let pairs = lines.iter().map(|line| line.split_once(": ").unwrap());
            pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
        });
        let url = self.url.as_deref().unwrap_or("https://blog.example/tea");
        let mut page = Page {
            url: url.to_owned(),
            html,
            headers: headers.into_iter().next(),
            left_out: self.left_out.clone(),
            today: self.today,
            ..Page::default()
        };
        if self.layout || self.hidden.is_some() {
            let links = inspect(&page, sites).unwrap().links;
            page.layout = Some(
                links
                    .iter()
                    .map(|link| self.layout_of(&link.href, link.nth))
                    .collect(),
            );
        }
        inspect(&page, sites).unwrap()
    }

    fn layout_of(&self, href: &str, nth: u32) -> LinkLayout {
        LinkLayout {
            href: href.to_owned(),
            nth,
            layout: Layout {
                hidden: self.hidden,
                ..Layout::default()
            },
        }
    }

    fn outcomes(&self, point: Point) -> (Option<String>, Option<String>) {
        let default = || vec!["green tea".to_owned()];
        let sites = [Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            keywords: self.keywords.clone().unwrap_or_else(default),
            pages: self.pages.clone(),
            ..Site::default()
        }];
        let report = self.report(&sites);
        let mut backlinks = report.backlinks.iter();
        let backlink = if self.last {
            backlinks.next_back()
        } else {
            backlinks.next()
        };
        let factors = backlink.map(|backlink| &backlink.factors);
        let factor = factors.and_then(|all| all.iter().find(|factor| factor.point == point));
        let usual = json!({ "target": "https://acme.com/tea" });
        let agreement = self.agreement.as_ref().unwrap_or(&usual);
        let read = Agreements::read(&agreement.to_string());
        assert!(read.refused.is_empty(), "{}", self.why);
        let checked = check(&report, &read.taken[0], &sites);
        let finding = checked.findings.iter().find(|found| found.point == point);
        (
            factor.map(|factor| said(&factor.state, &factor.reason)),
            finding.map(|found| said(&found.state, &found.found)),
        )
    }
}

fn said(state: &impl Serialize, reason: &Reason) -> String {
    format!("{} {}", json!(state).as_str().unwrap(), reason.key().name())
}

#[test]
fn each_point_is_answered_as_its_table_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/point");
    let mut differences = Vec::new();
    for point in POINTS {
        let path = folder.join(format!("{}.json", point.name()));
        let text = std::fs::read_to_string(&path).unwrap();
        let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
        assert!(rows.len() >= 3, "{} lost rows", point.name());
        for row in rows {
            let found = row.outcomes(point);
            let expected = (row.factor.clone(), row.check.clone());
            if found != expected {
                differences.push(format!(
                    "{}: {}\n  {expected:?}\n  {found:?}",
                    point.name(),
                    row.why
                ));
            }
        }
    }
    assert!(
        differences.is_empty(),
        "expected, then found:\n{}",
        differences.join("\n")
    );
}
