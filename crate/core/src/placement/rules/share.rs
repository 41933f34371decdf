//! Share: buttons at the page's text that hand it on or follow who publishes it. Profiles in the
//! site's banner and bottom are of those.

use super::super::Region;
use super::super::hint::Hints;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::link::LinkItem;
use super::social;
use crate::page::PageKind;

/// Longest label of a button, in bytes: "Follow us on" and a network.
const BUTTON_BYTES: usize = 24;

/// A form to share the page, or a button to a profile.
pub(super) fn link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    if item.target == Target::ShareForm {
        return Some(Grounds::ShareForm);
    }
    let here = social::side_of_link(scene, item)? == Region::Share;
    // In the text, words beside a profile are mostly a link like any other.
    let button = item.words.is_empty()
        || item.words.len() <= BUTTON_BYTES
            && (!scene.body.holds(item.entry.at)
                || (scene.kind == PageKind::Article && is_network(item)));
    (here && button).then_some(Grounds::Profile)
}

/// A block of buttons: called share, called social where those are the page's, or below a heading
/// that asks to share.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if !social::may_be_buttons(entry) {
        return None;
    }
    if entry.hints.any(Hints::SHARE) {
        return Some(Grounds::Named(Hints::SHARE));
    }
    if entry.hints.any(Hints::SOCIAL) {
        let here = social::side_of_block(scene, entry)? == Region::Share;
        return here.then_some(Grounds::Named(Hints::SOCIAL));
    }
    let labelled = entry.heading_hints().any(Hints::SHARE)
        && entry.facts.counts().profiles.get() > 0
        && entry.zone.region == Region::Content;
    labelled.then(|| entry.heading_grounds())
}

/// Whether a link's words are the network's own name, or a handle on it.
fn is_network(item: &LinkItem<'_>) -> bool {
    let words = item
        .words
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let host = item
        .link
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .unwrap_or("");
    let name = words.to_ascii_lowercase();
    words.starts_with('@')
        || (!name.is_empty() && host.split('.').any(|label| label == name))
        || matches!(name.as_str(), "twitter" | "x (twitter)")
}
