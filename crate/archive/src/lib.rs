//! Web pages out of archives: the records of a WARC file, and the HTTP response in each.
//!
//! Files are hostile. What is broken is named with its place and left out; it never ends the reading
//! of the rest. No record takes more memory than [`MAX_PAYLOAD_BYTES`]; what is past that is not read,
//! and the record says so.
//!
//! The framing of WARC is read here and not by a crate: `warc` 0.4 takes as much memory as a record
//! says it has, and neither it nor `fastwarc` 2.0 goes on after a damaged gzip member; the latter also
//! brings `encoding`, which is no longer maintained (RUSTSEC-2021-0153).

#![forbid(unsafe_code)]

mod http;
mod members;
mod raw;
mod warc;

pub use http::{Body, BodyError, Response, body};
pub use members::{Members, Packing};
pub use raw::Raw;
pub use warc::{Cut, Event, Fault, Record, Records};

/// Most of a page that is read, in bytes: twice what the core reads of a page in UTF-8, because one in
/// UTF-16 has up to two bytes where UTF-8 has one.
pub const MAX_PAYLOAD_BYTES: usize = 16 << 20;
