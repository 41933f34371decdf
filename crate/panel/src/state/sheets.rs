//! The sheets that can be open over the panel.

use leptos::prelude::*;

/// Which sheets are open. Copies share it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sheets {
    /// The list of the user's sites.
    pub(crate) sites: RwSignal<bool>,
    /// The letter that asks for a fix.
    pub(crate) letter: RwSignal<bool>,
    /// The question before links are checked.
    pub(crate) status: RwSignal<bool>,
    /// The list of keys.
    pub(crate) shortcuts: RwSignal<bool>,
}
