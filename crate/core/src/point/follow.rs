//! Are search engines asked to follow the link, and how is it marked? rel, robots directives and what
//! cannot be crawled decide; all of it is a hint to Google since 2019 (Google Search Central, "Qualify
//! your outbound links to Google").

use serde::{Deserialize, Serialize};

use super::{CheckState, FactorState, Judgement, Observation, Subject};
use crate::link::{Follow, QUALIFYING, qualifying};
use crate::one_or_more::one_or_more;
use crate::page::Cause;
use crate::reason::{Key, Reason};

/// Whether it is followed; `None` where no documentation says.
pub type Answer = Option<bool>;

/// How a link may be marked. Marks are the rel tokens nofollow, sponsored and ugc; others say
/// nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RelTerm {
    /// It must be followed: neither its rel nor the page says otherwise.
    pub followed: bool,
    /// Marks it must carry.
    #[serde(deserialize_with = "one_or_more")]
    pub required: Vec<String>,
    /// Marks it may carry; empty: any. Those required are allowed.
    #[serde(deserialize_with = "one_or_more")]
    pub allowed: Vec<String>,
}

/// Answers from what was decided of the link.
pub fn observe(follow: &Follow, headers_known: bool) -> Observation<Answer> {
    let causes = || [Cause::values(&follow.because)];
    match follow.followed {
        // Headers that were not seen could say otherwise.
        Some(true) if !headers_known => {
            Observation::new(Some(true), Key::FollowFollowed).told_by(Key::TellHeaders)
        }
        Some(true) => Observation::new(Some(true), Key::FollowFollowed),
        Some(false) => Observation::new(Some(false), Reason::new(Key::FollowNotFollowed, causes())),
        None => Observation::new(None, Reason::new(Key::FollowUnknown, causes()))
            .told_by(Key::TellNothing),
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Some(true) => FactorState::Good,
        Some(false) => FactorState::Bad,
        None => FactorState::Unknown,
    }
}

/// Whether it is as agreed.
pub fn against(subject: &Subject<'_>, term: &RelTerm) -> Judgement {
    if term.followed {
        let found = observe(subject.follow, subject.page.headers_known);
        let state = match found.answer {
            Some(followed) => CheckState::of(followed),
            None => CheckState::Unknown,
        };
        return found.judged(state);
    }
    let marks: Vec<&str> = qualifying(subject.rel).collect();
    let found = if marks.is_empty() {
        Key::FoundUnmarked.into()
    } else {
        Reason::new(Key::FoundMarked, [marks.join(", ")])
    };
    Judgement::new(CheckState::of(term.fits(&marks)), found)
}

impl RelTerm {
    /// The marks a link may carry; `None`: any.
    pub fn allows(&self) -> Option<impl Iterator<Item = &str>> {
        let all = self.required.iter().chain(&self.allowed);
        (!self.allowed.is_empty()).then(|| all.map(String::as_str))
    }

    fn fits(&self, marks: &[&str]) -> bool {
        let carried = |mark: &String| marks.contains(&mark.as_str());
        let allowed = self.allows().is_none_or(|allowed| {
            let allowed: Vec<&str> = allowed.collect();
            marks.iter().all(|mark| allowed.contains(mark))
        });
        self.required.iter().all(carried) && allowed
    }

    /// Reads `followed`, `any`, or marks that are allowed.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut term = Self::default();
        for word in words {
            match word.trim().to_ascii_lowercase().as_str() {
                "followed" => term.followed = true,
                "any" => {}
                mark => term.allowed.push(mark.to_owned()),
            }
        }
        term
    }

    /// Puts the marks into canonical form, and gives what is wrong with them.
    pub(crate) fn check(&mut self) -> Vec<Reason> {
        let mut faults = Vec::new();
        for token in self.required.iter_mut().chain(&mut self.allowed) {
            *token = token.trim().to_ascii_lowercase();
            if !QUALIFYING.contains(&token.as_str()) {
                faults.push(Reason::new(Key::FaultToken, [token.clone()]));
            }
        }
        let mark = self.required.iter().chain(&self.allowed).next();
        if let (true, Some(mark)) = (self.followed, mark) {
            faults.push(Reason::new(Key::FaultFollowedMarked, [mark.clone()]));
        }
        faults
    }
}
