//! Until when the page asks to be in search results: `unavailable_after`.
//!
//! Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications": the date
//! is in a widely adopted form, such as RFC 822, RFC 850 or ISO 8601; a value that is none is ignored
//! there. Here it is shown: somebody meant something by it.

use html5ever::local_name;

use super::Day;
use super::directives::{BOT, WITH_VALUE};
use crate::document::{Document, NodeId};
use crate::length::{MAX_VALUE_CHARS, cut_owned};

const DIRECTIVE: &str = "unavailable_after";

/// What is known of the day after which a page is not to be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expiry<'a> {
    /// That day is over.
    Past(&'a str),
    /// It is not.
    Ahead(&'a str),
    /// Today's date is not known, or what is written is no date.
    Unknown(&'a str),
}

impl<'a> Expiry<'a> {
    /// By whole days: what is written may be of another time zone.
    pub(super) fn of(written: &'a str, today: Option<Day>) -> Self {
        match (Day::read(written), today) {
            (Some(last), Some(today)) if last < today => Self::Past(written),
            (Some(_), Some(_)) => Self::Ahead(written),
            (None, _) | (_, None) => Self::Unknown(written),
        }
    }
}

/// What the page writes after its `unavailable_after`: of several dates the first to come, as the most
/// restrictive rule wins; what is no date only where there is none.
pub(super) fn unavailable_after(
    document: &Document<'_>,
    headers: Option<&[(String, String)]>,
) -> Option<String> {
    let mut found = Found::default();
    for id in document.subtree(NodeId::ROOT) {
        if !document.is(id, &local_name!("meta")) {
            continue;
        }
        let name = document.attribute(id, &local_name!("name")).unwrap_or("");
        let name = name.trim();
        if name.eq_ignore_ascii_case("robots") || name.eq_ignore_ascii_case(BOT) {
            let content = document.attribute(id, &local_name!("content"));
            found.take(content.unwrap_or(""));
        }
    }
    for (name, value) in headers.unwrap_or_default() {
        if name.trim().eq_ignore_ascii_case("x-robots-tag") && speaks_to_google(value) {
            found.take(value);
        }
    }
    let written = found.first.map(|(_, written)| written).or(found.no_date)?;
    Some(cut_owned(written, MAX_VALUE_CHARS))
}

#[derive(Default)]
struct Found {
    first: Option<(Day, String)>,
    no_date: Option<String>,
}

impl Found {
    fn take(&mut self, content: &str) {
        let Some(written) = written(content) else {
            return;
        };
        match Day::read(written) {
            Some(day) if self.first.as_ref().is_none_or(|(first, _)| day < *first) => {
                self.first = Some((day, written.to_owned()));
            }
            Some(_) => {}
            None => {
                self.no_date.get_or_insert_with(|| written.to_owned());
            }
        }
    }
}

/// What is after the directive's colon. A comma ends it, but for the one after a weekday.
fn written(content: &str) -> Option<&str> {
    let at = content.to_ascii_lowercase().find(DIRECTIVE)?;
    let rest = content.get(at + DIRECTIVE.len()..)?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    let first = rest.split(',').next()?;
    let is_weekday = first.ends_with("day") || first.len() == "Fri".len();
    let end = if is_weekday {
        let after = rest.get(first.len() + 1..).unwrap_or("");
        first.len() + 1 + after.find(',').unwrap_or(after.len())
    } else {
        first.len()
    };
    let written = rest.get(..end).unwrap_or(rest).trim();
    (!written.is_empty()).then_some(written)
}

/// Whether a header is for all bots or for Google's: another bot's name and a colon may stand first.
fn speaks_to_google(value: &str) -> bool {
    match value.split_once(':') {
        Some((head, _)) => {
            let head = head.trim();
            let names_bot = !head.is_empty()
                && !head.contains(|c: char| c == ',' || c.is_whitespace())
                && !WITH_VALUE.contains(&head.to_ascii_lowercase().as_str());
            !names_bot || head.eq_ignore_ascii_case(BOT)
        }
        None => true,
    }
}
