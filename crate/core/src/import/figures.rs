//! Figures that other tools give a page or a domain. They are theirs: shown with their source and day,
//! never added up, never turned into a score of ours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A figure by the name its tool gives it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Ahrefs: Domain Rating, 0 to 100.
    DomainRating,
    /// Ahrefs: URL Rating, 0 to 100.
    UrlRating,
    /// Visits from search a month, estimated for the domain.
    DomainTraffic,
    /// The same for the page.
    PageTraffic,
    /// Moz: Domain Authority, 1 to 100.
    DomainAuthority,
    /// Moz: Page Authority, 1 to 100.
    PageAuthority,
    /// Moz: Spam Score, 1 to 100.
    SpamScore,
    /// Semrush: Authority Score of the domain, 0 to 100.
    DomainScore,
    /// Semrush: Authority Score of the page, 0 to 100.
    PageScore,
    /// Majestic: Trust Flow, 0 to 100.
    TrustFlow,
    /// Majestic: Citation Flow, 0 to 100.
    CitationFlow,
    /// How many domains link to the domain.
    ReferringDomains,
    /// Visits that came from the domain, as an analytics tool counted them.
    Visits,
}

impl Figure {
    /// Whether it is a figure of the domain, also where a list gives it beside a page of it. Majestic has
    /// one name for both: beside a page its flows are the page's.
    pub const fn is_of_domain(self) -> bool {
        matches!(
            self,
            Self::DomainRating
                | Self::DomainTraffic
                | Self::DomainAuthority
                | Self::SpamScore
                | Self::DomainScore
                | Self::ReferringDomains
                | Self::Visits
        )
    }

    /// All figures, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::DomainRating,
        Self::UrlRating,
        Self::DomainTraffic,
        Self::PageTraffic,
        Self::DomainAuthority,
        Self::PageAuthority,
        Self::SpamScore,
        Self::DomainScore,
        Self::PageScore,
        Self::TrustFlow,
        Self::CitationFlow,
        Self::ReferringDomains,
        Self::Visits,
    ];
}

/// What a tool says of a page or a domain, in whole numbers.
pub type Figures = BTreeMap<Figure, u64>;
