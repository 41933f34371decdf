//! What the dashboard knows, and what changes it: signals, the store.

pub(super) mod filter;
pub(super) mod import;
pub(super) mod model;
pub(super) mod series;
