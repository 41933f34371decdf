//! Pieces of the page, as reasons quote them.

use super::facts::Facts;
use super::phrase;
use super::scene::Scene;
use crate::document::{head_chars, tail_chars};

/// Longest piece of the page quoted in a reason, in characters.
const QUOTE: usize = 48;

/// So many characters before a link are quoted: its "by" and a word or two.
const BEFORE_CHARS: usize = 16;

/// A piece of the page, short enough for a reason.
pub(super) fn quote(text: &str) -> String {
    head_chars(text, QUOTE).replace('\n', " ")
}

/// The host that a link leads to, or its scheme.
pub(super) fn host(scene: &Scene<'_>, facts: &Facts) -> String {
    let url = facts
        .link
        .and_then(|link| scene.links.get(link)?.url.as_ref());
    url.and_then(|url| url.host_str().or(Some(url.scheme())))
        .unwrap_or("")
        .to_owned()
}

/// What comes after the host in a link's address.
pub(super) fn path(scene: &Scene<'_>, facts: &Facts) -> String {
    let url = facts
        .link
        .and_then(|link| scene.links.get(link)?.url.as_ref());
    url.map_or_else(String::new, |url| {
        quote(crate::url::address_after_host(url))
    })
}

/// The words right before a link.
pub(super) fn before(scene: &Scene<'_>, facts: &Facts) -> String {
    let head = scene.text.as_str().get(..facts.start).unwrap_or("");
    tail_chars(phrase::line_before(head), BEFORE_CHARS)
        .trim()
        .to_owned()
}
