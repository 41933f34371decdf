//! What the page says of itself: canonical address, title, language, author, dates, robots,
//! snippets, disclosure, and which of these are blockers.

mod blocker;
mod canonical;
mod commented;
mod disclosure;
mod disclosure_words;
mod input;
mod json_ld;
mod metadata;
mod name;
mod party;
mod robots;
mod snippets;

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId, Text};
use crate::length::{
    self, MAX_DISCLOSURE_CHARS, MAX_LANGUAGE_CHARS, MAX_TITLE_CHARS, cut, cut_owned,
};
use crate::reason::{Key, Reason};
use crate::url::{Url, base_url, resolve, same_document};

pub use blocker::{Blocker, Kind as BlockerKind};
pub use canonical::Canonical;
pub use commented::{MAX_COMMENTED, commented_links};
pub use disclosure::{Disclosure, DisclosureSource, Found as FoundDisclosure, disclosures};
pub use disclosure_words::Nature;
pub use input::{Frame, HiddenBecause, Layout, LinkLayout, Markup, Page, hidden_because};
pub use party::{Party, Point, Role};
pub use robots::{Cause, Mechanism, Robots};
pub use snippets::Snippets;

use metadata::Metadata;
pub(crate) use name::is_name;

/// Facts about the page. `None` is unknown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    /// The page's address as it was given.
    pub url: String,
    /// The address the page names as its canonical.
    pub canonical: Option<String>,
    /// The text of its title element.
    pub title: Option<String>,
    /// Its language tag, as the page writes it.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as the page writes it.
    pub published: Option<String>,
    /// When it was last changed, as the page writes it.
    pub modified: Option<String>,
    /// What kind of page it is.
    pub kind: Option<Kind>,
    /// Whether the response's headers are known: X-Robots-Tag can say what the page does not.
    pub headers_known: bool,
    /// What it asks of search engines.
    pub robots: Robots,
    /// What makes all of its links worthless, to be said before everything else.
    #[serde(default)]
    pub blockers: Vec<Blocker>,
    /// A label that says the page is paid for, a guest's or holds affiliate links.
    pub disclosure: Option<Disclosure>,
    /// How many links lead to other sites.
    pub outbound: usize,
    /// How many links lead to other pages of the same site.
    pub internal: usize,
    /// Counts of the links to other sites.
    #[serde(default)]
    pub counts: Counts,
    /// What search results may show of its text.
    #[serde(default)]
    pub snippets: Snippets,
    /// Where links lead that stand commented out in the source: web addresses, each once.
    #[serde(default)]
    pub commented_links: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<Reason>,
}

/// What kind of page it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Kind {
    Article,
    Listing,
    Forum,
    Product,
    Documentation,
    Home,
    Other,
}

/// Counts of a page's links to other sites.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    /// How many other sites (registrable domains) it links to.
    pub domains: usize,
    /// How many of the links stand in its main content.
    pub content: usize,
    /// To how many sites those lead.
    pub content_domains: usize,
    /// How many pay whoever placed them.
    pub affiliate: usize,
    /// How many of those are neither sponsored nor nofollow.
    pub affiliate_unmarked: usize,
}

impl Facts {
    /// Reads the facts of a document but for its disclosure, and whom its markup names. `base` is
    /// what its relative links resolve against. Links are counted by who lists them.
    pub fn read(
        document: &Document<'_>,
        text: &Text,
        url: &Url,
        base: &Url,
        page: &Page,
    ) -> (Self, Vec<Party>) {
        let metadata = Metadata::read(document, text);
        let canonical = canonical(document, base);
        let mut notes = Vec::new();
        if page.headers.is_none() {
            notes.push(Key::HeadersUnknown.into());
        }
        if !same_document(base, url) {
            notes.push(Reason::new(Key::BaseHref, [base.to_string()]));
        }
        let mut facts = Self {
            url: length::address(&page.url),
            canonical: canonical.map(|url| length::address(url.as_str())),
            title: document
                .title()
                .map(|title| cut_owned(title, MAX_TITLE_CHARS)),
            language: language(document),
            author: metadata.author,
            published: metadata.published,
            modified: metadata.modified,
            kind: None,
            headers_known: page.headers.is_some(),
            robots: Robots::read(document, page.headers.as_deref()),
            blockers: Vec::new(),
            disclosure: metadata.sponsor.map(|sponsor| Disclosure {
                text: cut_owned(sponsor, MAX_DISCLOSURE_CHARS),
                source: DisclosureSource::StructuredData,
                region: None,
                nature: Nature::Paid,
            }),
            outbound: 0,
            internal: 0,
            counts: Counts::default(),
            snippets: Snippets::read(document, page.headers.as_deref()),
            commented_links: Vec::new(),
            notes,
        };
        facts.blockers = blocker::blockers(&facts);
        (facts, metadata.parties)
    }
}

/// The URL the document's relative links resolve against.
pub fn document_base(document: &Document<'_>, url: &Url) -> Url {
    let href = document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("base")))
        .find_map(|id| document.attribute(id, &local_name!("href")));
    let mut base = base_url(url, href);
    // No address is resolved with it, and it may be longer than all the rest.
    base.set_fragment(None);
    base
}

/// The first `<link rel=canonical>` with an address.
fn canonical(document: &Document<'_>, base: &Url) -> Option<Url> {
    document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("link")))
        .filter(|&id| {
            document
                .attribute(id, &local_name!("rel"))
                .is_some_and(|rel| {
                    rel.split_ascii_whitespace()
                        .any(|token| token.eq_ignore_ascii_case("canonical"))
                })
        })
        .find_map(|id| resolve(base, document.attribute(id, &local_name!("href"))?))
}

fn language(document: &Document<'_>) -> Option<String> {
    let html = document.find(&local_name!("html"))?;
    let language = document.attribute(html, &local_name!("lang"))?.trim();
    (!language.is_empty()).then(|| cut(language, MAX_LANGUAGE_CHARS).into_owned())
}
