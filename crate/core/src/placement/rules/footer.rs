//! Footer: the bottom of every page of the site. Policies, copyright, columns of links, partners'
//! logos, the site's own profiles.

use super::super::Region;
use super::super::facts::Facts;
use super::super::hint::Hints;
use super::super::position::Place;
use super::super::scene::{Entry, Grounds, Scene};
use super::link::LinkItem;
use super::{header, social};

/// The last lines of a page whose text is all of it have at most one part in so many of the text
/// after them.
const LAST_LINES: u64 = 20;

/// So many links beside a copyright sign make a bottom.
const LINKS_WITH_SIGN: u32 = 4;

/// Without a copyright sign: least links to policies, and least share of link text in hundredths.
const POLICIES: u32 = 2;
const POLICIES_PERCENT: u32 = 70;

/// Least ways in which a bottom that is called nothing says who runs the site.
const WAYS: usize = 2;

/// Largest share of the page's running text in a bottom that is called nothing, in hundredths.
const MOST_SHARE: u64 = 15;

/// A profile below the page's text.
pub(super) fn profile(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    (social::side_of_link(scene, item)? == Region::Footer).then_some(Grounds::Profile)
}

/// What is called a bottom and stands below the text.
pub(super) fn named(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let footer =
        entry.hints.any(Hints::FOOTER) && !header::is_services(entry) && scene.is_below(entry);
    footer.then_some(Grounds::Named(Hints::FOOTER))
}

/// A block of profiles below the page's text.
pub(super) fn social(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    (social::side_of_block(scene, entry)? == Region::Footer)
        .then_some(Grounds::Named(Hints::SOCIAL))
}

/// Where nothing is called anything: below the text what has policies or a copyright sign, and in
/// a page whose text is all of it, such last lines.
pub(super) fn by_structure(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let facts = entry.facts;
    let is_last = scene.is_last(facts) && scene.is_small(facts, MOST_SHARE);
    let bottom = match scene.place_of(entry)? {
        Place::Core => {
            is_end_of_core(scene, entry)? || (scene.is_read() && is_last && says_who(facts))
        }
        Place::Below => {
            let all = scene.evidence.facts.len();
            let rest = all.saturating_sub(facts.end);
            let last = rest * 2 <= all.saturating_sub(scene.body.end);
            facts.counts().copyright || (facts.counts().policies.get() > 0 && last)
        }
        Place::BesideCore => is_last && says_who(facts),
        Place::Above => false,
    };
    bottom.then_some(Grounds::PolicyBlock)
}

/// Whether a block says who runs the site, in two of three ways: a telephone, policies, a copyright
/// sign. An article has one of them at most; a bottom that is called one speaks for itself.
fn says_who(facts: &Facts) -> bool {
    let ways = [
        facts.counts().phones.get() > 0,
        facts.counts().policies.get() > 0,
        facts.counts().copyright,
    ];
    let whole = !facts.in_article && facts.counts().frames.get() == 0;
    whole && ways.into_iter().filter(|&way| way).count() >= WAYS
}

/// Whether a block is the last lines of the core, and those are a site's.
fn is_end_of_core(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<bool> {
    let facts = entry.facts;
    let core = scene.evidence.at(scene.body.core)?;
    let end = core.mass_before + core.mass;
    let left = end.saturating_sub(facts.mass_before + facts.mass);
    let last = u64::from(left) * LAST_LINES <= u64::from(core.mass);
    let policies = facts.counts().policies.get();
    let duties =
        facts.counts().copyright && (policies > 0 || facts.counts().links >= LINKS_WITH_SIGN);
    let links = policies >= POLICIES && facts.link_percent() >= POLICIES_PERCENT;
    Some(scene.may_be_frame_in_core(facts) && last && (duties || links))
}
