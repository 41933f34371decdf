//! Advert: what is paid for and set apart from the text. Banners, sponsored blocks, price boxes of
//! affiliate shops; a paid link inside the text is content.

use super::super::Region;
use super::super::hint::Hints;
use super::super::label::Label;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::link::LinkItem;
use crate::page::PageKind;
use crate::url::affiliate_sign;

/// So many links to the site itself are no advert: a row of paid articles has fewer.
const OWN_LINKS: u32 = 12;

/// Largest share of the page's running text in an advert, in hundredths.
const MOST_SHARE: u64 = 25;

/// A link that leads to a network of adverts, is called an advert or says it is paid for, or a
/// picture that leads away.
pub(super) fn link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    if item.target == Target::AdvertNetwork {
        return Some(Grounds::AdvertServer);
    }
    let zone = item.entry.zone;
    if !item.is_outbound() || item.prose || zone.post {
        return None;
    }
    if item.entry.hints.any(Hints::ADVERT) {
        return Some(Grounds::Named(Hints::ADVERT));
    }
    let beside = matches!(zone.region, Region::Content | Region::Sidebar);
    let listed = scene.body.holds(item.entry.at) && item.is_list_item();
    if item.has_rel(&["sponsored"]) && beside && !listed {
        return Some(Grounds::Rel);
    }
    if is_button_to_shop(item) && !matches!(zone.region, Region::Header | Region::Footer) {
        return Some(Grounds::ShopButton);
    }
    // A picture that leads to another site is an advert beside the posts of a thread, and beside
    // an article's text where it is no figure.
    let banner = item.words.is_empty()
        && item.entry.facts.counts().images.get() > 0
        && item.target == Target::Plain
        && match scene.kind {
            PageKind::Forum => beside || zone.region == Region::Footer,
            PageKind::Article => zone.grounds == Grounds::MainArea && !item.entry.facts.in_figure,
            _ => false,
        };
    banner.then_some(Grounds::Banner)
}

/// Whether a link pays the publisher and is a button that sells.
fn is_button_to_shop(item: &LinkItem<'_>) -> bool {
    let pays = |url| affiliate_sign(url).is_some();
    item.label.any(Label::OFFER) && item.link.url.as_ref().is_some_and(pays)
}

/// A block that is called an advert, by itself or by its label.
pub(super) fn block(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    // Adverts lead to other sites. A block with menus or many of the site's own links only contains
    // an advert, or follows the label of one.
    let facts = entry.facts;
    let of_site = facts.counts().menus.get() > 0
        || (facts.counts().internal >= OWN_LINKS
            && facts.counts().internal * 2 > facts.counts().links);
    if of_site || !scene.is_small(facts, MOST_SHARE) {
        return None;
    }
    if entry.hints.any(Hints::ADVERT) {
        return Some(Grounds::Named(Hints::ADVERT));
    }
    let labelled = entry.heading_hints().any(Hints::ADVERT)
        && facts.counts().links > 0
        && entry.zone.region == Region::Content;
    labelled.then(|| entry.heading_grounds())
}
