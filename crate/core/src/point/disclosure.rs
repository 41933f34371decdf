//! Does the page say that it is paid for, a guest's, or holds affiliate links? Paid links that are
//! followed are against Google's spam policies ("Link spam"); the label itself is the law's (FTC 16 CFR
//! 255, UCPD annex I no. 11).

use serde::{Deserialize, Serialize};

use super::{CheckState, FactorState, Judgement, Observation};
use crate::page::{Facts, Nature};
use crate::reason::{Key, Reason};

/// What the page says of itself; `None`: no disclosure was found.
pub type Answer = Option<Nature>;

/// What the page must say of being paid for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureTerm {
    /// That it is paid for.
    Present,
    /// Neither that it is paid for nor that a guest wrote it.
    Absent,
}

/// Answers from the page's label. Of a label that the page is paid for it matters whether the link is
/// `followed`.
pub fn observe(page: &Facts, followed: Option<bool>) -> Observation<Answer> {
    let Some(found) = &page.disclosure else {
        // A label may be a picture, or in words that no list has.
        return Observation::new(None, Key::DisclosureNone).told_by(Key::TellLook);
    };
    let key = match found.nature {
        Nature::Paid if followed == Some(true) => Key::DisclosurePaid,
        Nature::Paid => Key::DisclosurePaidMarked,
        Nature::Guest => Key::DisclosureGuest,
        Nature::Affiliate => Key::DisclosureAffiliate,
    };
    Observation::new(Some(found.nature), Reason::new(key, [found.text.clone()]))
}

/// What it means for the worth of a link that is `followed`.
pub fn factor(answer: Answer, followed: Option<bool>) -> FactorState {
    match answer {
        Some(Nature::Paid) if followed == Some(true) => FactorState::Bad,
        Some(Nature::Paid | Nature::Guest) => FactorState::Warn,
        Some(Nature::Affiliate) | None => FactorState::Good,
    }
}

/// Whether the page's label is as agreed. That a page holds affiliate links says nothing of who paid
/// for it.
pub fn against(page: &Facts, term: DisclosureTerm) -> Judgement {
    let nature = page.disclosure.as_ref().map(|found| found.nature);
    let kept = match term {
        DisclosureTerm::Present => nature == Some(Nature::Paid),
        DisclosureTerm::Absent => matches!(nature, None | Some(Nature::Affiliate)),
    };
    let state = CheckState::of(kept);
    match &page.disclosure {
        Some(found) => Judgement::new(
            state,
            Reason::new(Key::FoundDisclosure, [found.text.clone()]),
        ),
        None => observe(page, None).judged(state),
    }
}
