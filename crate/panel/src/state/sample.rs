//! The sample article in the panel: its report is shown as any page's is, for the user's first site or a
//! made-up one. No tab has it, so nothing of it is marked or saved.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::{Page, Profiles};

use super::looks::Looks;
use super::model::{Phase, State};
use super::session::Session;
use linkglance_browser::analysis::inspect_in_time;

/// The tab that no browser has.
const NO_TAB: i32 = -1;

impl State {
    /// Shows the report of the sample article, once the article is there.
    pub(crate) fn read_sample(&'static self, page: Page) {
        let sites = self.sites.get_untracked();
        let report = match inspect_in_time(&page, &Profiles::of(sites)) {
            Ok(report) => report,
            Err(error) => return self.phase.set(Phase::Failed(error.to_string())),
        };
        self.on_page().detach();
        self.session.set(Some(Arc::new(Session {
            tab: NO_TAB,
            page,
            report,
            selected: ArcRwSignal::default(),
            changes: None,
            looks: Looks::default(),
        })));
        self.phase.set(Phase::Shown);
    }

    /// Goes back to the tab in front.
    pub(crate) fn leave_sample(&'static self) {
        self.sample.set(false);
        self.session.set(None);
        self.inspect_active_tab();
    }
}
