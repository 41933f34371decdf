//! A site's backlinks as a whole: from which domains they come, under which anchors, how they are followed,
//! since when; which domains link to competitors only; and what looks like a scheme.
//!
//! All is counted by referring domain, because links that stand on every page of a site would count for as
//! many otherwise. Nothing here is a score: only counts of what the user saw, checked or imported.

mod gap;
mod shares;
mod signs;
mod targets;
mod weeks;

use std::collections::BTreeSet;

use crate::backlink::BacklinkKind;
use crate::link::{AnchorKind, FollowState};
use crate::placement::Region;
use crate::point::Point;

pub use crate::prospect::Millis;

pub use gap::{Gap, Rival, gaps};
pub use shares::{Share, Shares, percent, shares};
pub use signs::{Sign, Signal, signs};
pub use targets::{Target, targets};
pub use weeks::{DAY, Pace, WEEK, Week, domains_by_week, new_and_lost, pace, week_of, weeks};

/// What is known of one backlink. `None` is unknown.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    /// What it is known by.
    pub id: &'a str,
    /// The registrable domain it comes from.
    pub domain: &'a str,
    /// The page it is on.
    pub page: &'a str,
    /// Where it leads.
    pub target: Option<&'a str>,
    /// Its anchor text.
    pub anchor: Option<&'a str>,
    /// What kind of words that is.
    pub anchor_kind: Option<AnchorKind>,
    /// How it is followed.
    pub state: FollowState,
    /// Where on its page it is.
    pub region: Option<Region>,
    /// What kind of backlink it is.
    pub kind: Option<BacklinkKind>,
    /// When it was first known.
    pub first: Millis,
    /// Whether that is a day that a list gives, and not the day on which it was looked at.
    pub dated: bool,
    /// When it was lost; `None` where it is there or that is unknown.
    pub lost: Option<Millis>,
    /// What spoke against it when its page was seen.
    pub against: &'a [Point],
}

impl Fact<'_> {
    /// Whether it was there at a moment, as far as is known.
    fn is_there(&self, at: Millis) -> bool {
        self.first <= at && self.lost.is_none_or(|lost| lost > at)
    }
}

/// How many different domains there are.
pub fn domains(facts: &[Fact<'_>]) -> usize {
    let domains: BTreeSet<&str> = facts.iter().map(|fact| fact.domain).collect();
    domains.len()
}

#[cfg(test)]
mod samples {
    use super::*;

    /// A followed link of a domain.
    pub(super) fn fact<'a>(id: &'a str, domain: &'a str) -> Fact<'a> {
        Fact {
            id,
            domain,
            page: id,
            target: Some("https://acme.example/"),
            anchor: Some("Acme"),
            anchor_kind: Some(AnchorKind::Brand),
            state: FollowState::Followed,
            region: Some(Region::Content),
            kind: None,
            first: 0,
            dated: true,
            lost: None,
            against: &[],
        }
    }
}
