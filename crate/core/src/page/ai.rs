//! What a page asks of search results that are made of its text, and of those who train on it.
//!
//! Google's AI Overviews follow the rules for snippets (Google Search Central, "AI features and your
//! website"). `noai` and `noimageai` are a convention of sites for art, and no search engine documents them.

use serde::{Deserialize, Serialize};

use super::directives::Directive;
use super::snippets::Snippets;
use crate::reason::{Key, Reason};

/// What it asks.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Ai {
    /// Nothing of its text is to be shown.
    pub nosnippet: bool,
    /// The most characters to be shown; `None` is no limit.
    pub max_snippet: Option<u32>,
    /// Nothing of it is to be trained on.
    pub noai: bool,
    /// The directives that say so.
    pub because: Vec<Reason>,
}

impl Ai {
    /// What the directives of a page say, with what they say of snippets.
    pub(super) fn of(directives: &[Directive], snippets: &Snippets) -> Self {
        let mut said = snippets.because.clone();
        for Directive { word, .. } in directives {
            let is_own = matches!(word.as_str(), "noai" | "noimageai");
            if is_own && !said.contains(word) {
                said.push(word.clone());
            }
        }
        let noai = directives.iter().any(|directive| directive.word == "noai");
        Self {
            nosnippet: snippets.none,
            max_snippet: snippets.most,
            noai,
            because: said
                .into_iter()
                .map(|directive| Reason::new(Key::AiDirective, [directive]))
                .collect(),
        }
    }
}
