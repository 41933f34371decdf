//! What charts of records need: counts per kind and per week, and the marks of a scale. Pure, so that it is
//! tested without a browser.

use std::collections::BTreeMap;

use linkglance_core::profile::{Millis, week_of, weeks};

/// How many there are of each value, the most first; those that are as many in the order of the
/// values.
pub(in crate::dashboard) fn count_by<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// How many fall into each of the last weeks, the week of `now` last; weeks with none are 0. The
/// first week is the first that has any, at most `most` back.
pub(in crate::dashboard) fn by_week(
    times: impl Iterator<Item = Millis>,
    now: Millis,
    most: usize,
) -> Vec<(Millis, usize)> {
    let mut counts: BTreeMap<Millis, usize> = BTreeMap::new();
    for time in times {
        *counts.entry(week_of(time)).or_default() += 1;
    }
    weeks(counts.keys().next().copied(), now, most)
        .map(|week| (week, counts.get(&week).copied().unwrap_or_default()))
        .collect()
}

/// The values of a scale's marks: round numbers from 0 to at least `most`, at most six.
pub(in crate::dashboard) fn marks(most: usize) -> Vec<usize> {
    let rough = most.max(1).div_ceil(5);
    let mut unit = 1;
    while unit * 10 <= rough {
        unit *= 10;
    }
    let step = [1, 2, 5, 10].map(|times| times * unit);
    let step = step
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    (0..=most.max(1).div_ceil(step))
        .map(|mark| mark * step)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::profile::WEEK;

    /// Wednesday 2026-01-07, 12:00 UTC.
    const NOW: Millis = 1_767_787_200_000;
    /// Monday 2026-01-05.
    const MONDAY: Millis = 1_767_571_200_000;

    #[test]
    fn weeks_without_any_are_counted_as_none() {
        let times = [NOW, MONDAY, MONDAY - 2 * WEEK].into_iter();
        let weeks = by_week(times, NOW, 26);
        let counts: Vec<usize> = weeks.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [1, 0, 2]);
        assert_eq!(weeks.last().map(|(week, _)| *week), Some(MONDAY));
        assert!(by_week([].into_iter(), NOW, 26).is_empty());
        assert_eq!(by_week([1].into_iter(), NOW, 26).len(), 26);
    }

    #[test]
    fn the_most_frequent_stands_first() {
        let counts = count_by(["b", "a", "b", "c"].into_iter());
        assert_eq!(counts, [("b", 2), ("a", 1), ("c", 1)]);
    }

    #[test]
    fn a_scale_has_few_round_marks_and_holds_the_most() {
        assert_eq!(marks(0), [0, 1]);
        assert_eq!(marks(3), [0, 1, 2, 3]);
        assert_eq!(marks(47), [0, 10, 20, 30, 40, 50]);
        for most in 1..3000 {
            let marks = marks(most);
            assert!(marks.len() <= 6, "{most}: {marks:?}");
            assert!(*marks.last().unwrap() >= most);
        }
    }
}
