//! What other tools say of a domain: their figures, never ours, each with its tool and its day.

use linkglance_core::import::{Figure, Figures};
use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::convert::readable;
use super::keys::keys_after;
use super::record::Record;
use super::schema::FIGURES;
use super::{Result, Store};

/// The figures that rate a domain from 0 to 100, each one tool's own: the best known first.
pub const RATINGS: [Figure; 4] = [
    Figure::DomainRating,
    Figure::DomainAuthority,
    Figure::DomainScore,
    Figure::TrustFlow,
];

/// What one tool says of one domain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptFigures {
    /// What it is known by; [`KeptFigures::id_of`].
    pub id: String,
    /// The registrable domain.
    pub domain: String,
    /// The tool's name.
    pub tool: String,
    /// When its list was imported.
    pub at: Millis,
    /// What it says.
    pub figures: Figures,
}

impl KeptFigures {
    /// The id: what a tool says of a domain, once.
    pub fn id_of(tool: &str, domain: &str) -> String {
        format!("{domain} {tool}")
    }
}

impl Store {
    /// What tools say of a domain.
    pub async fn figures_of(&self, domain: &str) -> Result<Vec<KeptFigures>> {
        let transaction = self.connection.read(&[FIGURES])?;
        let store = transaction.object_store(FIGURES)?;
        let of_domain = keys_after(&format!("{domain} "))?;
        let found = store.get_all(Some(of_domain), None)?.await?;
        Ok(readable(&found).all)
    }
}

impl Record for KeptFigures {
    const STORE: &'static str = FIGURES;
}
