//! What does the link go through on its way? Redirectors may pass no value on, and others can end them;
//! affiliate networks pay for the link; archives and caches are copies.

use super::{CheckState, FactorState, Judgement, Observation};
use crate::reason::{Key, Reason};
use crate::url::{Wrapper, WrapperKind};

/// What it goes through first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// No redirector.
    Direct,
    /// No redirector, but its address carries tracking parameters.
    Tracking,
    /// An affiliate network, or a partner's mark in the address.
    Affiliate,
    /// A redirector that carries its target in the address.
    Redirect,
    /// Possibly a redirector.
    PossibleRedirect,
    /// An archive, a cache or a translation: the link leads to a copy.
    Copy,
}

/// The copy that the link ends at, whatever it goes through on its way there.
fn copy(through: &[Wrapper]) -> Option<&Wrapper> {
    through.iter().find(|wrapper| wrapper.kind.is_copy())
}

/// Whether the link leads to a copy of its target and not to the target itself.
pub fn is_copy(through: &[Wrapper]) -> bool {
    copy(through).is_some()
}

/// Answers from the link's wrappers, its affiliate sign, and whether the target carries tracking. A
/// copy is said before all else: nothing of the link reaches the page itself.
pub fn observe(
    through: &[Wrapper],
    affiliate: Option<&str>,
    tracking: bool,
) -> Observation<Answer> {
    if let Some(copy) = copy(through) {
        return wrapped(copy);
    }
    if let Some(sign) = affiliate {
        let reason = Reason::new(Key::RouteAffiliate, [sign.to_owned()]);
        return Observation::new(Answer::Affiliate, reason);
    }
    match through.first() {
        Some(wrapper) => wrapped(wrapper),
        None if tracking => Observation::new(Answer::Tracking, Key::RouteTracking),
        None => Observation::new(Answer::Direct, Key::RouteDirect),
    }
}

fn wrapped(wrapper: &Wrapper) -> Observation<Answer> {
    let (answer, key) = match wrapper.kind {
        WrapperKind::Redirect => (Answer::Redirect, Key::RouteWrapped),
        WrapperKind::LooksLikeRedirect => (Answer::PossibleRedirect, Key::RouteLooksWrapped),
        WrapperKind::Affiliate => (Answer::Affiliate, Key::RouteAffiliate),
        WrapperKind::AmpCache | WrapperKind::Translation | WrapperKind::Archive => {
            (Answer::Copy, Key::RouteCopy)
        }
    };
    let found = Observation::new(answer, Reason::new(key, [wrapper.host.clone()]));
    match answer {
        Answer::PossibleRedirect => found.told_by(Key::TellOpenLink),
        _ => found,
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Direct => FactorState::Good,
        Answer::Tracking | Answer::Redirect => FactorState::Warn,
        Answer::PossibleRedirect => FactorState::Unknown,
        Answer::Affiliate | Answer::Copy => FactorState::Bad,
    }
}

/// Whether it leads straight to its target, as agreed: parameters of the address are no detour. A copy
/// is not the target, so that this is asked of copies whatever was agreed about detours.
pub fn against(through: &[Wrapper]) -> Judgement {
    let found = observe(through, None, false);
    let state = match found.answer {
        Answer::Direct | Answer::Tracking => CheckState::Pass,
        Answer::PossibleRedirect => CheckState::Unknown,
        Answer::Affiliate | Answer::Redirect | Answer::Copy => CheckState::Fail,
    };
    found.judged(state)
}
