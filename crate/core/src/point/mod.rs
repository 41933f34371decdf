//! One judge for each question about a link or its page.
//!
//! One file, one question: what is asked and why, what can be answered, `observe`, which answers from
//! what was read, and two short tables: what an answer means for a backlink's worth (`factor`), and
//! whether it is what a term of an agreement asks for (`against`). `backlink` and `check` put these
//! answers together and make no judgement themselves.

pub mod anchor;
pub mod author;
pub mod canonical;
pub mod disclosure;
pub mod follow;
pub mod indexable;
pub mod language;
pub mod neighbours;
pub mod placement;
pub mod relevance;
pub mod repeat;
pub mod route;
pub mod snippets;
mod subject;
pub mod target;
pub mod visible;

use serde::{Deserialize, Serialize};

use crate::reason::{Key, Reason};

pub use subject::{Subject, Surroundings, Target};

/// What is asked about a link or its page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// Where on the page the link is.
    Placement,
    /// Whether it is followed, and how it is marked.
    Follow,
    /// Whether the page may be indexed.
    Indexable,
    /// Whether the page is its own canonical.
    Canonical,
    /// Its anchor text.
    Anchor,
    /// Whether it can be seen.
    Visible,
    /// Which page of the site it leads to.
    Target,
    /// What it goes through on its way there.
    Route,
    /// What the words around it are about.
    Relevance,
    /// How many other outbound links are beside it.
    Neighbours,
    /// Whether the page says it is paid for or a guest's.
    Disclosure,
    /// Whether the words around it may be shown in search results.
    Snippets,
    /// Whether the page links to the same target before.
    Repeat,
    /// Whether there are links enough: a sum over all targets, which only an agreement asks for.
    Count,
    /// The page's language.
    Language,
    /// Whom the page names as its author.
    Author,
}

impl Point {
    /// Its name in reports, messages and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Placement => "placement",
            Self::Follow => "follow",
            Self::Indexable => "indexable",
            Self::Canonical => "canonical",
            Self::Anchor => "anchor",
            Self::Visible => "visible",
            Self::Target => "target",
            Self::Route => "route",
            Self::Relevance => "relevance",
            Self::Neighbours => "neighbours",
            Self::Disclosure => "disclosure",
            Self::Snippets => "snippets",
            Self::Repeat => "repeat",
            Self::Count => "count",
            Self::Language => "language",
            Self::Author => "author",
        }
    }
}

/// What an answer means for a link's worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorState {
    /// As a link builder would want it.
    Good,
    /// Worth a look.
    Warn,
    /// Takes from the link's worth.
    Bad,
    /// Can't be determined from what is known.
    Unknown,
}

impl FactorState {
    /// Its name in reports, style sheets and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether an answer is what was agreed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As agreed.
    Pass,
    /// Can't be determined from what is known.
    Unknown,
    /// Not as agreed.
    Fail,
}

impl CheckState {
    const fn of(kept: bool) -> Self {
        if kept { Self::Pass } else { Self::Fail }
    }
}

/// The answer to one question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observation<A> {
    /// The answer.
    pub answer: A,
    /// What it was read from, as the user can check it.
    pub reason: Reason,
    /// What would settle it, or could yet say otherwise.
    pub would_tell: Option<Key>,
}

impl<A> Observation<A> {
    fn new(answer: A, reason: impl Into<Reason>) -> Self {
        Self {
            answer,
            reason: reason.into(),
            would_tell: None,
        }
    }

    fn told_by(self, would_tell: Key) -> Self {
        Self {
            would_tell: Some(would_tell),
            ..self
        }
    }

    /// The observation held against a term.
    fn judged(self, state: CheckState) -> Judgement {
        Judgement {
            state,
            found: self.reason,
            would_tell: self.would_tell,
        }
    }
}

/// How an answer comes out against a term of an agreement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// Whether it is as agreed.
    pub state: CheckState,
    /// What was found.
    pub found: Reason,
    /// What would settle it, or could yet say otherwise.
    pub would_tell: Option<Key>,
}

impl Judgement {
    fn new(state: CheckState, found: impl Into<Reason>) -> Self {
        Observation::new((), found).judged(state)
    }

    fn told_by(self, would_tell: Key) -> Self {
        Self {
            would_tell: Some(would_tell),
            ..self
        }
    }
}
