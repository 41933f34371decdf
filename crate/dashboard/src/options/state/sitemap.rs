//! Pages from a sitemap file (sitemaps.org): XML, or a text with one address per line. No
//! file is fetched: a sitemap index only says which files to choose.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::site::{Field, SiteError};
use web_sys::File;

use super::draft::Draft;
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_with};

/// Largest file that is read, in bytes: the protocol's own limit.
const MAX_BYTES: f64 = 50.0 * 1024.0 * 1024.0;

/// Most pages of one profile. Every inspection compares links with all of them.
const MAX_PAGES: usize = 2000;

/// What a file holds.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Sitemap {
    Pages(Vec<String>),
    /// How many other files it names.
    Index(usize),
    /// No sitemap.
    Neither,
}

/// Adds a file's pages to the draft and says what was done.
pub(in crate::options) async fn add_file(draft: Draft, file: &File) -> String {
    if file.size() > MAX_BYTES {
        return t("sitemap_too_large");
    }
    let Ok(bytes) = api::read_file(file).await else {
        return t("sitemap_neither");
    };
    match read(&String::from_utf8_lossy(&bytes)) {
        Sitemap::Neither => t("sitemap_neither"),
        Sitemap::Index(count) => t_with("sitemap_index", &[&number(count)]),
        Sitemap::Pages(found) => add(draft, &found),
    }
}

fn add(draft: Draft, found: &[String]) -> String {
    let all = found.len();
    let site = untrack(|| draft.site());
    let mut pages = site.pages.clone();
    let known: std::collections::HashSet<&String> = site.pages.iter().collect();
    let room = MAX_PAGES.saturating_sub(pages.len());
    let strangers = strangers(&site, found);
    let new = found
        .iter()
        .filter(|page| !known.contains(page) && !strangers.contains(page.as_str()));
    let before = pages.len();
    pages.extend(new.take(room).cloned());
    let added = number(pages.len() - before);
    draft.pages.set(pages.join("\n"));
    let mut said = t_with("sitemap_added", &[&added, &number(all)]);
    if !strangers.is_empty() {
        said.push(' ');
        said += &t_with("sitemap_strangers", &[&number(strangers.len())]);
    }
    if pages.len() == MAX_PAGES {
        said.push(' ');
        said += &t_with("sitemap_full", &[&number(MAX_PAGES)]);
    }
    said
}

/// The addresses that are on none of the profile's domains, or no addresses at all.
fn strangers(site: &Site, found: &[String]) -> std::collections::HashSet<String> {
    let with_found = Site {
        pages: found.to_vec(),
        ..site.clone()
    };
    let problems = with_found.problems().into_iter();
    problems
        .filter(|problem| problem.field == Field::Pages)
        .filter_map(|problem| match problem.error {
            SiteError::NotAPage(page) | SiteError::NotOnSite(page) => Some(page),
            _ => None,
        })
        .collect()
}

fn read(text: &str) -> Sitemap {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        read_xml(text).unwrap_or(Sitemap::Neither)
    } else {
        read_lines(text)
    }
}

/// `None` where it is not well-formed XML, or of another kind.
fn read_xml(text: &str) -> Option<Sitemap> {
    let parsed = roxmltree::Document::parse(text).ok()?;
    let root = parsed.root_element();
    let addresses = |entry: &'static str| {
        let entries = root.children().filter(move |child| named(*child, entry));
        let inside = entries.flat_map(|entry| entry.children());
        let addresses = inside.filter(|child| named(*child, "loc"));
        addresses.map(|address| address.text().unwrap_or_default().trim().to_owned())
    };
    match root.tag_name().name() {
        "sitemapindex" => Some(Sitemap::Index(addresses("sitemap").count())),
        "urlset" => Some(Sitemap::Pages(addresses("url").collect())),
        _ => None,
    }
}

/// Whether an element is the protocol's own of this name: in the root's namespace, since
/// extensions such as images have elements of the same names.
fn named(node: roxmltree::Node<'_, '_>, name: &str) -> bool {
    let root = node.document().root_element();
    let (tag, own) = (node.tag_name(), root.tag_name().namespace());
    node.is_element() && tag.name() == name && tag.namespace() == own
}

fn read_lines(text: &str) -> Sitemap {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let pages: Vec<String> = lines.map(str::to_owned).collect();
    let addresses = |page: &String| page.starts_with("https://") || page.starts_with("http://");
    if pages.is_empty() || !pages.iter().all(addresses) {
        return Sitemap::Neither;
    }
    Sitemap::Pages(pages)
}

#[cfg(test)]
mod tests {
    use super::{Sitemap, read};

    fn pages(pages: &[&str]) -> Sitemap {
        Sitemap::Pages(pages.iter().map(|&page| page.to_owned()).collect())
    }

    #[test]
    fn xml_sitemaps_name_pages() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="urn:images">
            <url><loc> https://acme.com/a </loc><i:image><i:loc>https://acme.com/x.png</i:loc></i:image>
            <i:loc>https://acme.com/y.png</i:loc></url>
            <url><loc><![CDATA[https://acme.com/b?c=1&d=2]]></loc></url>
            <url><loc>https://acme.com/b?c=3&amp;d=4</loc></url></urlset>"#;
        let expected =
            ["a", "b?c=1&d=2", "b?c=3&d=4"].map(|page| format!("https://acme.com/{page}"));
        assert_eq!(read(text), Sitemap::Pages(expected.to_vec()));
        assert_eq!(
            read("<urlset><url><loc>https://acme.com/</loc></url></urlset>"),
            pages(&["https://acme.com/"])
        );
        assert_eq!(read("<urlset/>"), pages(&[]));
    }

    #[test]
    fn an_index_names_files() {
        let text = "<sitemapindex><sitemap><loc>a</loc></sitemap><sitemap><loc>b</loc></sitemap></sitemapindex>";
        assert_eq!(read(text), Sitemap::Index(2));
    }

    #[test]
    fn anything_else_is_no_sitemap() {
        let bomb =
            r#"<!DOCTYPE urlset [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>"#;
        for text in [
            "<urlset><url>",
            "<html></html>",
            "<rss><channel/></rss>",
            "<",
            bomb,
        ] {
            assert_eq!(read(text), Sitemap::Neither, "{text}");
        }
    }

    #[test]
    fn a_text_of_addresses_is_a_sitemap() {
        let pages = ["https://acme.com/a", "http://acme.com/b"].map(str::to_owned);
        assert_eq!(
            read("\u{feff}https://acme.com/a\r\n\r\n http://acme.com/b \n"),
            Sitemap::Pages(pages.to_vec())
        );
        assert_eq!(read("Our pages:\nhttps://acme.com/a"), Sitemap::Neither);
        assert_eq!(read(""), Sitemap::Neither);
    }
}
