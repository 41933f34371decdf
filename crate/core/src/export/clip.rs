//! Pieces of the report to be pasted elsewhere: a sentence, one link, a table of links; as text,
//! Markdown or HTML. Page text is shown as it is in each and can be markup in none, nor a formula in
//! a spreadsheet ([`crate::spreadsheet`]), which takes both text and HTML.

use std::fmt::{Result, Write};

use super::markdown_text::{code, escaped};
use super::region_words;
use super::text::followed;
use crate::document::one_line;
use crate::letter;
use crate::report::Link;
use crate::spreadsheet::guarded;
use crate::url::{Url, is_web};

/// What a piece is written in.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Plain text; tables with tabs between their columns, as spreadsheets take them.
    #[default]
    Text,
    /// Markdown, tables as on GitHub.
    Markdown,
    /// A fragment of HTML.
    Html,
}

/// The columns of a table of links.
const COLUMNS: [&str; 5] = ["target", "anchor", "rel", "followed", "region"];

/// A sentence of ours, which may hold names from pages and profiles.
pub fn sentence(form: Form, words: &str) -> String {
    match form {
        Form::Text => cell(words),
        Form::Markdown => escaped(words),
        Form::Html => format!("<p>{}</p>", html(words)),
    }
}

/// One link: its anchor text, leading to its target where that is a web address.
pub fn link(form: Form, link: &Link) -> String {
    let address = one_line(address(link));
    let words = one_line(&link.anchor.text);
    let words = if words.trim().is_empty() {
        address.clone()
    } else {
        words
    };
    match (form, web_address(link)) {
        (Form::Text, _) if words == address => cell(&address),
        (Form::Text, _) => cell(&format!("{words} {address}")),
        (Form::Markdown, Some(url)) => {
            // In an address that was parsed only parentheses could end the Markdown link.
            let url = url.replace('(', "%28").replace(')', "%29");
            format!("[{}]({url})", escaped(&words))
        }
        (Form::Markdown, None) => format!("{} {}", escaped(&words), code(&address)),
        (Form::Html, Some(url)) => format!("<a href=\"{}\">{}</a>", attribute(&url), html(&words)),
        (Form::Html, None) => format!("{} <code>{}</code>", html(&words), html(&address)),
    }
}

/// A table of links, one row per link.
pub fn table(form: Form, links: &[&Link]) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = match form {
        Form::Text => write_text(&mut out, links),
        Form::Markdown => write_markdown(&mut out, links),
        Form::Html => write_html(&mut out, links),
    };
    out
}

fn write_text(out: &mut String, links: &[&Link]) -> Result {
    for link in links {
        let fields = fields(link).map(|field| cell(&field));
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(())
}

/// The table of links in Markdown; empty where there are none.
pub(super) fn write_markdown(out: &mut String, links: &[&Link]) -> Result {
    if links.is_empty() {
        return Ok(());
    }
    writeln!(out, "| {} |", COLUMNS.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(COLUMNS.len()))?;
    for link in links {
        let [target, anchor, rel, followed, region] = fields(link);
        writeln!(
            out,
            "| {} | {} | {} | {followed} | {region} |",
            code(&target),
            escaped(&anchor),
            escaped(&rel)
        )?;
    }
    Ok(())
}

fn write_html(out: &mut String, links: &[&Link]) -> Result {
    out.push_str("<table><thead><tr>");
    for column in COLUMNS {
        write!(out, "<th>{column}</th>")?;
    }
    out.push_str("</tr></thead><tbody>");
    for link in links {
        let [target, anchor, rel, followed, region] = fields(link).map(|field| html(&field));
        let target = match web_address(link) {
            Some(url) => format!("<a href=\"{}\">{target}</a>", attribute(&url)),
            None => target,
        };
        write!(
            out,
            "<tr><td>{target}</td><td>{anchor}</td><td>{rel}</td><td>{followed}</td><td>{region}</td></tr>"
        )?;
    }
    out.push_str("</tbody></table>");
    Ok(())
}

/// What is in each of [`COLUMNS`].
fn fields(link: &Link) -> [String; 5] {
    [
        address(link).to_owned(),
        link.anchor.text.clone(),
        link.rel.join(" "),
        followed(link).to_owned(),
        region_words(link.placement.region).to_owned(),
    ]
}

fn address(link: &Link) -> &str {
    link.url.as_deref().unwrap_or(&link.href)
}

/// The link's address if it leads to a web page; no other address becomes a link elsewhere.
fn web_address(link: &Link) -> Option<String> {
    let url = Url::parse(link.url.as_deref()?).ok()?;
    is_web(&url).then(|| url.into())
}

/// Text on one line, for a cell of a spreadsheet. A quotation mark at its beginning would quote the
/// cells after it as well, so an apostrophe goes before that, too.
fn cell(text: &str) -> String {
    let text = line(text);
    if text.starts_with('"') {
        format!("'{text}")
    } else {
        text
    }
}

/// Text on one line that HTML shows as it is.
fn html(text: &str) -> String {
    letter::escaped(&line(text))
}

/// Text on one line that is no formula.
fn line(text: &str) -> String {
    guarded(&one_line(text)).into_owned()
}

/// An address in a quoted attribute of HTML.
fn attribute(url: &str) -> String {
    letter::escaped(&one_line(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, inspect};

    /// The links of a page of hostile texts, with a function over them.
    fn with_links<T>(html: &str, body: impl Fn(&[&Link]) -> T) -> T {
        let page = Page {
            url: "https://blog.example/".into(),
            html: html.into(),
            ..Page::default()
        };
        let report = inspect(&page, &[]).unwrap();
        let links: Vec<&Link> = report.links.iter().collect();
        body(&links)
    }

    fn each_link(form: Form, links: &[&Link]) -> Vec<String> {
        links.iter().map(|found| link(form, found)).collect()
    }

    const HOSTILE: &str = "<a href='https://a.example/x)\"y' rel='x\"<i>'>&lt;img src=x onerror=1> [a](b) | `c`</a>\
        <a href='javascript:alert(1)'>&lt;script></a><a href='https://b.example/'></a>";

    #[test]
    fn a_link_leads_only_to_the_web_and_its_words_stay_words() {
        let each = |form| with_links(HOSTILE, |links| each_link(form, links));
        assert_eq!(
            each(Form::Html),
            [
                "<a href=\"https://a.example/x)%22y\">&lt;img src=x onerror=1&gt; [a](b) | `c`</a>",
                "&lt;script&gt; <code>javascript:alert(1)</code>",
                "<a href=\"https://b.example/\">https://b.example/</a>"
            ]
        );
        assert_eq!(
            each(Form::Markdown),
            [
                "[&lt;img src=x onerror=1> \\[a\\](b) \\| \\`c\\`](https://a.example/x%29%22y)",
                "&lt;script> `javascript:alert(1)`",
                "[https://b.example/](https://b.example/)"
            ]
        );
        assert_eq!(
            each(Form::Text).last().map(String::as_str),
            Some("https://b.example/")
        );
    }

    #[test]
    fn a_table_in_html_is_read_back_as_it_was() {
        with_links(HOSTILE, |links| {
            let written = table(Form::Html, links);
            let page = Page {
                url: "https://blog.example/".into(),
                html: written.clone(),
                ..Page::default()
            };
            let again = inspect(&page, &[]).unwrap();
            let targets: Vec<_> = again.links.iter().map(|link| link.href.as_str()).collect();
            assert_eq!(targets, ["https://a.example/x)%22y", "https://b.example/"]);
            assert!(
                !written.contains("<img") && !written.contains("<script"),
                "{written}"
            );
        });
    }

    #[test]
    fn a_table_as_text_is_a_line_a_link_with_tabs() {
        with_links(
            "<a href='https://a.example/' rel=ugc>a\tb\nc</a>",
            |links| {
                let written = table(Form::Text, links);
                assert_eq!(written.lines().count(), 1);
                let fields: Vec<&str> = written.trim_end().split('\t').collect();
                assert_eq!(
                    fields.get(..4),
                    Some(["https://a.example/", "a b c", "ugc", "not followed"].as_slice())
                );
            },
        );
    }

    #[test]
    fn nothing_that_is_pasted_into_a_spreadsheet_is_a_formula() {
        with_links(
            "<article><p>Read <a href='https://a.example/'>=HYPERLINK(\"https://b.example/\"&amp;A1)</a> first.</article>",
            |links| {
                let formula = "'=HYPERLINK(\"https://b.example/\"&A1)";
                assert_eq!(
                    table(Form::Text, links),
                    format!("https://a.example/\t{formula}\t\tfollowed\tin the content\n")
                );
                assert_eq!(
                    each_link(Form::Text, links),
                    [format!("{formula} https://a.example/")]
                );
                let html = letter::escaped(formula);
                assert!(table(Form::Html, links).contains(&format!("<td>{html}</td>")));
                assert!(
                    each_link(Form::Html, links)
                        .concat()
                        .contains(&format!(">{html}</a>"))
                );
            },
        );
    }

    #[test]
    fn a_sentence_is_escaped() {
        assert_eq!(
            sentence(Form::Html, "1 link to <b>&"),
            "<p>1 link to &lt;b&gt;&amp;</p>"
        );
        assert_eq!(sentence(Form::Markdown, "*x*"), "\\*x\\*");
    }
}
