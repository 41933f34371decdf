//! Navigation: ways through the site and the page. Menus, breadcrumbs, pagination, contents lists,
//! tags, languages, previous and next; of an entry, its date and its number of comments.

use super::super::Region;
use super::super::facts::Facts;
use super::super::hint::Hints;
use super::super::position::Place;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::link::LinkItem;
use super::user_content;
use crate::page::PageKind;

/// Ways through the site that are no menu.
const WAYS: Hints = Hints::CRUMBS
    .and(Hints::TAGS)
    .and(Hints::PAGER)
    .and(Hints::TOC)
    .and(Hints::LANGUAGE);

/// What a single link may be called.
const LINK_WAYS: Hints = Hints::TAGS.and(Hints::PAGER);

/// Longest name of a section or a tag, in bytes: longer ones are titles.
const SECTION_BYTES: usize = 40;

/// Least share of link text of a block called one of the ways, in hundredths: labels and signs
/// stand between its links.
const WAYS_PERCENT: u32 = 35;

/// Most text of breadcrumbs outside links, in bytes: the last crumb is the page itself, in plain
/// text.
const LAST_CRUMB: u32 = 200;

/// Largest share of the page's running text in such a block, in hundredths.
const WAYS_SHARE: u64 = 25;

/// Least share of link text in a menu that only a name tells, in hundredths.
const MENU_PERCENT: u32 = 50;

/// One link alone makes no menu of what only a name tells, inside the main area.
const MENU_LINKS: u32 = 2;

/// Least share of link text below a heading that announces contents or tags, in hundredths.
const LABELLED_PERCENT: u32 = 60;

/// Least links to parts of the page in a contents list, their least share of its links, and its
/// least share of link text, in hundredths.
const CONTENTS_LINKS: u32 = 3;
const CONTENTS_PARTS: u32 = 80;
const CONTENTS_PERCENT: u32 = 70;

/// Least links to the site itself, and share of link text, of a menu at the very top of the text.
const FIRST_MENU_LINKS: u32 = 4;
const FIRST_MENU_PERCENT: u32 = 70;

/// From so many bytes a link on, links are titles and no labels of a menu.
const LABEL_BYTES: u32 = 16;

/// A list above the title that is a menu: least links, of these to the site itself, and share of
/// link text in hundredths.
const LIST_LINKS: u32 = 4;
const LIST_OWN_LINKS: u32 = 3;
const LIST_PERCENT: u32 = 60;

/// Least links and share of link text, in hundredths, of a way with a link home.
const HOME_LINKS: u32 = 2;
const HOME_PERCENT: u32 = 50;

/// Tags, previous and next, the entry's own date.
pub(super) fn link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    if item.prose || !item.entry.zone.is_open() {
        return None;
    }
    if item.entry.hints.any(LINK_WAYS) {
        return Some(if item.has_rel(&["tag", "category", "prev", "next"]) {
            Grounds::Rel
        } else {
            Grounds::Named(LINK_WAYS)
        });
    }
    let label = item.words.len() <= SECTION_BYTES && item.entry.facts.counts().images.get() == 0;
    let way = match item.target {
        Target::Tag => label,
        Target::Section => {
            label && !item.words.is_empty() && scene.is_read() && scene.is_beside_title(item.entry)
        }
        Target::ThisPage => scene.kind == PageKind::Article && scene.is_inside_main(item.entry),
        Target::Discussion => true,
        _ => false,
    };
    way.then_some(Grounds::Address)
}

/// How many comments an entry has: the way to them.
pub(super) fn comment_count(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let count = entry.hints.any(Hints::COMMENT)
        && user_content::is_count(entry)
        && entry.zone.region == Region::Content
        && !entry.zone.post
        && scene.is_inside_main(entry);
    count.then_some(Grounds::Named(Hints::COMMENT))
}

/// A block that is called a menu or another way, by itself or by its heading, or that holds links
/// to parts of the page only.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let facts = entry.facts;
    if facts.counts().links == 0 || scene.is_around(entry.at, facts) {
        return None;
    }
    let crumbs = entry.hints.any(Hints::CRUMBS) && facts.plain() <= LAST_CRUMB;
    if entry.hints.any(WAYS)
        && (facts.link_percent() >= WAYS_PERCENT || crumbs)
        && scene.is_small(facts, WAYS_SHARE)
    {
        return Some(Grounds::Named(WAYS));
    }
    if is_menu(scene, entry) && !is_service(entry) {
        return Some(Grounds::Named(Hints::NAV));
    }
    if matches!(entry.zone.region, Region::Sidebar | Region::Content) {
        let says = entry.heading_hints();
        let labelled = (says.any(Hints::TAGS) || (says.any(Hints::TOC) && is_contents(facts)))
            && facts.link_percent() >= LABELLED_PERCENT
            && !facts.is_prose();
        if labelled {
            return Some(entry.heading_grounds());
        }
    }
    let contents = entry.zone.region == Region::Content
        && facts.counts().parts.get() >= CONTENTS_LINKS
        && facts.counts().parts.get() * 100 >= facts.counts().links * CONTENTS_PARTS
        && facts.link_percent() >= CONTENTS_PERCENT;
    contents.then_some(Grounds::ContentsList)
}

/// Where nothing is called anything: the list above the page's title, the first lines of a page
/// whose text is all of it, and beside the text a short row with the way home.
pub(super) fn by_structure(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let facts = entry.facts;
    let found = match scene.place_of(entry)? {
        Place::Core => {
            let core = scene.evidence.at(scene.body.core)?;
            scene.may_be_frame_in_core(facts)
                && facts.mass_before <= core.mass_before
                && (scene.title == 0 || facts.end <= scene.title)
                && facts.counts().internal >= FIRST_MENU_LINKS
                && facts.link_percent() >= FIRST_MENU_PERCENT
                && facts.link_text < LABEL_BYTES * facts.counts().links
        }
        Place::BesideCore => {
            facts.counts().homes.get() > 0
                && facts.counts().links >= HOME_LINKS
                && facts.link_percent() >= HOME_PERCENT
                && entry.at < scene.body.end
        }
        Place::Above => is_link_list(facts),
        Place::Below => false,
    };
    found.then_some(Grounds::LinkBlock)
}

/// Whether a block below a heading for contents is the list: what leads to other sites only, or is one
/// link, is the text that comes after it.
fn is_contents(facts: &Facts) -> bool {
    let own = facts.counts().parts.get() + facts.counts().internal;
    own > 1 && own * 2 >= facts.counts().links
}

/// Whether a block is a list of links, most of them to the site itself.
pub(super) fn is_link_list(facts: &Facts) -> bool {
    facts.counts().links >= LIST_LINKS
        && facts.counts().internal >= LIST_OWN_LINKS
        && facts.link_percent() >= LIST_PERCENT
}

/// Whether a block is called a menu and looks like one.
fn is_menu(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    let landmark = entry.hints.any(Hints::LANDMARK);
    entry.hints.any(Hints::NAV)
        && (landmark || entry.facts.link_percent() >= MENU_PERCENT)
        && (landmark
            || entry.facts.counts().links >= MENU_LINKS
            || (entry.zone.is_open() && !scene.is_inside_main(entry)))
        && !entry.facts.is_prose()
}

/// A bar of icons, of account links or of services in the banner is no menu of the site.
fn is_service(entry: &Entry<'_>) -> bool {
    entry.zone.region == Region::Header
        && (entry.facts.text == 0
            || entry.hints.any(Hints::ACCOUNT.and(Hints::SOCIAL))
            || (entry.zone.grounds == Grounds::Named(Hints::ACCOUNT)
                && !entry.hints.any(Hints::LANDMARK)))
}
