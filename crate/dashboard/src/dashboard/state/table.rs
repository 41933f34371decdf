//! A list as the user has left it: its order, its filters, what is selected, which row is open. What a
//! move or a range means is pure and tested; the signals are around it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::filter::{Chosen, Filters};
use super::row::{Listed, Rows, of_site};
use super::sort::Sort;
use linkglance_browser::clock;

/// One list. Copies share it.
pub(in crate::dashboard) struct Table<R: Listed> {
    /// Whether all its rows were read.
    pub(in crate::dashboard) ready: Signal<bool>,
    /// All rows of the chosen site.
    pub(in crate::dashboard) all: Memo<Rows<R>>,
    /// Those that the filters let through, in order.
    pub(in crate::dashboard) shown: Memo<Rows<R>>,
    pub(in crate::dashboard) filters: &'static Filters<R>,
    pub(in crate::dashboard) chosen: RwSignal<Chosen>,
    pub(in crate::dashboard) sort: RwSignal<Sort<R>>,
    pub(in crate::dashboard) selected: RwSignal<HashSet<String>>,
    /// Where a range of selected rows begins.
    anchor: RwSignal<Option<String>>,
    /// The row that the keyboard is on.
    pub(in crate::dashboard) current: RwSignal<Option<String>>,
    /// The row whose details are open.
    pub(in crate::dashboard) open: RwSignal<Option<String>>,
    /// The same row as it is now; `None` where it is gone, or of another site.
    pub(in crate::dashboard) opened: Memo<Option<Arc<R>>>,
    /// Which of the details' tabs is open; the first if there is none of this name.
    pub(in crate::dashboard) tab: RwSignal<&'static str>,
    /// The columns that were switched off.
    pub(in crate::dashboard) hidden: RwSignal<BTreeSet<String>>,
    /// The columns that no row has anything in.
    pub(in crate::dashboard) absent: Memo<Vec<&'static str>>,
}

impl<R: Listed> Clone for Table<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Listed> Copy for Table<R> {}

impl<R: Listed> Table<R> {
    /// The list of what was read, none while it was not, of the chosen site.
    pub(in crate::dashboard) fn new(
        read: Signal<Option<Rows<R>>>,
        site: RwSignal<Option<String>>,
        filters: &'static Filters<R>,
        sort: Sort<R>,
    ) -> Self {
        Self::in_steps(read, Signal::stored(None), site, filters, sort)
    }

    /// The same with some rows that are shown while not all are read.
    pub(in crate::dashboard) fn in_steps(
        read: Signal<Option<Rows<R>>>,
        soon: Signal<Option<Rows<R>>>,
        site: RwSignal<Option<String>>,
        filters: &'static Filters<R>,
        sort: Sort<R>,
    ) -> Self {
        let all = Memo::new(move |_| {
            let rows = read.get().or_else(|| soon.get()).unwrap_or_default();
            site.with(|site| of_site(&rows, site.as_deref()))
        });
        let sort = RwSignal::new(sort);
        let chosen = RwSignal::new(Chosen::default());
        // Two steps: sorting is the dear one, and typing into the search leaves the order alone.
        let sorted = Memo::new(move |_| {
            let sort = sort.get();
            all.with(|rows| Rows::new(sort.apply(rows)))
        });
        let shown = Memo::new(move |_| {
            chosen.with(|chosen| {
                if chosen.is_empty() {
                    sorted.get()
                } else {
                    let today = clock::today();
                    sorted.with(|rows| Rows::new(filters.pick(chosen, rows, &today)))
                }
            })
        });
        let open = RwSignal::new(None::<String>);
        let opened = Memo::new(move |_| {
            let id = open.get()?;
            all.with(|rows| rows.iter().find(|row| row.key() == id).cloned())
        });
        Self {
            ready: Signal::derive(move || read.with(Option::is_some)),
            all,
            shown,
            filters,
            chosen,
            sort,
            selected: RwSignal::default(),
            anchor: RwSignal::new(None),
            current: RwSignal::new(None),
            open,
            opened,
            tab: RwSignal::new(""),
            hidden: RwSignal::default(),
            absent: Memo::new(move |_| {
                let absent =
                    |column: &&str| all.with(|rows| !rows.iter().any(|row| row.has(column)));
                R::OPTIONAL.iter().copied().filter(absent).collect()
            }),
        }
    }

    /// Opens a row's details.
    pub(in crate::dashboard) fn show(self, id: &str) {
        self.current.set(Some(id.to_owned()));
        self.open.set(Some(id.to_owned()));
    }

    /// Closes them.
    pub(in crate::dashboard) fn close(self) {
        self.open.set(None);
    }

    /// Goes to the row after or before the current one; its details follow where some are open. Gives
    /// the row's place.
    pub(in crate::dashboard) fn step(self, forward: bool) -> Option<usize> {
        let current = self.current.get_untracked();
        let (at, id) = self.shown.with_untracked(|rows| {
            let at = current.and_then(|id| place(rows, &id));
            let to = next(at, rows.len(), forward)?;
            Some((to, rows.get(to)?.key().to_owned()))
        })?;
        if self.open.with_untracked(Option::is_some) {
            self.open.set(Some(id.clone()));
        }
        self.current.set(Some(id));
        Some(at)
    }

    /// Selects a row, or lets go of it; with a range, all from the one before up to it.
    pub(in crate::dashboard) fn toggle(self, id: &str, range: bool) {
        let anchor = self.anchor.get_untracked().filter(|_| range);
        let ids = anchor.and_then(|anchor| {
            let ids = self.shown.with_untracked(|rows| between(rows, &anchor, id));
            ids.filter(|ids| !ids.is_empty())
        });
        self.selected.update(|selected| match ids {
            Some(ids) => selected.extend(ids),
            None if selected.remove(id) => {}
            None => drop(selected.insert(id.to_owned())),
        });
        self.anchor.set(Some(id.to_owned()));
    }

    /// Whether all rows that are shown are selected.
    pub(in crate::dashboard) fn all_selected(self) -> bool {
        self.shown.with(|rows| {
            self.selected.with(|ids| {
                !ids.is_empty()
                    && !rows.is_empty()
                    && rows.iter().all(|row| ids.contains(row.key()))
            })
        })
    }

    /// Selects all rows that are shown, or none where all are.
    pub(in crate::dashboard) fn toggle_all(self) {
        let every = untrack(|| self.all_selected());
        self.selected.update(|ids| {
            ids.clear();
            if !every {
                self.shown.with_untracked(|rows| {
                    ids.extend(rows.iter().map(|row| row.key().to_owned()));
                });
            }
        });
    }

    /// Lets go of all rows, and says whether any were selected.
    pub(in crate::dashboard) fn clear(self) -> bool {
        let any = self.selected.with_untracked(|ids| !ids.is_empty());
        if any {
            self.selected.update(HashSet::clear);
        }
        any
    }

    /// The selected rows that are shown: the user changes only what they see.
    pub(in crate::dashboard) fn picked(self) -> Vec<Arc<R>> {
        self.shown.with(|rows| {
            self.selected.with(|ids| {
                if ids.is_empty() {
                    return Vec::new();
                }
                let picked = rows.iter().filter(|row| ids.contains(row.key()));
                picked.cloned().collect()
            })
        })
    }

    /// Their keys, as they are now.
    pub(in crate::dashboard) fn picked_keys(self) -> Vec<String> {
        let picked = untrack(|| self.picked());
        picked.iter().map(|row| row.key().to_owned()).collect()
    }
}

/// Where a row stands.
pub(in crate::dashboard) fn place<R: Listed>(rows: &[Arc<R>], id: &str) -> Option<usize> {
    rows.iter().position(|row| row.key() == id)
}

/// Where a step leads from a place, or from none; `None` at the end.
fn next(at: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let to = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1)?,
    };
    (to < count).then_some(to)
}

/// The keys of all rows from one to another, in whichever order; `None` where one of them is not there.
fn between<R: Listed>(rows: &[Arc<R>], from: &str, to: &str) -> Option<Vec<String>> {
    let (from, to) = (place(rows, from)?, place(rows, to)?);
    let (first, last) = (from.min(to), from.max(to));
    let rows = rows.iter().skip(first).take(last - first + 1);
    Some(rows.map(|row| row.key().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(PartialEq, Eq)]
    struct Row(&'static str);

    impl Listed for Row {
        fn key(&self) -> &str {
            self.0
        }
        fn site(&self) -> Option<&str> {
            Some("Acme").filter(|_| self.0 != "c")
        }
        fn title(&self) -> String {
            String::new()
        }
        fn url(&self) -> Option<&str> {
            None
        }
        fn words(&self) -> &str {
            self.0
        }
    }

    fn rows() -> Rows<Row> {
        Arc::new(["a", "b", "c", "d"].map(|id| Arc::new(Row(id))).into())
    }

    #[test]
    fn steps_stop_at_the_ends_and_begin_at_the_first() {
        assert_eq!(next(None, 3, true), Some(0));
        assert_eq!(next(None, 3, false), Some(0));
        assert_eq!(next(Some(1), 3, true), Some(2));
        assert_eq!(next(Some(2), 3, true), None);
        assert_eq!(next(Some(0), 3, false), None);
        assert_eq!(next(None, 0, true), None);
    }

    #[test]
    fn a_range_goes_in_either_direction() {
        let ids = |from, to| between(&rows(), from, to);
        assert_eq!(
            ids("b", "d"),
            Some(vec!["b".into(), "c".into(), "d".into()])
        );
        assert_eq!(ids("b", "a"), Some(vec!["a".into(), "b".into()]));
        assert_eq!(ids("b", "x"), None);
    }

    #[test]
    fn a_site_has_its_own_rows_and_those_of_none() {
        assert_eq!(of_site(&rows(), None).len(), 4);
        assert_eq!(of_site(&rows(), Some("Acme")).len(), 4);
        assert_eq!(of_site(&rows(), Some("Other")).len(), 1);
    }
}
