//! The sheets that can be open over the panel.

use leptos::prelude::*;
use linkglance_core::prospect::Opportunity;

/// What is written about, and for which of the user's sites.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Writing {
    /// The site's name.
    pub(crate) site: String,
    pub(crate) about: Opportunity,
}

/// Which sheets are open. Copies share it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sheets {
    /// The list of the user's sites.
    pub(crate) sites: RwSignal<bool>,
    /// The letter that asks for a fix.
    pub(crate) letter: RwSignal<bool>,
    /// The question before links are checked.
    pub(crate) status: RwSignal<bool>,
    /// The question before the page's source or other pages of its site are asked for.
    pub(crate) look: RwSignal<bool>,
    /// The list of keys.
    pub(crate) shortcuts: RwSignal<bool>,
    /// A prospect: [`Prospects::open`](super::prospects::Prospects::open).
    pub(crate) prospect: RwSignal<bool>,
    /// A message, about what is in `writing`.
    pub(crate) message: RwSignal<bool>,
    pub(crate) writing: RwSignal<Option<Writing>>,
}
