//! What a list is a list of, by its columns: the one place where that is decided.

use serde::{Deserialize, Serialize};

use super::columns::{Column, Columns, Tool};
use super::figures::Figure;

/// What a list is a list of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Links to a site.
    Backlinks,
    /// Domains with what a tool says of them.
    Domains,
    /// All domains of the web by rank.
    Ranks,
    /// Visits by the domain they came from.
    Referrals,
    /// Pages to work on.
    Pages,
}

impl Kind {
    /// What a list with these columns is.
    pub fn of(columns: &Columns) -> Self {
        let has = |column| columns.index(column).is_some();
        let page = has(Column::Page);
        if has(Column::Rank) && !page {
            Self::Ranks
        } else if has(Column::SourceAndMedium)
            || has(Column::Figure(Figure::Visits)) && !has(Column::Target)
        {
            Self::Referrals
        } else if !page && columns.figures().next().is_some() {
            Self::Domains
        } else if columns.tool != Tool::Other || has(Column::Target) {
            Self::Backlinks
        } else {
            Self::Pages
        }
    }
}
