//! Anchor text: the words a link is known by, where they come from, and what kind they are.

use html5ever::local_name;
use serde::{Deserialize, Serialize};

use super::generic;
use crate::document::{Document, NodeId, Text, collapse, head_chars};
use crate::length::{MAX_ANCHOR_CHARS, cut};
use crate::url::{Url, is_within};

/// Most text nodes of a link that are looked at for hidden ones, and most elements around each: links have a
/// few of both, and links within links would be walked again for each.
const MAX_PIECES: usize = 100;
const MAX_AROUND: usize = 50;

/// A link's anchor text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Anchor {
    /// The words on one line; past [`MAX_ANCHOR_CHARS`] they end in an ellipsis.
    pub text: String,
    /// What kind of words they are.
    pub kind: AnchorKind,
    /// Where they were read.
    pub source: Source,
}

/// What kind of words an anchor text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorKind {
    /// The site's name or an alias alone.
    Brand,
    /// The name and other meaningful words.
    BrandPhrase,
    /// A bare URL or domain.
    Url,
    /// One of the profile's keywords, whole.
    Exact,
    /// A part of one of the profile's keywords.
    Partial,
    /// Words that say nothing of the target ("click here", "website").
    Generic,
    /// Only an image; its alt text replaces the words.
    Image,
    /// No words at all.
    Empty,
    /// Anything else.
    Descriptive,
}

impl AnchorKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Brand,
        Self::BrandPhrase,
        Self::Exact,
        Self::Partial,
        Self::Descriptive,
        Self::Generic,
        Self::Url,
        Self::Image,
        Self::Empty,
    ];

    /// Its name as the report writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::BrandPhrase => "brand_phrase",
            Self::Url => "url",
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Generic => "generic",
            Self::Image => "image",
            Self::Empty => "empty",
            Self::Descriptive => "descriptive",
        }
    }
}

/// Where an anchor text was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The link's own text.
    Text,
    /// The alt text of an image in it.
    Alt,
    /// A title attribute.
    Title,
    /// An aria-label.
    AriaLabel,
    /// Nowhere: the link has no words.
    None,
}

impl Anchor {
    /// Reads a link's anchor text. `language` is the page's, for the words that say nothing.
    pub fn read(
        document: &Document<'_>,
        text: &Text,
        link: NodeId,
        language: Option<&str>,
    ) -> Self {
        let shown = shown_words(document, text, link);
        let words = shown.as_deref().unwrap_or_else(|| text.slice(link));
        let words = cut(words, MAX_ANCHOR_CHARS).replace('\n', " ");
        if words.chars().any(|c| !is_filler(c)) {
            let kind = kind_of(&words, language);
            return Self::new(words, kind, Source::Text);
        }
        let image = Image::inside(document, link);
        let kind = if image.found {
            AnchorKind::Image
        } else {
            AnchorKind::Empty
        };
        if !image.alt.is_empty() {
            let words = cut(&image.alt, MAX_ANCHOR_CHARS).into_owned();
            return Self::new(words, kind, Source::Alt);
        }
        for (name, source) in [
            (local_name!("aria-label"), Source::AriaLabel),
            (local_name!("title"), Source::Title),
        ] {
            let words = collapse(document.attribute(link, &name).unwrap_or(""));
            if !words.is_empty() {
                let words = cut(&words, MAX_ANCHOR_CHARS).into_owned();
                return Self::new(words, kind, source);
            }
        }
        Self::new(String::new(), kind, Source::None)
    }

    fn new(text: String, kind: AnchorKind, source: Source) -> Self {
        Self { text, kind, source }
    }

    /// Whether the words were cut.
    pub fn is_cut(&self) -> bool {
        head_chars(&self.text, MAX_ANCHOR_CHARS).len() < self.text.len()
    }
}

/// The words of a link without those that its source hides within it, which a browser does not
/// render; `None` where that leaves all of them, or none.
fn shown_words(document: &Document<'_>, text: &Text, link: NodeId) -> Option<String> {
    let range = text.range(link);
    let pieces = || text.pieces_of(&range).enumerate();
    let is_hidden = |place: usize, node: NodeId| {
        let above = document.ancestors(node).take_while(|&id| id != link);
        let mut above = above.take(MAX_AROUND);
        place < MAX_PIECES && above.any(|id| document.declares_hidden(id))
    };
    let mut looked_at = pieces().take(MAX_PIECES);
    // Of most links nothing is hidden, and nothing is to be put together.
    if !looked_at.any(|(place, (_, node))| is_hidden(place, node)) {
        return None;
    }
    let mut shown = String::new();
    for (place, (part, node)) in pieces() {
        let piece = text.as_str().get(part).unwrap_or("");
        if !is_hidden(place, node) {
            shown.push_str(piece);
        } else if piece.ends_with(char::is_whitespace) && !shown.ends_with(char::is_whitespace) {
            // The white space after a hidden word stands between the shown ones.
            shown.push(' ');
        }
        // No more is shown; a character has four bytes at most.
        if shown.len() > 4 * MAX_ANCHOR_CHARS {
            break;
        }
    }
    let shown = shown.trim();
    let says = shown.chars().any(|c| !is_filler(c));
    says.then(|| shown.to_owned())
}

/// Characters that are invisible by themselves.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

fn kind_of(words: &str, language: Option<&str>) -> AnchorKind {
    if looks_like_address(words) {
        AnchorKind::Url
    } else if generic::is_generic(words, language) {
        AnchorKind::Generic
    } else {
        AnchorKind::Descriptive
    }
}

/// Whether the words are one address: a URL, or a host whose last label is a known suffix. Forums
/// shorten long ones with an ellipsis in the middle.
pub(crate) fn looks_like_address(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let mut parts = words.split_whitespace();
    let Some(first) = parts.next() else {
        return false;
    };
    if parts
        .next()
        .is_some_and(|next| !matches!(next, "..." | "…"))
        || !first.contains('.')
    {
        return false;
    }
    let first = first.trim_end_matches(['…', '.']);
    let full = if first.contains("://") {
        Url::parse(first)
    } else {
        Url::parse(&format!("http://{first}"))
    };
    full.ok()
        .filter(|url| url.username().is_empty())
        .and_then(|url| url.host_str().map(str::to_owned))
        .is_some_and(|host| crate::url::has_known_suffix(&host) || is_within(&host, "localhost"))
}

/// The images inside a link.
#[derive(Default)]
struct Image {
    found: bool,
    alt: String,
}

impl Image {
    fn inside(document: &Document<'_>, link: NodeId) -> Self {
        let mut image = Self::default();
        for id in document.subtree(link) {
            let alt = if document.is(id, &local_name!("img")) || id == link {
                document.attribute(id, &local_name!("alt"))
            } else if document.name(id) == Some(&local_name!("svg")) {
                document.attribute(id, &local_name!("aria-label"))
            } else {
                continue;
            };
            image.found |= id != link;
            let alt = collapse(alt.unwrap_or(""));
            if image.alt.is_empty() {
                image.alt = alt;
            }
        }
        image
    }
}
