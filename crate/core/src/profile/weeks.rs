//! A profile over time: what was new and what was lost in each week, and how many domains there were.

use std::collections::BTreeMap;

use super::{Fact, Millis};

/// A day in milliseconds.
pub const DAY: Millis = 24 * 60 * 60 * 1000;
/// A week in milliseconds.
pub const WEEK: Millis = 7 * DAY;
/// 1970-01-01 was a Thursday: the Monday before it is three days earlier.
const THURSDAY: Millis = 3 * DAY;

/// The pace is that of so many weeks, against so many before them.
const RECENT: u64 = 4;
const BEFORE: u64 = 12;

/// The start of a moment's week, Monday 00:00 UTC.
pub fn week_of(time: Millis) -> Millis {
    ((time + THURSDAY) / WEEK * WEEK).saturating_sub(THURSDAY)
}

/// The weeks from that of `first` to that of `now`, at most so many; none without a first.
pub fn weeks(first: Option<Millis>, now: Millis, most: usize) -> impl Iterator<Item = Millis> {
    let last = week_of(now);
    let earliest = last.saturating_sub(WEEK * (most as u64).saturating_sub(1));
    let count = first.map_or(0, |first| {
        last.saturating_sub(week_of(first).max(earliest)) / WEEK + 1
    });
    (0..count).rev().map(move |back| last - back * WEEK)
}

/// What happened in a week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Week {
    /// Its Monday.
    pub start: Millis,
    /// How many links were first known in it.
    pub new: usize,
    /// How many were lost in it.
    pub lost: usize,
}

/// The links that were new and those that were lost in each of the last weeks, the week of `now` last.
pub fn new_and_lost(facts: &[Fact<'_>], now: Millis, most: usize) -> Vec<Week> {
    let mut counts: BTreeMap<Millis, (usize, usize)> = BTreeMap::new();
    for fact in facts {
        counts.entry(week_of(fact.first)).or_default().0 += 1;
        if let Some(lost) = fact.lost {
            counts.entry(week_of(lost)).or_default().1 += 1;
        }
    }
    let first = counts.keys().next().copied();
    let week = |start| {
        let (new, lost) = counts.get(&start).copied().unwrap_or_default();
        Week { start, new, lost }
    };
    weeks(first, now, most).map(week).collect()
}

/// How many domains had a link at the end of each of the last weeks.
pub fn domains_by_week(facts: &[Fact<'_>], now: Millis, most: usize) -> Vec<(Millis, usize)> {
    let mut of: BTreeMap<&str, Vec<&Fact<'_>>> = BTreeMap::new();
    for fact in facts {
        of.entry(fact.domain).or_default().push(fact);
    }
    let first = facts.iter().map(|fact| fact.first).min();
    let at_end = |start: Millis| {
        let end = (start + WEEK - 1).min(now);
        let there = of
            .values()
            .filter(|links| links.iter().any(|link| link.is_there(end)));
        (start, there.count())
    };
    weeks(first, now, most).map(at_end).collect()
}

/// How fast domains come: how many are new, as counts, so that none is a rate of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// New domains in the last four weeks.
    pub recent: usize,
    /// New domains in the twelve weeks before them.
    pub before: usize,
}

/// The pace of a profile; `None` where it is known for less than all of these weeks.
pub fn pace(facts: &[Fact<'_>], now: Millis) -> Option<Pace> {
    let mut first: BTreeMap<&str, Millis> = BTreeMap::new();
    for fact in facts {
        let known = first.entry(fact.domain).or_insert(fact.first);
        *known = (*known).min(fact.first);
    }
    let recent = now.saturating_sub(RECENT * WEEK);
    let before = recent.saturating_sub(BEFORE * WEEK);
    let count = |from: Millis, to: Millis| {
        let within = first.values().filter(|at| (from..to).contains(*at));
        within.count()
    };
    let is_old = first.values().any(|at| *at < before);
    is_old.then(|| Pace {
        recent: count(recent, now + 1),
        before: count(before, recent),
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::fact;
    use super::*;

    /// Wednesday 2026-01-07, 12:00 UTC.
    const NOW: Millis = 1_767_787_200_000;
    /// Monday 2026-01-05.
    const MONDAY: Millis = 1_767_571_200_000;

    fn at(domain: &str, first: Millis, lost: Option<Millis>) -> Fact<'_> {
        Fact {
            first,
            lost,
            ..fact(domain, domain)
        }
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(week_of(NOW), MONDAY);
        assert_eq!(week_of(MONDAY), MONDAY);
        assert_eq!(week_of(MONDAY - 1), MONDAY - WEEK);
        assert_eq!(week_of(0), 0);
    }

    #[test]
    fn weeks_without_anything_are_there_and_the_oldest_are_left_out() {
        let facts = [
            at("a", MONDAY - 2 * WEEK, Some(NOW)),
            at("b", NOW, None),
            at("c", NOW, None),
        ];
        let found = new_and_lost(&facts, NOW, 26);
        let counts: Vec<_> = found.iter().map(|week| (week.new, week.lost)).collect();
        assert_eq!(counts, [(1, 0), (0, 0), (2, 1)]);
        assert_eq!(new_and_lost(&facts, NOW, 2).len(), 2);
        assert!(new_and_lost(&[], NOW, 26).is_empty());
    }

    #[test]
    fn a_domain_is_there_as_long_as_one_of_its_links_is() {
        let facts = [
            at("a", MONDAY - 2 * WEEK, Some(MONDAY - WEEK)),
            at("a", MONDAY - 2 * WEEK, Some(MONDAY)),
            at("b", MONDAY - WEEK, None),
        ];
        let counts: Vec<usize> = domains_by_week(&facts, NOW, 26)
            .into_iter()
            .map(|(_, count)| count)
            .collect();
        assert_eq!(counts, [1, 2, 1]);
    }

    #[test]
    fn a_pace_needs_all_of_its_weeks() {
        let young = [at("a", NOW - 5 * WEEK, None)];
        assert_eq!(pace(&young, NOW), None);
        let old = [
            at("a", NOW - 17 * WEEK, None),
            at("a", NOW - WEEK, None),
            at("b", NOW - 16 * WEEK, None),
            at("c", NOW - 4 * WEEK, None),
            at("d", NOW, None),
        ];
        let found = pace(&old, NOW).map(|pace| (pace.recent, pace.before));
        assert_eq!(found, Some((2, 1)));
    }
}
