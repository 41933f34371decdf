//! The pages of a profile: which of them a link hits, and which one fits a text best.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Site;
use crate::document::fold;
use crate::url::{Url, identity, is_first_page, is_web};

/// Shortest word that says what a page is about.
const MIN_WORD: usize = 3;

/// Words of addresses and sentences that say nothing of a page.
const EMPTY_WORDS: &[&str] = &[
    "and", "are", "asp", "aspx", "best", "com", "for", "from", "has", "htm", "html", "http",
    "https", "index", "net", "new", "not", "org", "our", "page", "php", "that", "the", "their",
    "they", "this", "was", "were", "will", "with", "www", "you", "your",
];

/// Which page of the user's site a link hits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetPage {
    /// An address of the profile's list, to the letter.
    Listed,
    /// One of them but for tracking, fragment, case, scheme or a slash.
    ListedLoosely,
    /// The home page.
    Home,
    /// Another page of the site.
    Other,
}

/// The pages of a profile, ready to be compared.
#[derive(Debug, Default)]
pub struct Pages {
    home: Option<Url>,
    listed: Vec<Listed>,
    exact: HashSet<String>,
    by_key: HashMap<String, usize>,
    /// Words of the keywords and of the pages' addresses.
    topics: HashSet<String>,
}

#[derive(Debug)]
struct Listed {
    url: Url,
    words: HashSet<String>,
}

impl Pages {
    /// Reads a profile's pages: whole addresses, or paths on its first domain. What is no address
    /// is left out.
    pub fn of(site: &Site) -> Self {
        let brand: HashSet<String> = std::iter::once(&site.name)
            .chain(&site.aliases)
            .flat_map(|name| words(name))
            .collect();
        let mut pages = Self {
            home: site.home(),
            ..Self::default()
        };
        for page in &site.pages {
            let Some(url) = read_page(page, pages.home.as_ref()) else {
                continue;
            };
            pages.exact.insert(url.as_str().to_owned());
            pages
                .by_key
                .entry(loose(&url))
                .or_insert(pages.listed.len());
            let path = url.path().to_owned();
            let words: HashSet<String> =
                words(&path).filter(|word| !brand.contains(word)).collect();
            pages.topics.extend(words.iter().cloned());
            pages.listed.push(Listed { url, words });
        }
        for keyword in &site.keywords {
            pages.topics.extend(words(keyword));
        }
        pages
    }

    /// Whether the profile lists pages at all.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The home page's address.
    pub fn home(&self) -> Option<&Url> {
        self.home.as_ref()
    }

    /// Which page an address on the site is.
    pub fn hit(&self, url: &Url) -> TargetPage {
        if self.exact.contains(url.as_str()) {
            TargetPage::Listed
        } else if self.by_key.contains_key(&loose(url)) {
            TargetPage::ListedLoosely
        } else if is_first_page(url) {
            TargetPage::Home
        } else {
            TargetPage::Other
        }
    }

    /// The words a text shares with the profile's keywords and pages, in order; `None` if the
    /// profile names neither.
    pub fn shared(&self, text: &str) -> Option<Vec<String>> {
        if self.topics.is_empty() {
            return None;
        }
        let mut shared: Vec<String> = words(text)
            .filter(|word| self.topics.contains(word))
            .collect();
        shared.sort_unstable();
        shared.dedup();
        Some(shared)
    }

    /// A listed page that fits a text better than the address does: the address is the home page
    /// or none of the list, and shares fewer words with the text.
    pub fn better(&self, url: &Url, text: &str) -> Option<&Url> {
        if matches!(
            self.hit(url),
            TargetPage::Listed | TargetPage::ListedLoosely
        ) {
            return None;
        }
        let around: HashSet<String> = words(text).collect();
        let own: HashSet<String> = words(url.path()).collect();
        let shared = own.iter().filter(|word| around.contains(*word)).count();
        self.best_of(&around, shared)
    }

    /// The listed page whose address shares most words with a text; `None` if none shares any.
    pub fn best(&self, text: &str) -> Option<&Url> {
        self.best_of(&words(text).collect(), 0)
    }

    /// The listed page that shares most words, more than `least`.
    fn best_of(&self, around: &HashSet<String>, least: usize) -> Option<&Url> {
        let mut best = (least, None);
        for page in &self.listed {
            let shared = page
                .words
                .iter()
                .filter(|word| around.contains(*word))
                .count();
            if shared > best.0 {
                best = (shared, Some(&page.url));
            }
        }
        best.1
    }
}

/// A page as users write it: a whole address, one without its scheme, or a path below the home
/// page. `None` if it is no web address.
pub(super) fn read_page(page: &str, home: Option<&Url>) -> Option<Url> {
    let page = page.trim();
    let url = if page.starts_with('/') {
        home?.join(page)
    } else if page.contains("://") {
        Url::parse(page)
    } else {
        Url::parse(&format!("https://{page}"))
    };
    let url = url.ok().filter(is_web)?;
    url.username().is_empty().then_some(url)
}

fn loose(url: &Url) -> String {
    identity(url).to_lowercase()
}

/// The words of a text that say what it is about, folded, plurals as singulars.
pub fn words(text: &str) -> impl Iterator<Item = String> + use<> {
    let folded = fold(text);
    let all: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= MIN_WORD && !EMPTY_WORDS.contains(word))
        .map(|word| match word.strip_suffix('s') {
            Some(singular) if singular.chars().count() >= MIN_WORD => singular.to_owned(),
            _ => word.to_owned(),
        })
        .collect();
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Pages {
        Pages::of(&Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            pages: vec![
                "https://acme.com/green-teas/".into(),
                "/shop/tea-pots".into(),
                "acme.com/about".into(),
            ],
            ..Site::default()
        })
    }

    #[test]
    fn a_link_hits_a_page() {
        for (url, page) in [
            ("https://acme.com/green-teas/", TargetPage::Listed),
            (
                "http://www.acme.com/Green-Teas?utm_source=x#top",
                TargetPage::ListedLoosely,
            ),
            ("https://acme.com/shop/tea-pots", TargetPage::Listed),
            ("https://acme.com/?fbclid=1", TargetPage::Home),
            ("https://blog.acme.com/index.html", TargetPage::Home),
            ("https://acme.com/green-teas?color=2", TargetPage::Other),
        ] {
            assert_eq!(pages().hit(&Url::parse(url).unwrap()), page, "{url}");
        }
    }

    #[test]
    fn the_words_around_choose_a_page() {
        let pages = pages();
        let best = |text| pages.best(text).map(Url::as_str);
        assert_eq!(
            best("the best green tea by Acme"),
            Some("https://acme.com/green-teas/")
        );
        assert_eq!(
            best("cast iron pots for tea"),
            Some("https://acme.com/shop/tea-pots")
        );
        assert_eq!(best("nothing of the kind"), None);
    }
}
