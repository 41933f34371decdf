//! Rules for blocks that are called something: by tag, role, microdata, name or heading.

use super::Region;
use super::hint::Hints;
use super::scene::Grounds;
use super::scene::{Decision, Entry, Scene};
use crate::page::PageKind;

/// So many links to the site itself are no advert: a row of paid articles has fewer.
const OWN_LINKS: u32 = 12;

/// Least links of a modal that holds a menu: consent panels have tabs, and a link or two.
const MENU_LINKS: u32 = 4;

impl Scene<'_> {
    pub(super) fn as_overlay(&self, entry: &Entry<'_>) -> Decision {
        // A menu in a modal or a drawer is a menu; tabs of a consent panel, ways to log in and what
        // pops up in a text are none.
        let menu = (entry.hints.any(Hints::NAV)
            || (entry.facts.menus.get() > 0
                && entry.facts.links >= MENU_LINKS
                && !self.is_inside_main(entry)))
            && !entry.hints.any(Hints::CONSENT.and(Hints::ACCOUNT));
        if entry.hints.any(Hints::OVERLAY) && entry.facts.link.is_none() && !menu {
            let sure = entry.hints.any(Hints::LANDMARK);
            if sure || self.is_small(entry.facts, 40) {
                return Some((Region::Other, Grounds::Named(Hints::OVERLAY)));
            }
        }
        let hidden = entry.hints.any(Hints::HIDDEN)
            && entry.zone.region == Region::Content
            && (!self.is_inside_main(entry) || (entry.at < self.title && !entry.facts.in_article))
            && entry.facts.link.is_none()
            && !self.is_around(entry.at, entry.facts)
            && self.is_small(entry.facts, 25)
            && !entry
                .hints
                .any(Hints::NAV.and(Hints::HEADER).and(Hints::FOOTER))
            && entry.facts.menus.get() == 0;
        hidden.then_some((Region::Other, Grounds::Hidden))
    }

    /// The site's banner and bottom.
    pub(super) fn as_site_frame(&self, entry: &Entry<'_>) -> Decision {
        // Inside the banner: the bar of services, whose lists are no menus of the site.
        if entry.zone.region == Region::Header
            && entry.hints.any(Hints::ACCOUNT)
            && entry.facts.link.is_none()
        {
            return Some((Region::Header, Grounds::Named(Hints::ACCOUNT)));
        }
        if entry.hints.any(Hints::FOOTER) && self.is_below(entry) {
            return Some((Region::Footer, Grounds::Named(Hints::FOOTER)));
        }
        let header = entry.hints.any(Hints::HEADER)
            && matches!(entry.zone.region, Region::Content)
            && self.is_above(entry);
        header.then_some((Region::Header, Grounds::Named(Hints::HEADER)))
    }

    pub(super) fn as_form(&self, entry: &Entry<'_>) -> Decision {
        if entry.facts.link.is_some() {
            return None;
        }
        if entry.hints.any(Hints::COMMENT_FORM) {
            return Some((Region::Other, Grounds::Named(Hints::COMMENT_FORM)));
        }
        let form = entry.hints.any(Hints::NEWSLETTER)
            && matches!(
                entry.zone.region,
                Region::Content | Region::Sidebar | Region::Related
            )
            && (entry.facts.inputs.get() > 0 || entry.facts.links <= 3)
            && self.is_small(entry.facts, 15);
        form.then_some((Region::Other, Grounds::Named(Hints::NEWSLETTER)))
    }

    pub(super) fn as_advert_block(&self, entry: &Entry<'_>) -> Decision {
        // Adverts lead to other sites. A block with menus or many of the site's own links only contains
        // an advert, or follows the label of one.
        let facts = entry.facts;
        if facts.menus.get() > 0
            || (facts.internal >= OWN_LINKS && facts.internal * 2 > facts.links)
        {
            return None;
        }
        let named = entry.hints.any(Hints::ADVERT) && self.is_small(entry.facts, 25);
        if named {
            return Some((Region::Advert, Grounds::Named(Hints::ADVERT)));
        }
        let labelled = entry.heading_hints().any(Hints::ADVERT)
            && entry.facts.links > 0
            && entry.zone.region == Region::Content
            && self.is_small(entry.facts, 25);
        labelled.then_some((Region::Advert, entry.heading_grounds()))
    }

    pub(super) fn as_author_block(&self, entry: &Entry<'_>) -> Decision {
        let small = entry.facts.links <= 16
            && entry.facts.text <= 3_000
            && self.is_small(entry.facts, 30)
            && !self.is_around(entry.at, entry.facts);
        if !small || entry.zone.post {
            return None;
        }
        // In a side column names of authors are mostly those of books and of other articles.
        let beside = entry.zone.region == Region::Sidebar
            && entry.facts.internal + entry.facts.profiles.get() == 0;
        if entry.hints.any(Hints::AUTHOR) && !beside {
            // Who begins a thread is one of its visitors.
            let region = if self.kind == PageKind::Forum {
                Region::UserContent
            } else {
                Region::AuthorBio
            };
            return Some((region, Grounds::Named(Hints::AUTHOR)));
        }
        // A name with its profiles.
        let with_profiles = entry.facts.authors.get() > 0
            && entry.facts.profiles.get() > 0
            && entry.facts.links <= 8
            && entry.zone.region == Region::Content
            && !self.body.holds(entry.at)
            && self.is_inside_main(entry)
            && self.is_read();
        if with_profiles && self.kind != PageKind::Forum {
            return Some((Region::AuthorBio, Grounds::AuthorLinks));
        }
        let labelled = entry.heading_hints().any(Hints::AUTHOR)
            && entry.facts.links > 0
            && entry.zone.region == Region::Content
            && entry.facts.end > entry.at + 1;
        labelled.then_some((Region::AuthorBio, entry.heading_grounds()))
    }

    pub(super) fn as_discussion(&self, entry: &Entry<'_>) -> Decision {
        let one_of_many = entry.hints.any(Hints::COMMENT)
            || (self.kind == PageKind::Forum && entry.hints.any(Hints::POST));
        if one_of_many
            && let Some(number) = self.thread.number(entry.at)
            && !is_title_meta(entry)
        {
            return Some((Region::UserContent, Grounds::Post(number)));
        }
        if !entry.hints.any(Hints::COMMENT) || entry.zone.post {
            return None;
        }
        let count = entry.facts.links <= 1 && entry.facts.text <= 60;
        if count {
            let way = entry.zone.region == Region::Content && self.is_inside_main(entry);
            return way.then_some((Region::Navigation, Grounds::Named(Hints::COMMENT)));
        }
        Some((Region::UserContent, Grounds::Named(Hints::COMMENT)))
    }

    pub(super) fn as_share_block(&self, entry: &Entry<'_>) -> Decision {
        let small = entry.facts.links <= 30 && entry.facts.plain() <= 400 && entry.facts.links > 0;
        let frame = matches!(entry.zone.region, Region::Header | Region::Footer);
        if !small || frame {
            return None;
        }
        if entry.hints.any(Hints::SHARE) {
            return Some((Region::Share, Grounds::Named(Hints::SHARE)));
        }
        if entry.hints.any(Hints::SOCIAL) {
            let grounds = Grounds::Named(Hints::SOCIAL);
            return match entry.zone.region {
                Region::Navigation if entry.zone.top => Some((Region::Header, grounds)),
                Region::Content => Some((self.side_of(entry), grounds)),
                _ => None,
            };
        }
        let labelled = entry.heading_hints().any(Hints::SHARE)
            && entry.facts.profiles.get() > 0
            && entry.zone.region == Region::Content;
        labelled.then_some((Region::Share, entry.heading_grounds()))
    }

    pub(super) fn as_related(&self, entry: &Entry<'_>) -> Decision {
        let small = entry.facts.links > 0
            && self.is_small(entry.facts, 40)
            && !self.is_around(entry.at, entry.facts);
        // On a page that is a list, its lists are the content.
        let list =
            matches!(self.kind, PageKind::Listing | PageKind::Home) && self.body.holds(entry.at);
        // Sites of a family recommend each other: no articles.
        let sites = entry.facts.sites.get() * 2 > entry.facts.links;
        if !small || list || sites {
            return None;
        }
        if entry.hints.any(Hints::RELATED) && entry.facts.link.is_none() {
            return Some((Region::Related, Grounds::Named(Hints::RELATED)));
        }
        let beside = !self.body.holds(entry.at);
        // An article after the article is a teaser to another one.
        let other = entry.hints.any(Hints::ARTICLE.and(Hints::CARD))
            && !entry.hints.any(Hints::COMMENT)
            && entry.at >= self.body.end
            && matches!(self.kind, PageKind::Article | PageKind::Product)
            && entry.zone.region == Region::Content
            && entry.facts.internal * 2 > entry.facts.links
            && entry.facts.end > entry.at + 1;
        if other {
            return Some((
                Region::Related,
                Grounds::Named(Hints::ARTICLE.and(Hints::CARD)),
            ));
        }
        let teaser = entry.hints.any(Hints::TEASER)
            && (entry.zone.region == Region::Sidebar || (beside && self.is_read()));
        if teaser {
            return Some((Region::Related, Grounds::Named(Hints::TEASER)));
        }
        let cards = entry.facts.internal >= 2
            && entry.facts.link_text >= 16 * entry.facts.links
            && (entry.facts.images.get() >= 2 || entry.facts.times.get() >= 2);
        let titles = entry.facts.links >= 4
            && entry.facts.link_text >= 28 * entry.facts.links
            && entry.facts.link_percent() >= 75;
        if entry.zone.region == Region::Sidebar && (cards || titles) {
            return Some((Region::Related, Grounds::LinkBlock));
        }
        let labelled = entry.heading_hints().any(Hints::RELATED)
            && (beside || entry.facts.internal * 2 >= entry.facts.links)
            && (entry.facts.link_percent() >= 25 || entry.facts.articles.get() > 0)
            && !entry.facts.is_prose();
        labelled.then_some((Region::Related, entry.heading_grounds()))
    }

    pub(super) fn as_navigation(&self, entry: &Entry<'_>) -> Decision {
        const WAYS: Hints = Hints::CRUMBS
            .and(Hints::TAGS)
            .and(Hints::PAGER)
            .and(Hints::TOC)
            .and(Hints::LANGUAGE);
        let facts = entry.facts;
        if facts.links == 0 || self.is_around(entry.at, facts) {
            return None;
        }
        // The last crumb is the page itself, in plain text.
        let crumbs = entry.hints.any(Hints::CRUMBS) && facts.plain() <= 200;
        if entry.hints.any(WAYS)
            && (facts.link_percent() >= 35 || crumbs)
            && self.is_small(facts, 25)
        {
            return Some((Region::Navigation, Grounds::Named(WAYS)));
        }
        let menu = entry.hints.any(Hints::NAV)
            && (entry.hints.any(Hints::LANDMARK) || facts.link_percent() >= 50)
            && (facts.links >= 2
                || entry.hints.any(Hints::LANDMARK)
                || (entry.zone.is_open() && !self.is_inside_main(entry)))
            && !facts.is_prose();
        // A bar of icons, of account links or of services in the banner is no menu of the site.
        let service = entry.zone.region == Region::Header
            && (facts.text == 0
                || entry.hints.any(Hints::ACCOUNT.and(Hints::SOCIAL))
                || (entry.zone.grounds == Grounds::Named(Hints::ACCOUNT)
                    && !entry.hints.any(Hints::LANDMARK)));
        if menu && !service {
            return Some((Region::Navigation, Grounds::Named(Hints::NAV)));
        }
        if entry.zone.region == Region::Sidebar || entry.zone.region == Region::Content {
            let labelled = entry.heading_hints().any(Hints::TOC.and(Hints::TAGS))
                && facts.link_percent() >= 60
                && !facts.is_prose();
            if labelled {
                return Some((Region::Navigation, entry.heading_grounds()));
            }
        }
        let contents = entry.zone.region == Region::Content
            && facts.parts.get() >= 3
            && facts.parts.get() * 100 >= facts.links * 80
            && facts.link_percent() >= 70;
        contents.then_some((Region::Navigation, Grounds::ContentsList))
    }

    pub(super) fn as_sidebar(&self, entry: &Entry<'_>) -> Decision {
        if self.is_around(entry.at, entry.facts) {
            return None;
        }
        if entry.hints.any(Hints::SIDEBAR) {
            let column = entry.hints.any(Hints::LANDMARK) && entry.facts.link_percent() >= 20;
            if !self.body.holds(entry.at) || column {
                return Some((Region::Sidebar, Grounds::Named(Hints::SIDEBAR)));
            }
        }
        let labelled = entry.heading_hints().any(Hints::SIDEBAR)
            && entry.zone.region == Region::Content
            && !self.body.holds(entry.at);
        labelled.then_some((Region::Sidebar, entry.heading_grounds()))
    }
}

/// The head of a thread is named like its posts, and holds its title.
fn is_title_meta(entry: &Entry<'_>) -> bool {
    entry.facts.titles.get() > 0 && entry.facts.users.get() == 0
}
