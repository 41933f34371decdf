//! What a page declares of itself in its markup and its response's headers: read once, before its links.

use html5ever::local_name;

use super::directives::{BOT, directives};
use super::metadata::Metadata;
use super::{
    Ai, Day, Disclosure, DisclosureSource, Elements, Nature, OpenGraph, Page, Party, Refresh,
    Robots, Snippets, canonical, expiry,
};
use crate::document::{Document, NodeId, Text};
use crate::length::{
    self, MAX_DISCLOSURE_CHARS, MAX_LANGUAGE_CHARS, MAX_TITLE_CHARS, cut, cut_owned,
};
use crate::reason::{Key, Reason};
use crate::url::{Base, Url, base_url, same_document};

/// What a page declares of itself. `None` is unknown. The fields are those of [`super::Facts`].
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs, reason = "described where they are reported")]
pub struct Declared {
    pub url: String,
    pub canonical: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub site_name: Option<String>,
    pub language: Option<String>,
    pub author: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    /// An `<article>` of it names its author or its date beside its title.
    pub signed_article: bool,
    pub headers_known: bool,
    pub robots: Robots,
    pub snippets: Snippets,
    pub ai: Ai,
    pub open_graph: OpenGraph,
    pub structured_data: Vec<String>,
    /// There were more types of structured data than are listed.
    pub more_types: bool,
    pub elements: Elements,
    pub unavailable_after: Option<String>,
    pub refresh: Option<Refresh>,
    pub today: Option<Day>,
    pub notes: Vec<Reason>,
    /// A disclosure in its structured data.
    pub sponsor: Option<Disclosure>,
    /// Whom its structured data names.
    pub parties: Vec<Party>,
}

impl Declared {
    /// Reads what a document declares. `base` is what its relative links resolve against.
    pub fn read(document: &Document<'_>, text: &Text, url: &Url, base: &Base, page: &Page) -> Self {
        let metadata = Metadata::read(document, text);
        let canonical = canonical::named(document, base, url, page.headers.as_deref());
        let directives = directives(document, page.headers.as_deref(), BOT);
        let snippets = Snippets::of(&directives);
        let mut notes = Vec::new();
        if page.headers.is_none() {
            notes.push(Key::HeadersUnknown.into());
        }
        if !same_document(base, url) {
            notes.push(Reason::new(Key::BaseHref, [base.to_string()]));
        }
        Self {
            url: length::address(&page.url),
            canonical: canonical.map(|url| length::address(url.as_str())),
            title: document
                .title()
                .map(|title| cut_owned(title, MAX_TITLE_CHARS)),
            description: metadata.description,
            site_name: metadata.site_name,
            language: language(document),
            author: metadata.author,
            published: metadata.published,
            modified: metadata.modified,
            signed_article: metadata.signed_article,
            headers_known: page.headers.is_some(),
            robots: Robots::of(&directives),
            ai: Ai::of(&directives, &snippets),
            snippets,
            open_graph: metadata.open_graph.resolved(base),
            structured_data: metadata.types,
            more_types: metadata.more_types,
            elements: Elements::read(document, text, base),
            unavailable_after: expiry::unavailable_after(document, page.headers.as_deref()),
            refresh: Refresh::read(document, page.headers.as_deref(), url, base),
            today: page.today,
            notes,
            sponsor: metadata.sponsor.map(|sponsor| Disclosure {
                text: cut_owned(sponsor, MAX_DISCLOSURE_CHARS),
                source: DisclosureSource::StructuredData,
                region: None,
                nature: Nature::Paid,
            }),
            parties: metadata.parties,
        }
    }
}

/// The URL the document's relative links resolve against.
pub fn document_base(document: &Document<'_>, url: &Url) -> Base {
    let href = document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("base")))
        .find_map(|id| document.attribute(id, &local_name!("href")));
    let mut base = base_url(url, href);
    // No address is resolved with it, and it may be longer than all the rest.
    base.set_fragment(None);
    base.into()
}

fn language(document: &Document<'_>) -> Option<String> {
    let html = document.find(&local_name!("html"))?;
    let language = document.attribute(html, &local_name!("lang"))?.trim();
    (!language.is_empty()).then(|| cut(language, MAX_LANGUAGE_CHARS).into_owned())
}
