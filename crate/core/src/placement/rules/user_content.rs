//! User content: what visitors wrote. Comments, posts of a forum, answers, reviews, and the names
//! of those who wrote them.

use super::super::hint::Hints;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::author_bio;
use super::link::LinkItem;
use crate::page::PageKind;

/// Longest block called after comments that only says how many there are, in bytes.
const COUNT_BYTES: u32 = 60;

/// A user of a forum who is named beside the posts: who begins a thread is one of its visitors.
pub(super) fn user(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    let user = item.target == Target::User || item.entry.hints.any(Hints::USER);
    let open = item.entry.zone.is_open() && !item.prose && item.entry.at > scene.title;
    (scene.kind == PageKind::Forum && user && open).then_some(Grounds::Address)
}

/// Who begins a thread, called its author.
pub(super) fn author(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let named = scene.kind == PageKind::Forum && author_bio::is_named(scene, entry);
    named.then_some(Grounds::Named(Hints::AUTHOR))
}

/// One post or comment of many, or all of them.
pub(super) fn discussion(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let one_of_many = entry.hints.any(Hints::COMMENT)
        || (scene.kind == PageKind::Forum && entry.hints.any(Hints::POST));
    if one_of_many
        && let Some(number) = scene.thread.number(entry.at)
        && !is_title_meta(entry)
    {
        return Some(Grounds::Post(number));
    }
    let named = entry.hints.any(Hints::COMMENT) && !entry.zone.post && !is_count(entry);
    named.then_some(Grounds::Named(Hints::COMMENT))
}

/// Whether a block called after comments only says how many there are, and leads to them.
pub(super) fn is_count(entry: &Entry<'_>) -> bool {
    entry.facts.counts().links <= 1 && entry.facts.text <= COUNT_BYTES
}

/// The head of a thread is named like its posts, and holds its title.
fn is_title_meta(entry: &Entry<'_>) -> bool {
    entry.facts.counts().titles.get() > 0 && entry.facts.counts().users.get() == 0
}
