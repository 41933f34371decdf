//! The rows the user has selected: one by one, a range with shift, all that are shown.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::state::arrange::{Line, link_indices};
use crate::state::session::Session;

/// The selection in one table. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    chosen: RwSignal<HashSet<usize>>,
    /// The row that was selected last: where a range begins.
    last: StoredValue<Option<usize>>,
    lines: Memo<Arc<Vec<Line>>>,
}

impl Selection {
    pub(super) fn new(session: &Session, lines: Memo<Arc<Vec<Line>>>) -> Self {
        Self {
            chosen: session.selected.clone().into(),
            last: StoredValue::new(None),
            lines,
        }
    }

    pub(super) fn has(self, link: usize) -> bool {
        self.chosen.with(|chosen| chosen.contains(&link))
    }

    /// How many of the links shown are selected.
    pub(super) fn count(self) -> usize {
        self.links().len()
    }

    /// The selected links among those that are shown, in the table's order.
    pub(super) fn links(self) -> Vec<usize> {
        let shown = self.lines.with(|lines| link_indices(lines));
        self.chosen.with(|chosen| {
            shown
                .into_iter()
                .filter(|link| chosen.contains(link))
                .collect()
        })
    }

    /// All links that are shown, in the table's order.
    pub(super) fn shown(self) -> Vec<usize> {
        self.lines.with(|lines| link_indices(lines))
    }

    /// Selects some links or lets go of them; `extend` takes all between the last one and these.
    pub(super) fn set(self, links: &[usize], selected: bool, extend: bool) {
        let Some(&to) = links.first() else { return };
        let range = match self.last.get_value().filter(|_| extend) {
            Some(from) => {
                let shown = self.lines.with_untracked(|lines| link_indices(lines));
                between(&shown, from, to)
            }
            None => Vec::new(),
        };
        self.chosen.update(|chosen| {
            for &link in links.iter().chain(&range) {
                if selected {
                    chosen.insert(link);
                } else {
                    chosen.remove(&link);
                }
            }
        });
        self.last.set_value(Some(to));
    }

    pub(super) fn select_shown(self) {
        let shown = self.lines.with_untracked(|lines| link_indices(lines));
        self.chosen.set(shown.into_iter().collect());
    }

    pub(super) fn clear(self) {
        self.chosen.set(HashSet::new());
        self.last.set_value(None);
    }
}

/// The links from one to the other, both included, whichever comes first; none where one of them
/// is not there.
fn between(shown: &[usize], from: usize, to: usize) -> Vec<usize> {
    let place = |link| shown.iter().position(|&other| other == link);
    let (Some(a), Some(b)) = (place(from), place(to)) else {
        return Vec::new();
    };
    shown.get(a.min(b)..=a.max(b)).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_both_ways_and_holds_its_ends() {
        let shown = [7, 3, 9, 1];
        assert_eq!(between(&shown, 3, 1), [3, 9, 1]);
        assert_eq!(between(&shown, 9, 7), [7, 3, 9]);
        assert_eq!(between(&shown, 9, 9), [9]);
        assert!(between(&shown, 9, 4).is_empty());
    }
}
