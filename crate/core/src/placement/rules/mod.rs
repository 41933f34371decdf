//! The rules: a file for each region, with all that speaks for it, and here the order in which
//! their votes count.
//!
//! A rule is asked about one link or one block and answers with the ground on which that may be of
//! its region, or not at all. It does not decide: what a vote is worth inside the zone around is
//! for [`super::decide`].

mod advert;
mod author_bio;
mod content;
mod footer;
mod header;
mod link;
mod navigation;
mod other;
mod related;
mod share;
mod sidebar;
mod social;
mod user_content;

use self::link::LinkItem;
use super::Region;
use super::scene::{Entry, Grounds, Scene, Vote};

/// A rule for links by themselves.
type LinkRule = fn(&Scene<'_>, &LinkItem<'_>) -> Option<Grounds>;

/// A rule for blocks.
type BlockRule = fn(&Scene<'_>, &Entry<'_>) -> Option<Grounds>;

/// Rules for links by themselves, by precedence. What a link does comes before where it leads, and
/// both before what its address is called.
const OF_LINKS: [(Region, LinkRule); 9] = [
    (Region::Other, other::tool),
    (Region::Share, share::link),
    (Region::Header, header::profile),
    (Region::Footer, footer::profile),
    (Region::Advert, advert::link),
    (Region::UserContent, user_content::user),
    (Region::AuthorBio, author_bio::link),
    (Region::Navigation, navigation::link),
    (Region::Header, header::link),
];

/// Rules for blocks, by precedence: what lies over the page, its frame, blocks that are called
/// something, and last what a block holds and on which side it is.
const OF_BLOCKS: [(Region, BlockRule); 22] = [
    (Region::Other, other::overlay),
    (Region::Header, header::services),
    (Region::Footer, footer::named),
    (Region::Header, header::named),
    (Region::Other, other::form),
    (Region::Other, other::panel),
    (Region::Advert, advert::block),
    (Region::UserContent, user_content::author),
    (Region::AuthorBio, author_bio::block),
    (Region::UserContent, user_content::discussion),
    (Region::Navigation, navigation::comment_count),
    (Region::Share, share::block),
    (Region::Header, header::social),
    (Region::Footer, footer::social),
    (Region::Related, related::block),
    (Region::Navigation, navigation::block),
    (Region::Sidebar, sidebar::block),
    (Region::Footer, footer::by_structure),
    (Region::Related, related::by_structure),
    (Region::Navigation, navigation::by_structure),
    (Region::Header, header::by_structure),
    (Region::Content, content::body),
];

/// What all rules say of an element, by precedence. Nothing is asked where nothing can speak: an
/// element without links and text is no block.
pub(super) fn votes<'v>(
    scene: &'v Scene<'_>,
    entry: &'v Entry<'_>,
) -> impl Iterator<Item = Vote> + 'v {
    let link = LinkItem::of(scene, entry);
    let of_links = OF_LINKS.iter().filter_map(move |&(region, rule)| {
        let grounds = rule(scene, link.as_ref()?)?;
        Some(Vote { region, grounds })
    });
    let is_block = entry.facts.counts().links > 0 || entry.facts.text > 0;
    let rules: &[(Region, BlockRule)] = if is_block { &OF_BLOCKS } else { &[] };
    let of_blocks = rules.iter().filter_map(move |&(region, rule)| {
        let grounds = rule(scene, entry)?;
        Some(Vote { region, grounds })
    });
    of_links.chain(of_blocks)
}
