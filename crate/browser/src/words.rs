//! The words that several pages use, of what the core found and of what is saved: verdict, region,
//! kinds of backlinks, anchors, pages and opportunities, contacts, languages, errors.

use linkglance_core::backlink::BacklinkKind;
use linkglance_core::check::Overall;
use linkglance_core::contact::{ContactPageKind, Origin, Source};
use linkglance_core::import::Figure;
use linkglance_core::letter::Language;
use linkglance_core::link::{AnchorKind, FollowState};
use linkglance_core::page::{HiddenBecause, PageKind};
use linkglance_core::placement::Region;
use linkglance_core::point::Point;
use linkglance_core::prospect::{OpportunityKind, Status, Way};
use linkglance_core::reason::{Key, Reason};
use linkglance_core::report::{
    Group, GroupFollow, GroupPlace, LinkState, Mention, MentionsOf, Statement, Verdict,
};
use linkglance_core::watch::{FOLLOWED, LinkStatus, Soft, Standing};

use crate::i18n::{self, LANGUAGES, number, t, t_count, t_with};
use crate::icon::Icon;
use crate::store::{Lost, StoreError};

/// The verdict about one site, in sentences.
pub fn verdict(verdict: &Verdict<'_>) -> String {
    let statements = verdict.statements();
    let sentences: Vec<String> = statements
        .iter()
        .map(|one| statement(one, verdict.site))
        .collect();
    sentences.join(" ")
}

/// One sentence of a verdict about a site.
pub fn statement(statement: &Statement<'_>, site: &str) -> String {
    match statement {
        Statement::Blocker(kind) => t(&format!("blocker_{}", kind.name())),
        Statement::OwnPage => t_with("verdict_own", &[site]),
        Statement::NoLink => t_with("verdict_none", &[site]),
        Statement::Links(count, groups) => {
            let groups: Vec<String> = groups.iter().map(group).collect();
            t_count("verdict_links", *count, &[site, &groups.join("; ")])
        }
        Statement::Mentions(count, of) => {
            let name = match of {
                MentionsOf::Unlinked => "mentions_unlinked",
                MentionsOf::Elsewhere => "mentions_elsewhere",
                MentionsOf::Possible => "mentions_possible",
            };
            t_count(name, *count, &[])
        }
    }
}

/// Whether a mention is linked to the user's site, elsewhere or not at all, or may mean another name.
pub fn mention(mention: &Mention) -> String {
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
    let place = match group.place() {
        GroupPlace::Kind(BacklinkKind::GuestPost) => t("in_guest_post"),
        GroupPlace::Kind(BacklinkKind::ArchiveCopy) => t("to_archive_copy"),
        GroupPlace::Kind(BacklinkKind::Unplaced) => t("with_unclear_placement"),
        GroupPlace::Kind(of) => kind(of),
        GroupPlace::Region(region) => t(&format!("in_{}", region.name())),
    };
    let follow = match group.follow() {
        GroupFollow::Followed => t("followed"),
        GroupFollow::NotFollowed => t("not_followed"),
        GroupFollow::Marked(marks) => marks.join(" "),
        GroupFollow::Unknown => t("follow_unknown"),
    };
    t_with("verdict_group", &[&number(group.count), &place, &follow])
}

/// What is known of a link that is watched: the name of the state, the icon and the word; `None` is one
/// that was never looked at.
pub fn standing(standing: Option<Standing>) -> (&'static str, Icon, String) {
    let (state, sign, name) = match standing {
        None => ("neutral", Icon::Circle, "watch_none"),
        Some(Standing::Live) => ("good", Icon::Check, "watch_live"),
        // Its page looks gone, but what came has it.
        Some(Standing::Changed | Standing::Soft404(Soft::Linked)) => {
            ("warn", Icon::Refresh, "watch_changed")
        }
        Some(Standing::Missing) => ("warn", Icon::Unknown, "watch_missing"),
        Some(Standing::Lost) => ("bad", Icon::Broken, "watch_lost"),
        Some(Standing::PageGone | Standing::Soft404(_)) => ("bad", Icon::Broken, "watch_page_gone"),
        Some(Standing::Unreachable) => ("bad", Icon::Broken, "watch_unreachable"),
        Some(Standing::Moved) => ("bad", Icon::Redirect, "watch_moved"),
        Some(Standing::Unknown(_)) => ("unknown", Icon::Unknown, "watch_unknown"),
    };
    (state, sign, t(name))
}

/// What a link leads to: the name of the state, the icon and the word.
pub fn link_status(status: &LinkStatus) -> (&'static str, Icon, String) {
    let with = |name: &str, status: u16| t_with(name, &[&status.to_string()]);
    match status {
        LinkStatus::Works => ("good", Icon::Check, t("status_works")),
        LinkStatus::Redirects { .. } => ("warn", Icon::Redirect, t("status_redirects")),
        LinkStatus::Gone { status } => ("bad", Icon::Broken, with("status_gone", *status)),
        LinkStatus::Soft404 { .. } => ("bad", Icon::Broken, t("status_soft")),
        LinkStatus::Refused { status } => ("unknown", Icon::Lock, with("status_refused", *status)),
        LinkStatus::Unknown { .. } => ("unknown", Icon::Unknown, t("status_unknown")),
    }
}

/// What a point is about.
pub fn point(point: Point) -> String {
    t(match point {
        Point::Placement => "factor_placement",
        Point::Follow => "factor_follow",
        Point::Indexable => "factor_indexable",
        Point::Canonical => "factor_canonical",
        Point::Anchor => "factor_anchor",
        Point::Visible => "factor_visible",
        Point::Target => "factor_target",
        Point::Route => "factor_route",
        Point::Relevance => "factor_relevance",
        Point::Neighbours => "factor_neighbours",
        Point::Disclosure => "factor_disclosure",
        Point::Snippets => "factor_snippets",
        Point::Repeat => "factor_repeat",
        Point::Count => "point_count",
        Point::Language => "fact_language",
        Point::Author => "fact_author",
    })
}

/// A reason, with the names in its values in the user's language, too.
pub fn reason(reason: &Reason) -> String {
    let key = reason.key();
    let values = reason.values().iter().enumerate();
    let values: Vec<String> = values.map(|(at, value)| shown(key, at, value)).collect();
    i18n::reason(key, &values)
}

/// A value of a reason: names of regions, kinds and causes are translated, all else is the page's.
fn shown(key: Key, at: usize, value: &str) -> String {
    match (key, at) {
        (
            Key::AgreedRegions
            | Key::PlacementBoilerplate
            | Key::PlacementUnsure
            | Key::ChangeMoved,
            _,
        ) => each(value, |name| {
            let found = Region::ALL.iter().find(|region| region.name() == name);
            found.map(|&found| region(found))
        }),
        (Key::AgreedAnchorKind, _) | (Key::FoundAnchorKind, 1) => each(value, |name| {
            let found = AnchorKind::ALL.iter().find(|kind| kind.name() == name);
            found.map(|&found| anchor_kind(found))
        }),
        (Key::ViewsRel, _) if value == FOLLOWED => t("followed"),
        // Without a layout the source says that a link is hidden.
        (Key::VisibleNo | Key::VisiblePerhaps, _) => {
            let found = HiddenBecause::ALL.iter().find(|why| why.name() == value);
            found.map_or_else(|| t("hidden_in_source"), |&why| hidden(why))
        }
        _ => value.to_owned(),
    }
}

/// A list of names with those translated that are known.
fn each(names: &str, translated: impl Fn(&str) -> Option<String>) -> String {
    let names = names.split(", ");
    let shown = names.map(|name| translated(name).unwrap_or_else(|| name.to_owned()));
    shown.collect::<Vec<_>>().join(", ")
}

/// Why a link can't be seen.
pub fn hidden(why: HiddenBecause) -> String {
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

/// A backlink's kind.
pub fn kind(kind: BacklinkKind) -> String {
    t(match kind {
        BacklinkKind::Editorial => "kind_editorial",
        BacklinkKind::GuestPost => "kind_guest_post",
        BacklinkKind::Sponsored => "kind_sponsored",
        BacklinkKind::UserGenerated => "kind_user_generated",
        BacklinkKind::ResourceListing => "kind_resource_listing",
        BacklinkKind::AffiliateOrAd => "kind_affiliate_or_ad",
        BacklinkKind::Boilerplate => "kind_boilerplate",
        BacklinkKind::Related => "kind_related",
        BacklinkKind::SelfPromotion => "kind_self_promotion",
        BacklinkKind::ArchiveCopy => "kind_archive_copy",
        BacklinkKind::Unplaced => "kind_unplaced",
    })
}

/// A kind of anchor text.
pub fn anchor_kind(kind: AnchorKind) -> String {
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

/// A follow state users filter by.
pub fn follow_state(state: FollowState) -> String {
    t(match state {
        FollowState::Followed => "followed",
        FollowState::Nofollow => "state_nofollow",
        FollowState::Sponsored => "state_sponsored",
        FollowState::Ugc => "state_ugc",
        FollowState::NotFollowed => "not_followed",
        FollowState::Unknown => "follow_unknown",
    })
}

/// The same where there is little room.
pub fn follow_word(state: FollowState) -> String {
    match state {
        FollowState::Unknown => t("state_unknown"),
        state => follow_state(state),
    }
}

/// A follow state's icon.
pub const fn follow_icon(state: FollowState) -> Icon {
    match state {
        FollowState::Followed => Icon::Followed,
        FollowState::Nofollow => Icon::Nofollow,
        FollowState::Sponsored => Icon::Tag,
        FollowState::Ugc => Icon::Bubble,
        FollowState::NotFollowed => Icon::NotFollowed,
        FollowState::Unknown => Icon::Unknown,
    }
}

/// A figure's name.
pub fn figure(figure: Figure) -> String {
    t(match figure {
        Figure::DomainRating => "figure_dr",
        Figure::UrlRating => "figure_ur",
        Figure::DomainAuthority => "figure_da",
        Figure::PageAuthority => "figure_pa",
        Figure::SpamScore => "figure_spam",
        Figure::DomainScore => "figure_as",
        Figure::PageScore => "figure_page_as",
        Figure::TrustFlow => "figure_tf",
        Figure::CitationFlow => "figure_cf",
        Figure::DomainTraffic => "figure_domain_traffic",
        Figure::PageTraffic => "figure_page_traffic",
        Figure::ReferringDomains => "figure_referring_domains",
        Figure::Visits => "figure_visits",
    })
}

/// A region's name.
pub fn region(region: Region) -> String {
    t(&format!("region_{}", region.name()))
}

/// A status.
pub fn status(status: Status) -> String {
    t(match status {
        Status::New => "status_new",
        Status::Contacted => "status_contacted",
        Status::Answered => "status_answered",
        Status::Won => "status_won",
        Status::Lost => "status_lost",
        Status::NotNow => "status_not_now",
    })
}

/// An opportunity type; what came from a list has none.
pub fn opportunity(kind: Option<OpportunityKind>) -> String {
    t(match kind {
        Some(OpportunityKind::BrokenAgreement) => "opportunity_broken_agreement",
        Some(OpportunityKind::UnlinkedMention) => "opportunity_unlinked_mention",
        Some(OpportunityKind::LinkedElsewhere) => "opportunity_linked_elsewhere",
        Some(OpportunityKind::BrokenLink) => "opportunity_broken_link",
        Some(OpportunityKind::ResourceListing) => "opportunity_resource_listing",
        Some(OpportunityKind::CompetitorLink) => "opportunity_competitor_link",
        None => "opportunity_none",
    })
}

/// A kind of page.
pub fn page_kind(kind: PageKind) -> String {
    t(match kind {
        PageKind::Article => "page_kind_article",
        PageKind::Listing => "page_kind_listing",
        PageKind::Forum => "page_kind_forum",
        PageKind::Product => "page_kind_product",
        PageKind::Documentation => "page_kind_documentation",
        PageKind::Collection => "page_kind_collection",
        PageKind::Service => "page_kind_service",
        PageKind::Home => "page_kind_home",
        PageKind::Other => "page_kind_other",
    })
}

/// What a page for those who want to write is for.
pub fn contact_page(kind: ContactPageKind) -> String {
    t(match kind {
        ContactPageKind::WriteForUs => "contact_write_for_us",
        ContactPageKind::Contact => "contact_contact",
        ContactPageKind::Advertise => "contact_advertise",
        ContactPageKind::Team => "contact_team",
        ContactPageKind::About => "contact_about",
        ContactPageKind::Imprint => "contact_imprint",
    })
}

/// Where a contact was found: in what, in which region, and whether readers see it there.
pub fn found_in(origin: Origin) -> String {
    let source = source(origin.source);
    let found = match origin.region.map(region) {
        Some(place) => t_with("found_in_region", &[&source, &place]),
        None => t_with("found_in", &[&source]),
    };
    if origin.hidden {
        format!("{found} · {}", t("hidden"))
    } else {
        found
    }
}

/// In what a contact was found.
fn source(source: Source) -> String {
    t(match source {
        Source::JsonLd => "source_json_ld",
        Source::Markup => "source_markup",
        Source::Mailto => "source_mailto",
        Source::Link => "source_link",
        Source::Text => "source_text",
        Source::Obfuscated => "source_obfuscated",
    })
}

/// A language's name as its speakers write it.
pub fn language(language: Language) -> &'static str {
    let tag = language.name();
    let known = LANGUAGES.iter().find(|(folder, _)| *folder == tag);
    known.map_or(tag, |(_, name)| name)
}

/// How a check came out: its name in style sheets and tests, and its words.
pub fn overall(overall: Overall) -> (&'static str, String) {
    match overall {
        Overall::Kept => ("kept", t("check_kept")),
        Overall::Broken => ("broken", t("check_broken")),
        Overall::Unclear => ("unclear", t("check_unclear")),
    }
}

/// How a message left.
pub fn way(way: Way) -> String {
    t(match way {
        Way::Copied => "way_copied",
        Way::MailProgram => "way_mail_program",
        Way::Gmail => "way_gmail",
        Way::Outlook => "way_outlook",
    })
}

/// Why something could not be stored.
pub fn error(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(why) => t_with("store_unavailable", &[why]),
        StoreError::Full => t("store_full"),
        StoreError::Newer => t("store_newer"),
        StoreError::Closed => t("store_closed"),
        StoreError::Damaged(what) => t_with("store_damaged", &[what]),
        StoreError::Other(what) => t_with("store_other", &[what]),
    }
}

/// What happened to the connection.
pub fn lost(lost: Lost) -> String {
    t(match lost {
        Lost::Blocked => "store_blocked",
        Lost::Outdated => "store_outdated",
        Lost::Closed => "store_closed",
    })
}
