//! The core's inspection, within the time that a page of the extension may take.

use linkglance_core::bulk::{Found, found};
use linkglance_core::check::Agreement;
use linkglance_core::prospect::Millis;
use linkglance_core::reason::Reason;
use linkglance_core::watch::{
    AiAccess, Differences, LinkStatus, Moment, Observation, Response, Source, Tab, compare_views,
    link_status, look,
};
use linkglance_core::{InspectError, Page, Profiles, Report, Site, inspect_until};

use crate::api::now;

/// Longest time a page may take, in milliseconds; real pages need less than a hundredth.
const TIME_LIMIT_MS: f64 = 8_000.0;

/// Inspects a page. What there is no time for is named in the report's limits.
///
/// # Errors
/// The page's address is none.
pub fn inspect_in_time(page: &Page, profiles: &Profiles) -> Result<Report, InspectError> {
    let start = now();
    inspect_until(page, profiles, &|| now() - start > TIME_LIMIT_MS)
}

/// What an answer says of a link that leads to an address.
pub fn link_status_in_time(asked: &str, response: &Response) -> LinkStatus {
    let start = now();
    link_status(asked, response, &|| now() - start > TIME_LIMIT_MS)
}

/// What an answer says of a link that is watched.
pub fn look_in_time(
    at: Moment,
    asked: &str,
    response: &Response,
    agreement: &Agreement,
    sites: &[Site],
) -> Observation {
    let start = now();
    let out_of_time = || now() - start > TIME_LIMIT_MS;
    look(at, asked, response, agreement, sites, &out_of_time)
}

/// What a page that was asked for is for each of the user's sites, with its report.
pub fn found_in_time(
    asked: &str,
    response: &Response,
    profiles: &Profiles,
    at: Millis,
) -> (Found, Option<Report>) {
    let start = now();
    let out_of_time = || now() - start > TIME_LIMIT_MS;
    found(asked, response, profiles, at, &out_of_time)
}

/// The source that came when an address was asked for.
///
/// # Errors
/// Why there is none to speak of.
pub fn source_in_time(
    asked: &str,
    response: &Response,
    profiles: &Profiles,
) -> Result<Source, Reason> {
    let start = now();
    Source::of(asked, response, profiles, &|| now() - start > TIME_LIMIT_MS)
}

/// How a page in a tab differs from its source.
pub fn views_in_time(source: &Source, page: &Page, tab: &Report) -> Differences {
    let start = now();
    compare_views(source, page, tab, &|| now() - start > TIME_LIMIT_MS)
}

/// What a page and its site ask of AI.
pub fn ai_access_in_time(
    robots: &Response,
    source: Result<&Source, &Reason>,
    tab: Tab<'_>,
) -> AiAccess {
    let start = now();
    AiAccess::of(robots, source, tab, &|| now() - start > TIME_LIMIT_MS)
}
