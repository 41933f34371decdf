//! Agreements about links, and what checks of them found.

use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::{AGREEMENTS, CHECKS};

/// An agreement as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptAgreement {
    /// What it is known by.
    pub(crate) id: String,
    /// The name of the site's profile.
    pub(crate) site: String,
    /// The page it is about; `None` while that is not yet there.
    pub(crate) page: Option<String>,
    /// When it was entered.
    pub(crate) made: Millis,
    /// The agreement itself, in the core's form.
    pub(crate) agreement: serde_json::Value,
}

/// What one check of an agreement found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptCheck {
    /// What it is known by.
    pub(crate) id: String,
    /// The agreement's id.
    pub(crate) agreement: String,
    /// When it was made.
    pub(crate) at: Millis,
    /// All findings in a word.
    pub(crate) overall: Overall,
    /// The check itself, in the core's form.
    pub(crate) check: serde_json::Value,
}

/// All findings of a check in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Overall {
    /// Every point is as agreed.
    Kept,
    /// At least one is not.
    Broken,
    /// None is known to be broken, but at least one can't be told.
    Unclear,
}

impl Record for KeptAgreement {
    const STORE: &'static str = AGREEMENTS;
}

impl Record for KeptCheck {
    const STORE: &'static str = CHECKS;
}
