//! Agreements about links, and what checks of them found. The core's agreement and check are saved as
//! they came and read where they are used: one that is damaged does not hide the others.

use linkglance_core::check::{Deal, Overall};
use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::{AGREEMENTS, CHECKS, WATCHES};
use super::swap::{Swapped, swap, swap_back};
use super::watch::{Subject, Watch};
use super::{Part, Result, Store};

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

/// An agreement that was removed with its checks and its watch, to be brought back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemovedAgreement {
    agreement: Swapped<KeptAgreement>,
    checks: Swapped<KeptCheck>,
    watch: Swapped<Watch>,
}

impl Store {
    /// Removes an agreement with its checks and its watch: all or nothing. Gives what takes that back. The
    /// looks stay: the watch has them again when it comes back.
    pub async fn remove_agreement(
        &self,
        id: String,
        checks: Vec<String>,
    ) -> Result<RemovedAgreement> {
        let transaction = self.connection.write(&[AGREEMENTS, CHECKS, WATCHES])?;
        let done = async {
            let watch = Subject::Agreement(id.clone()).id();
            let checks = checks.into_iter().map(|id| (id, None)).collect();
            Ok(RemovedAgreement {
                agreement: swap(&transaction, vec![(id, None)]).await?,
                checks: swap(&transaction, checks).await?,
                watch: swap(&transaction, vec![(watch, None)]).await?,
            })
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }

    /// Takes that back, and gives how many records are there again already: those stay.
    pub async fn bring_agreement_back(&self, removed: &RemovedAgreement) -> Result<usize> {
        let transaction = self.connection.write(&[AGREEMENTS, CHECKS, WATCHES])?;
        let done = async {
            let agreement = swap_back(&transaction, &removed.agreement).await?;
            let checks = swap_back(&transaction, &removed.checks).await?;
            let watch = swap_back(&transaction, &removed.watch).await?;
            Ok(agreement + checks + watch)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Records).await
    }
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
