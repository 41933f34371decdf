//! Profiles on social networks that stand in no named part of the site: whose they are is told by
//! where they stand. Shares, the banner and the bottom ask here.

use super::super::Region;
use super::super::hint::Hints;
use super::super::scene::{Entry, Scene};
use super::super::target::Target;
use super::link::LinkItem;

/// Most links of a block of buttons: a row of networks, twice over.
const MOST_BUTTONS: u32 = 30;

/// Most text beside them, in bytes: a call to share and a few counts.
const MOST_PLAIN: u32 = 400;

/// Whether a block is small enough for buttons, and in no frame of the site: what stands in a
/// banner or a bottom is a part of it.
pub(super) fn may_be_buttons(entry: &Entry<'_>) -> bool {
    let facts = entry.facts;
    facts.counts().links > 0
        && facts.counts().links <= MOST_BUTTONS
        && facts.plain() <= MOST_PLAIN
        && !matches!(entry.zone.region, Region::Header | Region::Footer)
}

/// Whose a block is that is called social and not share.
pub(super) fn side_of_block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Region> {
    let social = entry.hints.any(Hints::SOCIAL) && !entry.hints.any(Hints::SHARE);
    if !social || !may_be_buttons(entry) {
        return None;
    }
    match entry.zone.region {
        Region::Navigation if entry.zone.top => Some(Region::Header),
        Region::Content => Some(scene.side_of(entry)),
        _ => None,
    }
}

/// Whose a link is that leads to a profile and is no part of a text.
pub(super) fn side_of_link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Region> {
    let profile = item.target == Target::Profile && !item.prose;
    (profile && item.entry.zone.region == Region::Content).then(|| scene.side_of(item.entry))
}
