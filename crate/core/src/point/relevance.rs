//! Are the words around the link about what the profile is about? Judged only by words that the
//! profile's keywords or pages share; unknown for a profile without them.

use super::{FactorState, Observation, Target};
use crate::reason::{Key, Reason};

/// Whether words are shared; `None` if the profile names none.
pub type Answer = Option<bool>;

/// Answers from the words around the link.
pub fn observe(target: &Target) -> Observation<Answer> {
    match target.shared_words.as_deref() {
        None => Observation::new(None, Key::RelevanceUnknown),
        Some([]) => Observation::new(Some(false), Key::RelevanceNone),
        Some(words) => {
            let reason = Reason::new(Key::RelevanceShared, [words.join(", ")]);
            Observation::new(Some(true), reason)
        }
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Some(true) => FactorState::Good,
        Some(false) => FactorState::Warn,
        None => FactorState::Unknown,
    }
}
