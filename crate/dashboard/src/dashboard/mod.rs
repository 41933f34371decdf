//! The dashboard: the place where prospects, backlinks and messages are saved and worked on.
//!
//! `state` is what it knows and what changes that; it knows no view. `view` shows it.

mod state;
mod view;

pub(crate) use view::mount;
