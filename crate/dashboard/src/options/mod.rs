//! The settings page: site profiles, colours, language, the shortcut, import and export, the sites it
//! may read, delete.
//!
//! `state` is what it knows and what changes that; it knows no view. `view` shows it.

mod state;
mod view;

pub(crate) use view::mount;
