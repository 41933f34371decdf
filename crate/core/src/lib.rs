//! Reads a web page and says which of its links point where, how, and from what place on the page.
//!
//! One main door: [`inspect`] takes a [`Page`] and the user's [`Site`] profiles and gives a
//! [`Report`]. No code here does I/O, reads a clock or knows of JavaScript.
//!
//! The modules in reading order; each knows those before it, and all know [`document`]: [`length`],
//! `one_or_more`, [`reason`], [`region`], `spreadsheet`, [`url`], [`page`], [`link`], [`placement`],
//! [`contact`], [`site`], [`mention`], [`point`], [`backlink`], [`report`], `inspect`; then what is made of
//! a report and from lists: [`import`], [`people`], [`check`], [`watch`], [`letter`], [`prospect`],
//! [`bulk`], [`profile`], [`message`], [`export`].

#![forbid(unsafe_code)]

pub mod length;
pub mod reason;
pub mod region;

pub mod backlink;
pub mod bulk;
pub mod check;
pub mod contact;
pub mod export;
pub mod import;
pub mod letter;
pub mod link;
pub mod mention;
pub mod message;
pub mod page;
pub mod people;
pub mod placement;
pub mod point;
pub mod profile;
pub mod prospect;
pub mod report;
pub mod site;
pub mod url;
pub mod watch;

mod inspect;
mod one_or_more;
mod spreadsheet;

/// The parsed page and its text.
pub use linkglance_document as document;

pub use inspect::{FirstLook, InspectError, Profiles, inspect, inspect_until};
pub use page::Page;
pub use report::Report;
pub use site::Site;
