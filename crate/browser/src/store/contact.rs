//! People the user can write to. A contact belongs to a domain: every prospect on it has it.

use linkglance_core::prospect::Millis;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::schema::CONTACTS;

/// Somebody at a domain. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptContact {
    /// What it is known by; [`KeptContact::id_of`].
    pub id: String,
    /// The registrable domain of the pages they are asked about.
    pub domain: String,
    /// Their mail address, in lower case.
    pub email: String,
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// What they do there.
    #[serde(default)]
    pub role: String,
    /// The list it was imported from; `None` if the user entered it.
    #[serde(default)]
    pub source: Option<String>,
    /// When it was entered or imported first.
    pub added: Millis,
}

impl KeptContact {
    /// The id of a contact: one address once a domain.
    pub fn id_of(domain: &str, email: &str) -> String {
        format!("{domain} {}", email.to_lowercase())
    }
}

impl Record for KeptContact {
    const STORE: &'static str = CONTACTS;
}
