//! The decision: one walk from the top, in which each element either takes over where its parent
//! stands or begins a region of its own.

use super::body::{Body, is_wrapper};
use super::evidence::{At, Evidence, Facts};
use super::hint::Hints;
use super::reasons::Grounds;
use super::target::Target;
use super::thread::Thread;
use super::{Region, phrase};
use crate::document::Text;
use crate::link::{Found, Relation};
use crate::page::Kind;

/// A region that begins somewhere.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// The region.
    pub(super) region: Region,
    /// What it was decided on.
    pub(super) grounds: Grounds,
    /// The element it begins with.
    pub(super) at: At,
    /// Whether it stands above the page's text, as the site's banner does.
    top: bool,
    /// Whether it is one post of a thread.
    post: bool,
}

/// All that a decision looks at.
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text,
    pub(super) links: &'a [Found<'a>],
    pub(super) evidence: &'a Evidence,
    pub(super) body: Body,
    pub(super) thread: Thread,
    pub(super) kind: Kind,
    /// The first title heading outside menus; 0 if there is none.
    pub(super) title: At,
}

/// The zones of a page, and which one each element is in.
#[derive(Debug)]
pub(super) struct Zones {
    pub(super) zones: Vec<Zone>,
    /// By place.
    pub(super) of: Vec<u32>,
}

/// A region and what it was decided on.
type Decision = Option<(Region, Grounds)>;

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
        // What the last heading among a parent's children says of the children after it.
        let mut under: Vec<Under> = vec![Under::default(); facts.len()];
        for (at, element) in facts.iter().enumerate() {
            let outer = of.get(element.parent).copied().unwrap_or(0) as usize;
            let mut zone = outer;
            if let Some(around) = zones.get(outer) {
                let heading = under.get(element.parent).copied().unwrap_or_default();
                let entry = Entry {
                    at,
                    facts: element,
                    hints: self.meant(at, element),
                    zone: around,
                    under: heading,
                };
                if let Some((region, grounds)) = self.enter(&entry) {
                    let new = self.zone(&entry, region, grounds);
                    zone = zones.len();
                    zones.push(new);
                }
            }
            if let (Some(heading), Some(under)) = (element.heading, under.get_mut(element.parent)) {
                under.hear(heading.says, heading.level, heading.at);
            }
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

    /// The hints that can be meant of all that an element holds.
    fn meant(&self, at: At, facts: &Facts) -> Hints {
        if facts.hints.is_empty() || !(is_wrapper(self.evidence, at) || self.is_around(at, facts)) {
            facts.hints
        } else {
            const OF_THE_WHOLE: Hints = Hints::MAIN
                .and(Hints::ARTICLE)
                .and(Hints::BODY)
                .and(Hints::PRODUCT)
                .and(Hints::HIDDEN);
            Hints::NONE.and(facts.hints.only(OF_THE_WHOLE))
        }
    }

    fn is_around(&self, at: At, facts: &Facts) -> bool {
        self.body.is_around(at, facts.end)
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
        Self::as_way,
        |_, item| as_site_link(item),
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

    // ---- links by themselves

    /// The element as a link, if it is one.
    fn link<'e>(&'e self, entry: &'e Entry<'e>) -> Option<LinkItem<'e>> {
        let index = entry.facts.link?;
        let link = self.links.get(index)?;
        (link.node == entry.facts.node).then(|| LinkItem {
            entry,
            link,
            target: self
                .evidence
                .targets
                .get(index)
                .copied()
                .unwrap_or(Target::Plain),
            words: self.text.slice(entry.facts.node),
            prose: self.is_in_prose(entry),
        })
    }

    /// Whether a link is a part of running text.
    fn is_in_prose(&self, entry: &Entry<'_>) -> bool {
        self.evidence
            .at(entry.facts.block)
            .is_some_and(Facts::is_prose)
    }

    /// Links that do something instead of leading somewhere.
    fn as_tool(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::ShareForm {
            return None;
        }
        let hints = item.entry.hints;
        let part = matches!(
            item.target,
            Target::Part | Target::Discussion | Target::ThisPage
        );
        if part && (hints.any(Hints::SKIP) || phrase::is_skip(item.words)) {
            return Some((Region::Other, Grounds::Skip));
        }
        if item.entry.zone.post {
            return as_tool_of_post(item);
        }
        let tool = matches!(item.target, Target::Control)
            || (item.target == Target::Account
                && self.kind == Kind::Forum
                && item.entry.zone.region == Region::Content
                && item.entry.at > self.title)
            || (hints.any(Hints::CONTROL) && item.entry.zone.region == Region::Content)
            || (item.target == Target::Discussion && phrase::is_control(item.words));
        if tool && !item.prose {
            return Some((Region::Other, Grounds::Control));
        }
        let empty = item.words.is_empty()
            && item.entry.facts.images == 0
            && item.entry.facts.end == item.entry.at + 1
            && item.entry.zone.grounds == Grounds::OutsideMain
            && self
                .evidence
                .at(item.entry.facts.parent)
                .is_some_and(|parent| parent.parent <= 1);
        empty.then_some((Region::Other, Grounds::Empty))
    }

    fn as_share(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::ShareForm {
            return Some((Region::Share, Grounds::ShareForm));
        }
        if item.target != Target::Profile || item.prose || item.entry.zone.region != Region::Content
        {
            return None;
        }
        // Profiles by themselves: whose they are is told by where they stand.
        let side = self.side_of(item.entry);
        let named = item.words.is_empty()
            || item.words.len() <= 24
                && (!self.body.holds(item.entry.at)
                    || (self.kind == Kind::Article && is_network(item)));
        (side != Region::Share || named).then_some((side, Grounds::Profile))
    }

    /// Whose social links are that stand in no named part of the site: the banner's above the
    /// title, the article's in the main area, the site's bottom's after it.
    fn side_of(&self, entry: &Entry<'_>) -> Region {
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

    /// Whether the page is one text to read, with buttons of its own to share it.
    fn is_read(&self) -> bool {
        !matches!(self.kind, Kind::Home | Kind::Listing | Kind::Other)
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

    fn as_advert(&self, item: &LinkItem<'_>) -> Decision {
        if item.target == Target::AdvertNetwork {
            return Some((Region::Advert, Grounds::AdvertServer));
        }
        let zone = item.entry.zone;
        let outbound = item.link.relation == Some(Relation::Outbound);
        if !outbound || item.prose || zone.post {
            return None;
        }
        if item.entry.hints.any(Hints::ADVERT) {
            return Some((Region::Advert, Grounds::Named(Hints::ADVERT)));
        }
        let says = |word: &str| item.link.rel.tokens.iter().any(|token| token == word);
        let beside = matches!(zone.region, Region::Content | Region::Sidebar);
        let listed = self.body.holds(item.entry.at) && self.is_list_item(item.entry);
        if says("sponsored") && beside && !listed {
            return Some((Region::Advert, Grounds::Rel));
        }
        // A picture that leads to another site is an advert beside the posts of a thread, and
        // beside an article's text where it is no figure.
        let banner = item.words.is_empty()
            && item.entry.facts.images > 0
            && item.target == Target::Plain
            && match self.kind {
                Kind::Forum => beside || zone.region == Region::Footer,
                Kind::Article => zone.grounds == Grounds::MainArea && !item.entry.facts.in_figure,
                _ => false,
            };
        banner.then_some((Region::Advert, Grounds::Banner))
    }

    /// Whether a link stands in an item of a list.
    fn is_list_item(&self, entry: &Entry<'_>) -> bool {
        self.evidence
            .at(entry.facts.block)
            .is_some_and(|block| block.hints.any(Hints::ITEM))
    }

    fn as_author(&self, item: &LinkItem<'_>) -> Decision {
        if item.words.len() > 80 || self.kind == Kind::Forum {
            return None;
        }
        let beside = item.entry.zone.region == Region::Sidebar
            && item.link.relation == Some(Relation::Outbound);
        if item.entry.hints.any(Hints::AUTHOR) && !item.entry.zone.post && !beside {
            let grounds = if item.link.rel.tokens.iter().any(|token| token == "author") {
                Grounds::Rel
            } else {
                Grounds::Named(Hints::AUTHOR)
            };
            return Some((Region::AuthorBio, grounds));
        }
        let main = self.is_inside_main(item.entry);
        if item.target == Target::Author && !item.prose && main {
            return Some((Region::AuthorBio, Grounds::Address));
        }
        let by = !item.prose
            && main
            && !item.words.is_empty()
            && item.words.len() <= 48
            && phrase::ends_with_by(self.before(item));
        by.then_some((Region::AuthorBio, Grounds::AfterBy))
    }

    /// The text before a link in its block, or in the block before if it begins its own.
    fn before(&self, item: &LinkItem<'_>) -> &str {
        let whole = self.text.as_str();
        let start = item.entry.facts.start;
        let head = whole.get(..start).unwrap_or("");
        let tail = crate::document::tail_chars(head, 32);
        tail.trim_end().rsplit('\n').next().unwrap_or("")
    }

    /// Ways through the site: tags, previous and next, the entry's own date.
    fn as_way(&self, item: &LinkItem<'_>) -> Decision {
        let hints = item.entry.hints;
        if item.prose || item.entry.zone.region != Region::Content {
            return None;
        }
        if hints.any(Hints::TAGS.and(Hints::PAGER)) {
            let grounds = if item
                .link
                .rel
                .tokens
                .iter()
                .any(|token| matches!(token.as_str(), "tag" | "category" | "prev" | "next"))
            {
                Grounds::Rel
            } else {
                Grounds::Named(Hints::TAGS.and(Hints::PAGER))
            };
            return Some((Region::Navigation, grounds));
        }
        let main = self.is_inside_main(item.entry);
        match item.target {
            Target::Tag if main && item.words.len() <= 40 && item.entry.facts.images == 0 => {
                Some((Region::Navigation, Grounds::Address))
            }
            Target::ThisPage if main && self.kind == Kind::Article => {
                Some((Region::Navigation, Grounds::Address))
            }
            Target::Discussion => Some((Region::Navigation, Grounds::Address)),
            _ => None,
        }
    }

    // ---- blocks

    /// Whether an element is small beside the page's text, so that a name may speak for it all.
    fn is_small(&self, facts: &Facts, percent: u64) -> bool {
        u64::from(facts.mass) * 100 <= u64::from(self.evidence.mass()) * percent
    }

    fn is_inside_main(&self, entry: &Entry<'_>) -> bool {
        self.body.holds(entry.at)
            || entry.facts.in_article
            || self.body.main.is_some_and(|main| {
                self.evidence
                    .at(main)
                    .is_some_and(|facts| entry.at > main && entry.at < facts.end)
            })
    }

    fn as_overlay(&self, entry: &Entry<'_>) -> Decision {
        if entry.hints.any(Hints::OVERLAY) && entry.facts.link.is_none() {
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
            && entry.facts.menus == 0;
        hidden.then_some((Region::Other, Grounds::Hidden))
    }

    /// The site's banner and bottom.
    fn as_site_frame(&self, entry: &Entry<'_>) -> Decision {
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

    /// Whether hardly any of the page's text comes after the element.
    fn is_below(&self, entry: &Entry<'_>) -> bool {
        if entry.at < self.body.core {
            return false;
        }
        let Some(core) = self.evidence.at(self.body.core) else {
            return false;
        };
        let end = core.mass_before + core.mass;
        let left = end.saturating_sub(entry.facts.mass_before + entry.facts.mass);
        let late = entry.at >= self.body.end || u64::from(left) * 5 <= u64::from(core.mass);
        let of_site = entry.facts.copyright || entry.facts.policies >= 2;
        let wide = entry.facts.profiles >= 2 || entry.facts.links >= 8 || entry.facts.policies > 0;
        late && if entry.facts.in_article {
            of_site
        } else {
            of_site || wide || !self.body.holds(entry.at)
        }
    }

    /// Whether hardly any of the page's text comes before the element, and it is no title.
    fn is_above(&self, entry: &Entry<'_>) -> bool {
        let Some(core) = self.evidence.at(self.body.core) else {
            return false;
        };
        let read = entry.facts.mass_before.saturating_sub(core.mass_before);
        let early = entry.at < self.body.core
            || (self.body.holds(entry.at) && u64::from(read) * 20 <= u64::from(core.mass));
        let menus = entry.facts.menus > 0 || entry.facts.links >= 8;
        let title = entry.facts.titles > 0 && !menus;
        let own = entry.facts.in_article && !(menus && entry.facts.homes > 0);
        early && !title && !own
    }

    fn as_form(&self, entry: &Entry<'_>) -> Decision {
        if entry.facts.link.is_some() {
            return None;
        }
        if entry.hints.any(Hints::COMMENT_FORM) {
            return Some((Region::Other, Grounds::Named(Hints::COMMENT_FORM)));
        }
        let form = entry.hints.any(Hints::NEWSLETTER)
            && entry.zone.region == Region::Content
            && (entry.facts.inputs > 0 || entry.facts.links <= 3)
            && self.is_small(entry.facts, 15);
        form.then_some((Region::Other, Grounds::Named(Hints::NEWSLETTER)))
    }

    fn as_advert_block(&self, entry: &Entry<'_>) -> Decision {
        let named = entry.hints.any(Hints::ADVERT) && self.is_small(entry.facts, 25);
        if named {
            return Some((Region::Advert, Grounds::Named(Hints::ADVERT)));
        }
        let labelled = entry.said().any(Hints::ADVERT)
            && entry.facts.links > 0
            && entry.zone.region == Region::Content
            && self.is_small(entry.facts, 25);
        labelled.then_some((Region::Advert, entry.heading_grounds()))
    }

    fn as_author_block(&self, entry: &Entry<'_>) -> Decision {
        let small = entry.facts.links <= 16
            && entry.facts.text <= 3_000
            && self.is_small(entry.facts, 30)
            && !self.is_around(entry.at, entry.facts);
        if !small || entry.zone.post {
            return None;
        }
        // In a side column names of authors are mostly those of books and of other articles.
        let beside = entry.zone.region == Region::Sidebar
            && entry.facts.internal + entry.facts.profiles == 0;
        if entry.hints.any(Hints::AUTHOR) && !beside {
            // Who begins a thread is one of its visitors.
            let region = if self.kind == Kind::Forum {
                Region::UserContent
            } else {
                Region::AuthorBio
            };
            return Some((region, Grounds::Named(Hints::AUTHOR)));
        }
        // A name with its profiles.
        let with_profiles = entry.facts.authors > 0
            && entry.facts.profiles > 0
            && entry.facts.links <= 8
            && entry.zone.region == Region::Content
            && !self.body.holds(entry.at)
            && self.is_inside_main(entry)
            && self.is_read();
        if with_profiles && self.kind != Kind::Forum {
            return Some((Region::AuthorBio, Grounds::AuthorLinks));
        }
        let labelled = entry.said().any(Hints::AUTHOR)
            && entry.facts.links > 0
            && entry.zone.region == Region::Content
            && entry.facts.end > entry.at + 1;
        labelled.then_some((Region::AuthorBio, entry.heading_grounds()))
    }

    fn as_discussion(&self, entry: &Entry<'_>) -> Decision {
        let one_of_many = entry.hints.any(Hints::COMMENT)
            || (self.kind == Kind::Forum && entry.hints.any(Hints::POST));
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

    fn as_share_block(&self, entry: &Entry<'_>) -> Decision {
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
        let labelled = entry.said().any(Hints::SHARE)
            && entry.facts.profiles > 0
            && entry.zone.region == Region::Content;
        labelled.then_some((Region::Share, entry.heading_grounds()))
    }

    fn as_related(&self, entry: &Entry<'_>) -> Decision {
        let small = entry.facts.links > 0
            && self.is_small(entry.facts, 40)
            && !self.is_around(entry.at, entry.facts);
        // On a page that is a list, its lists are the content.
        let list = matches!(self.kind, Kind::Listing | Kind::Home) && self.body.holds(entry.at);
        // Sites of a family recommend each other: no articles.
        let sites = entry.facts.sites * 2 > entry.facts.links;
        if !small || list || sites {
            return None;
        }
        if entry.hints.any(Hints::RELATED) && entry.facts.link.is_none() {
            return Some((Region::Related, Grounds::Named(Hints::RELATED)));
        }
        let beside = !self.body.holds(entry.at);
        let teaser = entry.hints.any(Hints::TEASER)
            && (entry.zone.region == Region::Sidebar || (beside && self.is_read()));
        if teaser {
            return Some((Region::Related, Grounds::Named(Hints::TEASER)));
        }
        let cards = entry.facts.internal >= 2
            && entry.facts.link_text >= 16 * entry.facts.links
            && (entry.facts.images >= 2 || entry.facts.times >= 2);
        let titles = entry.facts.links >= 4
            && entry.facts.link_text >= 28 * entry.facts.links
            && entry.facts.link_percent() >= 75;
        if entry.zone.region == Region::Sidebar && (cards || titles) {
            return Some((Region::Related, Grounds::LinkBlock));
        }
        let labelled = entry.said().any(Hints::RELATED)
            && (beside || entry.facts.internal * 2 >= entry.facts.links)
            && (entry.facts.link_percent() >= 25 || entry.facts.articles > 0)
            && !entry.facts.is_prose();
        labelled.then_some((Region::Related, entry.heading_grounds()))
    }

    fn as_navigation(&self, entry: &Entry<'_>) -> Decision {
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
            && (facts.links >= 2 || entry.hints.any(Hints::LANDMARK))
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
            let labelled = entry.said().any(Hints::TOC.and(Hints::TAGS))
                && facts.link_percent() >= 60
                && !facts.is_prose();
            if labelled {
                return Some((Region::Navigation, entry.heading_grounds()));
            }
        }
        let contents = entry.zone.region == Region::Content
            && facts.parts >= 3
            && facts.parts * 100 >= facts.links * 80
            && facts.link_percent() >= 70;
        contents.then_some((Region::Navigation, Grounds::ContentsList))
    }

    fn as_sidebar(&self, entry: &Entry<'_>) -> Decision {
        if self.is_around(entry.at, entry.facts) || entry.facts.links == 0 {
            return None;
        }
        if entry.hints.any(Hints::SIDEBAR) {
            let column = entry.hints.any(Hints::LANDMARK) && entry.facts.link_percent() >= 20;
            if !self.body.holds(entry.at) || column {
                return Some((Region::Sidebar, Grounds::Named(Hints::SIDEBAR)));
            }
        }
        let labelled = entry.said().any(Hints::SIDEBAR)
            && entry.zone.region == Region::Content
            && !self.body.holds(entry.at);
        labelled.then_some((Region::Sidebar, entry.heading_grounds()))
    }

    /// Where nothing is called anything: by what a block holds and on which side it stands.
    fn by_structure(&self, entry: &Entry<'_>) -> Decision {
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
        if entry.zone.grounds != Grounds::OutsideMain || facts.menus > 0 || facts.frames > 0 {
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
        if facts.copyright || (facts.policies > 0 && last) {
            return Some((Region::Footer, Grounds::PolicyBlock));
        }
        let titles = facts.link_text >= 20 * facts.links && facts.internal >= 3;
        if titles && facts.link_percent() >= 40 && (facts.images >= 2 || facts.times >= 2) {
            return Some((Region::Related, Grounds::LinkBlock));
        }
        None
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
        let duties = facts.copyright && (facts.policies > 0 || facts.links >= 4);
        if last && (duties || (facts.policies >= 2 && facts.link_percent() >= 70)) {
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
            Kind::Article | Kind::Product | Kind::Forum | Kind::Documentation
        );
        let listed = facts.internal >= 3
            && facts.link_percent() >= 60
            && facts.internal * 3 >= facts.links * 2;
        let after = entry.at >= self.body.end;
        if reading && listed && after && facts.link_text >= 16 * facts.internal {
            return Some((Region::Related, Grounds::LinkBlock));
        }
        let way = facts.homes > 0 && facts.links >= 2 && facts.link_percent() >= 50 && !after;
        way.then_some((Region::Navigation, Grounds::LinkBlock))
    }

    /// The main area and the main text in it.
    fn as_body(&self, entry: &Entry<'_>) -> Decision {
        if entry.at == self.body.core {
            return Some((Region::Content, Grounds::MainText));
        }
        let main = Some(entry.at) == self.body.main || entry.hints.any(Hints::ARTICLE);
        main.then_some((Region::Content, Grounds::MainArea))
    }
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
        Related => matches!(region, AuthorBio | Advert | Share),
        Navigation => matches!(region, Share | Advert | Other) || (region == Header && zone.top),
        Header => matches!(region, Navigation | Advert | Share | Other),
        Sidebar => matches!(
            region,
            Navigation | Advert | Share | Related | AuthorBio | Other
        ),
    }
}

/// An element as it is met.
struct Entry<'a> {
    at: At,
    facts: &'a Facts,
    hints: Hints,
    zone: &'a Zone,
    under: Under,
}

impl Entry<'_> {
    /// What headings say of it: the one it begins with, or the last one before it.
    fn said(&self) -> Hints {
        if self.facts.heading.is_some() {
            Hints::NONE
        } else if self.facts.label.is_empty() {
            self.under.says
        } else {
            self.facts.label
        }
    }

    fn heading_grounds(&self) -> Grounds {
        Grounds::Heading(if self.facts.label.is_empty() {
            self.under.at
        } else {
            self.facts.label_at
        })
    }
}

/// What the last heading among siblings says.
#[derive(Clone, Copy, Default)]
struct Under {
    says: Hints,
    level: u8,
    at: At,
}

impl Under {
    /// A heading below the level of the last one does not end what that one announced.
    fn hear(&mut self, says: Hints, level: u8, at: At) {
        if !self.says.is_empty() && says.is_empty() && level > self.level {
            return;
        }
        *self = Self { says, level, at };
    }
}

/// A link as it is met.
struct LinkItem<'a> {
    entry: &'a Entry<'a>,
    link: &'a Found<'a>,
    target: Target,
    words: &'a str,
    prose: bool,
}

/// In a visitor's post, what is no text of the visitor: its date, reply, report.
fn as_tool_of_post(item: &LinkItem<'_>) -> Decision {
    if item.prose {
        return None;
    }
    let hints = item.entry.hints;
    let control = matches!(
        item.target,
        Target::Discussion | Target::Control | Target::Account | Target::ThisPage
    ) || item.entry.facts.times > 0
        || hints.any(Hints::CONTROL)
        || phrase::is_control(item.words) && !hints.any(Hints::SHARE);
    control.then_some((Region::Other, Grounds::Control))
}

/// In the site's menu: its logo, account and social links belong to the banner.
fn as_site_link(item: &LinkItem<'_>) -> Decision {
    let zone = item.entry.zone;
    if zone.region != Region::Navigation || !zone.top {
        return None;
    }
    let icon = item.words.is_empty();
    let logo = item.target == Target::Home
        && (icon || item.entry.hints.any(Hints::LOGO) || item.entry.facts.images > 0)
        && !matches!(zone.grounds, Grounds::Named(h) if h.any(Hints::CRUMBS));
    if logo {
        return Some((Region::Header, Grounds::Logo));
    }
    if item.entry.hints.any(Hints::ACCOUNT) || item.target == Target::Account {
        return Some((Region::Header, Grounds::Address));
    }
    (item.target == Target::Profile && icon).then_some((Region::Header, Grounds::Profile))
}

/// Whether a link's words are the network's own name, or a handle on it.
fn is_network(item: &LinkItem<'_>) -> bool {
    let words = item
        .words
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let host = item
        .link
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .unwrap_or("");
    let name = words.to_ascii_lowercase();
    words.starts_with('@')
        || (!name.is_empty() && host.split('.').any(|label| label == name))
        || matches!(name.as_str(), "twitter" | "x (twitter)")
}

/// The head of a thread is named like its posts, and holds its title.
fn is_title_meta(entry: &Entry<'_>) -> bool {
    entry.facts.titles > 0 && entry.facts.users == 0
}
