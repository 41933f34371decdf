//! The side panel: what the page in front of a person links to, and which links are theirs.
//!
//! `state` is what it knows and what changes that; it knows no view. `view` shows it and decides
//! nothing.

mod state;
mod view;

pub(crate) use view::mount;
