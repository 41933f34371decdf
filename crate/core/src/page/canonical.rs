//! Whom a page names as its canonical, and whether that is itself: one decision for factors, checks and
//! blockers.
//!
//! Sources: Google Search Central, "How to specify a canonical URL with rel="canonical" and other methods" (only
//! in the head; not with `hreflang`, `lang`, `media` or `type`) and "5 common mistakes with rel=canonical" (of
//! several all are ignored). A `Link` header names it as well as a link.

use html5ever::local_name;

use super::link_header;
use crate::document::{Document, NodeId};
use crate::url::{Base, Url, is_web, resolve, same_page};

/// Most addresses that are held against each other: pages name one, or a plugin's and the theme's.
const MAX_NAMED: usize = 20;

/// Parameters of a header's link that is not one from this page, or only to a version of it.
const OF_OTHERS: [&str; 5] = ["anchor", "hreflang", "lang", "media", "type"];

/// The address that a document and, where they are known, its response's headers name as its canonical;
/// `None` if they name none, or several. `page` is what a header's relative addresses resolve against.
pub(super) fn named(
    document: &Document<'_>,
    base: &Base,
    page: &Url,
    headers: Option<&[(String, String)]>,
) -> Option<Url> {
    let in_headers = in_headers(page, headers.unwrap_or_default());
    let mut named = in_head(document, base).chain(in_headers).take(MAX_NAMED);
    let first = named.next()?;
    named
        .all(|other| same_page(&other, &first))
        .then_some(first)
}

/// The addresses that `Link` headers name.
fn in_headers(page: &Url, headers: &[(String, String)]) -> impl Iterator<Item = Url> {
    let headers = headers.iter();
    headers
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("link"))
        .flat_map(|(_, value)| link_header::links(value))
        .filter(|link| is_canonical(link.parameter("rel").unwrap_or("")))
        .filter(|link| {
            let mut of_others = OF_OTHERS.into_iter();
            of_others.all(|name| link.parameter(name).is_none())
        })
        .filter_map(|link| resolve(page, link.target))
}

/// The addresses that the links of the head name.
fn in_head<'a>(document: &'a Document<'_>, base: &'a Base) -> impl Iterator<Item = Url> + 'a {
    let head = document.find(&local_name!("head"));
    head.into_iter()
        .flat_map(|head| document.subtree(head))
        .filter(|&id| document.is(id, &local_name!("link")) && counts(document, id))
        .filter_map(|id| base.resolve(document.attribute(id, &local_name!("href"))?))
}

/// Whether a link names the canonical, and not that of one version of the page.
fn counts(document: &Document<'_>, id: NodeId) -> bool {
    let rel = document.attribute(id, &local_name!("rel")).unwrap_or("");
    let mut of_versions = [
        local_name!("hreflang"),
        local_name!("lang"),
        local_name!("media"),
        local_name!("type"),
    ]
    .into_iter();
    is_canonical(rel) && of_versions.all(|name| document.attribute(id, &name).is_none())
}

fn is_canonical(rel: &str) -> bool {
    rel.split_ascii_whitespace()
        .any(|token| token.eq_ignore_ascii_case("canonical"))
}

/// Whom a page names as its canonical.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Canonical<'a> {
    /// No address of the web, or several. A response header can name one, too.
    Unnamed,
    /// Itself.
    Own,
    /// Another page, by this address.
    Elsewhere(&'a str),
}

impl<'a> Canonical<'a> {
    /// By the identity of addresses, not to the letter: a page may be open at an address with
    /// tracking parameters, or without the slash at its end. `page` is the address it is open at.
    pub fn of(page: &str, named: Option<&'a str>) -> Self {
        let parsed = |text: &str| Url::parse(text).ok().filter(is_web);
        let Some(written) = named else {
            return Self::Unnamed;
        };
        match (parsed(written), parsed(page)) {
            (None, _) => Self::Unnamed,
            (Some(canonical), Some(page)) if same_page(&canonical, &page) => Self::Own,
            _ => Self::Elsewhere(written),
        }
    }
}
