//! How sure a decision is: the share of decisions on the same ground that were right on labelled
//! pages.

use super::Region;
use super::calibrated::ROWS;
use crate::reason::Key;

/// For a ground that no labelled page had: unsure.
const UNKNOWN: f64 = 0.55;

/// How sure a region is on a ground, in running text or beside it.
pub(super) fn of(region: Region, ground: Key, prose: bool) -> f64 {
    ROWS.iter()
        .find(|row| (row.0, row.1, row.2) == (region, ground, prose))
        .map_or(UNKNOWN, |row| f64::from(row.3) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_shares() {
        assert!(!ROWS.is_empty());
        assert!(ROWS.iter().all(|row| row.3 <= 100));
    }
}
