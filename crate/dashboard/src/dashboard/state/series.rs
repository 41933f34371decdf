//! What the charts show: records counted per kind or per week. Pure, so that it is tested without a
//! browser.

use std::collections::BTreeMap;

use linkglance_core::prospect::Millis;

const DAY: u64 = 24 * 60 * 60 * 1000;
const WEEK: u64 = 7 * DAY;
/// 1970-01-01 was a Thursday: the Monday before it is three days earlier.
const THURSDAY: u64 = 3 * DAY;

/// At most so many weeks are charted; the ones before are counted into the start.
pub(in crate::dashboard) const MAX_WEEKS: usize = 26;

/// The start of a moment's week, Monday 00:00 UTC.
pub(in crate::dashboard) fn week_of(time: Millis) -> Millis {
    ((time + THURSDAY) / WEEK * WEEK).saturating_sub(THURSDAY)
}

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
/// first week is the first that has any, at most [`MAX_WEEKS`] back.
pub(in crate::dashboard) fn by_week(
    times: impl Iterator<Item = Millis>,
    now: Millis,
) -> Vec<(Millis, usize)> {
    let mut counts: BTreeMap<Millis, usize> = BTreeMap::new();
    for time in times {
        *counts.entry(week_of(time)).or_default() += 1;
    }
    weeks(counts.keys().next().copied(), now)
        .map(|week| (week, counts.get(&week).copied().unwrap_or_default()))
        .collect()
}

/// How many different values were known at the end of each of the last weeks.
pub(in crate::dashboard) fn distinct_by_week<T: Ord>(
    known: impl Iterator<Item = (T, Millis)>,
    now: Millis,
) -> Vec<(Millis, usize)> {
    let mut first: BTreeMap<T, Millis> = BTreeMap::new();
    for (value, time) in known {
        let seen = first.entry(value).or_insert(time);
        *seen = (*seen).min(time);
    }
    let first: Vec<Millis> = first.into_values().map(week_of).collect();
    weeks(first.iter().min().copied(), now)
        .map(|week| (week, first.iter().filter(|first| **first <= week).count()))
        .collect()
}

fn weeks(first: Option<Millis>, now: Millis) -> impl Iterator<Item = Millis> {
    let last = week_of(now);
    let earliest = last.saturating_sub(WEEK * (MAX_WEEKS as u64 - 1));
    let count = first.map_or(0, |first| {
        (last.saturating_sub(first.max(earliest))) / WEEK + 1
    });
    (0..count).rev().map(move |back| last - back * WEEK)
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

    /// Wednesday 2026-01-07, 12:00 UTC.
    const NOW: Millis = 1_767_787_200_000;
    /// Monday 2026-01-05.
    const MONDAY: Millis = 1_767_571_200_000;

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(week_of(NOW), MONDAY);
        assert_eq!(week_of(MONDAY), MONDAY);
        assert_eq!(week_of(MONDAY - 1), MONDAY - WEEK);
        assert_eq!(week_of(0), 0);
    }

    #[test]
    fn weeks_without_any_are_counted_as_none() {
        let times = [NOW, MONDAY, MONDAY - 2 * WEEK].into_iter();
        let weeks = by_week(times, NOW);
        let counts: Vec<usize> = weeks.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [1, 0, 2]);
        assert_eq!(weeks.last().map(|(week, _)| *week), Some(MONDAY));
        assert!(by_week([].into_iter(), NOW).is_empty());
        assert_eq!(by_week([1].into_iter(), NOW).len(), MAX_WEEKS);
    }

    #[test]
    fn a_domain_counts_from_the_week_it_was_first_known() {
        let known = [("a", NOW), ("a", MONDAY - WEEK), ("b", NOW)].into_iter();
        let counts: Vec<usize> = distinct_by_week(known, NOW)
            .into_iter()
            .map(|(_, n)| n)
            .collect();
        assert_eq!(counts, [1, 2]);
        let old = [("a", 1), ("b", NOW)].into_iter();
        let weeks = distinct_by_week(old, NOW);
        assert_eq!(
            weeks.first().map(|(_, n)| *n),
            Some(1),
            "what is older is counted in"
        );
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
