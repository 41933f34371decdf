//! What is read off single elements of a page in one walk, for an audit: its headings, its images, and the
//! versions of it in other languages.
//!
//! Sources: HTML Standard, "The h1–h6 elements" and "Requirements for providing text to act as an
//! alternative for images"; Google Search Central, "Localized versions of your pages".

use html5ever::{LocalName, local_name};
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId, Text, collapse};
use crate::length::{self, MAX_LANGUAGE_CHARS, MAX_TITLE_CHARS, cut};
use crate::url::Base;

/// Most headings listed: a long article has fifty.
pub const MAX_HEADINGS: usize = 200;

/// Most versions in other languages listed: sites in every language and country have some 150.
pub const MAX_ALTERNATES: usize = 200;

/// Most nodes in a heading without text that are looked through for an image's words.
const MAX_INSIDE: usize = 50;

/// A heading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Heading {
    /// Its level, from 1 to 6.
    pub level: u8,
    /// Its text on one line, else that of the image in it; empty if there is neither.
    pub text: String,
}

/// A version of the page in another language (`<link rel=alternate hreflang>`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alternate {
    /// The language tag, as the page writes it, or `x-default`.
    pub language: String,
    /// Its address; `None` if it is none.
    pub url: Option<String>,
}

/// What was read off single elements.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Elements {
    /// The headings in document order, those that no reader sees included.
    pub headings: Vec<Heading>,
    /// There were more than are listed.
    pub more_headings: bool,
    /// How many images readers get (`<img>`), without those that only count views.
    pub images: usize,
    /// How many of them have no `alt` attribute. An empty one is right for decoration.
    pub images_without_alt: usize,
    /// The versions in other languages.
    pub alternates: Vec<Alternate>,
    /// There were more than are listed.
    pub more_alternates: bool,
    /// The `<noscript>` elements.
    pub noscripts: Vec<NodeId>,
}

impl Elements {
    /// Reads a document. `base` is what its relative links resolve against.
    pub(super) fn read(document: &Document<'_>, text: &Text, base: &Base) -> Self {
        let mut found = Self::default();
        for id in document.subtree(NodeId::ROOT) {
            let Some(name) = document.name(id).filter(|_| !document.is_foreign(id)) else {
                continue;
            };
            match *name {
                local_name!("img") => found.image(document, id),
                local_name!("noscript") => found.noscripts.push(id),
                local_name!("link") => found.alternate(document, id, base),
                local_name!("h1") => found.heading(1, document, text, id),
                local_name!("h2") => found.heading(2, document, text, id),
                local_name!("h3") => found.heading(3, document, text, id),
                local_name!("h4") => found.heading(4, document, text, id),
                local_name!("h5") => found.heading(5, document, text, id),
                local_name!("h6") => found.heading(6, document, text, id),
                _ => {}
            }
        }
        found
    }

    fn heading(&mut self, level: u8, document: &Document<'_>, text: &Text, id: NodeId) {
        if self.headings.len() == MAX_HEADINGS {
            self.more_headings = true;
            return;
        }
        let words = cut(text.slice(id), MAX_TITLE_CHARS).replace('\n', " ");
        let text = if words.is_empty() {
            alternative(document, id)
        } else {
            words
        };
        self.headings.push(Heading { level, text });
    }

    fn image(&mut self, document: &Document<'_>, id: NodeId) {
        if !counts_views(document, id) {
            self.images += 1;
            let alt = document.attribute(id, &local_name!("alt"));
            self.images_without_alt += usize::from(alt.is_none());
        }
    }

    fn alternate(&mut self, document: &Document<'_>, id: NodeId, base: &Base) {
        let attribute = |name: LocalName| document.attribute(id, &name).map(str::trim);
        let is_alternate = attribute(local_name!("rel")).is_some_and(|rel| {
            rel.split_ascii_whitespace()
                .any(|token| token.eq_ignore_ascii_case("alternate"))
        });
        let language = attribute(local_name!("hreflang")).filter(|tag| !tag.is_empty());
        let Some(language) = language.filter(|_| is_alternate) else {
            return;
        };
        if self.alternates.len() == MAX_ALTERNATES {
            self.more_alternates = true;
            return;
        }
        let url = attribute(local_name!("href")).and_then(|href| base.resolve(href));
        self.alternates.push(Alternate {
            language: cut(language, MAX_LANGUAGE_CHARS).into_owned(),
            url: url.map(|url| length::address(url.as_str())),
        });
    }
}

/// The words of the first image in a heading that has some.
fn alternative(document: &Document<'_>, heading: NodeId) -> String {
    let words = document
        .subtree(heading)
        .take(MAX_INSIDE)
        .filter(|&id| document.is(id, &local_name!("img")))
        .filter_map(|id| document.attribute(id, &local_name!("alt")))
        .find_map(|alt| Some(alt.trim()).filter(|alt| !alt.is_empty()));
    collapse(&cut(words.unwrap_or(""), MAX_TITLE_CHARS))
}

/// Whether an image is of one pixel or none: it counts views, and no reader sees it.
fn counts_views(document: &Document<'_>, id: NodeId) -> bool {
    [local_name!("width"), local_name!("height")]
        .iter()
        .all(|side| {
            let pixels = document.attribute(id, side).map(str::trim);
            matches!(pixels, Some("0" | "1" | "0px" | "1px"))
        })
}
