//! Keys that are made of two parts, and the range of those with the same first part.

use idb::{KeyRange, Query};

use super::Result;

/// Between the parts: in none of them, so that no first part is the beginning of another.
pub(super) const BETWEEN: char = '\u{1f}';

/// The keys that begin so.
pub(super) fn keys_after(beginning: &str) -> Result<Query> {
    let last = format!("{beginning}\u{ffff}");
    let range = KeyRange::bound(&beginning.into(), &last.into(), None, None)?;
    Ok(range.into())
}
