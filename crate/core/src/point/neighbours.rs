//! How many other outbound links are beside it? One of few is a recommendation, one of many a list.
//! Of a backlink its block is looked at; an agreement counts those of the page's main content.

use super::{CheckState, FactorState, Judgement, Observation, Surroundings};
use crate::page::Facts;
use crate::reason::{Key, Reason};

/// Up to so many other outbound links in a block are few: half of what the median page has in all, which
/// is 6 (3,309 pages). Our own measure, of what link builders call a neighbourhood.
const FEW: usize = 3;

/// From so many on the link is one of many. More than the median page has in all are in one block then,
/// which is a list of links; what is between is several.
const MANY: usize = 10;

/// How many there are, in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// At most [`FEW`].
    Few,
    /// More, and fewer than [`MANY`].
    Several,
    /// At least [`MANY`].
    Many,
}

/// Answers from the other outbound links of the block.
pub fn observe(around: Surroundings) -> Observation<Answer> {
    let (answer, key) = match around.beside {
        0..=FEW => (Answer::Few, Key::NeighboursFew),
        MANY.. => (Answer::Many, Key::NeighboursMany),
        _ => (Answer::Several, Key::NeighboursSeveral),
    };
    Observation::new(answer, Reason::new(key, [around.beside.to_string()]))
}

/// What it means for the link's worth.
pub const fn factor(answer: Answer) -> FactorState {
    match answer {
        Answer::Few => FactorState::Good,
        Answer::Several => FactorState::Warn,
        Answer::Many => FactorState::Bad,
    }
}

/// Whether the main content has no more links to other sites than were agreed. `partial`: a part of the
/// page was not read.
pub fn against(page: &Facts, most: usize, partial: bool) -> Judgement {
    let count = page.counts.content;
    let found = Reason::new(Key::FoundOutbound, [count.to_string()]);
    match (count > most, partial) {
        (true, _) => Judgement::new(CheckState::Fail, found),
        (false, true) => Judgement::new(CheckState::Unknown, found).told_by(Key::TellWholePage),
        (false, false) => Judgement::new(CheckState::Pass, found),
    }
}
