//! Backlinks: the page's links to the user's sites, what kind each is and what speaks for it.

mod factor;

use serde::{Deserialize, Serialize};

use crate::link::{Anchor, Follow, Rel};
use crate::page::Facts;
use crate::placement::{Placement, Region};
use crate::url::Url;

pub use factor::{Factor, Name as FactorName, State};

/// A link to a site of the user's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Backlink {
    /// The name of the site's profile.
    pub site: String,
    /// The link's index in the report.
    pub link: usize,
    /// What kind of backlink it is.
    pub kind: Kind,
    /// What speaks for and against it.
    pub factors: Vec<Factor>,
}

/// What kind of backlink it is: an editorial fact, not a measure of worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
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
}

/// What is known of one link, to judge it by.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The page's address.
    pub page: &'a Url,
    /// What the page says of itself.
    pub facts: &'a Facts,
    /// Whether the response's headers are known.
    pub headers_known: bool,
    /// The link's rel attribute.
    pub rel: &'a Rel,
    /// Whether it is followed.
    pub follow: &'a Follow,
    /// Where it stands.
    pub placement: &'a Placement,
    /// Its anchor text.
    pub anchor: &'a Anchor,
    /// Whether it is hidden; `None` is unknown.
    pub hidden: Option<bool>,
    /// What hides it, in a word.
    pub hidden_because: &'a str,
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
            factors: factor::factors(evidence),
        }
    }
}

fn kind(evidence: &Evidence<'_>) -> Kind {
    let marked = |token| evidence.rel.qualifying().any(|found| found == token);
    match evidence.placement.region {
        Region::Advert => Kind::AffiliateOrAd,
        Region::UserContent => Kind::UserGenerated,
        _ if marked("sponsored") => Kind::Sponsored,
        Region::AuthorBio => Kind::GuestPost,
        Region::Related => Kind::Related,
        Region::Share => Kind::SelfPromotion,
        Region::Content if marked("ugc") => Kind::UserGenerated,
        Region::Content => Kind::Editorial,
        Region::Navigation | Region::Header | Region::Footer | Region::Sidebar | Region::Other => {
            Kind::Boilerplate
        }
    }
}
