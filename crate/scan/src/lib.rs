//! From what an archive holds to rows: a record's response taken apart, its text decoded, the page
//! looked at and inspected. What reads archives shares this: the command line and the Python package.
//!
//! No file is opened here, and no row is written.

#![forbid(unsafe_code)]

mod decode;
mod line;
mod reader;
mod source;

pub use decode::{DecodeError, Decoded, decode};
pub use line::Headers;
pub use reader::{Looked, Options, Outcome, Reader, TIME_LIMIT};
pub use source::Source;
