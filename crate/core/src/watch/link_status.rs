//! What became of the address that a link leads to: the same answers as of a watched page, read for
//! whoever follows the link. One look is enough here, and what is no page works all the same.

use serde::{Deserialize, Serialize};

use super::observation::came;
use super::response::{Answer, Response, by_fault};
use super::seen::{Seen, Soft, Unknown};
use super::soft::soft;
use crate::document::Clock;
use crate::inspect::Profiles;
use crate::reason::{Key, Reason};
use crate::url::{Url, same_page_written};

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LinkStatus {
    /// Something is there.
    Works,
    /// It is there at another address.
    Redirects {
        /// The address.
        to: String,
    },
    /// The server says that it is gone: 404 or 410.
    Gone {
        /// The HTTP status.
        status: u16,
    },
    /// It is gone, though its status does not say so.
    Soft404 {
        /// By what that is known.
        because: Soft,
        /// The address it ended at.
        to: String,
    },
    /// The server did not want to show it, which proves nothing.
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// Nothing can be said.
    Unknown {
        /// Why.
        why: Unknown,
    },
}

/// What an answer to `asked` says of a link that leads there.
pub fn link_status(asked: &str, response: &Response, out_of_time: Clock<'_>) -> LinkStatus {
    match response {
        Response::Nothing(fault) => of_seen(&by_fault(*fault), 0),
        Response::Answer(answer) => of_answer(asked, answer, out_of_time),
    }
}

fn of_answer(asked: &str, answer: &Answer, out_of_time: Clock<'_>) -> LinkStatus {
    let there = || {
        if same_page_written(asked, &answer.url) {
            LinkStatus::Works
        } else {
            LinkStatus::Redirects {
                to: answer.url.clone(),
            }
        }
    };
    let report = match came(answer, &Profiles::of(Vec::new()), out_of_time) {
        Ok(report) => report,
        Err(Seen::Unknown(Unknown::NotAPage)) if (200..=299).contains(&answer.status) => {
            return there();
        }
        Err(seen) => return of_seen(&seen, answer.status),
    };
    let asked = Url::parse(asked).ok();
    match asked.and_then(|asked| soft(&asked, &report.page)) {
        // Words that were not read count for the page.
        Some(Soft::Title) if !answer.is_whole() || report.is_partial() => LinkStatus::Unknown {
            why: Unknown::Truncated,
        },
        Some(because) => LinkStatus::Soft404 {
            because,
            to: answer.url.clone(),
        },
        None => there(),
    }
}

/// What is said without the page.
fn of_seen(seen: &Seen, status: u16) -> LinkStatus {
    match seen {
        Seen::Gone { status } => LinkStatus::Gone { status: *status },
        Seen::Unknown(Unknown::Refused) => LinkStatus::Refused { status },
        Seen::Unknown(why) => LinkStatus::Unknown { why: *why },
        // No other comes without a page.
        Seen::Unanswered | Seen::Page { .. } | Seen::Soft { .. } => LinkStatus::Unknown {
            why: Unknown::Network,
        },
    }
}

impl LinkStatus {
    /// Whether whoever follows the link does not find what it led to.
    pub const fn is_broken(&self) -> bool {
        matches!(self, Self::Gone { .. } | Self::Soft404 { .. })
    }

    /// The same as a sentence.
    pub fn because(&self) -> Reason {
        match self {
            Self::Works => Key::LinkWorks.into(),
            Self::Redirects { to } => Reason::new(Key::LinkRedirects, [to.clone()]),
            Self::Gone { status } => Reason::new(Key::WatchPageGone, [status.to_string()]),
            Self::Soft404 { because, to } => because.reason(to),
            Self::Refused { status } => Reason::new(Key::WatchRefused, [status.to_string()]),
            Self::Unknown { why } => why.reason(None),
        }
    }
}
