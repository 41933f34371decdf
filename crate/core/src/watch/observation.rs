//! One look at a page for one link: what was asked for, what came, and what of it concerns the link.

use serde::{Deserialize, Serialize};

use super::response::{Answer, Response, by_fault, by_status};
use super::seen::{Seen, Soft, Unknown};
use super::soft::soft;
use super::{Moment, wall};
use crate::check::{Agreement, Check, Target, check};
use crate::document::Clock;
use crate::inspect::{Profiles, inspect_until};
use crate::page::{Facts, Page, PageKind};
use crate::point::follow::RelTerm;
use crate::point::visible::Visible;
use crate::reason::Reason;
use crate::report::Report;
use crate::site::Site;
use crate::url::{Url, is_first_page};

/// In which form a page was seen. A raw one is never compared with a rendered one to call something
/// lost or changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Its source, without a log-in.
    Raw,
    /// As a browser had built it, for whoever was logged in there.
    Rendered,
}

/// One look.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    /// When.
    pub at: Moment,
    /// In which form.
    pub view: View,
    /// The address that was asked for.
    pub asked: String,
    /// The address that it ended at; `None` without an answer.
    pub arrived: Option<String>,
    /// The HTTP status; `None` without an answer, and of a page in a tab.
    pub status: Option<u16>,
    /// What was seen.
    pub seen: Seen,
}

impl Observation {
    /// A look at a page in a tab, or at a report of it.
    pub fn of_report(
        at: Moment,
        view: View,
        report: &Report,
        agreement: &Agreement,
        sites: &[Site],
    ) -> Self {
        Self {
            at,
            view,
            asked: report.page.url.clone(),
            arrived: Some(report.page.url.clone()),
            status: None,
            seen: of_tab(report, agreement, sites),
        }
    }

    /// The page, where it was seen.
    pub fn check(&self) -> Option<&Check> {
        match &self.seen {
            Seen::Page { check, .. } => Some(check),
            _ => None,
        }
    }

    /// What was seen as a sentence; of a page that was seen, that it is there.
    pub fn reason(&self) -> Reason {
        let arrived = self.arrived.as_deref().unwrap_or(&self.asked);
        self.seen.reason(self.status, arrived)
    }

    /// The address it ended at, where that is another than was asked for.
    pub fn ended_elsewhere(&self) -> Option<&str> {
        let arrived = self.arrived.as_deref()?;
        (arrived != self.asked).then_some(arrived)
    }

    /// Whether the link was there; `None` where the page was not seen.
    pub fn is_there(&self) -> Option<bool> {
        self.check().map(|check| !check.links.is_empty())
    }
}

/// What is agreed of a link that is only watched: that it is there.
pub fn watched(target: Target) -> Agreement {
    Agreement {
        targets: vec![target],
        rel: RelTerm::default(),
        regions: Vec::new(),
        visible: Visible::Any,
        direct: false,
        indexable: false,
        canonical: false,
        ..Agreement::default()
    }
}

/// Looks at what came back when `asked` was asked for. The kinds of answers are tried in the order of
/// how little they prove: wall, status, no page, cut off, soft 404, and then the link.
pub fn look(
    at: Moment,
    asked: &str,
    response: &Response,
    agreement: &Agreement,
    sites: &[Site],
    out_of_time: Clock<'_>,
) -> Observation {
    let (arrived, status, seen) = match response {
        Response::Nothing(fault) => (None, None, by_fault(*fault)),
        Response::Answer(answer) => (
            Some(answer.url.clone()),
            Some(answer.status),
            of_answer(asked, answer, agreement, sites, out_of_time),
        ),
    };
    Observation {
        at,
        view: View::Raw,
        asked: asked.to_owned(),
        arrived,
        status,
        seen,
    }
}

fn of_answer(
    asked: &str,
    answer: &Answer,
    agreement: &Agreement,
    sites: &[Site],
    out_of_time: Clock<'_>,
) -> Seen {
    match whole_page(asked, answer, &Profiles::of(sites.to_vec()), out_of_time) {
        Ok((report, None)) => of_page(&report, agreement, sites),
        // It is no look at the page, but a link that is there is not lost.
        Ok((report, Some(because))) => Seen::Soft {
            because,
            linked: !check(&report, agreement, sites).links.is_empty(),
        },
        Err(seen) => seen,
    }
}

/// A page that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unseen {
    /// Why.
    pub because: Reason,
}

/// The report of the page that came when `asked` was asked for.
///
/// # Errors
/// No page came, only part of it came, or what came only replaces a page that is gone.
pub fn inspect_answer(
    asked: &str,
    response: &Response,
    profiles: &Profiles,
    out_of_time: Clock<'_>,
) -> Result<Report, Unseen> {
    let (seen, status, arrived) = match response {
        Response::Nothing(fault) => (by_fault(*fault), None, asked),
        Response::Answer(answer) => match whole_page(asked, answer, profiles, out_of_time) {
            Ok((report, None)) => return Ok(report),
            Ok((_, Some(because))) => {
                let linked = false;
                let seen = Seen::Soft { because, linked };
                (seen, Some(answer.status), answer.url.as_str())
            }
            Err(seen) => (seen, Some(answer.status), answer.url.as_str()),
        },
    };
    Err(Unseen {
        because: seen.reason(status, arrived),
    })
}

/// The report of a whole page, and by what it only replaces one that is gone.
fn whole_page(
    asked: &str,
    answer: &Answer,
    profiles: &Profiles,
    out_of_time: Clock<'_>,
) -> Result<(Report, Option<Soft>), Seen> {
    let report = came(answer, profiles, out_of_time)?;
    if !answer.is_whole() || report.is_partial() {
        return Err(Seen::Unknown(Unknown::Truncated));
    }
    let asked = Url::parse(asked).ok();
    let gone = asked.and_then(|asked| soft(&asked, &report.page));
    Ok((report, gone))
}

/// The report of what came, or what is to be said where no page did: a wall, a status, a file.
pub(super) fn came(
    answer: &Answer,
    profiles: &Profiles,
    out_of_time: Clock<'_>,
) -> Result<Report, Seen> {
    if wall::by_header(answer) {
        return Err(Seen::Unknown(Unknown::Wall));
    }
    let report = answer
        .is_html()
        .then(|| report(answer, profiles, out_of_time))
        .flatten();
    let page = report.as_ref().map(|report| &report.page);
    let title = page.and_then(|page| page.title.as_deref());
    let words = page.and_then(|page| page.counts.words);
    if page.is_some() && wall::by_source(answer, title, words, out_of_time) {
        return Err(Seen::Unknown(Unknown::Wall));
    }
    if let Some(seen) = by_status(answer.status) {
        return Err(seen);
    }
    let is_empty = answer.body.trim().is_empty();
    report
        .filter(|_| !is_empty)
        .ok_or(Seen::Unknown(if is_empty && !answer.is_whole() {
            Unknown::Truncated
        } else {
            Unknown::NotAPage
        }))
}

/// `None` for an address that is none of the web.
fn report(answer: &Answer, profiles: &Profiles, out_of_time: Clock<'_>) -> Option<Report> {
    inspect_until(&page_of(answer), profiles, out_of_time).ok()
}

/// What came, as it is inspected.
pub(super) fn page_of(answer: &Answer) -> Page {
    Page {
        url: answer.url.clone(),
        html: answer.body.clone(),
        headers: Some(answer.headers.clone()),
        encoding: answer.encoding.clone(),
        ..Page::default()
    }
}

/// What a report that was made elsewhere shows. A link that is there is there; that it is not is said by a
/// whole page alone, and not by a wall.
fn of_tab(report: &Report, agreement: &Agreement, sites: &[Site]) -> Seen {
    let page = &report.page;
    let seen = of_page(report, agreement, sites);
    match &seen {
        Seen::Page { check, .. } if !check.links.is_empty() => seen,
        _ if wall::by_title(page.title.as_deref(), page.counts.words) => {
            Seen::Unknown(Unknown::Wall)
        }
        _ if report.is_partial() => Seen::Unknown(Unknown::Truncated),
        _ => seen,
    }
}

fn of_page(report: &Report, agreement: &Agreement, sites: &[Site]) -> Seen {
    Seen::Page {
        check: Box::new(check(report, agreement, sites)),
        moves_on: moves_on(&report.page),
    }
}

/// Whether what was on a page may have moved on. Feeds are like that as well; they are no pages, and nothing is called
/// missing there.
fn moves_on(page: &Facts) -> bool {
    let is_home = || Url::parse(&page.url).is_ok_and(|url| is_first_page(&url));
    matches!(page.kind, Some(PageKind::Home | PageKind::Listing)) || is_home()
}
