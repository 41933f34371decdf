//! Where on the page is the link? Links in the main content are an editor's choice; those of
//! menus and footers are on every page (Google's reasonable surfer patent, US 7,716,225).

use super::{CheckState, FactorState, Judgement, Observation};
use crate::placement::{Placement, Region};
use crate::reason::{Key, Reason};

/// Where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// In this region.
    In(Region),
    /// Probably in this region (see [`Placement::is_sure`]).
    Unsure(Region),
}

/// What was agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term<'a> {
    /// The regions it may be in.
    pub regions: &'a [Region],
    /// Whether it was agreed that it may be marked as sponsored.
    pub sponsored: bool,
}

/// Answers from the link's placement.
pub fn observe(placement: &Placement) -> Observation<Answer> {
    let region = placement.region;
    if !placement.is_sure() {
        return unsure(region);
    }
    let reason = match region {
        Region::Content => Key::PlacementContent.into(),
        Region::UserContent => Key::PlacementUserContent.into(),
        Region::AuthorBio => Key::PlacementAuthorBio.into(),
        Region::Advert => Key::PlacementAdvert.into(),
        Region::Related => Key::PlacementRelated.into(),
        _ => Reason::new(Key::PlacementBoilerplate, [region.name().to_owned()]),
    };
    Observation::new(Answer::In(region), reason)
}

fn unsure(region: Region) -> Observation<Answer> {
    let reason = Reason::new(Key::PlacementUnsure, [region.name().to_owned()]);
    Observation::new(Answer::Unsure(region), reason).told_by(Key::TellLook)
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::In(Region::Content) => FactorState::Good,
        Answer::In(Region::UserContent | Region::AuthorBio | Region::Related) => FactorState::Warn,
        Answer::In(_) => FactorState::Bad,
        Answer::Unsure(_) => FactorState::Unknown,
    }
}

/// Whether it is as agreed.
pub fn against(placement: &Placement, term: Term<'_>) -> Judgement {
    if is_advert_by_agreement(placement, term) {
        return unsure(placement.region).judged(CheckState::Unknown);
    }
    let found = observe(placement);
    let state = match found.answer {
        Answer::In(region) => CheckState::of(term.regions.contains(&region)),
        Answer::Unsure(_) => CheckState::Unknown,
    };
    found.judged(state)
}

/// Whether only the mark that was agreed on makes a link look like an advert.
fn is_advert_by_agreement(placement: &Placement, term: Term<'_>) -> bool {
    let by_rel = |because: &Reason| because.key() == Key::RelSays;
    term.sponsored
        && placement.region == Region::Advert
        && !term.regions.contains(&Region::Advert)
        && placement.because.iter().all(by_rel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_six_tenths_a_region_is_unsure_for_factor_and_check_alike() {
        let regions = [Region::Content];
        let term = Term {
            regions: &regions,
            sponsored: false,
        };
        for (confidence, expected) in [
            (0.45, (FactorState::Unknown, CheckState::Unknown)),
            (0.55, (FactorState::Unknown, CheckState::Unknown)),
            (0.60, (FactorState::Good, CheckState::Pass)),
            (0.65, (FactorState::Good, CheckState::Pass)),
        ] {
            let placement = Placement {
                region: Region::Content,
                confidence,
                because: Vec::new(),
            };
            let found = (
                factor(observe(&placement).answer),
                against(&placement, term).state,
            );
            assert_eq!(found, expected, "{confidence}");
        }
    }
}
