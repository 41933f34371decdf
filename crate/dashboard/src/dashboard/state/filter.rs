//! Which prospects are listed, and in what order: pure, so that it is tested without a browser.

use std::cmp::Ordering;
use std::sync::Arc;

use linkglance_core::prospect::{OpportunityKind, Status};

use linkglance_browser::store::ProspectRow;

/// Rows as lists share them.
pub(in crate::dashboard) type Rows = Arc<Vec<Arc<ProspectRow>>>;

/// What the user has chosen. All that is chosen must hold; of several statuses, one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::dashboard) struct Filter {
    /// Words that must all be in address, title, author, site or tags.
    pub(in crate::dashboard) text: String,
    pub(in crate::dashboard) status: Vec<Status>,
    pub(in crate::dashboard) kind: Option<OpportunityKind>,
    pub(in crate::dashboard) site: Option<String>,
    pub(in crate::dashboard) tag: Option<String>,
    /// Only those whose follow-up date has come: on this day, `YYYY-MM-DD`.
    pub(in crate::dashboard) due: Option<String>,
}

impl Filter {
    /// Whether no filter is chosen.
    pub(in crate::dashboard) fn is_empty(&self) -> bool {
        let text = self.text.trim();
        text.is_empty()
            && Self {
                text: String::new(),
                ..self.clone()
            } == Self::default()
    }

    /// The rows that are let through, in their order.
    pub(in crate::dashboard) fn pick(&self, rows: &[Arc<ProspectRow>]) -> Vec<Arc<ProspectRow>> {
        let words: Vec<String> = self
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let through = |row: &&Arc<ProspectRow>| self.lets_through(row, &words);
        rows.iter().filter(through).cloned().collect()
    }

    fn lets_through(&self, row: &ProspectRow, words: &[String]) -> bool {
        let any_status = self.status.is_empty() || self.status.contains(&row.status);
        any_status
            && self.kind.is_none_or(|kind| row.kind == Some(kind))
            && self.site.as_ref().is_none_or(|site| row.site == *site)
            && self.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
            && self.due.as_ref().is_none_or(|today| is_due(row, today))
            && words.iter().all(|word| row.words.contains(word))
    }
}

/// Whether a prospect is to be come back to on this day or was to be before.
pub(in crate::dashboard) fn is_due(row: &ProspectRow, today: &str) -> bool {
    !row.follow_up.is_empty() && row.follow_up.as_str() <= today
}

/// By what the list is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum Column {
    Page,
    Kind,
    Status,
    Site,
    FollowUp,
    Kept,
}

/// An order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Sort {
    pub(in crate::dashboard) by: Column,
    pub(in crate::dashboard) descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: Column::Kept,
            descending: true,
        }
    }
}

impl Sort {
    /// The order after a click on a column's head: that column, or the other way round.
    pub(in crate::dashboard) fn clicked(self, by: Column) -> Self {
        let descending = if self.by == by {
            !self.descending
        } else {
            by == Column::Kept
        };
        Self { by, descending }
    }

    /// Sorts rows; those that are alike stay in the order of their addresses.
    pub(in crate::dashboard) fn apply(self, rows: &mut [Arc<ProspectRow>]) {
        rows.sort_by(|a, b| {
            let order = self.compare(a, b);
            let order = if self.descending {
                order.reverse()
            } else {
                order
            };
            order.then_with(|| a.id.cmp(&b.id))
        });
    }

    fn compare(self, a: &ProspectRow, b: &ProspectRow) -> Ordering {
        match self.by {
            Column::Page => page(a).cmp(page(b)),
            Column::Kind => known_first(a.kind.as_ref(), b.kind.as_ref()),
            Column::Status => a.status.cmp(&b.status),
            Column::Site => a.site.cmp(&b.site),
            Column::FollowUp => known_first(known(&a.follow_up), known(&b.follow_up)),
            Column::Kept => a.kept.cmp(&b.kept),
        }
    }
}

/// What the column of pages shows first.
fn page(row: &ProspectRow) -> &str {
    known(&row.title).unwrap_or(&row.host)
}

fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn known_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Everything that occurs as a site or a tag, each once, in order.
pub(in crate::dashboard) fn distinct<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    let all: std::collections::BTreeSet<&String> = values.collect();
    all.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, change: impl Fn(&mut ProspectRow)) -> Arc<ProspectRow> {
        let mut row = ProspectRow {
            id: id.to_owned(),
            words: format!("https://{id}.example/ ten teas"),
            ..ProspectRow::default()
        };
        change(&mut row);
        Arc::new(row)
    }

    fn rows() -> Vec<Arc<ProspectRow>> {
        vec![
            row("a", |row| {
                row.status = Status::Won;
                row.site = "Acme".into();
                row.kept = 3;
            }),
            row("b", |row| {
                row.kind = Some(OpportunityKind::CompetitorLink);
                row.tags = vec!["tea".into()];
                row.follow_up = "2026-03-01".into();
                row.kept = 1;
            }),
            row("c", |row| {
                row.kind = Some(OpportunityKind::UnlinkedMention);
                row.follow_up = "2026-02-01".into();
                row.kept = 2;
            }),
        ]
    }

    fn picked(filter: &Filter) -> String {
        filter
            .pick(&rows())
            .iter()
            .map(|row| row.id.as_str())
            .collect()
    }

    fn sorted(by: Column, descending: bool) -> String {
        let mut rows = rows();
        Sort { by, descending }.apply(&mut rows);
        rows.iter().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn every_choice_narrows() {
        let none = Filter::default();
        assert!(none.is_empty());
        assert_eq!(picked(&none), "abc");
        let text = |text: &str| Filter {
            text: text.into(),
            ..none.clone()
        };
        assert_eq!(picked(&text("TEAS b.ex")), "b");
        assert!(text("  ").is_empty());
        let status = vec![Status::Won, Status::Lost];
        assert_eq!(
            picked(&Filter {
                status,
                ..none.clone()
            }),
            "a"
        );
        let kind = Some(OpportunityKind::CompetitorLink);
        assert_eq!(
            picked(&Filter {
                kind,
                ..none.clone()
            }),
            "b"
        );
        let site = Some("Acme".into());
        assert_eq!(
            picked(&Filter {
                site,
                ..none.clone()
            }),
            "a"
        );
        let tag = Some("tea".into());
        assert_eq!(
            picked(&Filter {
                tag,
                ..none.clone()
            }),
            "b"
        );
        let due = |day: &str| Filter {
            due: Some(day.into()),
            ..none.clone()
        };
        assert_eq!(picked(&due("2026-02-15")), "c");
        assert_eq!(picked(&due("2026-03-01")), "bc");
    }

    #[test]
    fn what_is_unknown_stands_last_when_sorted_upwards() {
        assert_eq!(sorted(Column::Kept, true), "acb");
        assert_eq!(sorted(Column::Kind, false), "cba");
        assert_eq!(sorted(Column::FollowUp, false), "cba");
        assert_eq!(sorted(Column::Status, true), "abc");
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let first = Sort::default().clicked(Column::Page);
        assert_eq!((first.by, first.descending), (Column::Page, false));
        assert!(first.clicked(Column::Page).descending);
        assert!(first.clicked(Column::Kept).descending);
    }
}
