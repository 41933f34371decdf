//! A page's source as it came when it was asked for, inspected; or why there is none to speak of.

use super::observation::{came, page_of};
use super::response::{Answer, Response, by_fault};
use super::seen::{Seen, Unknown};
use super::soft::soft;
use crate::document::Clock;
use crate::inspect::Profiles;
use crate::page::Page;
use crate::reason::{Key, Reason};
use crate::report::Report;
use crate::url::Url;

/// The source of a page.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// What came, as it was inspected.
    pub page: Page,
    /// What was found in it.
    pub report: Report,
    /// Whether there was more of it.
    pub cut: bool,
}

impl Source {
    /// The source that came when `asked` was asked for.
    ///
    /// # Errors
    /// Why nothing can be said of the page: no answer, a wall, a refusal, a file, a page that is gone.
    pub fn of(
        asked: &str,
        response: &Response,
        profiles: &Profiles,
        out_of_time: Clock<'_>,
    ) -> Result<Self, Reason> {
        match response {
            Response::Nothing(fault) => Err(why(&by_fault(*fault), None, asked)),
            Response::Answer(answer) => Self::of_answer(asked, answer, profiles, out_of_time),
        }
    }

    fn of_answer(
        asked: &str,
        answer: &Answer,
        profiles: &Profiles,
        out_of_time: Clock<'_>,
    ) -> Result<Self, Reason> {
        let report = came(answer, profiles, out_of_time)
            .map_err(|seen| why(&seen, Some(answer.status), &answer.url))?;
        let asked = Url::parse(asked).ok();
        match asked.and_then(|asked| soft(&asked, &report.page)) {
            Some(because) => {
                let linked = false;
                Err(why(&Seen::Soft { because, linked }, None, &answer.url))
            }
            None => Ok(Self {
                page: page_of(answer),
                report,
                cut: !answer.is_whole(),
            }),
        }
    }

    /// Whether a part of it was not read.
    pub fn is_partial(&self) -> bool {
        self.cut || self.report.is_partial()
    }
}

/// Why there is no source to speak of. No link is spoken of here, other than where one is watched.
fn why(seen: &Seen, status: Option<u16>, arrived: &str) -> Reason {
    match (seen, status) {
        (Seen::Unknown(Unknown::Refused), Some(status)) => {
            Reason::new(Key::SourceRefused, [status.to_string()])
        }
        _ => seen.reason(status, arrived),
    }
}
