//! May the page be indexed? In the long run the links of a page that is kept out of the index are not
//! followed (Google's John Mueller, 2017; Google Search Central, "Block search indexing with noindex").
//! A page that sends its readers on at once is not kept there either, and one that asks to be left out
//! after a day is not once that day is over.

use super::{CheckState, FactorState, Judgement, Observation};
use crate::page::{Cause, Expiry, Facts};
use crate::reason::{Key, Reason};

/// Whether it may be indexed, as far as is known: headers may be unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// No directive says otherwise.
    Allowed,
    /// Robots directives forbid it.
    Forbidden,
    /// It sends its readers to another page at once, which is a permanent redirect.
    SentOn,
    /// It sends them there after a while, which is a temporary redirect: search engines show the page
    /// itself, but may take the other.
    SentOnLater,
    /// The day after which it asks not to be found is over.
    Expired,
    /// That day is to come.
    Expires,
    /// Whether that day is over is not known.
    MayHaveExpired,
}

/// Answers from the page's robots directives, its refresh and the day it names, the gravest first.
pub fn observe(page: &Facts) -> Observation<Answer> {
    if !page.robots.index {
        let causes: Vec<Cause> = page.robots.noindex_causes().cloned().collect();
        let reason = Reason::new(Key::IndexForbidden, [Cause::values(&causes)]);
        return Observation::new(Answer::Forbidden, reason);
    }
    let expiry = page.expiry();
    if let Some(Expiry::Past(day)) = expiry {
        let reason = Reason::new(Key::IndexExpired, [day.to_owned()]);
        return Observation::new(Answer::Expired, reason);
    }
    match &page.refresh {
        Some(refresh) if refresh.is_permanent() => {
            return Observation::new(Answer::SentOn, refresh.reason());
        }
        Some(refresh) => {
            return Observation::new(Answer::SentOnLater, refresh.reason()).told_by(Key::TellLook);
        }
        None => {}
    }
    let expires = |day: &str| Reason::new(Key::IndexExpires, [day.to_owned()]);
    match expiry {
        Some(Expiry::Ahead(day)) => Observation::new(Answer::Expires, expires(day)),
        Some(Expiry::Unknown(day) | Expiry::Past(day)) => {
            let tells = if page.today.is_some() {
                Key::TellLook
            } else {
                Key::TellToday
            };
            Observation::new(Answer::MayHaveExpired, expires(day)).told_by(tells)
        }
        None if page.headers_known => Observation::new(Answer::Allowed, Key::IndexAllowedHeaders),
        None => Observation::new(Answer::Allowed, Key::IndexAllowed),
    }
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Allowed => FactorState::Good,
        Answer::SentOnLater | Answer::Expires => FactorState::Warn,
        Answer::Forbidden | Answer::SentOn | Answer::Expired => FactorState::Bad,
        Answer::MayHaveExpired => FactorState::Unknown,
    }
}

/// Whether the page is open to indexing, as agreed.
pub fn against(page: &Facts) -> Judgement {
    let found = observe(page);
    let state = match found.answer {
        Answer::Allowed | Answer::Expires => CheckState::Pass,
        Answer::SentOnLater | Answer::MayHaveExpired => CheckState::Unknown,
        Answer::Forbidden | Answer::SentOn | Answer::Expired => CheckState::Fail,
    };
    found.judged(state)
}
