//! The core's inspection, within the time that a page of the extension may take.

use linkglance_core::watch::{LinkStatus, Response, link_status};
use linkglance_core::{InspectError, Page, Profiles, Report, inspect_until};

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
