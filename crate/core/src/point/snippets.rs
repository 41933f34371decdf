//! May the words around the link be shown in search results and answers? `nosnippet`, `max-snippet` and
//! `data-nosnippet` say (Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag").

use super::{FactorState, Observation, Surroundings};
use crate::page::Facts;
use crate::reason::{Key, Reason};

/// What may be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Anything.
    Free,
    /// So many characters at most, which the page sets.
    Short,
    /// No text of this place, or of the page.
    Nothing,
}

/// Answers from the page's directives and the place of the link.
pub fn observe(page: &Facts, around: Surroundings) -> Observation<Answer> {
    let snippets = &page.snippets;
    if snippets.none {
        let reason = Reason::new(Key::SnippetsPage, [snippets.because.join(", ")]);
        return Observation::new(Answer::Nothing, reason);
    }
    if around.kept_from_snippets {
        return Observation::new(Answer::Nothing, Key::SnippetsHere);
    }
    match snippets.most {
        Some(most) => {
            let reason = Reason::new(Key::SnippetsShort, [most.to_string()]);
            Observation::new(Answer::Short, reason)
        }
        None => Observation::new(Answer::Free, Key::SnippetsFree),
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Free => FactorState::Good,
        Answer::Short => FactorState::Warn,
        Answer::Nothing => FactorState::Bad,
    }
}
