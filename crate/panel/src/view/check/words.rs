//! The words of checks: states and terms.

use linkglance_core::check::{DisclosureTerm, Match, Preset, Visible};
use linkglance_core::point::CheckState;

use linkglance_browser::i18n::t;

/// A state's name in style sheets and tests, and its words.
pub(super) fn state(state: CheckState) -> (&'static str, String) {
    match state {
        CheckState::Pass => ("pass", t("check_kept")),
        CheckState::Unknown => ("unknown", t("check_unclear")),
        CheckState::Fail => ("fail", t("check_broken")),
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
