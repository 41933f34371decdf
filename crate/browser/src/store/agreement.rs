//! Agreements about links, and what checks of them found. The core's agreement and check are saved as
//! they came and read where they are used: one that is damaged does not hide the others.

use linkglance_core::check::{Deal, Overall};
use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::{AGREEMENTS, CHECKS};

/// An agreement as it is saved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptAgreement {
    /// What it is known by.
    pub id: String,
    /// The name of the site's profile.
    pub site: String,
    /// The page it is about; `None` while that is not yet there.
    pub page: Option<String>,
    /// When it was entered.
    pub made: Millis,
    /// The agreement itself, in the core's form.
    pub agreement: serde_json::Value,
    /// What goes with it beside its terms.
    #[serde(default)]
    pub deal: Deal,
}

/// What one check of an agreement found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptCheck {
    /// What it is known by.
    pub id: String,
    /// The agreement's id.
    pub agreement: String,
    /// When it was made.
    pub at: Millis,
    /// All findings in a word.
    pub overall: Overall,
    /// The check itself, in the core's form.
    pub check: serde_json::Value,
}

impl Record for KeptAgreement {
    const STORE: &'static str = AGREEMENTS;
}

impl Record for KeptCheck {
    const STORE: &'static str = CHECKS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_the_database_stay() {
        for (overall, word) in [
            (Overall::Kept, "kept"),
            (Overall::Broken, "broken"),
            (Overall::Unclear, "unclear"),
        ] {
            assert_eq!(serde_json::to_value(overall).unwrap(), word);
        }
    }
}
