//! What a page says of itself, fact by fact: one table a fact in tests/conformance/page.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use linkglance_core::{Page, inspect};
use serde::Deserialize;
use serde_json::Value;

/// The facts, with how many rows each has at least.
const FACTS: [(&str, usize); 8] = [
    ("ai", 12),
    ("description", 6),
    ("headings", 13),
    ("hreflang", 11),
    ("images", 10),
    ("open_graph", 9),
    ("structured_data", 14),
    ("words", 15),
];

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    head: String,
    #[serde(default)]
    html: String,
    /// How many times the page holds both.
    times: Option<usize>,
    headers: Option<Vec<String>>,
    /// What is in the report about the page, by its path; null where there is nothing.
    page: BTreeMap<String, Value>,
    /// The keys of limits that were hit, if the row is about them.
    limits: Option<Vec<String>>,
    why: String,
}

impl Row {
    fn page(&self) -> Page {
        let times = self.times.unwrap_or(1);
        let header = |line: &String| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.to_owned())
        };
        let headers = self.headers.as_ref();
        Page {
            url: "https://blog.example/tea".into(),
            html: format!(
                "<!doctype html><html><head>{}</head><body>{}</body></html>",
                self.head.repeat(times),
                self.html.repeat(times)
            ),
            headers: headers.map(|lines| lines.iter().map(header).collect()),
            ..Page::default()
        }
    }
}

#[test]
fn facts_about_a_page() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/page");
    let mut differences = String::new();
    for (fact, least) in FACTS {
        let text = std::fs::read_to_string(root.join(fact).with_extension("json")).unwrap();
        let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
        assert!(rows.len() >= least, "{fact} lost rows");
        for row in rows {
            let report = inspect(&row.page(), &[]).unwrap();
            let page = serde_json::to_value(&report.page).unwrap();
            for (path, expected) in &row.page {
                let found = page.pointer(path).unwrap_or(&Value::Null);
                if found != expected {
                    writeln!(
                        differences,
                        "{fact}, {}: {path}\n  expected {expected}\n  found    {found}",
                        row.why
                    )
                    .unwrap();
                }
            }
            let limits = report.limits.iter().map(|limit| limit.key().name());
            if let Some(expected) = &row.limits {
                assert_eq!(&limits.collect::<Vec<_>>(), expected, "{fact}, {}", row.why);
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}
