//! What there is to do today: picked from all lists. Pure, so that it is tested without a browser.

use std::sync::Arc;

use linkglance_core::profile::WEEK;
use linkglance_core::prospect::{Millis, OpportunityKind, Status};
use linkglance_core::watch::Standing;

use super::agreements::{Agreed, is_to_check};
use super::backlinks::Backlink;
use super::prospects::is_due;
use super::row::Rows;
use super::watches::{Group, Watches};
use linkglance_browser::prospect::is_over;
use linkglance_browser::store::{ProspectRow, Subject, Watch};

/// The prospects to come back to: those that are due, then those until the day `soon`, each day's in their
/// order; and how many of them are due and how many were due before today.
#[derive(PartialEq)]
pub(in crate::dashboard) struct FollowUps {
    pub(in crate::dashboard) rows: Vec<Arc<ProspectRow>>,
    pub(in crate::dashboard) due: usize,
    pub(in crate::dashboard) overdue: usize,
}

/// Days are `YYYY-MM-DD`.
pub(in crate::dashboard) fn follow_ups(
    rows: &[Arc<ProspectRow>],
    today: &str,
    soon: &str,
) -> FollowUps {
    let is_soon = |row: &&Arc<ProspectRow>| {
        !row.follow_up.is_empty() && row.follow_up.as_str() <= soon && !is_over(row.status)
    };
    let mut rows: Vec<Arc<ProspectRow>> = rows.iter().filter(is_soon).cloned().collect();
    rows.sort_by(|a, b| a.follow_up.cmp(&b.follow_up));
    let count = |is: &dyn Fn(&ProspectRow) -> bool| rows.iter().filter(|row| is(row)).count();
    let due = count(&|row| is_due(row, today));
    let overdue = count(&|row| row.follow_up.as_str() < today);
    FollowUps { rows, due, overdue }
}

/// Pages that name a site without a link to it and that were saved but not written to yet, the newest
/// first.
pub(in crate::dashboard) fn mentions(rows: &[Arc<ProspectRow>]) -> Vec<Arc<ProspectRow>> {
    let is_open = |row: &&Arc<ProspectRow>| {
        let names = row.kind == Some(OpportunityKind::UnlinkedMention);
        names && row.status == Status::New && row.follow_up.is_empty()
    };
    let mut rows: Vec<Arc<ProspectRow>> = rows.iter().filter(is_open).cloned().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.kept));
    rows
}

/// The agreements whose pages are to be looked at again: those that never were first, then the oldest look.
pub(in crate::dashboard) fn agreements_due(rows: &[Arc<Agreed>], today: &str) -> Vec<Arc<Agreed>> {
    let due = rows.iter().filter(|row| is_to_check(row, today));
    let mut rows: Vec<Arc<Agreed>> = due.cloned().collect();
    rows.sort_by_key(|row| row.looked());
    rows
}

/// The backlinks that were first known in the last seven days and are not lost, the newest first.
pub(in crate::dashboard) fn new_links(rows: &Rows<Backlink>, now: Millis) -> Vec<Arc<Backlink>> {
    let is_new = |row: &&Arc<Backlink>| {
        now.saturating_sub(row.known.first) < WEEK && row.group() != Group::Lost
    };
    let mut rows: Vec<Arc<Backlink>> = rows.iter().filter(is_new).cloned().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.known.first));
    rows
}

/// What was lost or changed since the user has looked at the list, of one site or of all: what was lost
/// first, then the newest look.
pub(in crate::dashboard) fn news(watches: &Watches, site: Option<&str>) -> Vec<Arc<Watch>> {
    let is_news = |watch: &&Arc<Watch>| {
        let shown = !matches!(watch.subject, Subject::Prospect(_));
        watch.news && shown && site.is_none_or(|site| watch.site == site)
    };
    let mut all: Vec<Arc<Watch>> = watches.values().filter(is_news).cloned().collect();
    all.sort_by_key(|watch| (!is_lost(watch), std::cmp::Reverse(watch.looked)));
    all
}

/// Whether a link is lost, by whatever way.
pub(in crate::dashboard) fn is_lost(watch: &Watch) -> bool {
    Group::of(Some(watch)) == Group::Lost
}

/// Whether its page is gone, too.
pub(in crate::dashboard) fn is_page_gone(watch: &Watch) -> bool {
    let gone = [Standing::PageGone, Standing::Unreachable];
    let standing = watch.standing().filter(|_| is_lost(watch));
    standing.is_some_and(|standing| {
        gone.contains(&standing) || matches!(standing, Standing::Soft404(_))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::state::agreements::agreed;
    use linkglance_browser::store::{KeptAgreement, KeptCheck};
    use linkglance_core::check::{Deal, Overall};
    use linkglance_core::profile::DAY;
    use linkglance_core::reason::Key;
    use linkglance_core::watch::State;

    fn prospect(id: &str, follow_up: &str, status: Status) -> Arc<ProspectRow> {
        Arc::new(ProspectRow {
            id: id.into(),
            follow_up: follow_up.into(),
            status,
            kind: Some(OpportunityKind::UnlinkedMention),
            ..ProspectRow::default()
        })
    }

    #[test]
    fn what_is_due_comes_first_then_what_is_due_soon() {
        let rows = [
            prospect("soon", "2026-03-04", Status::Contacted),
            prospect("late", "2026-02-27", Status::New),
            prospect("today", "2026-03-01", Status::Answered),
            prospect("later", "2026-04-01", Status::New),
            prospect("won", "2026-03-01", Status::Won),
            prospect("none", "", Status::New),
        ];
        let found = follow_ups(&rows, "2026-03-01", "2026-03-08");
        let ids: Vec<&str> = found.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["late", "today", "soon"]);
        assert_eq!((found.due, found.overdue), (2, 1));
    }

    #[test]
    fn a_mention_is_open_until_somebody_was_written_to_or_a_day_is_set() {
        let rows = [
            prospect("open", "", Status::New),
            prospect("planned", "2026-03-04", Status::New),
            prospect("sent", "", Status::Contacted),
        ];
        let open = mentions(&rows);
        assert_eq!(open.len(), 1);
        assert_eq!(open.first().map(|row| row.id.as_str()), Some("open"));
    }

    #[test]
    fn an_agreement_is_due_a_month_after_the_last_look_and_never_without_a_page() {
        let agreement = |id: &str, page: Option<&str>| KeptAgreement {
            id: id.into(),
            site: "Acme".into(),
            page: page.map(str::to_owned),
            made: 0,
            agreement: serde_json::Value::Null,
            deal: Deal::default(),
        };
        let check = |agreement: &str, at| KeptCheck {
            id: format!("{agreement} {at}"),
            agreement: agreement.into(),
            at,
            overall: Overall::Kept,
            check: serde_json::Value::Null,
        };
        let page = Some("https://blog.example/");
        let rows = agreed(
            vec![
                agreement("old", page),
                agreement("fresh", page),
                agreement("never", page),
                agreement("nowhere", None),
            ],
            vec![check("old", DAY), check("fresh", 2 * DAY)],
        );
        let due = agreements_due(&rows, "1970-02-01");
        let ids: Vec<&str> = due.iter().map(|row| row.kept.id.as_str()).collect();
        assert_eq!(ids, ["never", "old"]);
    }

    #[test]
    fn what_was_lost_is_named_before_what_changed_and_prospects_are_not() {
        let watch = |subject: Subject, standing, looked| {
            let mut watch = Watch::new(subject, "Acme".into(), "https://blog.example/".into(), 1);
            watch.news = true;
            watch.looked = Some(looked);
            watch.state = Some(State {
                standing,
                because: Key::WatchLive.into(),
                changes: Vec::new(),
                noindexed: false,
                moved_to: None,
                last_there: None,
                then: None,
                now: None,
            });
            (watch.id.clone(), Arc::new(watch))
        };
        let watches: Watches = Arc::new(
            [
                watch(Subject::Backlink("a".into()), Standing::Changed, 9),
                watch(Subject::Backlink("b".into()), Standing::PageGone, 5),
                watch(Subject::Agreement("c".into()), Standing::Lost, 7),
                watch(Subject::Prospect("d".into()), Standing::Lost, 8),
            ]
            .into(),
        );
        let found = news(&watches, Some("Acme"));
        let ids: Vec<&str> = found.iter().map(|watch| watch.id.as_str()).collect();
        assert_eq!(ids, ["agreement c", "backlink b", "backlink a"]);
        assert_eq!(found.iter().filter(|watch| is_lost(watch)).count(), 2);
        assert_eq!(found.iter().filter(|watch| is_page_gone(watch)).count(), 1);
        assert!(news(&watches, Some("Other")).is_empty());
    }
}
