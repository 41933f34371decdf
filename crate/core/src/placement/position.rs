//! Where an element stands to the main text: around it, in it, above it, below it.

use super::Region;
use super::facts::{At, Facts};
use super::hint::Hints;
use super::scene::{Entry, Grounds, Scene};
use crate::page::PageKind;

/// So many links make a site's menu: breadcrumbs, a byline and tags are fewer.
const MENU_LINKS: u32 = 8;

/// Longest title or lead that counts as running text, in bytes.
const LEAD_BYTES: u32 = 200;

/// Largest share of the page's running text in a menu or a bottom that is called nothing and stands
/// in the core, in hundredths.
const FRAME_SHARE: u64 = 25;

/// The last block of a page has at most one part in so many of its elements after it.
const LAST_ELEMENTS: usize = 20;

/// Where a block stands to the main text, where nothing has spoken for it yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In the core.
    Core,
    /// In the main area, beside the core.
    BesideCore,
    /// Outside the main area, above the text.
    Above,
    /// Outside the main area, beside or below the text.
    Below,
}

impl Scene<'_> {
    /// Where a block with links stands that nothing has spoken for yet, and that is not around the
    /// main text. Outside the main area, what has names inside is told by them.
    pub(super) fn place_of(&self, entry: &Entry<'_>) -> Option<Place> {
        let facts = entry.facts;
        let undecided = entry.zone.region == Region::Content
            && !self.is_around(entry.at, facts)
            && facts.counts().links > 0
            && facts.block == entry.at;
        if !undecided {
            return None;
        }
        if self.body.holds(entry.at) {
            return Some(Place::Core);
        }
        if self.is_inside_main(entry) {
            return Some(Place::BesideCore);
        }
        let named = facts.counts().menus.get() > 0 || facts.counts().frames.get() > 0;
        if named || entry.zone.grounds != Grounds::OutsideMain {
            return None;
        }
        let top = if self.title > 0 {
            self.title.min(self.body.core)
        } else {
            self.body.core
        };
        Some(if facts.end <= top {
            Place::Above
        } else {
            Place::Below
        })
    }

    /// Whether a block in the core may be the site's menu or bottom: only where the core is all of
    /// the page, and no text to read.
    pub(super) fn may_be_frame_in_core(&self, facts: &Facts) -> bool {
        !facts.in_article && !self.is_read() && self.is_small(facts, FRAME_SHARE)
    }

    pub(super) fn is_around(&self, at: At, facts: &Facts) -> bool {
        self.body.is_around(at, facts.end)
    }

    pub(super) fn is_inside_main(&self, entry: &Entry<'_>) -> bool {
        self.body.holds(entry.at)
            || entry.facts.in_article
            || self.body.main.is_some_and(|main| {
                self.evidence
                    .at(main)
                    .is_some_and(|facts| entry.at > main && entry.at < facts.end)
            })
    }

    /// Whether no running text stands between an element and the page's title.
    pub(super) fn is_beside_title(&self, entry: &Entry<'_>) -> bool {
        let title = self.evidence.at(self.title).filter(|_| self.title > 0);
        title.is_some_and(|title| title.mass_before.abs_diff(entry.facts.mass_before) <= LEAD_BYTES)
    }

    /// Whether the page is one text to read, with buttons of its own to share it.
    pub(super) fn is_read(&self) -> bool {
        !matches!(
            self.kind,
            PageKind::Home | PageKind::Listing | PageKind::Other
        )
    }

    /// Whether hardly any elements come after one on the page.
    pub(super) fn is_last(&self, facts: &Facts) -> bool {
        let all = self.evidence.facts.len();
        all.saturating_sub(facts.end) * LAST_ELEMENTS <= all
    }

    /// Whether an element is small beside the page's text, so that a name may speak for it all.
    pub(super) fn is_small(&self, facts: &Facts, percent: u64) -> bool {
        u64::from(facts.mass) * 100 <= u64::from(self.evidence.mass()) * percent
    }

    /// Whether hardly any of the page's text comes after the element.
    pub(super) fn is_below(&self, entry: &Entry<'_>) -> bool {
        let duties = entry.facts.counts().copyright
            || entry.facts.counts().policies.get() > 0
            || entry.facts.counts().profiles.get() >= 2;
        if entry.at < self.body.core {
            // Where the page is sent in pieces, its text may come after its bottom.
            return entry.hints.any(Hints::LANDMARK)
                && duties
                && entry.facts.counts().links >= 8
                && !entry.facts.in_article;
        }
        let Some(core) = self.evidence.at(self.body.core) else {
            return false;
        };
        let end = core.mass_before + core.mass;
        let left = end.saturating_sub(entry.facts.mass_before + entry.facts.mass);
        let late = entry.at >= self.body.end || u64::from(left) * 5 <= u64::from(core.mass);
        let of_site = entry.facts.counts().copyright || entry.facts.counts().policies.get() >= 2;
        let wide = entry.facts.counts().profiles.get() >= 2
            || entry.facts.counts().links >= 8
            || entry.facts.counts().policies.get() > 0;
        late && if entry.facts.in_article {
            of_site
        } else {
            of_site || wide || !self.body.holds(entry.at)
        }
    }

    /// Whether hardly any of the page's text comes before the element, and it is no title.
    pub(super) fn is_above(&self, entry: &Entry<'_>) -> bool {
        let Some(core) = self.evidence.at(self.body.core) else {
            return false;
        };
        let read = entry.facts.mass_before.saturating_sub(core.mass_before);
        let early = entry.at < self.body.core
            || (self.body.holds(entry.at) && u64::from(read) * 20 <= u64::from(core.mass));
        let menus =
            entry.facts.counts().menus.get() > 0 || entry.facts.counts().links >= MENU_LINKS;
        let banner = entry.hints.any(Hints::LANDMARK)
            && entry.facts.counts().homes.get() > 0
            && !entry.facts.in_article;
        let title = entry.facts.counts().titles.get() > 0 && !menus && !banner;
        // An article's header may hold the way home, its breadcrumbs: with its title, and without
        // a menu's many links, it is the article's own.
        let of_site = menus && entry.facts.counts().homes.get() > 0;
        let titled =
            entry.facts.counts().titles.get() > 0 && entry.facts.counts().links < MENU_LINKS;
        let own = entry.facts.in_article && (titled || !of_site);
        early && !title && !own
    }

    /// Whose social links are that stand in no named part of the site: the banner's above the
    /// title, the article's in the main area, the site's bottom's after it.
    pub(super) fn side_of(&self, entry: &Entry<'_>) -> Region {
        if !self.is_read() && self.body.holds(entry.at) {
            let all = u64::from(self.evidence.mass());
            let early = u64::from(entry.facts.mass_before) * 2 < all;
            return if early {
                Region::Header
            } else {
                Region::Footer
            };
        }
        let above = if self.title > 0 {
            entry.at < self.title && !entry.facts.in_article
        } else {
            entry.at < self.body.core
        };
        if above {
            Region::Header
        } else if !entry.facts.in_article && self.is_at_end(entry) {
            Region::Footer
        } else if self.is_inside_main(entry) {
            Region::Share
        } else {
            Region::Footer
        }
    }

    /// Whether none of the main text comes after an element.
    fn is_at_end(&self, entry: &Entry<'_>) -> bool {
        let core = self.evidence.at(self.body.core);
        let end = core.map_or(0, |core| core.mass_before + core.mass);
        self.body.holds(entry.at)
            && self.body.main.is_none()
            && u64::from(end.saturating_sub(entry.facts.mass_before)) * 50
                <= u64::from(core.map_or(0, |core| core.mass))
    }
}
