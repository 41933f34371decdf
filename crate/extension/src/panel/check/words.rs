//! The words of checks: points, states, and reasons with the names in them translated.

use linkglance_core::check::{DisclosureTerm, Match, Point, Preset, State, Visible};
use linkglance_core::placement::Region;
use linkglance_core::reason::{Key, Reason};

use crate::i18n::{self, t};
use crate::panel::filter::ANCHOR_KINDS;
use crate::words;

/// A reason whose names of regions and anchor kinds are in the person's language, too.
pub(super) fn reason(reason: &Reason) -> String {
    let all: &[usize] = &[0, 1];
    let (of, at): (fn(&str) -> String, &[usize]) = match reason.key() {
        Key::AgreedRegions | Key::FoundRegion | Key::FoundRegionUnsure | Key::ChangeMoved => {
            (region, all)
        }
        Key::AgreedAnchorKind => (anchor_kind, all),
        Key::FoundAnchorKind => (anchor_kind, &[1]),
        _ => return i18n::reason(reason),
    };
    let translated = |(index, value): (usize, &String)| {
        if at.contains(&index) {
            let names: Vec<String> = value.split(", ").map(of).collect();
            names.join(", ")
        } else {
            value.clone()
        }
    };
    let values: Vec<String> = reason.values().iter().enumerate().map(translated).collect();
    i18n::reason(&match values.as_slice() {
        [one] => Reason::new(reason.key(), [one.clone()]),
        [one, other] => Reason::new(reason.key(), [one.clone(), other.clone()]),
        _ => return i18n::reason(reason),
    })
}

fn region(name: &str) -> String {
    let found = Region::ALL.iter().find(|region| region.name() == name);
    found.map_or_else(|| name.to_owned(), |region| words::region(*region))
}

fn anchor_kind(name: &str) -> String {
    let found = ANCHOR_KINDS.iter().find(|kind| kind.name() == name);
    found.map_or_else(|| name.to_owned(), |kind| words::anchor_kind(*kind))
}

/// A point's name in style sheets and tests, and its words.
pub(super) fn point(point: Point) -> (&'static str, String) {
    let (name, key) = match point {
        Point::Link => ("link", "point_link"),
        Point::Count => ("count", "point_count"),
        Point::Anchor => ("anchor", "factor_anchor"),
        Point::Rel => ("rel", "factor_follow"),
        Point::Region => ("region", "factor_placement"),
        Point::Visible => ("visible", "factor_visible"),
        Point::Direct => ("direct", "factor_route"),
        Point::Indexable => ("indexable", "factor_indexable"),
        Point::Canonical => ("canonical", "factor_canonical"),
        Point::Outbound => ("outbound", "factor_neighbours"),
        Point::Disclosure => ("disclosure", "factor_disclosure"),
        Point::Language => ("language", "fact_language"),
        Point::Author => ("author", "fact_author"),
    };
    (name, t(key))
}

/// A state's name in style sheets and tests, and its words.
pub(super) fn state(state: State) -> (&'static str, String) {
    match state {
        State::Pass => ("pass", t("check_kept")),
        State::Unknown => ("unknown", t("check_unclear")),
        State::Fail => ("fail", t("check_broken")),
    }
}

/// A preset's name in tests, and its words.
pub(super) fn preset(preset: Preset) -> (&'static str, String) {
    match preset {
        Preset::FollowedEditorial => ("followed_editorial", t("preset_followed_editorial")),
        Preset::SponsoredPlacement => ("sponsored_placement", t("preset_sponsored_placement")),
        Preset::BioLink => ("bio_link", t("preset_bio_link")),
    }
}

/// How near a link must come to its target.
pub(super) fn nearness(mode: Match) -> (&'static str, String) {
    match mode {
        Match::Page => ("page", t("match_page")),
        Match::Exact => ("exact", t("match_exact")),
        Match::Site => ("site", t("match_site")),
    }
}

/// Whether a link must be seen.
pub(super) fn visible(term: Visible) -> (&'static str, String) {
    match term {
        Visible::OnScreen => ("on_screen", t("visible_on_screen")),
        Visible::InSource => ("in_source", t("visible_in_source")),
        Visible::Any => ("any", t("term_any")),
    }
}

/// What the page must say of being paid for.
pub(super) fn disclosure(term: Option<DisclosureTerm>) -> (&'static str, String) {
    match term {
        None => ("any", t("term_any")),
        Some(DisclosureTerm::Present) => ("present", t("disclosure_present")),
        Some(DisclosureTerm::Absent) => ("absent", t("disclosure_absent")),
    }
}
