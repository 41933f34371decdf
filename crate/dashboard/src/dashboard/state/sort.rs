//! The order of a list's rows: pure, and made for hundreds of thousands of them.

use std::sync::Arc;

/// By what a row is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum By<'a> {
    Text(&'a str),
    Number(u64),
    /// Stands after all that is known.
    Unknown,
}

/// What a column is sorted by.
pub(in crate::dashboard) type Order<R> = for<'a> fn(&'a R) -> By<'a>;

impl<'a> By<'a> {
    /// A text; one without letters is unknown.
    pub(in crate::dashboard) fn text(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Unknown
        } else {
            Self::Text(text)
        }
    }

    /// A number in which what is before is smaller; of texts, that of eight letters from a part on.
    fn rank(self, part: usize) -> u64 {
        match self {
            Self::Text(text) => {
                let bytes = text.as_bytes().get(part * 8..).unwrap_or_default();
                let mut bytes = bytes.iter();
                (0..8).fold(0, |rank, _| {
                    let byte = bytes.next().map_or(0, u8::to_ascii_lowercase);
                    rank << 8 | u64::from(byte)
                })
            }
            Self::Number(number) => number,
            Self::Unknown => u64::MAX,
        }
    }

    /// Whether there may be more behind a part with this rank.
    const fn goes_on(self, rank: u64) -> bool {
        matches!(self, Self::Text(_)) && rank & 0xff != 0
    }
}

/// A row with its rank and its place before it was sorted.
type Ranked<'a, R> = (u64, usize, &'a Arc<R>);

/// An order that was chosen.
pub(in crate::dashboard) struct Sort<R> {
    /// The column's name.
    pub(in crate::dashboard) by: &'static str,
    pub(in crate::dashboard) order: Order<R>,
    pub(in crate::dashboard) descending: bool,
}

impl<R> Clone for Sort<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Sort<R> {}

impl<R> PartialEq for Sort<R> {
    fn eq(&self, other: &Self) -> bool {
        (self.by, self.descending) == (other.by, other.descending)
    }
}

impl<R> Sort<R> {
    /// The order after a click on a column's head: by that column, or the other way round.
    pub(in crate::dashboard) fn clicked(
        self,
        by: &'static str,
        order: Order<R>,
        descending: bool,
    ) -> Self {
        let descending = if self.by == by {
            !self.descending
        } else {
            descending
        };
        Self {
            by,
            order,
            descending,
        }
    }

    /// The rows in this order; those that are alike stay as they are.
    pub(in crate::dashboard) fn apply(self, rows: &[Arc<R>]) -> Vec<Arc<R>> {
        let ranked = rows.iter().enumerate();
        let mut ranked: Vec<Ranked<'_, R>> = ranked.map(|(at, row)| (0, at, row)).collect();
        self.arrange(&mut ranked, 0);
        let sorted = ranked.into_iter().map(|(_, _, row)| Arc::clone(row));
        sorted.collect()
    }

    /// Puts rows in order by one part of what they are sorted by, then those that are alike in it by the
    /// next: texts that begin alike, such as addresses, are looked at no more often than others.
    fn arrange(self, rows: &mut [Ranked<'_, R>], part: usize) {
        for (rank, _, row) in rows.iter_mut() {
            *rank = (self.order)(row).rank(part);
        }
        if self.descending {
            rows.sort_unstable_by(|(a, at_a, _), (b, at_b, _)| b.cmp(a).then(at_a.cmp(at_b)));
        } else {
            rows.sort_unstable_by_key(|(rank, at, _)| (*rank, *at));
        }
        for alike in rows.chunk_by_mut(|(a, _, _), (b, _, _)| a == b) {
            let first = alike.first();
            let more = first.is_some_and(|(rank, _, row)| (self.order)(row).goes_on(*rank));
            if more && alike.len() > 1 {
                self.arrange(alike, part + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row(&'static str, u64);

    fn text(row: &Row) -> By<'_> {
        By::text(row.0)
    }

    fn number(row: &Row) -> By<'_> {
        By::Number(row.1)
    }

    fn sorted(order: Order<Row>, descending: bool) -> Vec<(&'static str, u64)> {
        let all = [
            ("a longer title, b", 3),
            ("", 3),
            ("B", 1),
            ("A longer title, a", 2),
            ("é", 3),
        ];
        let rows: Vec<Arc<Row>> = all.map(|(text, number)| Arc::new(Row(text, number))).into();
        let sort = Sort {
            by: "x",
            order,
            descending,
        };
        sort.apply(&rows).iter().map(|row| (row.0, row.1)).collect()
    }

    #[test]
    fn texts_are_sorted_without_regard_to_capitals_and_what_is_unknown_stands_last() {
        let upwards = sorted(text, false);
        let names: Vec<&str> = upwards.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            ["A longer title, a", "a longer title, b", "B", "é", ""]
        );
    }

    #[test]
    fn texts_that_begin_alike_are_sorted_by_what_follows() {
        let all = [
            "12345678",
            "1234567812345678b",
            "1234567",
            "1234567812345678",
            "1234567812345678A",
        ];
        let rows: Vec<Arc<Row>> = all.map(|text| Arc::new(Row(text, 0))).into();
        let mut sorted: Vec<&str> = all.into();
        sorted.sort_by_key(|text| text.to_lowercase());
        for descending in [false, true] {
            let sort = Sort {
                by: "x",
                order: text,
                descending,
            };
            let rows = sort.apply(&rows);
            let found: Vec<&str> = rows.iter().map(|row| row.0).collect();
            assert_eq!(found, sorted);
            sorted.reverse();
        }
    }

    #[test]
    fn what_is_alike_stays_as_it_was_in_both_directions() {
        let names = |descending| -> Vec<&str> {
            let sorted = sorted(number, descending);
            sorted.iter().map(|(name, _)| *name).collect()
        };
        let long = ["A longer title, a", "a longer title, b"];
        assert_eq!(names(false), ["B", long[0], long[1], "", "é"]);
        assert_eq!(names(true), [long[1], "", "é", long[0], "B"]);
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let first = Sort {
            by: "kept",
            order: number,
            descending: true,
        };
        let other = first.clicked("page", text, false);
        assert_eq!((other.by, other.descending), ("page", false));
        assert!(other.clicked("page", text, false).descending);
        assert!(other.clicked("kept", number, true) == first);
    }
}
