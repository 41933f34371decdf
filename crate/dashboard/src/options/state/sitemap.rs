//! Pages from a sitemap file that the user chooses. No file is fetched here: a sitemap index only says
//! which files to choose.

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::site::{Field, MAX_SITEMAP_BYTES, SiteError, SitemapEntry, SitemapReader};
use web_sys::File;

use super::draft::Draft;
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::profiles::MAX_PAGES;

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
    // Exact: the limit is far below what a double holds.
    #[allow(clippy::cast_precision_loss)]
    if file.size() > MAX_SITEMAP_BYTES as f64 {
        return t("sitemap_too_large");
    }
    let Ok(bytes) = api::read_file(file).await else {
        return t("sitemap_neither");
    };
    match read(&bytes) {
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
    let count = pages.len();
    draft.set(|site| site.pages = pages);
    let mut said = t_with("sitemap_added", &[&added, &number(all)]);
    if !strangers.is_empty() {
        said.push(' ');
        said += &t_with("sitemap_strangers", &[&number(strangers.len())]);
    }
    if count == MAX_PAGES {
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

fn read(bytes: &[u8]) -> Sitemap {
    let mut reader = SitemapReader::default();
    let entries = reader.push(bytes).and_then(|()| reader.finish(false));
    let Ok(entries) = entries else {
        return Sitemap::Neither;
    };
    let mut files = 0;
    let mut pages = Vec::new();
    for entry in entries {
        match entry {
            SitemapEntry::Page(page) => pages.push(page.url),
            SitemapEntry::File(_) => files += 1,
        }
    }
    if files > 0 {
        Sitemap::Index(files)
    } else {
        Sitemap::Pages(pages)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sitemap, read};

    #[test]
    fn a_file_names_pages_or_further_files_or_is_none() {
        let pages = b"<urlset><url><loc>https://acme.com/a</loc></url></urlset>";
        let expected = vec!["https://acme.com/a".to_owned()];
        assert_eq!(read(pages), Sitemap::Pages(expected.clone()));
        assert_eq!(read(b"https://acme.com/a\n"), Sitemap::Pages(expected));
        let index = b"<sitemapindex><sitemap><loc>a</loc></sitemap><sitemap><loc>b</loc></sitemap></sitemapindex>";
        assert_eq!(read(index), Sitemap::Index(2));
        assert_eq!(read(b"<html></html>"), Sitemap::Neither);
    }
}
