//! Checks the page in front against the agreement about it, and saves each result.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::check;
use linkglance_core::url::Url;
use linkglance_core::{Profiles, Site};

use super::desk::{Checked, Desk, Storage};
use super::kept::{Held, is_own, site_name};
use super::model::Model;
use super::session::Session;
use linkglance_browser::analysis::inspect_in_time;

/// The page on show against its agreement, judged again with every change of either.
pub(crate) fn checked(
    session: RwSignal<Option<Arc<Session>>>,
    desk: Desk,
    sites: Memo<Vec<Site>>,
) -> Memo<Option<Checked>> {
    Memo::new(move |_| {
        let session = session.get()?;
        let page = Url::parse(&session.report.page.url).ok()?;
        let held = desk.current(&page)?;
        Some(judged(&session, held, sites.get()))
    })
}

/// Saves each result, in a normal window: one for each inspection. One that says the same as the last, on the same
/// day, only renews its time.
pub(crate) fn keep_results(model: Model, session: &Arc<Session>) {
    let desk = model.desk();
    let inspection = Arc::downgrade(session);
    let address = session.report.page.url.clone();
    Effect::new(move |_| {
        let ready = desk.storage.with(Storage::is_settled);
        // A hidden session's effects are gone with its view; this is the page in front.
        let current = model.session.with_untracked(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.report.page.url == address)
        });
        let kept = ready && current && model.saves_by_itself();
        if let (true, Some(checked)) = (kept, model.checked.get()) {
            desk.keep_result(&inspection, &checked);
        }
    });
}

/// Checks a page. Where no profile owns a target the page is read once more with one made of the
/// targets, so that mentions of that site are found, too.
fn judged(session: &Session, held: Held, mut sites: Vec<Site>) -> Checked {
    let site = site_name(&held.agreement, &sites);
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
