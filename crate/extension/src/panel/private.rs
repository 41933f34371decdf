//! Private windows: nothing is saved there by itself, and what a person saves says where it goes.
//!
//! The browser lets the extension into private windows only if the person has allowed that. The
//! extension spans both kinds of window (`incognito: spanning`, the default of both browsers). In
//! Chromium its pages in a private window are the normal ones, with the normal database; in Firefox
//! they are private themselves, and are given no database. `storage` is the normal one in both, so
//! profiles and settings are, too.

use leptos::prelude::*;

use super::model::Model;
use crate::browser;
use crate::i18n::t;

/// What kind of window the panel is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Window {
    /// What is saved stays.
    Normal,
    /// A private window: what is saved goes to the normal data, and stays.
    PrivateInNormalData,
    /// A private window where the browser gives no room for pages and agreements.
    PrivateWithoutData,
}

impl Window {
    /// The window of a tab, by what the browser says of the tab.
    pub(super) fn of(incognito: bool) -> Self {
        match (incognito, browser::is_private_page()) {
            (false, _) => Self::Normal,
            (true, false) => Self::PrivateInNormalData,
            (true, true) => Self::PrivateWithoutData,
        }
    }

    /// Where what was just saved is, where that is not what the person expects.
    pub(super) fn saved(self) -> Option<String> {
        (self == Self::PrivateInNormalData).then(|| t("private_saved"))
    }
}

/// Says in a private window what becomes of what is saved.
#[component]
pub(super) fn PrivateNotice(model: Model) -> impl IntoView {
    move || {
        let (kind, words) = match model.window.get()? {
            Window::Normal => return None,
            Window::PrivateInNormalData => ("saves", t("private_saves")),
            Window::PrivateWithoutData => ("saves_nothing", t("private_saves_nothing")),
        };
        Some(view! {
            <div class="notice" data-part="private" data-kind=kind>
                <p>{words}</p>
            </div>
        })
    }
}
