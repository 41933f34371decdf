//! What the panel shows of prospects: the bar above the tabs, what is known of the page's site, the sheet
//! with all that is written on one, and the next that wait.

pub(super) mod bar;
pub(super) mod of_site;
pub(super) mod sheet;
pub(super) mod waiting;
