//! What other tools say of a domain: their figures, never ours, each with its tool and its day.

use linkglance_core::import::Figures;
use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::FIGURES;

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

impl Record for KeptFigures {
    const STORE: &'static str = FIGURES;
}
