//! Pages from a sitemap file (sitemaps.org): XML, or a text with one address a line. Nothing is
//! fetched: a sitemap index only says which files to choose.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::site::{Field, SiteError};
use web_sys::{DomParser, File, HtmlInputElement, SupportedType};

use super::draft::Draft;
use crate::browser;
use crate::i18n::{number, t, t_with};

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

#[component]
pub(super) fn SitemapFile(draft: Draft, keep: Callback<()>) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            said.set(take(draft, &file).await);
            keep.run(());
            // The same file can be chosen again.
            input.set_value("");
        });
    };
    view! {
        <div class="entry">
            <label class="file">
                {t("sitemap_choose")}
                <input type="file" name="sitemap" accept=".xml,.txt" on:change=choose />
            </label>
            <p class="quiet">{t("sitemap_hint")}</p>
            <p role="status" data-part="sitemap-said">{move || said.get()}</p>
        </div>
    }
}

/// Adds a file's pages to the draft and says what was done.
async fn take(draft: Draft, file: &File) -> String {
    if file.size() > MAX_BYTES {
        return t("sitemap_too_large");
    }
    let Ok(bytes) = browser::read_file(file).await else {
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
    let parsed = DomParser::new().ok()?;
    let parsed = parsed
        .parse_from_string(text, SupportedType::ApplicationXml)
        .ok()?;
    if parsed.query_selector("parsererror").ok()?.is_some() {
        return None;
    }
    match parsed.document_element()?.local_name().as_str() {
        "sitemapindex" => {
            let files = parsed.query_selector_all("sitemap > loc").ok()?;
            Some(Sitemap::Index(files.length() as usize))
        }
        "urlset" => {
            let found = parsed.query_selector_all("url > loc").ok()?;
            let text = |at| Some(found.get(at)?.text_content()?.trim().to_owned());
            Some(Sitemap::Pages(
                (0..found.length()).filter_map(text).collect(),
            ))
        }
        _ => None,
    }
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
