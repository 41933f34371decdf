//! Which domains link to competitors, from lists and from pages that were inspected: the link gap is those
//! of them that do not link to the user.

use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::COMPETITOR_LINKS;

/// A domain that links to a competitor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompetitorLink {
    /// What it is known by; [`CompetitorLink::id_of`].
    pub id: String,
    /// The competitor's registrable domain.
    pub competitor: String,
    /// The registrable domain that links there.
    pub domain: String,
    /// A page of it with such a link.
    pub page: String,
    /// How many of its pages are known to.
    pub pages: u32,
    /// The tool whose list named it; `None` if it was seen on a page.
    pub tool: Option<String>,
    /// When it was first known.
    pub first: Millis,
    /// When it was last seen.
    pub last: Millis,
}

impl CompetitorLink {
    /// The id: one domain once a competitor.
    pub fn id_of(competitor: &str, domain: &str) -> String {
        format!("{competitor} {domain}")
    }
}

impl Record for CompetitorLink {
    const STORE: &'static str = COMPETITOR_LINKS;
}
