//! The schedule of requests: whatever comes, never more at once than the limits, nothing left out,
//! nothing twice, and a clock that jumps stops nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;

use linkglance_core::watch::{
    APART, AT_ONCE, Answer, Ending, Fault, LONGEST_APART, Millis, Next, OF_A_HOST, RETRIES,
    Response, Schedule, Wait, next,
};
use proptest::prelude::*;

fn answer(status: u16, retry_after: Option<&str>) -> Response {
    let headers = retry_after.map(|value| ("Retry-After".to_owned(), value.to_owned()));
    Response::Answer(Answer {
        status,
        headers: headers.into_iter().collect(),
        ..Answer::default()
    })
}

#[test]
fn only_what_may_be_over_soon_is_asked_again_and_waits_double() {
    let again = |long, asked| Next::Again { long, asked };
    for status in [200, 301, 400, 401, 403, 404, 410, 451, 999] {
        assert_eq!(next(&answer(status, Some("5")), 1, 0), Next::Done);
    }
    for fault in [Fault::NotAllowed, Fault::Elsewhere, Fault::Robots] {
        assert_eq!(next(&Response::Nothing(fault), 1, 0), Next::Done);
    }
    let ended = |status, ending| {
        Response::Answer(Answer {
            status,
            ending,
            ..Answer::default()
        })
    };
    for done in [ended(200, Ending::Cut), ended(404, Ending::Broken)] {
        assert_eq!(next(&done, 1, 0), Next::Done);
    }
    let lost = Response::Nothing(Fault::Network);
    for response in [
        ended(200, Ending::Broken),
        answer(408, None),
        answer(429, None),
        answer(500, None),
        answer(503, None),
        lost,
    ] {
        let waits = [2_000, 4_000, 8_000].map(|long| again(long, false));
        for (tries, wait) in (1..).zip(waits) {
            assert_eq!(next(&response, tries, 0), wait);
        }
        assert_eq!(next(&response, RETRIES + 1, 0), Next::Done);
    }
}

#[test]
fn a_server_is_left_alone_for_as_long_as_it_asks_up_to_a_day() {
    let day = 24 * 3_600 * 1_000;
    for (value, long) in [
        ("30", 30_000),
        ("60", 60_000),
        ("3600", 3_600_000),
        ("99999999999999999999999", day),
        ("0", 2_000),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 60_000),
    ] {
        let asked = Next::Again { long, asked: true };
        assert_eq!(next(&answer(429, Some(value)), 1, 60_000), asked, "{value}");
    }
    let unreadable = next(&answer(503, Some("soon")), 1, 0);
    assert_eq!(
        unreadable,
        Next::Again {
            long: 2_000,
            asked: false
        }
    );
}

#[test]
fn all_of_a_host_waits_when_its_server_asks_and_the_others_go_on() {
    let mut schedule = Schedule::default();
    for (key, host) in [("a", "one"), ("b", "one"), ("c", "two")] {
        schedule.add(key, host, Wait::default());
    }
    assert_eq!(schedule.start(0, 0.0).as_deref(), Some("a"));
    schedule.ended(
        "a",
        Next::Again {
            long: 60_000,
            asked: true,
        },
        100,
    );
    assert_eq!(schedule.start(5_000, 0.0).as_deref(), Some("c"));
    assert_eq!(schedule.start(60_099, 0.0), None);
    assert_eq!(schedule.look_again(60_099), Some(1));
    assert_eq!(schedule.start(60_100, 0.0).as_deref(), Some("b"));
}

#[test]
fn the_wait_that_ends_later_counts_in_whatever_order_they_are_known() {
    let long = Wait {
        since: 5_000,
        long: 60_000,
    };
    for other in [
        Wait {
            since: 5_000,
            long: 2_000,
        },
        Wait {
            since: 0,
            long: 3_000,
        },
    ] {
        for waits in [[long, other], [other, long]] {
            let mut schedule = Schedule::default();
            schedule.add("a", "one", Wait::default());
            for wait in waits {
                schedule.leave_alone("one", wait);
            }
            assert_eq!(schedule.look_again(6_000), Some(59_000), "{waits:?}");
        }
    }
}

#[test]
fn a_crawl_delay_keeps_requests_apart_within_reason() {
    for (delay, apart) in [
        (0, APART),
        (500, APART),
        (10_000, 10_000),
        (3_600_000, LONGEST_APART),
    ] {
        let mut schedule = Schedule::default();
        schedule.keep_apart("one", delay);
        for key in ["a", "b"] {
            schedule.add(key, "one", Wait::default());
        }
        let first = schedule.look_again(100).unwrap() + 100;
        assert_eq!(schedule.start(first, 0.0).as_deref(), Some("a"));
        assert_eq!(schedule.look_again(first), Some(apart));
    }
}

#[test]
fn what_a_stopped_worker_asked_counts_for_the_next_one() {
    let mut schedule = Schedule::default();
    schedule.add("a", "one", Wait::default());
    schedule.was_asked("one", 10_000);
    assert_eq!(schedule.start(10_999, 0.0), None);
    assert_eq!(schedule.start(11_000, 0.0).as_deref(), Some("a"));
}

#[test]
fn the_time_to_the_next_counts_from_when_a_request_went_out() {
    let mut schedule = Schedule::default();
    for key in ["a", "b"] {
        schedule.add(key, "one", Wait::default());
    }
    assert_eq!(schedule.start(5_000, 0.0).as_deref(), Some("a"));
    schedule.goes_out("a", 5_120);
    schedule.goes_out("unknown", 9_000);
    assert_eq!(schedule.start(6_119, 0.0), None);
    assert_eq!(schedule.start(6_120, 0.0).as_deref(), Some("b"));
}

#[test]
fn what_was_not_asked_for_after_all_keeps_nothing_waiting() {
    let mut schedule = Schedule::default();
    for key in ["a", "b", "c"] {
        schedule.add(key, "one", Wait::default());
    }
    assert_eq!(schedule.start(5_000, 0.0).as_deref(), Some("a"));
    schedule.ended("a", Next::Unasked, 5_001);
    assert_eq!(schedule.start(5_002, 0.0).as_deref(), Some("b"));
    schedule.ended("b", Next::Done, 5_003);
    assert_eq!(schedule.start(5_004, 0.0), None);
}

/// How a request ends, and after how long.
#[derive(Clone, Debug)]
struct End {
    after: Millis,
    response: Response,
}

fn end() -> impl Strategy<Value = End> {
    let response = prop_oneof![
        4 => Just(answer(200, None)),
        1 => Just(answer(503, None)),
        1 => (0_u32..200_000).prop_map(|seconds| answer(429, Some(&seconds.to_string()))),
        1 => Just(Response::Nothing(Fault::TimedOut)),
    ];
    (0_u64..20_000, response).prop_map(|(after, response)| End { after, response })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A run as a worker does it, over the clock that it sees. The clock may jump at any step.
    #[test]
    fn a_run_keeps_the_limits_asks_for_all_and_for_nothing_twice(
        hosts in prop::collection::vec(0_usize..5, 1..40),
        delays in prop::collection::vec(prop::option::of(0_u64..100_000), 5),
        ends in prop::collection::vec(end(), 1..20),
        jumps in prop::collection::vec(-100_000_000_i64..100_000_000, 0..6),
        jitters in prop::collection::vec(0.0_f64..=1.0, 1..10),
    ) {
        let mut schedule = Schedule::default();
        for (place, delay) in delays.iter().enumerate() {
            if let Some(delay) = delay {
                schedule.keep_apart(&place.to_string(), *delay);
            }
        }
        for (place, host) in hosts.iter().enumerate() {
            // Twice: the second is not taken.
            schedule.add(&place.to_string(), &host.to_string(), Wait::default());
            schedule.add(&place.to_string(), &host.to_string(), Wait::default());
        }
        prop_assert_eq!(schedule.waiting(), hosts.len());

        let mut now: Millis = 1_000_000_000_000;
        let mut jumps = jumps.into_iter();
        let (mut ends, mut jitters) = (ends.iter().cycle(), jitters.iter().cycle());
        let mut tries: BTreeMap<String, u8> = BTreeMap::new();
        // What is under way: when it ends by how much time is left, its host and its response.
        let mut under_way: BTreeMap<String, (Millis, usize, Response)> = BTreeMap::new();
        let mut last_start: BTreeMap<usize, Millis> = BTreeMap::new();
        let mut done = 0;
        for step in 0.. {
            prop_assert!(step < 20_000, "the run does not end");
            while let Some(key) = schedule.start(now, *jitters.next().unwrap()) {
                let host = hosts[key.parse::<usize>().unwrap()];
                if let Some(last) = last_start.insert(host, now) {
                    let apart = delays[host].unwrap_or(APART).clamp(APART, LONGEST_APART);
                    prop_assert!(now < last || now - last >= apart, "{} after {last}", now);
                }
                let End { after, response } = ends.next().unwrap().clone();
                prop_assert!(under_way.insert(key.clone(), (after, host, response)).is_none(), "twice at once");
                *tries.entry(key).or_default() += 1;
                prop_assert!(under_way.len() <= AT_ONCE);
                let of_host = under_way.values().filter(|(_, other, _)| *other == host).count();
                prop_assert!(of_host <= OF_A_HOST);
            }
            prop_assert_eq!(schedule.under_way(), under_way.len());
            let ends_first = under_way.iter().map(|(key, (left, ..))| (*left, key.clone())).min();
            let looks = schedule.look_again(now);
            let pass = match (&ends_first, looks) {
                (None, None) => break,
                (Some((left, _)), None) => *left,
                (None, Some(wait)) => wait,
                (Some((left, _)), Some(wait)) => wait.min(*left),
            };
            now += pass;
            for (left, ..) in under_way.values_mut() {
                *left -= pass;
            }
            while let Some(key) = under_way.iter().find(|(_, (left, ..))| *left == 0).map(|(key, _)| key.clone()) {
                let (_, _, response) = under_way.remove(&key).unwrap();
                let what = next(&response, tries[&key], now);
                done += usize::from(what == Next::Done);
                schedule.ended(&key, what, now);
            }
            if step % 7 == 3 && let Some(jump) = jumps.next() {
                now = now.saturating_add_signed(jump);
                // What was in the future counts from now on.
                for last in last_start.values_mut() {
                    *last = (*last).min(now);
                }
            }
        }
        prop_assert_eq!(done, hosts.len(), "each is done once");
        prop_assert_eq!(schedule.waiting() + schedule.under_way(), 0);
        prop_assert!(tries.values().all(|tries| *tries <= RETRIES + 1));
    }
}
