//! What markup in the body says of an author.
//!
//! Sources: HTML Standard, "Microdata" (the value of an element with `itemscope` is the item, not its text;
//! `itemprop` is a set of tokens); microformats2, "h-card" and the parsing of an implied name.

use html5ever::{LocalName, local_name};

use super::metadata::value;
use crate::document::{Document, NodeId, Text};

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
    tokens.split_ascii_whitespace().any(fits)
}
