//! Does the page link to the same target before? Of several links to one page search engines may take
//! the first anchor text alone.

use super::{FactorState, Observation};
use crate::reason::Key;

/// Answers whether the link is a repeat.
pub fn observe(repeated: bool) -> Observation<bool> {
    let key = if repeated {
        Key::RepeatAgain
    } else {
        Key::RepeatFirst
    };
    Observation::new(repeated, key)
}

/// What it means for the link's worth.
pub const fn factor(repeated: bool) -> FactorState {
    if repeated {
        FactorState::Warn
    } else {
        FactorState::Good
    }
}
