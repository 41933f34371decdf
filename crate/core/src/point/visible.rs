//! Can the link be seen? Hidden links are against Google's spam policies ("Hidden text and link abuse");
//! a reader can open what is only collapsed.

use serde::{Deserialize, Serialize};

use super::{CheckState, FactorState, Judgement, Observation, Subject};
use crate::page::{HiddenBecause, hidden_because};
use crate::reason::{Key, Reason};

/// Whether it can be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It can.
    Yes,
    /// It is in something that a reader can open.
    Collapsed,
    /// It is hidden.
    No,
    /// The page was read without its layout, and a rule of its styles hides the link that may not hold.
    Perhaps,
    /// The page was read without its layout, and its source does not hide the link.
    Unknown,
}

/// Whether a link must be seen.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visible {
    /// Visible on the screen. Without the page's layout that can't be determined.
    #[default]
    OnScreen,
    /// Not hidden by the source's own attributes and styles; enough where only a file is read.
    InSource,
    /// It does not matter.
    Any,
}

/// Answers from the layout, else from what the source hides.
pub fn observe(subject: &Subject<'_>) -> Observation<Answer> {
    let on_screen = subject.layout.and_then(|layout| layout.hidden);
    let collapsed = on_screen.or(subject.hidden_by) == Some(HiddenBecause::Collapsed);
    let because = || [hidden_because(subject.layout, subject.hidden_by).to_owned()];
    match subject.hidden {
        // Whether that was intended is for the user to say.
        Some(true) if collapsed => {
            Observation::new(Answer::Collapsed, Key::VisibleCollapsed).told_by(Key::TellLook)
        }
        Some(true) => Observation::new(Answer::No, Reason::new(Key::VisibleNo, because())),
        Some(false) => Observation::new(Answer::Yes, Key::VisibleYes),
        None if subject.hidden_by.is_some() => {
            let reason = Reason::new(Key::VisiblePerhaps, because());
            Observation::new(Answer::Perhaps, reason).told_by(Key::TellBrowser)
        }
        None => Observation::new(Answer::Unknown, Key::VisibleUnknown).told_by(Key::TellBrowser),
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Yes => FactorState::Good,
        Answer::Collapsed => FactorState::Warn,
        Answer::No => FactorState::Bad,
        Answer::Perhaps | Answer::Unknown => FactorState::Unknown,
    }
}

/// Whether it is as agreed.
pub fn against(subject: &Subject<'_>, term: Visible) -> Judgement {
    let found = observe(subject);
    let state = match (found.answer, term) {
        (Answer::Unknown, Visible::InSource) => {
            return Judgement::new(CheckState::Pass, Key::FoundUnhidden).told_by(Key::TellBrowser);
        }
        (Answer::Yes, _) => CheckState::Pass,
        (Answer::Collapsed | Answer::Perhaps | Answer::Unknown, _) => CheckState::Unknown,
        (Answer::No, _) => CheckState::Fail,
    };
    found.judged(state)
}
