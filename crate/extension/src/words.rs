//! What is stored, in the user's words: status, kind of chance, page kind, contacts, errors.

use linkglance_core::contact::{PageKind as ContactPageKind, Source};
use linkglance_core::link::AnchorKind;
use linkglance_core::page::Kind as PageKind;
use linkglance_core::prospect::{Kind, Status, Way};

use crate::i18n::{t, t_with};
use crate::store::{Lost, StoreError};

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
pub(crate) fn chance(kind: Option<Kind>) -> String {
    t(match kind {
        Some(Kind::BrokenAgreement) => "chance_broken_agreement",
        Some(Kind::UnlinkedMention) => "chance_unlinked_mention",
        Some(Kind::LinkedElsewhere) => "chance_linked_elsewhere",
        Some(Kind::ResourceListing) => "chance_resource_listing",
        Some(Kind::CompetitorLink) => "chance_competitor_link",
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

/// A kind of anchor text.
pub(crate) fn anchor_kind(kind: AnchorKind) -> String {
    t(match kind {
        AnchorKind::Brand => "anchor_kind_brand",
        AnchorKind::BrandPhrase => "anchor_kind_brand_phrase",
        AnchorKind::Url => "anchor_kind_url",
        AnchorKind::Exact => "anchor_kind_exact",
        AnchorKind::Partial => "anchor_kind_partial",
        AnchorKind::Generic => "anchor_kind_generic",
        AnchorKind::Image => "anchor_kind_image",
        AnchorKind::Empty => "anchor_kind_empty",
        AnchorKind::Descriptive => "anchor_kind_descriptive",
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
