//! The kind of window the panel is in: in a private one, data is saved only on request.
//!
//! The browser lets the extension into private windows only if the user has allowed that. The
//! extension spans both kinds of window (`incognito: spanning`, the default of both browsers). In
//! Chromium its pages in a private window are the normal ones, with the normal database; in Firefox
//! they are private themselves, and are given no database. `storage` is the normal one in both, so
//! profiles and settings are, too.

use linkglance_browser::api;

/// What kind of window the panel is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Window {
    /// What is saved stays.
    Normal,
    /// A private window: what is saved goes to the normal data, and stays.
    PrivateInNormalData,
    /// A private window where the browser gives no room for pages and agreements.
    PrivateWithoutData,
}

impl Window {
    /// The window of a tab, by what the browser says of the tab.
    pub(crate) fn of(incognito: bool) -> Self {
        match (incognito, api::is_private_page()) {
            (false, _) => Self::Normal,
            (true, false) => Self::PrivateInNormalData,
            (true, true) => Self::PrivateWithoutData,
        }
    }
}
