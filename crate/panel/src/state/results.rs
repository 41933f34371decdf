//! Saves what checks of agreements found.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Storage;
use super::model::Model;
use super::session::Session;

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
