//! What the panel knows of one page: what was collected, its report, what is selected.

use std::collections::HashSet;

use leptos::prelude::*;
use linkglance_core::{Page, Report};

use super::changes::Changes;
use super::looks::Looks;

/// A page that was collected, and its report.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) tab: i32,
    pub(crate) page: Page,
    pub(crate) report: Report,
    /// The links the user has selected; they stay so while another tab is in front.
    pub(crate) selected: ArcRwSignal<HashSet<usize>>,
    /// What came and went since the look before this one, if there was one at this page.
    pub(crate) changes: Option<Changes>,
    /// What was found beyond this page.
    pub(crate) looks: Looks,
}

impl Session {
    /// Whether a link has come since the look before this one.
    pub(crate) fn is_new(&self, link: usize) -> bool {
        self.changes
            .as_ref()
            .is_some_and(|changes| changes.came.contains(&link))
    }
}
