//! The words that several pages use, of what the core found and of what is kept: verdict, region,
//! kinds of backlinks, anchors, pages and chances, contacts, languages, errors.

use linkglance_core::backlink::Kind;
use linkglance_core::check::Overall;
use linkglance_core::contact::{PageKind as ContactPageKind, Source};
use linkglance_core::letter::Language;
use linkglance_core::link::AnchorKind;
use linkglance_core::page::{Blocker, Kind as PageKind};
use linkglance_core::placement::Region;
use linkglance_core::prospect::{Kind as Chance, Status, Way};
use linkglance_core::report::{Group, LinkState, Mention, MentionCounts, Verdict};

use crate::i18n::{LANGUAGES, number, t, t_count, t_with};
use crate::store::{Lost, StoreError};

/// The verdict about one site, in sentences: what makes all of it worthless comes first.
pub(crate) fn verdict(verdict: &Verdict<'_>) -> String {
    let mut sentences: Vec<String> = verdict.blockers.iter().map(blocker).collect();
    sentences.push(findings(verdict));
    sentences.join(" ")
}

/// What makes all links of a page worthless, as a sentence.
pub(crate) fn blocker(blocker: &Blocker) -> String {
    t(&format!("blocker_{}", blocker.kind.name()))
}

fn findings(verdict: &Verdict<'_>) -> String {
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
pub(crate) fn mention_counts(mentions: MentionCounts) -> Vec<String> {
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

/// A kind of anchor text.
pub(crate) fn anchor_kind(kind: AnchorKind) -> String {
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

/// A region's name.
pub(crate) fn region(region: Region) -> String {
    t(&format!("region_{}", region.name()))
}

/// A status.
pub(crate) fn status(status: Status) -> String {
    t(match status {
        Status::New => "status_new",
        Status::Contacted => "status_contacted",
        Status::Answered => "status_answered",
        Status::Won => "status_won",
        Status::Lost => "status_lost",
        Status::NotNow => "status_not_now",
    })
}

/// A kind of chance; what came from a list has none.
pub(crate) fn chance(kind: Option<Chance>) -> String {
    t(match kind {
        Some(Chance::BrokenAgreement) => "chance_broken_agreement",
        Some(Chance::UnlinkedMention) => "chance_unlinked_mention",
        Some(Chance::LinkedElsewhere) => "chance_linked_elsewhere",
        Some(Chance::ResourceListing) => "chance_resource_listing",
        Some(Chance::CompetitorLink) => "chance_competitor_link",
        None => "chance_none",
    })
}

/// A kind of page.
pub(crate) fn page_kind(kind: PageKind) -> String {
    t(match kind {
        PageKind::Article => "page_kind_article",
        PageKind::Listing => "page_kind_listing",
        PageKind::Forum => "page_kind_forum",
        PageKind::Product => "page_kind_product",
        PageKind::Documentation => "page_kind_documentation",
        PageKind::Home => "page_kind_home",
        PageKind::Other => "page_kind_other",
    })
}

/// What a page for those who want to write is for.
pub(crate) fn contact_page(kind: ContactPageKind) -> String {
    t(match kind {
        ContactPageKind::WriteForUs => "contact_write_for_us",
        ContactPageKind::Contact => "contact_contact",
        ContactPageKind::Advertise => "contact_advertise",
        ContactPageKind::Team => "contact_team",
        ContactPageKind::About => "contact_about",
        ContactPageKind::Imprint => "contact_imprint",
    })
}

/// In what a contact was found.
pub(crate) fn source(source: Source) -> String {
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
pub(crate) fn language(language: Language) -> &'static str {
    let tag = language.name();
    let known = LANGUAGES.iter().find(|(folder, _)| *folder == tag);
    known.map_or(tag, |(_, name)| name)
}

/// How a check came out: its name in style sheets and tests, and its words.
pub(crate) fn overall(overall: Overall) -> (&'static str, String) {
    match overall {
        Overall::Kept => ("kept", t("check_kept")),
        Overall::Broken => ("broken", t("check_broken")),
        Overall::Unclear => ("unclear", t("check_unclear")),
    }
}

/// How a message left.
pub(crate) fn way(way: Way) -> String {
    t(match way {
        Way::Copied => "way_copied",
        Way::MailProgram => "way_mail_program",
    })
}

/// Why something could not be stored.
pub(crate) fn error(error: &StoreError) -> String {
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
pub(crate) fn lost(lost: Lost) -> String {
    t(match lost {
        Lost::Blocked => "store_blocked",
        Lost::Outdated => "store_outdated",
        Lost::Closed => "store_closed",
    })
}
