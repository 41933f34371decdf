//! Does the page say that it is paid for, a guest's, or holds affiliate links? Paid links that are
//! followed are against Google's spam policies ("Link spam"); the label itself is the law's (FTC 16 CFR
//! 255, UCPD annex I no. 11).

use serde::{Deserialize, Serialize};

use super::{CheckState, FactorState, Judgement, Observation, Subject};
use crate::link::qualifying;
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
/// followed, and if not, whether it is marked as paid or kept from being followed by something else.
pub fn observe(link: &Subject<'_>) -> Observation<Answer> {
    let Some(found) = &link.page.disclosure else {
        return undisclosed();
    };
    let key = match found.nature {
        Nature::Paid if link.follow.followed == Some(true) => Key::DisclosurePaid,
        Nature::Paid if is_marked_paid(link.rel) => Key::DisclosurePaidMarked,
        Nature::Paid => Key::DisclosurePaidUnmarked,
        Nature::Guest => Key::DisclosureGuest,
        Nature::Affiliate => Key::DisclosureAffiliate,
    };
    Observation::new(Some(found.nature), Reason::new(key, [found.text.clone()]))
}

fn undisclosed() -> Observation<Answer> {
    // A label may be a picture, or in words that no list has.
    Observation::new(None, Key::DisclosureNone).told_by(Key::TellLook)
}

/// Whether a link's own rel qualifies it as Google asks of paid links: by `sponsored`, or by
/// `nofollow`. `ugc` says something else.
fn is_marked_paid(rel: &[String]) -> bool {
    qualifying(rel).any(|mark| matches!(mark, "sponsored" | "nofollow"))
}

/// What it means for the worth of a link that is `followed`. One that is not passes no credit that was
/// paid for, whatever keeps it from being followed.
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
        None => undisclosed().judged(state),
    }
}
