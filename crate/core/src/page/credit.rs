//! What markup in the body says of an author: the name, and of whose work they are the author.
//!
//! Sources: HTML Standard, "Microdata" (the value of an element with `itemscope` is the item, not its text;
//! `itemprop` is a set of tokens); microformats2, "h-card" and the parsing of an implied name;
//! HTML Standard, "Link type author": it concerns the nearest `article`, else the page.

use std::collections::HashSet;

use html5ever::{LocalName, local_name};

use super::party::is_article;
use super::property::value;
use crate::document::{Document, NodeId, Text};

/// Most elements of which it is asked whose author they name: threads have hundreds, below the text.
const MAX_CREDITS: usize = 200;

/// Most tokens of an attribute that are read, and the longest, in bytes: classes of style sheets are some
/// thirty, and types of structured data addresses.
const MAX_TOKENS: usize = 50;
const MAX_TOKEN: usize = 200;

/// Words in the class or id of what is said by others, or is about their work.
const OF_OTHERS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "disqus",
    "recommended",
    "recommendations",
    "related",
    "replies",
    "reply",
    "responses",
];

/// Words with which a class only says whether there are some ("comments-open").
const STATES: &[&str] = &[
    "closed", "count", "has", "no", "off", "on", "open", "with", "without",
];

/// Whose author an element of the body names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Whose {
    /// The page's.
    Pages,
    /// Maybe the page's: it is at the side, or in an article that does not hold the page's title.
    Unclear,
    /// That of a comment or of another text.
    Anothers,
}

/// What an element's place says of whose author it names.
#[derive(Default)]
pub(super) struct Credits {
    /// The page's title and what it is in.
    around_title: HashSet<NodeId>,
    /// How many were asked of.
    asked: usize,
}

impl Credits {
    pub(super) fn new(document: &Document<'_>, title: Option<NodeId>) -> Self {
        let above = title.into_iter().flat_map(|id| document.ancestors(id));
        Self {
            around_title: title.into_iter().chain(above).collect(),
            asked: 0,
        }
    }

    /// Whose author an element names: by what it is in that does not hold the page's title, too.
    pub(super) fn whose(&mut self, document: &Document<'_>, id: NodeId) -> Whose {
        self.asked += 1;
        if self.asked > MAX_CREDITS {
            return Whose::Anothers;
        }
        let below_title = std::iter::once(id)
            .chain(document.ancestors(id))
            .take_while(|node| !self.around_title.contains(node))
            .take_while(|&node| !document.is(node, &local_name!("body")));
        below_title
            .map(|node| self.of_element(document, node))
            .max()
            .unwrap_or(Whose::Pages)
    }

    fn of_element(&self, document: &Document<'_>, id: NodeId) -> Whose {
        let mut names = [local_name!("class"), local_name!("id")].into_iter();
        if names.any(|name| has_token(document, id, &name, is_of_others)) {
            return Whose::Anothers;
        }
        // Where no title is, none tells the page's article from others.
        let is_apart = !self.around_title.is_empty() && is_work(document, id);
        if is_apart || document.is(id, &local_name!("aside")) {
            Whose::Unclear
        } else {
            Whose::Pages
        }
    }
}

/// Whether an element is a work with an author of its own.
fn is_work(document: &Document<'_>, id: NodeId) -> bool {
    document.is(id, &local_name!("article"))
        || has_class(document, id, |class| matches!(class, "h-entry" | "h-cite"))
        || has_token(document, id, &local_name!("itemtype"), is_article)
}

/// Whether a class or an id is that of comments or of what is related.
fn is_of_others(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words = || name.split(|c: char| !c.is_ascii_alphabetic());
    words().any(|word| OF_OTHERS.contains(&word)) && !words().any(|word| STATES.contains(&word))
}

/// Most nodes of an author's card that are looked through for a name: cards have some twenty.
const MAX_IN_CARD: usize = 200;

/// What an `h-card` says beside the name, as text: one that says some of it has no implied name. By name, as
/// style sheets have classes of their own that begin with `p-`.
const IN_CARDS: &[&str] = &[
    "h-card",
    "p-additional-name",
    "p-adr",
    "p-category",
    "p-country-name",
    "p-family-name",
    "p-given-name",
    "p-honorific-prefix",
    "p-honorific-suffix",
    "p-job-title",
    "p-label",
    "p-locality",
    "p-nickname",
    "p-note",
    "p-org",
    "p-region",
    "p-role",
    "p-tel",
];

/// The name in the card of an author: an item (`itemscope`) or an `h-card`, whose text also holds
/// what else is said of them. Empty if it has none; `None` if the element is no card.
pub(super) fn name_of_card(document: &Document<'_>, text: &Text, id: NodeId) -> Option<String> {
    let is_item = is_item(document, id);
    if !is_item && !has_class(document, id, |class| class == "h-card") {
        return None;
    }
    let mut has_properties = is_item;
    let mut next = document.first_child(id);
    for _ in 0..MAX_IN_CARD {
        let Some(node) = next else {
            break;
        };
        let names =
            |name: &LocalName, wanted: &str| has_token(document, node, name, |t| t == wanted);
        if names(&local_name!("itemprop"), "name") || names(&local_name!("class"), "p-name") {
            return Some(value(document, text, node));
        }
        has_properties |= has_class(document, node, |class| IN_CARDS.contains(&class));
        let inner = document.first_child(node);
        next = inner
            .filter(|_| !is_item_of_its_own(document, node))
            .or_else(|| document.after(node, id));
    }
    // A card that says nothing else is its name.
    Some(if has_properties {
        String::new()
    } else {
        value(document, text, id)
    })
}

/// Whether an element in a card is another item or card, whose name is not the card's.
fn is_item_of_its_own(document: &Document<'_>, id: NodeId) -> bool {
    is_item(document, id) || has_class(document, id, |class| class == "h-card")
}

fn is_item(document: &Document<'_>, id: NodeId) -> bool {
    document.attribute(id, &local_name!("itemscope")).is_some()
}

fn has_class(document: &Document<'_>, id: NodeId, fits: impl Fn(&str) -> bool) -> bool {
    has_token(document, id, &local_name!("class"), fits)
}

fn has_token(
    document: &Document<'_>,
    id: NodeId,
    name: &LocalName,
    fits: impl Fn(&str) -> bool,
) -> bool {
    let tokens = document.attribute(id, name).unwrap_or("");
    let mut tokens = tokens.split_ascii_whitespace().take(MAX_TOKENS);
    tokens.any(|token| token.len() <= MAX_TOKEN && fits(token))
}
