//! Results for a client: links that are new, links that were lost and agreements that are broken, by site and
//! month, as one CSV and as one page of HTML that opens from disk. The page has no script and loads nothing;
//! its policy says so, too. All words come from whoever makes it; what pages have written is text in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::csv::table_csv;
use crate::document::one_line;
use crate::letter::escaped;
use crate::url::{Url, is_web};

/// What happened to a link.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Happened {
    /// It was first known.
    New,
    /// It was lost.
    Lost,
    /// It is not as agreed.
    Broken,
}

impl Happened {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::New, Self::Lost, Self::Broken];
}

/// A line of the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientLine {
    /// The name of the client's site.
    pub site: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What happened.
    pub what: Happened,
    /// The page's address.
    pub page: String,
    /// The page's title; empty if unknown.
    pub title: String,
    /// Where the link leads; empty if unknown.
    pub target: String,
    /// Its anchor text, how it is followed, what is not as agreed: in words.
    pub detail: String,
}

/// The report's words, in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientWords {
    /// The language's tag.
    pub language: String,
    /// What the report is.
    pub title: String,
    /// When it was made, and from what.
    pub about: String,
    /// The names of [`Happened::ALL`].
    pub happened: [String; 3],
    /// The heads of the columns: site, month, what, day, page, title, target, detail.
    pub heads: [String; 8],
    /// Said where there is nothing.
    pub nothing: String,
}

impl ClientWords {
    fn what(&self, what: Happened) -> &str {
        let [new, lost, broken] = &self.happened;
        match what {
            Happened::New => new,
            Happened::Lost => lost,
            Happened::Broken => broken,
        }
    }
}

/// The lines as CSV, guarded against formulas, by site, then the newest day first.
pub fn client_csv(lines: &[ClientLine], words: &ClientWords) -> String {
    let sorted = sorted(lines);
    let rows = sorted.into_iter().map(|line| {
        vec![
            line.site.clone(),
            month(&line.day).to_owned(),
            words.what(line.what).to_owned(),
            line.day.clone(),
            line.page.clone(),
            line.title.clone(),
            line.target.clone(),
            line.detail.clone(),
        ]
    });
    table_csv(&words.heads, rows)
}

/// How the page looks: light or dark as its reader prefers, and without colour where it is printed.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;margin:0}h2{margin:2rem 0 0;border-bottom:1px solid #8886}h3{margin:1.2rem 0 .3rem}\
p{margin:.3rem 0}.quiet{opacity:.75}\
table{border-collapse:collapse;width:100%;margin:.4rem 0}\
td,th{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;border-top:1px solid #8884}\
td:first-child{white-space:nowrap}td{overflow-wrap:anywhere}\
caption{text-align:start;font-weight:600}\
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}";

/// The lines as one page of HTML.
pub fn client_html(lines: &[ClientLine], words: &ClientWords) -> String {
    let mut out = String::new();
    let title = html(&words.title);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n<p class=\"quiet\">{}</p>\n",
        html(&words.language),
        html(&words.about),
    );
    if lines.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", html(&words.nothing));
    }
    let mut sites: BTreeMap<&str, Vec<&ClientLine>> = BTreeMap::new();
    for line in sorted(lines) {
        sites.entry(&line.site).or_default().push(line);
    }
    for (site, lines) in sites {
        let _ = writeln!(out, "<h2>{}</h2>", html(site));
        // The newest day is first, so the lines of a month stand together.
        for of_month in lines.chunk_by(|a, b| month(&a.day) == month(&b.day)) {
            push_month(&mut out, of_month, words);
        }
    }
    out.push_str("</html>\n");
    out
}

fn push_month(out: &mut String, lines: &[&ClientLine], words: &ClientWords) {
    let name = lines.first().map_or("", |line| month(&line.day));
    let of = |what| lines.iter().filter(move |line| line.what == what);
    let counts = Happened::ALL.map(|what| (what, of(what).count()));
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(what, count)| format!("{} {count}", html(words.what(*what))));
    let counts: Vec<String> = counts.collect();
    let _ = writeln!(
        out,
        "<h3>{}</h3>\n<p>{}</p>",
        html(name),
        counts.join(" · ")
    );
    for what in Happened::ALL {
        let mut rows = of(what).peekable();
        if rows.peek().is_none() {
            continue;
        }
        let _ = writeln!(out, "<table><caption>{}</caption>", html(words.what(what)));
        for line in rows {
            push_row(out, line);
        }
        out.push_str("</table>\n");
    }
}

fn push_row(out: &mut String, line: &ClientLine) {
    let title = if line.title.is_empty() {
        &line.page
    } else {
        &line.title
    };
    let _ = writeln!(
        out,
        "<tr><td>{}<td>{}<td>{}<td>{}",
        html(&line.day),
        linked(&line.page, title),
        linked(&line.target, &line.target),
        html(&line.detail)
    );
}

/// Words that lead to an address, where that is one of the web.
fn linked(url: &str, words: &str) -> String {
    let web = Url::parse(url).ok().filter(is_web);
    match web {
        Some(url) => format!("<a href=\"{}\">{}</a>", html(url.as_str()), html(words)),
        None => html(words),
    }
}

/// A text on one line of HTML, in a quoted attribute, too.
fn html(text: &str) -> String {
    escaped(&one_line(text))
}

/// By site, then the newest day first.
fn sorted(lines: &[ClientLine]) -> Vec<&ClientLine> {
    let mut all: Vec<&ClientLine> = lines.iter().collect();
    all.sort_by(|a, b| {
        let days = b.day.cmp(&a.day);
        a.site.cmp(&b.site).then(days).then(a.what.cmp(&b.what))
    });
    all
}

/// The month of a day, `YYYY-MM`.
fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> ClientWords {
        ClientWords {
            language: "en".into(),
            title: "Results & <more>".into(),
            about: "Made today.".into(),
            happened: ["New", "Lost", "Broken"].map(str::to_owned),
            heads: [
                "Site", "Month", "What", "Day", "Page", "Title", "Target", "Detail",
            ]
            .map(str::to_owned),
            nothing: "Nothing yet.".into(),
        }
    }

    fn line(site: &str, day: &str, what: Happened, title: &str) -> ClientLine {
        ClientLine {
            site: site.into(),
            day: day.into(),
            what,
            page: "https://blog.example/a?b=1&c=\"2".into(),
            title: title.into(),
            target: "javascript:alert(1)".into(),
            detail: "followed".into(),
        }
    }

    #[test]
    fn sites_months_and_kinds_stand_in_order() {
        let lines = [
            line("Bolt", "2026-02-03", Happened::New, "b"),
            line("Acme", "2026-01-09", Happened::Broken, "old"),
            line("Acme", "2026-02-01", Happened::Lost, "gone"),
            line("Acme", "2026-02-09", Happened::New, "new"),
        ];
        let page = client_html(&lines, &words());
        let order = [
            "<h2>Acme</h2>",
            "<h3>2026-02</h3>",
            "New 1 · Lost 1",
            ">new</a>",
            ">gone</a>",
            "<h3>2026-01</h3>",
            "Broken 1",
            ">old</a>",
            "<h2>Bolt</h2>",
            ">b</a>",
        ];
        let mut rest = page.as_str();
        for part in order {
            let Some((_, after)) = rest.split_once(part) else {
                panic!("no {part} in {rest}");
            };
            rest = after;
        }
        let csv = client_csv(&lines, &words());
        let days: Vec<&str> = csv
            .lines()
            .skip(1)
            .filter_map(|row| row.split(',').nth(3))
            .collect();
        assert_eq!(
            days,
            ["2026-02-09", "2026-02-01", "2026-01-09", "2026-02-03"]
        );
    }

    #[test]
    fn nothing_that_a_page_has_written_is_markup_or_a_formula() {
        let hostile = "</title><script>alert(1)</script>=cmd|'/c calc'!A1";
        let lines = [line(hostile, "<b>", Happened::New, hostile)];
        let page = client_html(&lines, &words());
        assert!(!page.contains("<script") && !page.contains("<b>"));
        assert!(!page.contains("href=\"javascript"));
        assert!(page.contains("default-src 'none'"));
        assert_eq!(page.matches("<title>").count(), 1);
        let csv = client_csv(&lines, &words());
        assert!(!csv.contains(",=cmd"));
        let formula = [line("=1+1", "2026-01-01", Happened::New, "@x")];
        assert!(client_csv(&formula, &words()).contains("'=1+1"));
    }

    #[test]
    fn without_lines_it_says_so() {
        assert!(client_html(&[], &words()).contains("<p>Nothing yet.</p>"));
    }
}
