//! The body: the element that holds the page's running text, found by weight as reader modes do,
//! but as the smallest one that holds most of it, so that text in several blocks counts together.

use super::evidence::Evidence;
use super::facts::At;
use super::hint::Hints;

/// What is called so is left out when the text is weighed.
const BESIDES: Hints = Hints::FOOTER
    .and(Hints::OVERLAY)
    .and(Hints::SIDEBAR)
    .and(Hints::RELATED)
    .and(Hints::NAV)
    .and(Hints::ADVERT)
    .and(Hints::COMMENT)
    .and(Hints::COMMENT_FORM)
    .and(Hints::NEWSLETTER);

/// A child goes on holding the body while it has this share of its parent's text, in hundredths.
const DOMINANT: u64 = 72;

/// A wrapper named for a part of it holds at least this share of the page's text, in hundredths.
const WRAPPER: u64 = 60;

/// Where the page's running text stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    /// The smallest element that holds most of it.
    pub(super) core: At,
    /// The first place after it.
    pub(super) end: At,
    /// The `<main>` element or role around it.
    pub(super) main: Option<At>,
    /// How much running text counts as the page's own.
    pub(super) mass: u32,
}

impl Body {
    /// Finds it.
    pub(super) fn find(evidence: &Evidence) -> Self {
        let mut weights = weigh(evidence, BESIDES);
        let all = u64::from(evidence.mass());
        let own = u64::from(weights.first().copied().unwrap_or(0));
        // A page whose text is its discussion: what visitors wrote is what it is about.
        if own * 4 < all {
            weights = weigh(evidence, BESIDES.without(Hints::COMMENT));
        }
        let mass = weights.first().copied().unwrap_or(0);
        let core = descend(evidence, &weights);
        let main = main_of(evidence, &weights, core);
        Self {
            core,
            end: evidence.at(core).map_or(0, |facts| facts.end),
            main,
            mass,
        }
    }

    /// Whether the element holds the core.
    pub(super) fn is_around(&self, at: At, end: At) -> bool {
        at <= self.core && end >= self.end
    }

    /// Whether the place is inside the core.
    pub(super) fn holds(&self, at: At) -> bool {
        at > self.core && at < self.end
    }
}

/// Whether an element's hints can't be meant for all it holds: it has most of the page's text, and
/// its title if there is one. (Comments may well outweigh an article, and a shop's bottom the few
/// words on a product.)
pub(super) fn is_wrapper(evidence: &Evidence, at: At) -> bool {
    let Some(facts) = evidence.at(at) else {
        return false;
    };
    let all = u64::from(evidence.mass());
    let most = u64::from(facts.mass) * 100 >= all * WRAPPER && all > 0;
    let untitled = evidence
        .at(0)
        .is_some_and(|page| page.counts().titles.get() == 0);
    let named_late = facts.hints.any(Hints::FOOTER.and(Hints::COMMENT));
    at <= 2
        || facts.hints.any(Hints::MAIN)
        || facts.counts().mains.get() > 0
        || (most && (facts.counts().titles.get() > 0 || (untitled && !named_late)))
}

/// Running text per element, without what is called something else.
fn weigh(evidence: &Evidence, besides: Hints) -> Vec<u32> {
    let mut weights: Vec<u32> = evidence.facts.iter().map(|facts| facts.mass).collect();
    let mut left_out_until = 0;
    // What is left out is taken from all that hold it, in a second sweep.
    let mut out = vec![0_u32; weights.len()];
    for (at, facts) in evidence.facts.iter().enumerate() {
        if at < left_out_until {
            if let Some(weight) = weights.get_mut(at) {
                *weight = 0;
            }
        } else if facts.hints.any(besides)
            && !facts.hints.any(Hints::REFERENCES)
            && !is_wrapper(evidence, at)
        {
            left_out_until = facts.end;
            if let (Some(weight), Some(out)) = (weights.get_mut(at), out.get_mut(at)) {
                *out = *weight;
                *weight = 0;
            }
        }
    }
    for (at, facts) in evidence.facts.iter().enumerate().skip(1).rev() {
        let lost = out.get(at).copied().unwrap_or(0);
        if lost == 0 {
            continue;
        }
        if let Some(out) = out.get_mut(facts.parent) {
            *out += lost;
        }
        if let Some(weight) = weights.get_mut(facts.parent) {
            *weight = weight.saturating_sub(lost);
        }
    }
    weights
}

/// Follows the heaviest child while it dominates.
fn descend(evidence: &Evidence, weights: &[u32]) -> At {
    let weight = |at: At| u64::from(weights.get(at).copied().unwrap_or(0));
    let mut core = 0;
    loop {
        let Some(facts) = evidence.at(core) else {
            return core;
        };
        let mut child = core + 1;
        let mut next = None;
        while child < facts.end {
            if weight(child) * 100 >= weight(core) * DOMINANT && weight(core) > 0 {
                next = Some(child);
            }
            child = evidence.at(child).map_or(facts.end, |facts| facts.end);
        }
        match next.filter(|&at| evidence.at(at).is_some_and(|facts| facts.link.is_none())) {
            Some(at) => core = at,
            None => return core,
        }
    }
}

/// The innermost `<main>` around the core, or the largest one inside it.
fn main_of(evidence: &Evidence, weights: &[u32], core: At) -> Option<At> {
    let end = evidence.at(core)?.end;
    let mains = || {
        evidence
            .facts
            .iter()
            .enumerate()
            .filter(|(_, facts)| facts.hints.any(Hints::MAIN))
    };
    mains()
        .filter(|&(at, facts)| at <= core && facts.end >= end)
        .map(|(at, _)| at)
        .next_back()
        .or_else(|| {
            mains()
                .max_by_key(|&(at, _)| weights.get(at).copied().unwrap_or(0))
                .map(|(at, _)| at)
        })
}
