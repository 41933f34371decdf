//! What does the link's anchor text say? It tells people and search engines what the target is about
//! (Google Search Central, "Write good anchor text"; of images, the alt text).

use serde::{Deserialize, Serialize};

use super::{CheckState, FactorState, Judgement, Observation, Subject};
use crate::document::fold;
use crate::link::{Anchor, AnchorKind, AnchorSource, Relation};
use crate::one_or_more::one_or_more;
use crate::reason::{Key, Reason};

/// What it says, and where it is taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Words about the target.
    Words,
    /// One of the profile's keywords.
    Keyword,
    /// Words that say nothing of the target.
    Generic,
    /// The alt text of an image.
    Alt,
    /// A title or label, which few readers see.
    Label,
    /// No words.
    Empty,
}

/// What an anchor text must be. Case, white space and signs around the words do not count. In JSON a text
/// alone is the exact words.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorTerm {
    /// Anything.
    #[default]
    Any,
    /// These words.
    Exact(String),
    /// A text with these words in it.
    Contains(String),
    /// A text of one of these kinds.
    Kind(#[serde(deserialize_with = "one_or_more")] Vec<AnchorKind>),
}

/// Answers from the anchor.
pub fn observe(anchor: &Anchor) -> Observation<Answer> {
    let text = || anchor.text.clone();
    let words = |answer, key| Observation::new(answer, Reason::new(key, [text()]));
    let from = |answer, what: &str| {
        Observation::new(
            answer,
            Reason::new(Key::AnchorFrom, [what.to_owned(), text()]),
        )
    };
    match (anchor.source, anchor.kind) {
        (AnchorSource::Text, AnchorKind::Generic) => words(Answer::Generic, Key::AnchorGeneric),
        (AnchorSource::Text, AnchorKind::Exact) => words(Answer::Keyword, Key::AnchorKeyword),
        (AnchorSource::Text, _) => words(Answer::Words, Key::AnchorText),
        (AnchorSource::Alt, _) => from(Answer::Alt, "alt"),
        (AnchorSource::Title, _) => from(Answer::Label, "title"),
        (AnchorSource::AriaLabel, _) => from(Answer::Label, "aria-label"),
        (AnchorSource::None, _) => Observation::new(Answer::Empty, Key::AnchorEmpty),
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Words | Answer::Keyword | Answer::Alt => FactorState::Good,
        Answer::Generic | Answer::Label | Answer::Empty => FactorState::Warn,
    }
}

/// Whether it is as agreed.
pub fn against(subject: &Subject<'_>, term: &AnchorTerm) -> Judgement {
    let kept = match term {
        AnchorTerm::Any => true,
        AnchorTerm::Exact(_) | AnchorTerm::Contains(_) => has_words(subject.anchor, term),
        AnchorTerm::Kind(kinds) => return kind_against(subject, kinds),
    };
    observe(subject.anchor).judged(CheckState::of(kept))
}

/// Whether an anchor has the words that a term names; a term that names none is met by no anchor.
pub fn has_words(anchor: &Anchor, term: &AnchorTerm) -> bool {
    let text = fold(&anchor.text);
    match term {
        AnchorTerm::Any | AnchorTerm::Kind(_) => false,
        AnchorTerm::Exact(agreed) => is_same_text(&text, &fold(agreed)),
        AnchorTerm::Contains(agreed) => text.contains(&fold(agreed)),
    }
}

/// Signs at the ends of an anchor that are not of its words: a sentence's, quotes, arrows. Others are of a
/// name ("C++", "Yahoo!" is one that loses).
const SIGNS: &[char] = &[
    '.', ',', ';', ':', '!', '?', '…', '"', '\'', '(', ')', '[', ']', '“', '”', '„', '‘', '’', '«',
    '»', '‹', '›', '→', '↗', '>', '<', '|', '。', '、', '「', '」', '『', '』', '！', '？', '：',
];

/// Whether two folded texts are the same but for the signs around them.
fn is_same_text(found: &str, agreed: &str) -> bool {
    let bare = |text: &str| -> String {
        let outer = |c: char| c.is_whitespace() || SIGNS.contains(&c);
        text.trim_matches(outer).to_owned()
    };
    let (found_bare, agreed_bare) = (bare(found), bare(agreed));
    found == agreed || (found_bare == agreed_bare && !agreed_bare.is_empty())
}

/// Only of links to a profile's own site are names and keywords known.
fn kind_against(subject: &Subject<'_>, kinds: &[AnchorKind]) -> Judgement {
    let anchor = subject.anchor;
    let values = [anchor.text.clone(), anchor.kind.name().to_owned()];
    let found = Reason::new(Key::FoundAnchorKind, values);
    let by_profile = |kind: &AnchorKind| {
        matches!(
            kind,
            AnchorKind::Brand | AnchorKind::BrandPhrase | AnchorKind::Exact | AnchorKind::Partial
        )
    };
    if subject.relation != Some(Relation::Own) && kinds.iter().any(by_profile) {
        return Judgement::new(CheckState::Unknown, found).told_by(Key::TellProfile);
    }
    Judgement::new(CheckState::of(kinds.contains(&anchor.kind)), found)
}

impl AnchorTerm {
    /// Whether it asks for words and names none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Any => false,
            Self::Exact(text) | Self::Contains(text) => text.trim().is_empty(),
            Self::Kind(kinds) => kinds.is_empty(),
        }
    }
}
