//! Header: the banner at the top of every page of the site, without its menus. Logo, log-in and
//! cart, announcements, the site's own profiles.

use super::super::Region;
use super::super::hint::Hints;
use super::super::position::Place;
use super::super::scene::{Entry, Grounds, Scene};
use super::super::target::Target;
use super::link::LinkItem;
use super::{navigation, social};

/// A profile above the page's title.
pub(super) fn profile(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    (social::side_of_link(scene, item)? == Region::Header).then_some(Grounds::Profile)
}

/// The site's logo, and in its menu the links that belong to the banner.
pub(super) fn link(scene: &Scene<'_>, item: &LinkItem<'_>) -> Option<Grounds> {
    let zone = item.entry.zone;
    let above = zone.is_open()
        && item.entry.facts.end <= scene.body.core
        && !scene.is_inside_main(item.entry);
    let menu = zone.region == Region::Navigation && zone.top;
    let crumb = matches!(zone.grounds, Grounds::Named(h) if h.any(Hints::CRUMBS));
    let sign = item.entry.hints.any(Hints::LOGO);
    let home = item.target == Target::Home
        && (sign || item.words.is_empty() || item.entry.facts.counts().images.get() > 0);
    if (menu || above) && !crumb && (home || (sign && item.target != Target::Plain)) {
        return Some(Grounds::Logo);
    }
    if !menu {
        return None;
    }
    if item.entry.hints.any(Hints::ACCOUNT) || item.target == Target::Account {
        return Some(Grounds::Address);
    }
    let icon = item.target == Target::Profile && item.words.is_empty();
    icon.then_some(Grounds::Profile)
}

/// Inside the banner: the bar of services, whose lists are no menus of the site.
pub(super) fn services(_: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    is_services(entry).then_some(Grounds::Named(Hints::ACCOUNT))
}

/// Whether a block is the banner's bar of services.
pub(super) fn is_services(entry: &Entry<'_>) -> bool {
    entry.zone.region == Region::Header
        && entry.hints.any(Hints::ACCOUNT)
        && entry.facts.link.is_none()
}

/// What is called a banner and stands above the text.
pub(super) fn named(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let header = entry.hints.any(Hints::HEADER)
        && entry.zone.region == Region::Content
        && scene.is_above(entry);
    header.then_some(Grounds::Named(Hints::HEADER))
}

/// A block of profiles above the page's title, or in the site's menu.
pub(super) fn social(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    (social::side_of_block(scene, entry)? == Region::Header)
        .then_some(Grounds::Named(Hints::SOCIAL))
}

/// Where nothing is called anything: what stands above the text and is no menu.
pub(super) fn by_structure(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    let above = scene.place_of(entry)? == Place::Above && !navigation::is_link_list(entry.facts);
    above.then_some(Grounds::BeforeMain)
}
