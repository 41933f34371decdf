//! The tables of tests/conformance/source: what a page's source, asked for on demand, shows beside the page in a
//! tab, what it and its site ask of AI, and whether it links to the user's site.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use linkglance_core::reason::Reason;
use linkglance_core::watch::{
    AiAccess, Answer, Ending, Fault, LinkBack, LinkDifference, LinkDifferenceKind, Response,
    Source, Tab, compare_views,
};
use linkglance_core::{Page, Profiles, Report, Site, inspect};
use serde::Deserialize;

const URL: &str = "https://blog.example/tea";

fn table<Row: for<'de> Deserialize<'de>>(name: &str, least: usize) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/source");
    let text = std::fs::read_to_string(path.join(name)).unwrap();
    let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
    assert!(rows.len() >= least, "{name} lost rows");
    rows
}

fn sites() -> Vec<Site> {
    vec![Site {
        name: "Acme".to_owned(),
        domains: vec!["acme.com".to_owned()],
        ..Site::default()
    }]
}

/// So many words, three of which in a row are no other three.
fn words(count: usize) -> String {
    let words: Vec<String> = (0..count).map(|at| format!("word{at}")).collect();
    format!("<p>{}</p>", words.join(" "))
}

fn key(reason: &Reason) -> String {
    reason.key().name().to_owned()
}

/// The page in the tab.
fn tab(html: &str) -> (Page, Report) {
    let page = Page {
        url: URL.to_owned(),
        html: html.to_owned(),
        ..Page::default()
    };
    let report = inspect(&page, &sites()).unwrap();
    (page, report)
}

/// What came when a page was asked for.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Came {
    html: String,
    url: Option<String>,
    status: Option<u16>,
    fault: Option<Fault>,
    headers: Vec<(String, String)>,
    ending: Ending,
}

impl Came {
    fn response(&self, more: &str, kind: &str) -> Response {
        if let Some(fault) = self.fault {
            return Response::Nothing(fault);
        }
        let mut headers = vec![("content-type".to_owned(), kind.to_owned())];
        headers.extend(self.headers.clone());
        Response::Answer(Answer {
            status: self.status.unwrap_or(200),
            headers,
            url: self.url.as_deref().unwrap_or(URL).to_owned(),
            body: format!("{}{more}", self.html),
            ending: self.ending,
            encoding: None,
        })
    }

    fn source(&self, more: &str) -> Result<Source, Reason> {
        let response = self.response(more, "text/html");
        Source::of(URL, &response, &Profiles::of(sites()), &|| false)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ViewsRow {
    source: Came,
    tab: String,
    /// How many words follow the source, and the page in the tab.
    words: Option<(usize, usize)>,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    page: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    why: String,
}

/// A difference as the table writes it: its kind, the link's href, both values.
fn written(difference: &LinkDifference, source: &Report, tab: &Report) -> String {
    let own = difference.source.and_then(|index| source.link(index));
    let other = difference.tab.and_then(|index| tab.link(index));
    let href = &other.or(own).unwrap().href;
    let values = difference.because.values().join(" | ");
    let line = format!("{} {href} {values}", difference.kind.name());
    line.trim_end().to_owned()
}

#[test]
fn views() {
    let mut wrong = String::new();
    for row in table::<ViewsRow>("views.json", 40) {
        let (own, other) = row.words.unwrap_or((250, 250));
        let source = row.source.source(&words(own)).unwrap();
        let (page, report) = tab(&format!("{}{}", row.tab, words(other)));
        let found = compare_views(&source, &page, &report, &|| false);
        let keys = |reasons: &[Reason]| reasons.iter().map(key).collect::<Vec<_>>();
        let links: Vec<String> = found
            .links
            .iter()
            .map(|link| written(link, &source.report, &report))
            .collect();
        assert_eq!(
            found.is_empty(),
            row.links.is_empty() && row.page.is_empty()
        );
        let all = (links, keys(&found.page), keys(&found.notes));
        let expected = (row.links, row.page, row.notes);
        if all != expected {
            writeln!(
                wrong,
                "{}:\n  expected {expected:?}\n  found    {all:?}",
                row.why
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_same_links_are_found_however_many_there_are() {
    let many = "<a href=/x>x</a>".repeat(4_000);
    let came = Came {
        html: many.clone(),
        ..Came::default()
    };
    let source = came.source("<a href=/y>y</a>").unwrap();
    let (page, report) = tab(&(many + "<a href=/x>z</a>"));
    let found = compare_views(&source, &page, &report, &|| false);
    let kinds: Vec<_> = found.links.iter().map(|link| link.kind).collect();
    let [by_script, source_only, ..] = LinkDifferenceKind::ALL;
    assert_eq!(kinds, [by_script, source_only]);
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AiRow {
    /// The file, unless something else came.
    txt: Option<String>,
    #[serde(default)]
    robots: Came,
    #[serde(default)]
    page: Came,
    /// The page in the tab, if it is not the source.
    tab: Option<String>,
    words: Option<(usize, usize)>,
    #[serde(default)]
    agents: BTreeMap<String, String>,
    signals: Option<Vec<String>>,
    summary: Option<String>,
    why: String,
}

#[test]
fn ai_access() {
    let mut wrong = String::new();
    for mut row in table::<AiRow>("ai_access.json", 50) {
        row.robots.html = row.txt.clone().unwrap_or_default();
        let robots = row.robots.response("", "text/plain");
        let (own, other) = row.words.unwrap_or((0, 0));
        let (page, report) = tab(&format!(
            "{}{}",
            row.tab.as_ref().unwrap_or(&row.page.html),
            words(other)
        ));
        let source = row
            .page
            .source(&format!("<p>Four words of tea</p>{}", words(own)));
        let tab = Tab {
            page: &page,
            report: &report,
        };
        let found = AiAccess::of(&robots, source.as_ref(), tab, &|| false);
        let agents: BTreeMap<String, String> = found
            .agents
            .iter()
            .filter(|of| row.agents.contains_key(of.agent.name))
            .map(|of| {
                let said = format!("{} {}", of.access.name(), key(&of.because));
                (of.agent.name.to_owned(), said)
            })
            .collect();
        let signals = found
            .signals
            .iter()
            .map(|signal| format!("{} {}", signal.effect.name(), key(&signal.because)));
        let signals = row.signals.as_ref().map(|_| signals.collect::<Vec<_>>());
        let summary = row.summary.as_ref().map(|_| key(&found.summary()));
        if (&agents, &signals, &summary) != (&row.agents, &row.signals, &row.summary) {
            writeln!(
                wrong,
                "{}:\n  found {agents:?} {signals:?} {summary:?}",
                row.why
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BackRow {
    page: Came,
    back: Vec<String>,
    why: String,
}

#[test]
fn links_back() {
    let mut wrong = String::new();
    for row in table::<BackRow>("link_back.json", 12) {
        let found = match LinkBack::of(row.page.source("").as_ref()) {
            LinkBack::Links(links) => links
                .iter()
                .map(|back| {
                    let follow = back.link.follow.narrowest().name();
                    format!("{} {follow} {}", back.site, back.link.href)
                })
                .collect(),
            LinkBack::Nothing => vec!["nothing".to_owned()],
            LinkBack::Unknown(reason) => vec![format!("unknown {}", key(&reason))],
        };
        if found != row.back {
            writeln!(wrong, "{}: found {found:?}", row.why).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
