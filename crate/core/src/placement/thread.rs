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
}

impl Thread {
    /// Finds posts: siblings called so, of which at least one names a user.
    pub(super) fn find(evidence: &Evidence) -> Self {
        let mut families: HashMap<At, Family> = HashMap::new();
        for (at, facts) in evidence.facts.iter().enumerate() {
            if is_post(facts) {
                let family = families.entry(facts.parent).or_default();
                family.members.push(at);
                family.users += u32::from(facts.users.get() > 0);
                family.declared |= facts.hints.any(Hints::MICRODATA.and(Hints::NUMBERED));
            }
        }
        let mut members: Vec<At> = families
            .into_values()
            .filter(|family| family.declared || 2 * family.users as usize > family.members.len())
            .flat_map(|family| family.members)
            .collect();
        members.sort_unstable();
        Self {
            posts: members.into_iter().zip(1..).collect(),
        }
    }

    /// The number of the post that begins at a place.
    pub(super) fn number(&self, at: At) -> Option<u32> {
        self.posts.get(&at).copied()
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
}

/// Whether an element may be one post of a thread.
fn is_post(facts: &Facts) -> bool {
    let named = facts.hints.any(Hints::POST) || facts.hints.any(Hints::COMMENT);
    named && facts.text > 20 && facts.link_percent() < 85
}
