//! Is the page its own canonical? Credit for a link goes to the canonical page (Google Search Central,
//! "What is canonicalization"). Whom a page names is read in `page/canonical.rs`, by the identity of
//! addresses, for the page's blockers too.

use super::{CheckState, FactorState, Judgement, Observation};
use crate::page::{Canonical, Facts};
use crate::reason::{Key, Reason};

/// Answers from the address that the page names.
pub fn observe(page: &Facts) -> Observation<Canonical<'_>> {
    let answer = page.canonical_named();
    match answer {
        // Headers that were not seen could name one.
        Canonical::Unnamed if !page.headers_known => {
            Observation::new(answer, Key::CanonicalNone).told_by(Key::TellCanonical)
        }
        Canonical::Unnamed => Observation::new(answer, Key::CanonicalNone),
        Canonical::Own => Observation::new(answer, Key::CanonicalSelf),
        Canonical::Elsewhere(url) => {
            Observation::new(answer, Reason::new(Key::CanonicalOther, [url.to_owned()]))
        }
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Canonical<'_>) -> FactorState {
    match answer {
        Canonical::Unnamed => FactorState::Unknown,
        Canonical::Own => FactorState::Good,
        Canonical::Elsewhere(_) => FactorState::Warn,
    }
}

/// Whether the page is its own canonical, as agreed.
pub fn against(page: &Facts) -> Judgement {
    let found = observe(page);
    let state = match found.answer {
        Canonical::Unnamed => CheckState::Unknown,
        Canonical::Own => CheckState::Pass,
        Canonical::Elsewhere(_) => CheckState::Fail,
    };
    found.judged(state)
}
