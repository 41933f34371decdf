//! The decision: one walk from the top, in which each element either takes over where its parent
//! stands or begins a region of its own. All rules vote on it; the first vote that may hold decides.

use super::Region;
use super::body::is_wrapper;
use super::facts::{At, Facts};
use super::hint::Hints;
use super::rules;
use super::scene::{Entry, Grounds, Scene, Under, Vote, Zone, Zones};

impl Scene<'_> {
    /// Walks the page.
    pub(super) fn decide(&self) -> Zones {
        let facts = &self.evidence.facts;
        let nowhere = Zone {
            region: Region::Content,
            grounds: Grounds::OutsideMain,
            at: 0,
            top: false,
            post: false,
        };
        let mut zones = Zones {
            list: vec![nowhere],
            of: Vec::with_capacity(facts.len()),
            votes: Vec::new(),
            cast: Vec::with_capacity(facts.len()),
        };
        // Of each element around the next one: where it ends, and what the last heading among its
        // children says of the children after it.
        let mut around: Vec<(At, Under)> = Vec::new();
        for (at, element) in facts.iter().enumerate() {
            while around.pop_if(|(end, _)| *end <= at).is_some() {}
            let outer = zones.of.get(element.parent).copied().unwrap_or(0) as usize;
            let mut zone = outer;
            if let Some(zone_around) = zones.list.get(outer) {
                let under = around.last().map(|(_, under)| *under).unwrap_or_default();
                let entry = Entry {
                    at,
                    facts: element,
                    hints: self.effective_hints(at, element),
                    zone: zone_around,
                    under,
                };
                let before = zones.votes.len();
                zones.votes.extend(rules::votes(self, &entry));
                let own = zones.votes.get(before..).unwrap_or_default();
                if let Some(vote) = first_allowed(entry.zone, own) {
                    let new = self.zone(&entry, vote);
                    zone = zones.list.len();
                    zones.list.push(new);
                }
            }
            if let (Some(heading), Some((_, under))) = (element.heading(), around.last_mut()) {
                under.hear(&heading);
            }
            around.push((element.end, Under::default()));
            zones.of.push(u32::try_from(zone).unwrap_or(0));
            let cast = u32::try_from(zones.votes.len()).unwrap_or(u32::MAX);
            zones.cast.push(cast);
        }
        zones
    }

    fn zone(&self, entry: &Entry<'_>, vote: Vote) -> Zone {
        let Vote { region, grounds } = vote;
        let top = entry.zone.top
            || region == Region::Header
            || (region == Region::Navigation && entry.facts.end <= self.body.core);
        Zone {
            region,
            grounds,
            at: entry.at,
            top,
            post: entry.zone.post || matches!(grounds, Grounds::Post(_)),
        }
    }

    /// The hints that can be meant for all that an element holds.
    fn effective_hints(&self, at: At, facts: &Facts) -> Hints {
        if facts.hints.is_empty() || !(is_wrapper(&self.evidence, at) || self.is_around(at, facts))
        {
            facts.hints
        } else {
            const OF_THE_WHOLE: Hints = Hints::MAIN
                .and(Hints::ARTICLE)
                .and(Hints::PRODUCT)
                .and(Hints::HIDDEN);
            facts.hints.only(OF_THE_WHOLE)
        }
    }
}

/// What begins at an element, if anything does: the first vote, by precedence, whose region may
/// begin inside the zone around.
fn first_allowed(zone: &Zone, votes: &[Vote]) -> Option<Vote> {
    let allowed = |vote: &Vote| {
        (vote.region != zone.region || vote.grounds.refines(zone.grounds))
            && may_hold(zone, vote.region, vote.grounds)
    };
    votes.iter().copied().find(allowed)
}

/// Which regions may begin inside which.
fn may_hold(zone: &Zone, region: Region, grounds: Grounds) -> bool {
    use Region::{
        Advert, AuthorBio, Content, Header, Navigation, Other, Related, Share, Sidebar, UserContent,
    };
    match zone.region {
        Content => true,
        // Where only the place on the page speaks, any name inside speaks louder.
        _ if zone.grounds == Grounds::BeforeMain => !matches!(region, Content | Sidebar | Header),
        _ if zone.grounds == Grounds::PolicyBlock => matches!(region, Other | Share | Advert),
        Region::Footer => {
            region == Share || matches!(grounds, Grounds::Banner | Grounds::AdvertServer)
        }
        Other | AuthorBio => region == Share,
        Advert | Share => false,
        UserContent => {
            matches!(region, Other | Share | Advert)
                || region == UserContent && !zone.post
                || region == Navigation && !zone.post
        }
        Related => matches!(region, AuthorBio | Advert | Share | Other),
        Navigation => matches!(region, Share | Advert | Other) || (region == Header && zone.top),
        Header => matches!(region, Navigation | Advert | Share | Other),
        Sidebar => matches!(
            region,
            Navigation | Advert | Share | Related | AuthorBio | Other
        ),
    }
}
