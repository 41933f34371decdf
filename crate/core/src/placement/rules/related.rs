//! Related: teasers to other pages of the site, wherever they stand: related, recommended, latest,
//! popular. On a page that is a list, its entries are content.

use super::super::Region;
use super::super::facts::Facts;
use super::super::hint::Hints;
use super::super::position::Place;
use super::super::scene::{Entry, Grounds, Scene};
use crate::page::PageKind;

/// Largest share of the page's running text in teasers, in hundredths: their titles and leads count
/// as some.
const MOST_SHARE: u64 = 40;

/// From so many bytes a link on, links may be titles and no labels of a menu.
const TITLE_BYTES: u32 = 16;

/// Titles in a side column that nothing but their length tells: least links, bytes a link, and share
/// of link text in hundredths.
const COLUMN_TITLES: u32 = 4;
const COLUMN_TITLE_BYTES: u32 = 28;
const COLUMN_PERCENT: u32 = 75;

/// Least share of link text below a heading that announces teasers, in hundredths.
const LABELLED_PERCENT: u32 = 25;

/// Least links to the site itself in a row of teasers that nothing is called.
const ROW_LINKS: u32 = 3;

/// Least pictures, or times, in a row of cards.
const ROW_CARDS: u32 = 2;

/// Least share of link text in a list of titles, in hundredths.
const TITLES_PERCENT: u32 = 60;

/// Least share of link text in a block of cards, in hundredths: with less it is text with links.
const CARD_PERCENT: u32 = 40;

/// Most links of a card for each picture.
const CARD_LINKS: u32 = 3;

/// An article or a card where the page is another one.
const OTHER: Hints = Hints::ARTICLE.and(Hints::CARD);

/// A block that is called related, an entry or a teaser beside the text, titles in a side column,
/// and what a heading announces.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if !may_be_teasers(scene, entry) {
        return None;
    }
    let facts = entry.facts;
    if entry.hints.any(Hints::RELATED) && facts.link.is_none() {
        return Some(Grounds::Named(Hints::RELATED));
    }
    if is_other_article(scene, entry) {
        return Some(Grounds::Named(OTHER));
    }
    let column = entry.zone.region == Region::Sidebar;
    let beside = !scene.body.holds(entry.at);
    if entry.hints.any(Hints::TEASER) && (column || (beside && scene.is_read())) {
        return Some(Grounds::Named(Hints::TEASER));
    }
    if column && (has_cards(facts) || has_titles(facts)) {
        return Some(Grounds::LinkBlock);
    }
    let labelled = entry.heading_hints().any(Hints::RELATED)
        && (beside || facts.counts().internal * 2 >= facts.counts().links)
        && (facts.link_percent() >= LABELLED_PERCENT || facts.counts().articles.get() > 0)
        && !facts.is_prose();
    labelled.then(|| entry.heading_grounds())
}

/// Where nothing is called anything: rows of titles or cards after the text.
pub(super) fn by_structure(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let facts = entry.facts;
    let own = facts.counts().internal >= ROW_LINKS;
    let titles = own
        && facts.link_percent() >= TITLES_PERCENT
        && facts.link_text >= TITLE_BYTES * facts.counts().internal;
    // The last block of a page is its bottom, whose pictures are logos.
    let own = own && (titles || !scene.is_last(facts));
    let pictures = facts.counts().images.get() >= ROW_CARDS;
    let found = match scene.place_of(entry)? {
        Place::BesideCore => {
            let cards = own
                && pictures
                && has_parts_of_cards(facts)
                && facts.link_percent() >= CARD_PERCENT
                && scene.is_small(facts, MOST_SHARE);
            is_text(scene)
                && entry.at >= scene.body.end
                && facts.counts().frames.get() == 0
                && facts.counts().internal * 3 >= facts.counts().links * 2
                && (titles || cards)
        }
        Place::Below => {
            let times = facts.counts().times.get() >= ROW_CARDS;
            let cards = own && (pictures || times) && (times || has_parts_of_cards(facts));
            scene.is_read() && (cards || titles) && scene.is_small(facts, MOST_SHARE)
        }
        Place::Core | Place::Above => false,
    };
    found.then_some(Grounds::LinkBlock)
}

/// Whether a block can hold teasers at all.
fn may_be_teasers(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    let small = entry.facts.counts().links > 0
        && scene.is_small(entry.facts, MOST_SHARE)
        && !scene.is_around(entry.at, entry.facts);
    // On a page that is a list, its lists are the content.
    let list =
        matches!(scene.kind, PageKind::Listing | PageKind::Home) && scene.body.holds(entry.at);
    // Sites of a family recommend each other: no articles.
    let sites = entry.facts.counts().sites.get() * 2 > entry.facts.counts().links;
    small && !list && !sites
}

/// An article after the article is a teaser to another one.
fn is_other_article(scene: &Scene<'_>, entry: &Entry<'_>) -> bool {
    entry.hints.any(OTHER)
        && !entry.hints.any(Hints::COMMENT)
        && entry.at >= scene.body.end
        && matches!(scene.kind, PageKind::Article | PageKind::Product)
        && entry.zone.region == Region::Content
        && entry.facts.counts().internal * 2 > entry.facts.counts().links
        && entry.facts.end > entry.at + 1
}

/// Whether a block of a side column has pictures or times beside titles.
fn has_cards(facts: &Facts) -> bool {
    facts.counts().internal >= ROW_CARDS
        && facts.link_text >= TITLE_BYTES * facts.counts().links
        && (facts.counts().images.get() >= ROW_CARDS || facts.counts().times.get() >= ROW_CARDS)
}

/// Whether a block of a side column is a list of titles.
fn has_titles(facts: &Facts) -> bool {
    facts.counts().links >= COLUMN_TITLES
        && facts.link_text >= COLUMN_TITLE_BYTES * facts.counts().links
        && facts.link_percent() >= COLUMN_PERCENT
}

/// Whether a row that nothing is called has a picture for every other link, or titles: cards have a
/// picture, a title and perhaps a button.
fn has_parts_of_cards(facts: &Facts) -> bool {
    facts.counts().images.get() * CARD_LINKS >= facts.counts().links
        || facts.link_text >= TITLE_BYTES * facts.counts().links
}

/// Whether the page surely is one text, one product or one thread.
fn is_text(scene: &Scene<'_>) -> bool {
    matches!(
        scene.kind,
        PageKind::Article | PageKind::Product | PageKind::Forum | PageKind::Documentation
    )
}
