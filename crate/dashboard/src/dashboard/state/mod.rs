//! What the dashboard knows, and what changes it: signals, the store.
//!
//! Lists are made of few parts: `row` says what a list needs to know of its rows, `sort` and `filter`
//! put them in order and choose among them, `table` is one list as the user has left it.

mod again;
mod agreement_edits;
pub(super) mod agreement_form;
pub(super) mod agreements;
pub(super) mod authority;
pub(super) mod backlinks;
pub(super) mod bulk;
pub(super) mod client;
pub(super) mod figures;
pub(super) mod filter;
pub(super) mod flow;
pub(super) mod gap;
pub(super) mod import;
pub(super) mod model;
pub(super) mod own_site;
pub(super) mod people;
pub(super) mod prospects;
mod reading;
pub(super) mod remembered;
pub(super) mod row;
pub(super) mod runs;
pub(super) mod saved;
pub(super) mod series;
pub(super) mod sort;
pub(super) mod table;
pub(super) mod today;
pub(super) mod watches;
pub(super) mod whole;
