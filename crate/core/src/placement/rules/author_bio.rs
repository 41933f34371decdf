//! Author bio: who wrote the page. Bylines, boxes and notes about the author, and the author's own
//! profiles beside the name.

use super::super::hint::Hints;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::super::{Region, phrase};
use super::link::LinkItem;
use crate::page::PageKind;

/// Most links of a note about an author: profiles, and a few articles.
const MOST_LINKS: u32 = 16;

/// Longest note about an author, in bytes.
const MOST_TEXT: u32 = 3_000;

/// Largest share of the page's running text that a note about its author has, in hundredths.
const MOST_SHARE: u64 = 30;

/// Most links of a block that nothing but a name and its profiles tell to be an author's.
const MOST_PROFILES: u32 = 8;

/// Longest link to an author that a name or an address tells, in bytes: longer ones are titles.
const LINK_BYTES: usize = 80;

/// Longest name after "by", in bytes: what follows it may be any text.
const NAME_BYTES: usize = 48;

/// A link to who wrote the page.
pub(super) fn link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    let entry = item.entry;
    // Who begins a thread is one of its visitors.
    if scene.kind == PageKind::Forum || item.words.len() > LINK_BYTES {
        return None;
    }
    let beside = entry.zone.region == Region::Sidebar && item.is_outbound();
    if entry.hints.any(Hints::AUTHOR) && !entry.zone.post && !beside {
        return Some(if item.has_rel(&["author"]) {
            Grounds::Rel
        } else {
            Grounds::Named(Hints::AUTHOR)
        });
    }
    let main = scene.is_inside_main(entry);
    let open = entry.zone.is_open();
    if item.target == Target::Author && !item.prose && (main || open) {
        return Some(Grounds::Address);
    }
    let by = !item.prose
        && main
        && !item.words.is_empty()
        && item.words.len() <= NAME_BYTES
        && phrase::ends_with_by(item.before());
    by.then_some(Grounds::AfterBy)
}

/// A block about the author: by its name, by an author's page beside profiles, or by its heading.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let forum = scene.kind == PageKind::Forum;
    if is_named(scene, entry) {
        return (!forum).then_some(Grounds::Named(Hints::AUTHOR));
    }
    let facts = entry.facts;
    if entry.zone.region != Region::Content || !may_be_about_author(scene, entry) {
        return None;
    }
    let with_profiles = facts.counts().authors.get() > 0
        && facts.counts().profiles.get() > 0
        && facts.counts().links <= MOST_PROFILES
        && !scene.body.holds(entry.at)
        && scene.is_inside_main(entry)
        && scene.is_read();
    if with_profiles && !forum {
        return Some(Grounds::AuthorLinks);
    }
    let labelled = entry.heading_hints().any(Hints::AUTHOR)
        && facts.counts().links > 0
        && facts.end > entry.at + 1;
    labelled.then(|| entry.heading_grounds())
}

/// Whether a block is called an author. In a side column names of authors are mostly those of
/// books and of other articles.
pub(super) fn is_named(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    let beside = entry.zone.region == Region::Sidebar
        && entry.facts.counts().internal + entry.facts.counts().profiles.get() == 0;
    entry.hints.any(Hints::AUTHOR) && !beside && may_be_about_author(scene, entry)
}

/// Whether a block is small enough to be about the author only.
fn may_be_about_author(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    entry.facts.counts().links <= MOST_LINKS
        && entry.facts.text <= MOST_TEXT
        && !entry.zone.post
        && scene.is_small(entry.facts, MOST_SHARE)
        && !scene.is_around(entry.at, entry.facts)
}
