//! Checks the page in front against the agreement about it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::check;
use linkglance_core::url::Url;
use linkglance_core::{Profiles, Site};

use super::desk::{Checked, Desk};
use super::kept::{Held, is_own};
use super::session::Session;
use linkglance_browser::analysis::inspect_in_time;

/// What checks a page: it is loaded before any agreement is read.
pub(crate) type Judge = StoredValue<Option<fn(&Session, Held, Vec<Site>) -> Checked>>;

/// The page on show against its agreement, judged again with every change of either.
pub(crate) fn checked(
    session: RwSignal<Option<Arc<Session>>>,
    desk: Desk,
    sites: Memo<Vec<Site>>,
    judge: Judge,
) -> Memo<Option<Checked>> {
    Memo::new(move |_| {
        let session = session.get()?;
        let page = Url::parse(&session.report.page.url).ok()?;
        let held = desk.current(&page)?;
        let judge = judge.get_value()?;
        Some(judge(&session, held, sites.get()))
    })
}

/// Checks a page. Where no profile owns a target the page is read once more with one made of the
/// targets, so that mentions of that site are found, too.
pub(crate) fn judged(session: &Session, held: Held, mut sites: Vec<Site>) -> Checked {
    let site = held.agreement.site_name(&sites);
    let unknown = (!is_own(&held.agreement, &sites))
        .then(|| held.agreement.site())
        .flatten();
    let again = unknown.and_then(|site| {
        sites.push(site);
        inspect_in_time(&session.page, &Profiles::of(sites.clone())).ok()
    });
    let report = again.as_ref().unwrap_or(&session.report);
    Checked {
        check: check(report, &held.agreement, &sites),
        held,
        site,
        same_mentions: again.is_none(),
    }
}
