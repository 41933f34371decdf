//! The decision: one walk from the top, in which each element either takes over where its parent
//! stands or begins a region of its own.

use super::Region;
use super::body::is_wrapper;
use super::facts::{At, Facts};
use super::hint::Hints;
use super::link_rules::LinkItem;
use super::scene::{Decision, Entry, Grounds, Scene, Under, Zone, Zones};

impl Scene<'_> {
    /// Walks the page.
    pub(super) fn decide(&self) -> Zones {
        let facts = &self.evidence.facts;
        let mut zones = vec![Zone {
            region: Region::Content,
            grounds: Grounds::OutsideMain,
            at: 0,
            top: false,
            post: false,
        }];
        let mut of: Vec<u32> = Vec::with_capacity(facts.len());
        // Of each element around the next one: where it ends, and what the last heading among its
        // children says of the children after it.
        let mut around: Vec<(At, Under)> = Vec::new();
        for (at, element) in facts.iter().enumerate() {
            while around.pop_if(|(end, _)| *end <= at).is_some() {}
            let outer = of.get(element.parent).copied().unwrap_or(0) as usize;
            let mut zone = outer;
            if let Some(zone_around) = zones.get(outer) {
                let under = around.last().map(|(_, under)| *under).unwrap_or_default();
                let entry = Entry {
                    at,
                    facts: element,
                    hints: self.effective_hints(at, element),
                    zone: zone_around,
                    under,
                };
                if let Some((region, grounds)) = self.enter(&entry) {
                    let new = self.zone(&entry, region, grounds);
                    zone = zones.len();
                    zones.push(new);
                }
            }
            if let (Some(heading), Some((_, under))) = (element.heading, around.last_mut()) {
                under.hear(&heading);
            }
            around.push((element.end, Under::default()));
            of.push(u32::try_from(zone).unwrap_or(0));
        }
        Zones { zones, of }
    }

    fn zone(&self, entry: &Entry<'_>, region: Region, grounds: Grounds) -> Zone {
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
        if facts.hints.is_empty() || !(is_wrapper(self.evidence, at) || self.is_around(at, facts)) {
            facts.hints
        } else {
            const OF_THE_WHOLE: Hints = Hints::MAIN
                .and(Hints::ARTICLE)
                .and(Hints::PRODUCT)
                .and(Hints::HIDDEN);
            facts.hints.only(OF_THE_WHOLE)
        }
    }

    /// What begins here, if anything does: the first rule, by precedence, whose region may begin
    /// inside the zone around.
    fn enter(&self, entry: &Entry<'_>) -> Decision {
        let allowed = |&(region, grounds): &(Region, Grounds)| {
            (region != entry.zone.region || grounds.refines(entry.zone.grounds))
                && may_hold(entry.zone, region, grounds)
        };
        if let Some(item) = self.link(entry) {
            let found = Self::LINK_RULES
                .iter()
                .find_map(|rule| rule(self, &item).filter(allowed));
            if found.is_some() {
                return found;
            }
        }
        if entry.facts.links == 0 && entry.facts.text == 0 {
            return None;
        }
        Self::BLOCK_RULES
            .iter()
            .find_map(|rule| rule(self, entry).filter(allowed))
    }

    /// Rules for links by themselves, by precedence.
    const LINK_RULES: [fn(&Self, &LinkItem<'_>) -> Decision; 6] = [
        Self::as_tool,
        Self::as_share,
        Self::as_advert,
        Self::as_author,
        Self::site_navigation_link,
        Self::as_site_link,
    ];

    /// Rules for blocks, by precedence.
    const BLOCK_RULES: [fn(&Self, &Entry<'_>) -> Decision; 12] = [
        Self::as_overlay,
        Self::as_site_frame,
        Self::as_form,
        Self::as_advert_block,
        Self::as_author_block,
        Self::as_discussion,
        Self::as_share_block,
        Self::as_related,
        Self::as_navigation,
        Self::as_sidebar,
        Self::by_structure,
        Self::as_body,
    ];
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
