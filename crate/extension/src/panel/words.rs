//! What the core found, in the user's words: verdict, follow state, region, backlink kind.

use linkglance_core::backlink::{FactorName, Kind, State};
use linkglance_core::link::AnchorKind;
use linkglance_core::page::{Cause, HiddenBecause, Mechanism};
use linkglance_core::placement::Region;
use linkglance_core::report::{Group, Link, LinkState, Mention, MentionCounts, Verdict};

use super::filter::{FollowState, LeadsTo};
use super::look::Mark;
use super::on_page::{Answer, Mode};
use crate::i18n::{number, t, t_count, t_with};

/// The verdict about one site, as one sentence.
pub(crate) fn verdict(verdict: &Verdict<'_>) -> String {
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
    sentences.extend(mention_counts(verdict.mentions));
    sentences.join(" ")
}

/// How many mentions there are of each kind that leads to no link of one's own.
pub(super) fn mention_counts(mentions: MentionCounts) -> Vec<String> {
    let mut sentences = Vec::new();
    for (count, name) in [
        (mentions.unlinked, "mentions_unlinked"),
        (mentions.elsewhere, "mentions_elsewhere"),
        (mentions.possible, "mentions_possible"),
    ] {
        if count > 0 {
            sentences.push(t_count(name, count, &[]));
        }
    }
    sentences
}

/// How a mention stands: linked to the person, elsewhere, not at all, or perhaps somebody else.
pub(crate) fn mention(mention: &Mention) -> String {
    t(if mention.possible {
        "mention_possible"
    } else {
        match mention.link {
            LinkState::Own => "mention_own",
            LinkState::Other => "mention_other",
            LinkState::None => "mention_none",
        }
    })
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

/// To whom a link leads.
pub(super) fn leads_to(to: LeadsTo) -> String {
    t(match to {
        LeadsTo::Own => "to_own",
        LeadsTo::Competitor => "to_competitor",
        LeadsTo::Affiliate => "to_affiliate",
        LeadsTo::Other => "to_other",
    })
}

/// A kind of anchor text.
pub(super) fn anchor_kind(kind: AnchorKind) -> String {
    t(match kind {
        AnchorKind::Brand => "anchor_brand",
        AnchorKind::BrandPhrase => "anchor_brand_phrase",
        AnchorKind::Url => "anchor_url",
        AnchorKind::Exact => "anchor_exact",
        AnchorKind::Partial => "anchor_partial",
        AnchorKind::Generic => "anchor_generic",
        AnchorKind::Image => "anchor_image",
        AnchorKind::Empty => "anchor_empty",
        AnchorKind::Descriptive => "anchor_descriptive",
    })
}

/// Where a page says what it asks of search engines.
pub(super) fn mechanism(mechanism: Mechanism) -> String {
    t(match mechanism {
        Mechanism::Rel => "mechanism_rel",
        Mechanism::RobotsMeta => "mechanism_robots_meta",
        Mechanism::XRobotsTag => "mechanism_x_robots_tag",
        Mechanism::NotCrawlable => "mechanism_not_crawlable",
        Mechanism::Undocumented => "mechanism_undocumented",
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

/// What is marked on the page.
pub(super) fn mode(mode: Mode) -> String {
    t(match mode {
        Mode::Off => "mark_off",
        Mode::All => "mark_all",
        Mode::Mine => "mark_mine",
        Mode::Filtered => "mark_filtered",
    })
}

/// A mark, as the legend names it.
pub(super) fn mark(mark: Mark) -> String {
    match mark {
        Mark::Link { state, mine: false } => follow_state(state),
        Mark::Link { state, mine: true } => t_with("mark_of_mine", &[&follow_state(state)]),
        Mark::Mention { possible: false } => t("mark_mention"),
        Mark::Mention { possible: true } => t("mark_mention_possible"),
    }
}

/// How the page answered.
pub(super) fn answer(answer: Answer) -> String {
    match answer {
        Answer::Marked { marked, gone: 0 } => t_count("marked", marked, &[]),
        Answer::Marked { marked, gone } => {
            let gone = t_count("marked_gone", gone, &[]);
            format!("{} {gone}", t_count("marked", marked, &[]))
        }
        Answer::Gone => t("place_gone"),
        Answer::Unseen => t("place_unseen"),
    }
}

/// Why a link can't be seen.
pub(super) fn hidden(why: HiddenBecause) -> String {
    t(match why {
        HiddenBecause::NotRendered => "hidden_not_rendered",
        HiddenBecause::Invisible => "hidden_invisible",
        HiddenBecause::Transparent => "hidden_transparent",
        HiddenBecause::ZeroSize => "hidden_zero_size",
        HiddenBecause::OffScreen => "hidden_off_screen",
        HiddenBecause::SameColour => "hidden_same_colour",
        HiddenBecause::Collapsed => "hidden_collapsed",
    })
}
