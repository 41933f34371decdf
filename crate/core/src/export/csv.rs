//! The report as CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, and no formulas
//! ([`crate::spreadsheet`]).

use std::collections::HashSet;

use super::region_words;
use crate::backlink::Backlink;
use crate::report::{Link, LinkState, Mention, Report};
use crate::spreadsheet::guarded;

const COLUMNS: [&str; 18] = [
    "row",
    "site",
    "page",
    "url",
    "target",
    "text",
    "anchor kind",
    "rel",
    "followed",
    "region",
    "kind",
    "target page",
    "linked",
    "confidence",
    "before",
    "after",
    "hidden",
    "notes",
];

/// The backlinks, the mentions and the other outbound links of a report, one row each.
pub fn csv(report: &Report) -> String {
    let mut out = heading();
    push_backlinks(&mut out, report, |_| true);
    for mention in &report.mentions {
        push_row(&mut out, &mention_row(report, mention));
    }
    let own: HashSet<usize> = report
        .backlinks
        .iter()
        .map(|backlink| backlink.link)
        .collect();
    for link in report.outbound().filter(|link| !own.contains(&link.index)) {
        push_row(&mut out, &link_row(report, link, None));
    }
    out
}

/// A table as it is shown: the names of its columns, then one row each.
pub fn table_csv(heads: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::from('\u{feff}');
    push_row(&mut out, heads);
    for row in rows {
        push_row(&mut out, &row);
    }
    out
}

/// Some of the report's links in the order they are given, in the same columns. A link that is a
/// backlink of several sites has one row for each.
pub fn csv_of_links(report: &Report, links: &[&Link]) -> String {
    let mut out = heading();
    for link in links {
        if !push_backlinks(&mut out, report, |index| index == link.index) {
            push_row(&mut out, &link_row(report, link, None));
        }
    }
    out
}

/// The byte order mark and the names of the columns.
fn heading() -> String {
    let mut out = String::from('\u{feff}');
    push_row(&mut out, &COLUMNS.map(str::to_owned));
    out
}

/// Writes the backlinks whose link is chosen, and says whether there were any.
fn push_backlinks(out: &mut String, report: &Report, chosen: impl Fn(usize) -> bool) -> bool {
    let mut any = false;
    for backlink in report.backlinks.iter().filter(|found| chosen(found.link)) {
        if let Some(link) = report.link(backlink.link) {
            push_row(out, &link_row(report, link, Some(backlink)));
            any = true;
        }
    }
    any
}

fn link_row(report: &Report, link: &Link, backlink: Option<&Backlink>) -> [String; 18] {
    let notes = backlink.map_or_else(Vec::new, |backlink| {
        let factors = backlink.factors.iter().map(|factor| &factor.reason);
        let all = backlink.risks.iter().chain(factors);
        all.map(ToString::to_string).collect()
    });
    [
        if backlink.is_some() {
            "backlink"
        } else {
            "outbound link"
        }
        .to_owned(),
        backlink.map_or_else(String::new, |backlink| backlink.site.clone()),
        report.page.url.clone(),
        link.url.clone().unwrap_or_else(|| link.href.clone()),
        link.wraps.clone().unwrap_or_default(),
        link.anchor.text.clone(),
        name(&link.anchor.kind),
        link.rel.join(" "),
        yes_no(link.follow.followed),
        region_words(link.placement.region).to_owned(),
        backlink.map_or_else(String::new, |backlink| name(&backlink.kind)),
        backlink.map_or_else(String::new, |backlink| name(&backlink.target)),
        String::new(),
        String::new(),
        link.context.before.clone(),
        link.context.after.clone(),
        yes_no(link.hidden),
        notes.join(" "),
    ]
}

fn mention_row(report: &Report, mention: &Mention) -> [String; 18] {
    let link = mention.link_index.and_then(|index| report.link(index));
    let notes: Vec<String> = mention.because.iter().map(ToString::to_string).collect();
    [
        if mention.possible {
            "possible mention"
        } else {
            "mention"
        }
        .to_owned(),
        mention.site.clone(),
        report.page.url.clone(),
        link.and_then(|link| link.url.clone()).unwrap_or_default(),
        mention.suggested_target.clone().unwrap_or_default(),
        mention.text.clone(),
        String::new(),
        String::new(),
        String::new(),
        region_words(mention.region).to_owned(),
        String::new(),
        String::new(),
        match mention.link {
            LinkState::Own => "to the site",
            LinkState::Other => "elsewhere",
            LinkState::None => "no",
        }
        .to_owned(),
        format!("{:.2}", mention.confidence),
        mention.before.clone(),
        mention.after.clone(),
        yes_no(Some(mention.hidden)),
        notes.join(" "),
    ]
}

pub(super) fn yes_no(value: Option<bool>) -> String {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
    .to_owned()
}

/// A value's name as the JSON report writes it, with spaces.
pub(super) fn name<T: serde::Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or("").replace('_', " ")
}

pub(super) fn push_row(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_field(out, field);
    }
    out.push_str("\r\n");
}

/// Writes one field: guarded against formulas, quoted where RFC 4180 asks for it.
fn push_field(out: &mut String, field: &str) {
    let field = guarded(field);
    if field.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_reader_gives_back_the_links_that_were_chosen() {
        let page = crate::Page {
            url: "https://blog.example/".into(),
            html: "<p>See <a href='https://acme.com/a'>=cmd|'/c calc'!A1</a>, \
                <a href='https://b.example/'>two, \"words\"</a> and <a href='https://c.example/'>\u{3053}</a>."
                .into(),
            ..crate::Page::default()
        };
        let site = crate::Site::from_domain("acme.com").unwrap();
        let report = crate::inspect(&page, std::slice::from_ref(&site)).unwrap();
        let chosen: Vec<&Link> = [1, 0].map(|index| report.link(index).unwrap()).into();
        let written = csv_of_links(&report, &chosen);
        let mut reader =
            csv::Reader::from_reader(written.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let cells = |at| {
            rows.iter()
                .map(|row| row.get(at).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(0), ["outbound link", "backlink"]);
        assert_eq!(cells(1), ["", site.name.as_str()]);
        assert_eq!(cells(5), ["two, \"words\"", "'=cmd|'/c calc'!A1"]);
    }

    #[test]
    fn a_table_is_written_as_it_is_shown() {
        let heads = ["Page".to_owned(), "Links".to_owned()];
        let rows = [vec!["=1+1".to_owned(), "2".to_owned()]];
        let written = table_csv(&heads, rows.into_iter());
        assert_eq!(written, "\u{feff}Page,Links\r\n'=1+1,2\r\n");
    }

    #[test]
    fn fields_are_quoted_and_guarded() {
        for (field, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("@acme, \"x\"", "\"'@acme, \"\"x\"\"\""),
            ("-", "'-"),
            ("a,=b;=c", "\"a,'=b;'=c\""),
            ("", ""),
        ] {
            let mut out = String::new();
            push_field(&mut out, field);
            assert_eq!(out, written);
        }
    }
}
