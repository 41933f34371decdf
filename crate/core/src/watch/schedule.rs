//! When to ask for what: many pages, a few at a time, no host in a hurry. The schedule is data; who
//! asks brings the clock and a random number.
//!
//! Waits are counted from their beginning, so a clock that is set back makes none of them longer
//! than it was to be, and one that is set forward makes nothing start beyond the limits.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::response::{Ending, Fault, Response};
use super::{Moment, retry_after};

/// Milliseconds; of a moment, since the beginning of 1970, UTC.
pub type Millis = u64;

/// How many requests are under way at once.
pub const AT_ONCE: usize = 6;
/// How many of one host.
pub const OF_A_HOST: usize = 2;
/// The least time from one request of a host to its next.
pub const APART: Millis = 1_000;
/// The longest that a host's crawl-delay can make it.
pub const LONGEST_APART: Millis = 30_000;
/// How many times a request is tried again.
pub const RETRIES: u8 = 3;
/// The wait before the first of them; each next one waits twice as long.
const FIRST_WAIT: Millis = 2_000;
/// The longest wait that a server is granted: what wants more than a day is asked after a day.
const LONGEST_WAIT: Millis = 24 * 3_600 * 1_000;

/// A wait: since when, and how long.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Wait {
    /// When it began.
    pub since: Millis,
    /// How long it is.
    pub long: Millis,
}

impl Wait {
    /// What is left of it. A beginning in the future was noted by a clock that has been set back: the
    /// wait begins again.
    fn left(&mut self, now: Millis) -> Millis {
        self.since = self.since.min(now);
        self.end().saturating_sub(now)
    }

    /// When it is over.
    const fn end(self) -> Millis {
        self.since.saturating_add(self.long)
    }
}

/// What is next for a request that has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// Nothing: what came is its answer.
    Done,
    /// Nothing, and no request was made: the next one of the host need not wait for this one.
    Unasked,
    /// It is asked again, not before this wait is over.
    Again {
        /// How long.
        long: Millis,
        /// Whether the server itself asked for it: then all of the host waits.
        asked: bool,
    },
}

/// What is next after a response; `tries` is how many times this was asked for by now. Asked again
/// is only after what may be over soon: 408, 429, 5xx, no answer in time, a connection that broke, be it in
/// the midst of an answer.
pub fn next(response: &Response, tries: u8, now: Millis) -> Next {
    let may_be_over = match response {
        Response::Answer(answer) => match answer.status {
            408 | 429 | 500..=599 => true,
            // Of any other the body does not count.
            200..=299 => answer.ending == Ending::Broken,
            _ => false,
        },
        Response::Nothing(fault) => matches!(fault, Fault::TimedOut | Fault::Network),
    };
    if !may_be_over || tries > RETRIES {
        return Next::Done;
    }
    let doubled = FIRST_WAIT << tries.saturating_sub(1);
    let asked = match response {
        Response::Answer(answer) => answer
            .header("retry-after")
            .and_then(|value| retry_after(value, now / 1_000)),
        Response::Nothing(_) => None,
    };
    match asked {
        Some(seconds) => Next::Again {
            long: seconds.saturating_mul(1_000).clamp(doubled, LONGEST_WAIT),
            asked: true,
        },
        None => Next::Again {
            long: doubled,
            asked: false,
        },
    }
}

/// Requests that are to be made, and the hosts they go to.
#[derive(Clone, Default, Debug)]
pub struct Schedule {
    /// Those that wait, in the order in which they came.
    waiting: Vec<Turn>,
    /// Those that are under way.
    under_way: BTreeMap<String, UnderWay>,
    /// All that wait or are under way.
    known: BTreeSet<String>,
    hosts: BTreeMap<String, Host>,
}

#[derive(Clone, Debug)]
struct Turn {
    key: String,
    host: String,
    wait: Wait,
}

#[derive(Clone, Debug)]
struct UnderWay {
    host: String,
    /// The host's wait before this one started, and its wait since.
    spacing: (Wait, Wait),
}

#[derive(Clone, Copy, Default, Debug)]
struct Host {
    /// The time between two requests.
    apart: Millis,
    /// The wait since the last request.
    spacing: Wait,
    /// The wait that the server asked for.
    quiet: Wait,
    under_way: usize,
}

impl Host {
    fn left(&mut self, now: Millis) -> Millis {
        self.spacing.left(now).max(self.quiet.left(now))
    }
}

impl Schedule {
    /// Adds a request, known by a key; `wait` is what it has to wait for by itself. One that waits
    /// already or is under way is not added again.
    pub fn add(&mut self, key: &str, host: &str, wait: Wait) {
        if self.known.insert(key.to_owned()) {
            self.waiting.push(Turn {
                key: key.to_owned(),
                host: host.to_owned(),
                wait,
            });
        }
    }

    /// Takes out a request that waits. One that is under way ends by itself.
    pub fn remove(&mut self, key: &str) {
        self.waiting.retain(|turn| turn.key != key);
        if !self.under_way.contains_key(key) {
            self.known.remove(key);
        }
    }

    /// A host was asked at this moment, perhaps by a worker that was stopped since.
    pub fn was_asked(&mut self, host: &str, at: Millis) {
        let host = self.host(host);
        if host.spacing.since < at {
            host.spacing = Wait {
                since: at,
                long: host.apart.max(APART),
            };
        }
    }

    /// A request that is under way goes out at this moment, and not when it was its turn: the time to
    /// its host's next counts from here.
    pub fn goes_out(&mut self, key: &str, now: Millis) {
        let Some(under_way) = self.under_way.get_mut(key) else {
            return;
        };
        let (_, since) = &mut under_way.spacing;
        let host = self.hosts.entry(under_way.host.clone()).or_default();
        if host.spacing == *since {
            since.since = now;
            host.spacing = *since;
        }
    }

    /// A host's robots.txt wants so much time between two requests. What is more than
    /// [`LONGEST_APART`] is not granted.
    pub fn keep_apart(&mut self, host: &str, apart: Millis) {
        let host = self.host(host);
        host.apart = apart.clamp(APART, LONGEST_APART);
        host.spacing.long = host.spacing.long.max(host.apart);
    }

    /// A host's server asked to be left alone. Of two such waits the one that ends later counts.
    pub fn leave_alone(&mut self, host: &str, wait: Wait) {
        let quiet = &mut self.host(host).quiet;
        if quiet.end() < wait.end() {
            *quiet = wait;
        }
    }

    /// The request that may start now, the one that has waited longest; it counts as under way from now
    /// on. `jitter`, from 0 to 1, makes the time to the host's next request up to half as long again.
    pub fn start(&mut self, now: Millis, jitter: f64) -> Option<String> {
        if self.under_way.len() >= AT_ONCE {
            return None;
        }
        let hosts = &mut self.hosts;
        let at = self.waiting.iter_mut().position(|turn| {
            let host = hosts.entry(turn.host.clone()).or_default();
            host.under_way < OF_A_HOST && turn.wait.left(now) == 0 && host.left(now) == 0
        })?;
        let Turn { key, host, .. } = self.waiting.remove(at);
        let asked = self.host(&host);
        asked.under_way += 1;
        let apart = asked.apart.max(APART);
        let since = Wait {
            since: now,
            long: apart + part_of(apart / 2, jitter),
        };
        let spacing = (asked.spacing, since);
        asked.spacing = since;
        let under_way = UnderWay { host, spacing };
        self.under_way.insert(key.clone(), under_way);
        Some(key)
    }

    /// How long until [`Self::start`] may have another; `None` where the end of one that is under way
    /// has to come first, and where none waits.
    pub fn look_again(&mut self, now: Millis) -> Option<Millis> {
        if self.under_way.len() >= AT_ONCE {
            return None;
        }
        let hosts = &mut self.hosts;
        let waits = self.waiting.iter_mut().filter_map(|turn| {
            let host = hosts.entry(turn.host.clone()).or_default();
            (host.under_way < OF_A_HOST).then(|| turn.wait.left(now).max(host.left(now)))
        });
        waits.min()
    }

    /// A request that was under way has ended. If it is to be asked again it goes to the end.
    pub fn ended(&mut self, key: &str, next: Next, now: Millis) {
        let Some(UnderWay { host, spacing }) = self.under_way.remove(key) else {
            return;
        };
        self.known.remove(key);
        let asked = self.host(&host);
        asked.under_way = asked.under_way.saturating_sub(1);
        let (before, since) = spacing;
        if next == Next::Unasked && asked.spacing == since {
            asked.spacing = before;
        }
        if let Next::Again { long, asked } = next {
            let wait = Wait { since: now, long };
            if asked {
                self.leave_alone(&host, wait);
            }
            self.add(key, &host, wait);
        }
    }

    /// How many are under way.
    pub fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn host(&mut self, name: &str) -> &mut Host {
        self.hosts.entry(name.to_owned()).or_default()
    }
}

/// A part of a short time.
fn part_of(long: Millis, jitter: f64) -> Millis {
    // Seconds, so both ways are exact enough; jitter is held within its bounds.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let part = (long as f64 * jitter.clamp(0.0, 1.0)) as Millis;
    part
}

/// Milliseconds of a second: looks count in seconds.
const SECOND: Millis = 1_000;

/// The moment in seconds.
pub const fn moment(now: Millis) -> Moment {
    now / SECOND
}

/// The same in milliseconds.
pub const fn millis(at: Moment) -> Millis {
    at * SECOND
}
