//! Sidebar: what stands beside the page's text and complements it, where no other region says more
//! exactly what it is. Blogrolls, archives, calendars, boxes about the site.

use super::super::Region;
use super::super::hint::Hints;
use super::super::scene::{Entry, Grounds, Scene};

/// Least share of link text in a side column inside the text, in hundredths: with less it is a note
/// of the text.
const COLUMN_PERCENT: u32 = 20;

/// What is called a side column, by itself or by its heading.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if scene.is_around(entry.at, entry.facts) {
        return None;
    }
    let inside = scene.body.holds(entry.at);
    if entry.hints.any(Hints::SIDEBAR) {
        let column =
            entry.hints.any(Hints::LANDMARK) && entry.facts.link_percent() >= COLUMN_PERCENT;
        if !inside || column {
            return Some(Grounds::Named(Hints::SIDEBAR));
        }
    }
    let labelled = entry.heading_hints().any(Hints::SIDEBAR)
        && entry.zone.region == Region::Content
        && !inside;
    labelled.then(|| entry.heading_grounds())
}
