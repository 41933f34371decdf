//! What the core found, in the user's words: verdict, follow state, region, backlink kind.

use linkglance_core::backlink::{FactorName, Kind, State};
use linkglance_core::page::Cause;
use linkglance_core::placement::Region;
use linkglance_core::report::{Group, Link, Verdict};

use super::filter::FollowState;
use crate::i18n::{number, t, t_count, t_with};

/// The verdict about one site, as one sentence.
pub(super) fn verdict(verdict: &Verdict<'_>) -> String {
    let site = verdict.site;
    if verdict.own_page {
        return t_with("verdict_own", &[site]);
    }
    let count = verdict.backlinks();
    let links = if count == 0 {
        t_with("verdict_none", &[site])
    } else {
        let groups: Vec<String> = verdict.groups.iter().map(group).collect();
        t_count("verdict_links", count, &[site, &groups.join("; ")])
    };
    let mut sentences = vec![links];
    let mentions = verdict.mentions;
    for (count, name) in [
        (mentions.unlinked, "mentions_unlinked"),
        (mentions.elsewhere, "mentions_elsewhere"),
        (mentions.possible, "mentions_possible"),
    ] {
        if count > 0 {
            sentences.push(t_count(name, count, &[]));
        }
    }
    sentences.join(" ")
}

fn group(group: &Group) -> String {
    let place = match group.kind {
        Kind::Editorial | Kind::Sponsored | Kind::ResourceListing | Kind::AffiliateOrAd => {
            kind(group.kind)
        }
        Kind::GuestPost
        | Kind::UserGenerated
        | Kind::Boilerplate
        | Kind::Related
        | Kind::SelfPromotion => t(&format!("in_{}", group.region.name())),
    };
    let follow = match group.followed {
        Some(true) => t("followed"),
        Some(false) if group.qualifies.is_empty() => t("not_followed"),
        Some(false) => group.qualifies.join(" "),
        None => t("follow_unknown"),
    };
    t_with("verdict_group", &[&number(group.count), &place, &follow])
}

/// A backlink's kind.
pub(crate) fn kind(kind: Kind) -> String {
    t(match kind {
        Kind::Editorial => "kind_editorial",
        Kind::GuestPost => "kind_guest_post",
        Kind::Sponsored => "kind_sponsored",
        Kind::UserGenerated => "kind_user_generated",
        Kind::ResourceListing => "kind_resource_listing",
        Kind::AffiliateOrAd => "kind_affiliate_or_ad",
        Kind::Boilerplate => "kind_boilerplate",
        Kind::Related => "kind_related",
        Kind::SelfPromotion => "kind_self_promotion",
    })
}

/// A follow state people filter by.
pub(super) fn follow_state(state: FollowState) -> String {
    t(match state {
        FollowState::Followed => "followed",
        FollowState::Nofollow => "state_nofollow",
        FollowState::Sponsored => "state_sponsored",
        FollowState::Ugc => "state_ugc",
        FollowState::Other => "state_other",
    })
}

/// A region's name.
pub(crate) fn region(region: Region) -> String {
    t(&format!("region_{}", region.name()))
}

/// A factor's name.
pub(super) fn factor(name: FactorName) -> String {
    t(match name {
        FactorName::Placement => "factor_placement",
        FactorName::Follow => "factor_follow",
        FactorName::Indexable => "factor_indexable",
        FactorName::Canonical => "factor_canonical",
        FactorName::Anchor => "factor_anchor",
        FactorName::Visible => "factor_visible",
        FactorName::Target => "factor_target",
        FactorName::Route => "factor_route",
        FactorName::Relevance => "factor_relevance",
        FactorName::Neighbours => "factor_neighbours",
        FactorName::Disclosure => "factor_disclosure",
        FactorName::Snippets => "factor_snippets",
        FactorName::Repeat => "factor_repeat",
    })
}

/// A factor's state: its name in style sheets and its word.
pub(super) fn state(state: State) -> (&'static str, String) {
    match state {
        State::Good => ("good", t("state_good")),
        State::Warn => ("warn", t("state_warn")),
        State::Bad => ("bad", t("state_bad")),
        State::Unknown => ("unknown", t("state_unknown")),
    }
}

/// A link's follow state: its name in style sheets and tests, and the words with their reason.
pub(super) fn follow(link: &Link) -> (&'static str, String) {
    match link.follow.followed {
        Some(true) => ("followed", t("followed")),
        Some(false) => (
            "not_followed",
            t_with(
                "not_followed_because",
                &[&Cause::values(&link.follow.because)],
            ),
        ),
        None => ("unknown", t("follow_unknown")),
    }
}
