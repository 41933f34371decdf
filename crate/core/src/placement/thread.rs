//! Threads: posts and comments as repeated siblings.

use std::collections::HashMap;

use super::evidence::Evidence;
use super::facts::{At, Facts};
use super::hint::Hints;

/// What visitors wrote, one by one.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// Places of the posts, in document order, each with its number on the page from 1.
    posts: HashMap<At, u32>,
    /// Whether posts of a forum are most of what the page says.
    is_page: bool,
}

impl Thread {
    /// Finds posts: siblings called so, of which most name a user, or items of what is called
    /// comments. One alone is enough: it waits for an answer.
    pub(super) fn find(evidence: &Evidence) -> Self {
        let mut families: HashMap<At, Family> = HashMap::new();
        for (at, facts) in evidence.facts.iter().enumerate() {
            if is_post(facts) {
                let family = families.entry(facts.parent).or_default();
                family.members.push(at);
                family.users += u32::from(facts.counts().users.get() > 0);
                family.declared |= facts.hints.any(Hints::MICRODATA.and(Hints::NUMBERED))
                    || is_listed_comment(evidence, facts);
                family.plain += u32::from(is_plain_post(facts));
                family.mass += facts.mass;
            }
        }
        families.retain(|_, family| {
            family.declared || 2 * family.users as usize > family.members.len()
        });
        let is_page = families
            .values()
            .any(|family| family.plain >= FORUM_POSTS && family.mass * 2 >= evidence.mass());
        let mut members: Vec<At> = families
            .into_values()
            .flat_map(|family| family.members)
            .collect();
        members.sort_unstable();
        Self {
            posts: members.into_iter().zip(1..).collect(),
            is_page,
        }
    }

    /// The number of the post that begins at a place.
    pub(super) fn number(&self, at: At) -> Option<u32> {
        self.posts.get(&at).copied()
    }

    /// Whether posts of a forum are most of what the page says.
    pub(super) fn is_page(&self) -> bool {
        self.is_page
    }

    /// How many posts there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.posts.len()).unwrap_or(u32::MAX)
    }
}

#[derive(Default)]
struct Family {
    members: Vec<At>,
    users: u32,
    declared: bool,
    /// How many look like posts of a forum.
    plain: u32,
    mass: u32,
}

/// From so many posts on, a page without a forum's address is a thread. Two may be an article and
/// the next one.
const FORUM_POSTS: u32 = 3;

/// Whether a post names who wrote it, says when or has a number, and has no heading: entries of a
/// blog are called posts too, and begin with a title.
fn is_plain_post(facts: &Facts) -> bool {
    facts.hints.any(Hints::POST)
        && !facts.hints.any(Hints::COMMENT)
        && facts.counts().users.get() > 0
        && (facts.counts().times.get() > 0 || facts.hints.any(Hints::NUMBERED))
        && facts.counts().top_count.get() == 0
}

/// Whether a comment is an item of a list that is called comments, or stands in a block that is.
fn is_listed_comment(evidence: &Evidence, facts: &Facts) -> bool {
    let of_comments = |at: At| {
        evidence
            .at(at)
            .is_some_and(|around| around.hints.any(Hints::COMMENT))
    };
    let list = facts.parent;
    let around = evidence.at(list).map_or(0, |list| list.parent);
    facts.hints.any(Hints::COMMENT)
        && facts.hints.any(Hints::ITEM.and(Hints::ARTICLE))
        && !facts.hints.any(Hints::COMMENT_FORM)
        && (of_comments(list) || of_comments(around))
}

/// Whether an element may be one post of a thread.
fn is_post(facts: &Facts) -> bool {
    let named = facts.hints.any(Hints::POST) || facts.hints.any(Hints::COMMENT);
    named && facts.text > 20 && facts.link_percent() < 85
}
