//! The prospects that wait for work, in the order in which they are opened one after the other. Pure, so
//! that it is tested without a browser.
//!
//! First those whose day has come, the longest due first; then who has answered; then new ones, the last
//! saved first, as the dashboard lists them; then those written to without a day to come back. Not in it
//! is what is won or lost, what is not for now, and what the user has put off to a later day.

use std::cmp::Reverse;
use std::sync::Arc;

use linkglance_browser::prospect::is_over;
use linkglance_browser::store::ProspectRow;
use linkglance_core::prospect::{Millis, Status};

/// Rows as the panel shares them.
pub(crate) type Rows = Arc<Vec<Arc<ProspectRow>>>;

/// Why a prospect waits, the most urgent first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Turn {
    /// Its day has come.
    Due(String),
    Answered(Reverse<Millis>),
    New(Reverse<Millis>),
    /// Written to, the longest ago first.
    Written(Millis),
}

/// A prospect's place in the order, which it has also when it is no longer in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    turn: Turn,
    id: String,
}

impl Place {
    /// Where a prospect is; `None` if it waits for nothing.
    pub(crate) fn of(row: &ProspectRow, today: &str) -> Option<Self> {
        let turn = match row.status {
            status if is_over(status) => return None,
            _ if !row.follow_up.is_empty() && row.follow_up.as_str() <= today => {
                Turn::Due(row.follow_up.clone())
            }
            _ if !row.follow_up.is_empty() => return None,
            Status::Answered => Turn::Answered(Reverse(row.updated)),
            Status::New => Turn::New(Reverse(row.kept)),
            Status::Contacted => Turn::Written(row.updated),
            _ => return None,
        };
        Some(Self {
            turn,
            id: row.id.clone(),
        })
    }
}

impl Place {
    /// Whether it is this prospect's.
    pub(crate) fn is_of(&self, id: &str) -> bool {
        self.id == id
    }
}

/// The prospects that wait.
pub(crate) fn queue(rows: &[Arc<ProspectRow>], today: &str) -> Rows {
    let waiting = rows.iter();
    let mut all: Vec<_> = waiting
        .filter_map(|row| Some((Place::of(row, today)?, row)))
        .collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    Arc::new(all.into_iter().map(|(_, row)| Arc::clone(row)).collect())
}

/// Those of one site if one is chosen.
pub(crate) fn of_site(queue: &Rows, site: Option<&str>) -> Rows {
    let Some(site) = site else {
        return Arc::clone(queue);
    };
    let own = queue.iter().filter(|row| row.site == site);
    Arc::new(own.cloned().collect())
}

/// The one to open after the one that was shown last, by the place it had before the user dealt with it;
/// from the start again behind the end. `None` if no other page than this one waits.
pub(crate) fn next<'a>(
    queue: &'a [Arc<ProspectRow>],
    page: &[String],
    last: Option<&Place>,
    today: &str,
) -> Option<&'a Arc<ProspectRow>> {
    let passed = |row: &&Arc<ProspectRow>| Place::of(row, today).as_ref() <= last;
    let passed = queue.iter().take_while(passed).count();
    let (before, after) = queue.split_at_checked(passed).unwrap_or((queue, &[]));
    let mut all = after.iter().chain(before);
    all.find(|row| !page.contains(&row.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-29";

    fn row(id: &str, status: Status, follow_up: &str, at: Millis) -> Arc<ProspectRow> {
        Arc::new(ProspectRow {
            id: id.to_owned(),
            site: if id.starts_with('x') { "Other" } else { "Acme" }.to_owned(),
            status,
            follow_up: follow_up.to_owned(),
            kept: at,
            updated: at,
            ..ProspectRow::default()
        })
    }

    fn rows() -> Vec<Arc<ProspectRow>> {
        vec![
            row("new, saved first", Status::New, "", 1),
            row("new, saved last", Status::New, "", 9),
            row("new, put off", Status::New, "2026-12-01", 9),
            row("written to", Status::Contacted, "", 5),
            row("written to, waits", Status::Contacted, "2026-12-03", 5),
            row("due today", Status::Contacted, TODAY, 5),
            row("due for long", Status::NotNow, "2026-11-01", 5),
            row("answered", Status::Answered, "", 5),
            row("won", Status::Won, "", 5),
            row("won, its day past", Status::Won, "2026-11-01", 5),
            row("lost", Status::Lost, "", 5),
            row("not now", Status::NotNow, "", 5),
            row("x of another site", Status::New, "", 3),
        ]
    }

    fn names(queue: &Rows) -> Vec<&str> {
        queue.iter().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn due_first_then_answers_then_new_ones_then_those_without_a_day() {
        let order = [
            "due for long",
            "due today",
            "answered",
            "new, saved last",
            "new, saved first",
            "written to",
        ];
        assert_eq!(names(&of_site(&queue(&rows(), TODAY), Some("Acme"))), order);
        assert_eq!(names(&queue(&rows(), TODAY)).len(), order.len() + 1);
    }

    fn opened(page: &str, last: Option<&str>) -> String {
        let queue = of_site(&queue(&rows(), TODAY), Some("Acme"));
        let find = |id: &str| rows().into_iter().find(|row| row.id == id);
        let last = last.and_then(|id| Place::of(&*find(id)?, TODAY));
        let found = next(&queue, &[page.to_owned()], last.as_ref(), TODAY);
        found.map(|row| row.id.clone()).unwrap_or_default()
    }

    #[test]
    fn next_goes_on_from_the_last_one_and_from_the_start_behind_the_end() {
        assert_eq!(opened("due today", Some("due today")), "answered");
        assert_eq!(opened("written to", Some("written to")), "due for long");
        assert_eq!(
            opened("a page of no list", Some("answered")),
            "new, saved last"
        );
        assert_eq!(opened("a page of no list", None), "due for long");
    }

    #[test]
    fn a_prospect_that_was_dealt_with_leaves_its_place_behind() {
        // It was opened as new; by now it is won and in the list no more.
        assert_eq!(opened("won", Some("new, saved last")), "new, saved first");
        assert_eq!(opened("won", Some("written to")), "due for long");
    }

    #[test]
    fn where_nothing_else_waits_there_is_no_next() {
        let one = [row("a", Status::New, "", 1)];
        let queue = queue(&one, TODAY);
        assert!(next(&queue, &["a".to_owned()], None, TODAY).is_none());
        assert!(next(&[], &[], None, TODAY).is_none());
    }
}
