//! Rules for blocks that are called nothing: by what they hold and on which side of the main text
//! they stand.

use super::Region;
use super::hint::Hints;
use super::scene::Grounds;
use super::scene::{Decision, Entry, Scene};
use crate::page::PageKind;

/// Least share of link text in a block of cards, in hundredths: with less it is text with links.
const CARD_PERCENT: u32 = 40;

impl Scene<'_> {
    /// Where nothing is called anything: by what a block holds and on which side it stands.
    pub(super) fn by_structure(&self, entry: &Entry<'_>) -> Decision {
        let facts = entry.facts;
        let undecided = entry.zone.region == Region::Content
            && !self.is_around(entry.at, facts)
            && facts.links > 0
            && facts.block == entry.at;
        if !undecided {
            return None;
        }
        if self.body.holds(entry.at) {
            return self.in_core(entry);
        }
        if self.is_inside_main(entry) {
            return self.beside_core(entry);
        }
        // What has names inside is told by them.
        if entry.zone.grounds != Grounds::OutsideMain
            || facts.menus.get() > 0
            || facts.frames.get() > 0
        {
            return None;
        }
        let listed = facts.links >= 4 && facts.link_percent() >= 60;
        let top = if self.title > 0 {
            self.title.min(self.body.core)
        } else {
            self.body.core
        };
        if facts.end <= top {
            return Some(if listed && facts.internal >= 3 {
                (Region::Navigation, Grounds::LinkBlock)
            } else {
                (Region::Header, Grounds::BeforeMain)
            });
        }
        let rest = self.evidence.facts.len().saturating_sub(facts.end);
        let last = rest * 2 <= self.evidence.facts.len().saturating_sub(self.body.end);
        if facts.copyright || (facts.policies.get() > 0 && last) {
            return Some((Region::Footer, Grounds::PolicyBlock));
        }
        let cards = facts.internal >= 3 && (facts.images.get() >= 2 || facts.times.get() >= 2);
        let titles = facts.internal >= 3
            && facts.link_percent() >= 60
            && facts.link_text >= 16 * facts.internal;
        let teasers = self.is_read() && (cards || titles) && self.is_small(facts, 40);
        teasers.then_some((Region::Related, Grounds::LinkBlock))
    }

    /// In the core, where that is all of the page: its first menu, and its last lines.
    fn in_core(&self, entry: &Entry<'_>) -> Decision {
        let facts = entry.facts;
        let core = self.evidence.at(self.body.core)?;
        if facts.in_article || self.is_read() || !self.is_small(facts, 25) {
            return None;
        }
        let end = core.mass_before + core.mass;
        let left = end.saturating_sub(facts.mass_before + facts.mass);
        let last = u64::from(left) * 20 <= u64::from(core.mass);
        let duties = facts.copyright && (facts.policies.get() > 0 || facts.links >= 4);
        if last && (duties || (facts.policies.get() >= 2 && facts.link_percent() >= 70)) {
            return Some((Region::Footer, Grounds::PolicyBlock));
        }
        let first = facts.mass_before <= core.mass_before
            && (self.title == 0 || facts.end <= self.title)
            && facts.internal >= 4
            && facts.link_percent() >= 70
            && facts.link_text < 16 * facts.links;
        first.then_some((Region::Navigation, Grounds::LinkBlock))
    }

    /// In the main area, beside the core.
    fn beside_core(&self, entry: &Entry<'_>) -> Decision {
        let facts = entry.facts;
        let reading = matches!(
            self.kind,
            PageKind::Article | PageKind::Product | PageKind::Forum | PageKind::Documentation
        );
        let listed = facts.internal >= 3
            && facts.link_percent() >= 60
            && facts.internal * 3 >= facts.links * 2;
        let after = entry.at >= self.body.end;
        let titles = listed && facts.link_text >= 16 * facts.internal;
        let cards = facts.internal >= 3
            && facts.images.get() >= 2
            && facts.internal * 3 >= facts.links * 2
            && facts.link_percent() >= CARD_PERCENT
            && self.is_small(facts, 40);
        if reading && after && facts.frames.get() == 0 && (titles || cards) {
            return Some((Region::Related, Grounds::LinkBlock));
        }
        let way = facts.homes.get() > 0 && facts.links >= 2 && facts.link_percent() >= 50 && !after;
        way.then_some((Region::Navigation, Grounds::LinkBlock))
    }

    /// The main area and the main text in it.
    pub(super) fn as_body(&self, entry: &Entry<'_>) -> Decision {
        if entry.at == self.body.core {
            return Some((Region::Content, Grounds::MainText));
        }
        let main = Some(entry.at) == self.body.main || entry.hints.any(Hints::ARTICLE);
        main.then_some((Region::Content, Grounds::MainArea))
    }
}
