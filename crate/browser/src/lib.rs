//! What the extension's pages share: the browser's APIs, the words in the user's language, the store,
//! profiles and settings, the backup. It knows no page, and no rule about links is here.

// The component macro writes items of its own that are wider than the module they are in.
#![allow(unreachable_pub)]
// Every function of `api`, and of what builds on it, fails in one way: see its error type.
#![allow(clippy::missing_errors_doc)]

pub mod agreement_form;
pub mod analysis;
pub mod api;
pub mod backup;
pub mod checks;
pub mod clock;
pub mod controls;
pub mod help;
pub mod i18n;
pub mod icon;
pub mod latest;
pub mod menu;
pub mod persistence;
pub mod profiles;
pub mod prospect;
pub mod run;
pub mod sample;
pub mod settings;
pub mod site_form;
pub mod storage;
pub mod store;
pub mod toast;
pub mod watching;
pub mod words;
