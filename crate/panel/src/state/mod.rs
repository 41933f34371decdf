//! What the panel knows, and what changes it: signals, the browser, the store.

pub(super) mod arrange;
pub(super) mod backlinks;
pub(super) mod badge;
pub(super) mod changes;
pub(super) mod checks;
pub(super) mod choices;
pub(super) mod desk;
pub(super) mod draft;
pub(super) mod filter;
pub(super) mod gone;
pub(super) mod kept;
pub(super) mod look;
pub(super) mod model;
pub(super) mod obstacle;
pub(super) mod on_page;
pub(super) mod open_tab;
pub(super) mod question;
pub(super) mod sample;
pub(super) mod session;
pub(super) mod sheets;
pub(super) mod spot;
pub(super) mod statuses;
pub(super) mod summary;
pub(super) mod toast;
pub(super) mod window;
