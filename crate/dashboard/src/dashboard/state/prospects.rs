//! Prospects as rows of a list: what they are searched, filtered and sorted by.

use linkglance_core::length::shown_address;
use linkglance_core::prospect::{OpportunityKind, Status};

use super::filter::{Facet, Filters, Preset};
use super::row::Listed;
use super::sort::{By, Sort};
use linkglance_browser::prospect::is_over;
use linkglance_browser::store::{ProspectRow, kind_name, named, status_name};
use linkglance_browser::words;

impl Listed for ProspectRow {
    fn key(&self) -> &str {
        &self.id
    }

    fn site(&self) -> Option<&str> {
        Some(&self.site)
    }

    /// The page's title, or its address where that is unknown.
    fn title(&self) -> String {
        match self.title.as_str() {
            "" => {
                let address = self.url.split_once("://");
                shown_address(address.map_or(self.url.as_str(), |(_, rest)| rest))
            }
            title => title.to_owned(),
        }
    }

    fn url(&self) -> Option<&str> {
        Some(&self.url)
    }

    fn words(&self) -> &str {
        &self.words
    }
}

/// What prospects are filtered by.
pub(in crate::dashboard) const FILTERS: Filters<ProspectRow> = Filters {
    presets: &[Preset {
        name: "follow_up_due",
        through: is_due,
    }],
    facets: &[
        Facet {
            name: "fact_status",
            each: |row, give| give(status_name(row.status)),
            word: |name| {
                named(Status::ALL, status_name, name).map_or_else(String::new, words::status)
            },
        },
        Facet {
            name: "fact_opportunity",
            each: |row, give| give(row.kind.map_or("", kind_name)),
            word: |name| words::opportunity(named(OpportunityKind::ALL, kind_name, name)),
        },
        Facet {
            name: "fact_tag",
            each: |row, give| row.tags.iter().for_each(|tag| give(tag)),
            word: str::to_owned,
        },
    ],
};

/// The order at first: the newest on top.
pub(in crate::dashboard) const SORT: Sort<ProspectRow> = Sort {
    by: "fact_kept",
    order: by_kept,
    descending: true,
};

/// Whether a prospect is to be come back to on this day or was to be before. What is over is not.
pub(in crate::dashboard) fn is_due(row: &ProspectRow, today: &str) -> bool {
    !row.follow_up.is_empty() && row.follow_up.as_str() <= today && !is_over(row.status)
}

/// What the column of pages shows first.
pub(in crate::dashboard) fn by_page(row: &ProspectRow) -> By<'_> {
    match row.title.as_str() {
        "" => By::text(&row.host),
        title => By::Text(title),
    }
}

pub(in crate::dashboard) fn by_kind(row: &ProspectRow) -> By<'_> {
    row.kind.map_or(By::Unknown, |kind| By::Number(kind as u64))
}

pub(in crate::dashboard) fn by_status(row: &ProspectRow) -> By<'_> {
    By::Number(row.status as u64)
}

pub(in crate::dashboard) fn by_site(row: &ProspectRow) -> By<'_> {
    By::text(&row.site)
}

pub(in crate::dashboard) fn by_follow_up(row: &ProspectRow) -> By<'_> {
    By::text(&row.follow_up)
}

pub(in crate::dashboard) fn by_kept(row: &ProspectRow) -> By<'_> {
    By::Number(row.kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_has_come_is_due_unless_the_work_is_over() {
        let mut row = ProspectRow {
            follow_up: "2026-03-01".into(),
            ..ProspectRow::default()
        };
        assert!(is_due(&row, "2026-03-01"));
        assert!(!is_due(&row, "2026-02-28"));
        row.status = Status::Won;
        assert!(!is_due(&row, "2026-03-01"));
        row = ProspectRow::default();
        assert!(!is_due(&row, "2026-03-01"));
    }
}
