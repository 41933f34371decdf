//! May the page be indexed? In the long run the links of a page that is kept out of the index are not
//! followed (Google's John Mueller, 2017; Google Search Central, "Block search indexing with noindex").

use super::{CheckState, FactorState, Judgement, Observation};
use crate::page::{Cause, Facts};
use crate::reason::{Key, Reason};

/// Whether it may be indexed, as far as is known: headers may be unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// No directive says otherwise.
    Allowed,
    /// Robots directives forbid it.
    Forbidden,
}

/// Answers from the page's robots directives.
pub fn observe(page: &Facts) -> Observation<Answer> {
    if page.robots.index {
        let reason = if page.headers_known {
            Key::IndexAllowedHeaders
        } else {
            Key::IndexAllowed
        };
        return Observation::new(Answer::Allowed, reason);
    }
    let causes: Vec<Cause> = page.robots.noindex_causes().cloned().collect();
    let reason = Reason::new(Key::IndexForbidden, [Cause::values(&causes)]);
    Observation::new(Answer::Forbidden, reason)
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Allowed => FactorState::Good,
        Answer::Forbidden => FactorState::Bad,
    }
}

/// Whether the page is open to indexing, as agreed.
pub fn against(page: &Facts) -> Judgement {
    let found = observe(page);
    let state = CheckState::of(found.answer == Answer::Allowed);
    found.judged(state)
}
