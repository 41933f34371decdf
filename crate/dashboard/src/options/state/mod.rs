//! What the settings page knows, and what changes it.

pub(super) mod draft;
pub(super) mod lists;
pub(super) mod model;
pub(super) mod sample;
pub(super) mod sitemap;
pub(super) mod transfer;
