//! Backlinks: the page's links to the user's sites, what kind each is and what speaks for it.

mod factor;

use serde::{Deserialize, Serialize};

use crate::link::{AnchorKind, qualifying};
use crate::page::{Nature, PageKind};
use crate::placement::Region;
use crate::point::{Subject, Surroundings, Target, route};
use crate::reason::{Key, Reason};
use crate::site::TargetPage;

pub use factor::Factor;

/// A link to a site of the user's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Backlink {
    /// The name of the site's profile.
    pub site: String,
    /// The link's index in the report.
    pub link: usize,
    /// What kind of backlink it is.
    pub kind: BacklinkKind,
    /// Which page of the site it hits.
    pub target: TargetPage,
    /// A page of the profile's list that fits the words around it better.
    pub better_target: Option<String>,
    /// What speaks for and against it.
    pub factors: Vec<Factor>,
    /// Patterns of Google's link spam policy it fits.
    pub risks: Vec<Reason>,
}

/// What kind of backlink it is: an editorial fact, not a measure of worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BacklinkKind {
    /// In the main content, by the publisher's own choice.
    Editorial,
    /// In the author's note.
    GuestPost,
    /// Marked as paid.
    Sponsored,
    /// Written by a visitor.
    UserGenerated,
    /// On a curated list or directory page.
    ResourceListing,
    /// In an advert or an affiliate box.
    AffiliateOrAd,
    /// In the site's header, footer, sidebar or navigation.
    Boilerplate,
    /// In a teaser to another article.
    Related,
    /// Share and profile buttons.
    SelfPromotion,
    /// To a copy of the page in an archive, a cache or a translation: nothing of it reaches the site.
    ArchiveCopy,
    /// Its region is unsure, so that nothing more can be said of it.
    Unplaced,
}

impl BacklinkKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 11] = [
        Self::Editorial,
        Self::GuestPost,
        Self::Sponsored,
        Self::UserGenerated,
        Self::ResourceListing,
        Self::AffiliateOrAd,
        Self::Boilerplate,
        Self::Related,
        Self::SelfPromotion,
        Self::ArchiveCopy,
        Self::Unplaced,
    ];

    /// Its name in reports and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::GuestPost => "guest_post",
            Self::Sponsored => "sponsored",
            Self::UserGenerated => "user_generated",
            Self::ResourceListing => "resource_listing",
            Self::AffiliateOrAd => "affiliate_or_ad",
            Self::Boilerplate => "boilerplate",
            Self::Related => "related",
            Self::SelfPromotion => "self_promotion",
            Self::ArchiveCopy => "archive_copy",
            Self::Unplaced => "unplaced",
        }
    }
}

/// What is known of a link to a site of the user's.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The link with its page.
    pub link: Subject<'a>,
    /// What is around it.
    pub around: Surroundings,
    /// Where on the site it leads, and what the profile says of that.
    pub target: Target,
    /// Whether the page links to the same target before.
    pub repeated: bool,
}

impl Backlink {
    /// Judges a link to a site of the user's.
    pub fn judge(site: &str, link: usize, evidence: &Evidence<'_>) -> Self {
        Self {
            site: site.to_owned(),
            link,
            kind: kind(evidence),
            target: evidence.target.page,
            better_target: evidence.target.better.clone(),
            factors: factor::factors(evidence),
            risks: risks(evidence),
        }
    }
}

impl Evidence<'_> {
    fn is_marked(&self, token: &str) -> bool {
        qualifying(self.link.rel).any(|found| found == token)
    }

    fn is_keyword_anchor(&self) -> bool {
        matches!(
            self.link.anchor.kind,
            AnchorKind::Exact | AnchorKind::Partial
        )
    }

    fn nature(&self) -> Option<Nature> {
        let disclosure = self.link.page.disclosure.as_ref();
        disclosure.map(|found| found.nature)
    }
}

/// The kind of a link: by where it ends, by its region where that is sure, and by marks that say it
/// anywhere.
fn kind(evidence: &Evidence<'_>) -> BacklinkKind {
    if route::is_copy(evidence.link.through) {
        return BacklinkKind::ArchiveCopy;
    }
    let placement = evidence.link.placement;
    let region = placement.is_sure().then_some(placement.region);
    match region {
        Some(Region::Advert) => BacklinkKind::AffiliateOrAd,
        Some(Region::UserContent) => BacklinkKind::UserGenerated,
        _ if evidence.is_marked("sponsored") => BacklinkKind::Sponsored,
        _ if evidence.link.affiliate.is_some() => BacklinkKind::AffiliateOrAd,
        None => BacklinkKind::Unplaced,
        Some(Region::AuthorBio) => BacklinkKind::GuestPost,
        Some(Region::Related) => BacklinkKind::Related,
        Some(Region::Share) => BacklinkKind::SelfPromotion,
        Some(Region::Content) => kind_in_content(evidence),
        Some(
            Region::Navigation | Region::Header | Region::Footer | Region::Sidebar | Region::Other,
        ) => BacklinkKind::Boilerplate,
    }
}

fn kind_in_content(evidence: &Evidence<'_>) -> BacklinkKind {
    if evidence.is_marked("ugc") {
        return BacklinkKind::UserGenerated;
    }
    let page = evidence.link.page;
    let listing = page.kind == Some(PageKind::Listing) || evidence.around.in_link_list;
    match evidence.nature() {
        Some(Nature::Paid) => BacklinkKind::Sponsored,
        Some(Nature::Guest) => BacklinkKind::GuestPost,
        _ if listing => BacklinkKind::ResourceListing,
        _ => BacklinkKind::Editorial,
    }
}

/// Patterns Google's link spam policy names ("Spam policies for Google web search", link spam). A
/// link that is not followed, as none is that is marked, is no problem, nor one to a copy.
fn risks(evidence: &Evidence<'_>) -> Vec<Reason> {
    let mut risks = Vec::new();
    let copy = route::is_copy(evidence.link.through);
    if copy || evidence.link.follow.followed != Some(true) {
        return risks;
    }
    let paid = evidence.nature() == Some(Nature::Paid);
    let own_text = matches!(
        evidence.link.placement.region,
        Region::Content | Region::AuthorBio | Region::Advert
    );
    if paid && own_text {
        risks.push(Key::RiskPaidFollowed.into());
    }
    if evidence.is_keyword_anchor() && own_text {
        if paid {
            risks.push(Key::RiskPaidKeyword.into());
        } else if kind(evidence) == BacklinkKind::GuestPost {
            risks.push(Key::RiskGuestKeyword.into());
        }
    }
    if evidence.link.affiliate.is_some() {
        risks.push(Key::RiskAffiliate.into());
    }
    risks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Text, parse};
    use crate::link::{Anchor, AnchorSource, Follow, Rel};
    use crate::page::{Declared, Disclosure, DisclosureSource, Facts, Found, Page};
    use crate::placement::Placement;
    use crate::url::{Url, identity};

    /// The kind of a link in a region that is this sure, with a rel attribute, on a page that
    /// discloses something.
    fn kind_of(
        (region, confidence): (Region, f64),
        rel: &str,
        nature: Option<Nature>,
        in_link_list: bool,
    ) -> BacklinkKind {
        let page = Url::parse("https://news.example/post").unwrap();
        let (document, _) = parse("<p>", &|| false);
        let text = Text::of(&document);
        let declared = Declared::read(
            &document,
            &text,
            &page,
            &page.clone().into(),
            &Page::default(),
        );
        let disclosure = nature.map(|nature| Disclosure {
            text: String::new(),
            source: DisclosureSource::Text,
            region: None,
            nature,
        });
        let found = Found {
            disclosure,
            ..Found::default()
        };
        let facts = Facts::new(declared, found);
        kind(&Evidence {
            link: Subject {
                page: &facts,
                relation: None,
                rel: &Rel::parse(rel).tokens,
                follow: &Follow::default(),
                placement: &Placement {
                    region,
                    confidence,
                    because: Vec::new(),
                },
                anchor: &Anchor {
                    text: String::new(),
                    kind: AnchorKind::Empty,
                    source: AnchorSource::None,
                },
                hidden: None,
                hidden_by: None,
                layout: None,
                through: &[],
                affiliate: None,
            },
            repeated: false,
            around: Surroundings {
                beside: 0,
                in_link_list,
                kept_from_snippets: false,
            },
            target: Target {
                url: identity(&page),
                tracking: false,
                page: TargetPage::Other,
                profile_lists_pages: false,
                better: None,
                shared_words: None,
            },
        })
    }

    #[test]
    fn kinds_by_region_rel_and_disclosure() {
        use Region as R;
        for (region, rel, nature, in_list, expected) in [
            (R::Content, "", None, false, BacklinkKind::Editorial),
            (R::Content, "nofollow", None, false, BacklinkKind::Editorial),
            (R::Content, "ugc", None, false, BacklinkKind::UserGenerated),
            (
                R::Content,
                "sponsored",
                None,
                false,
                BacklinkKind::Sponsored,
            ),
            (
                R::Content,
                "",
                Some(Nature::Paid),
                false,
                BacklinkKind::Sponsored,
            ),
            (
                R::Content,
                "",
                Some(Nature::Guest),
                false,
                BacklinkKind::GuestPost,
            ),
            (
                R::Content,
                "",
                Some(Nature::Affiliate),
                false,
                BacklinkKind::Editorial,
            ),
            (R::Content, "", None, true, BacklinkKind::ResourceListing),
            (
                R::UserContent,
                "sponsored",
                None,
                false,
                BacklinkKind::UserGenerated,
            ),
            (R::AuthorBio, "", None, false, BacklinkKind::GuestPost),
            (
                R::Advert,
                "sponsored",
                None,
                false,
                BacklinkKind::AffiliateOrAd,
            ),
            (R::Related, "", None, true, BacklinkKind::Related),
            (R::Share, "", None, false, BacklinkKind::SelfPromotion),
            (
                R::Footer,
                "",
                Some(Nature::Paid),
                false,
                BacklinkKind::Boilerplate,
            ),
            (R::Other, "", None, false, BacklinkKind::Boilerplate),
        ] {
            let found = kind_of((region, 1.0), rel, nature, in_list);
            assert_eq!(found, expected, "{region:?} {rel} {nature:?}");
        }
    }
    #[test]
    fn of_a_region_that_is_not_sure_only_marks_tell_the_kind() {
        const UNSURE: f64 = 0.59;
        for region in Region::ALL {
            let plain = kind_of((region, UNSURE), "", Some(Nature::Guest), true);
            assert_eq!(plain, BacklinkKind::Unplaced, "{region:?}");
            let marked = kind_of((region, UNSURE), "sponsored", None, false);
            assert_eq!(marked, BacklinkKind::Sponsored, "{region:?}");
        }
    }
}
