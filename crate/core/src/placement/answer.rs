//! Answers: which region each link is in by the model, and how probable that is.
//!
//! Links whose ancestors are made alike all the way up are a group (items of one menu) and speak
//! together, so that no menu is divided at random. Of a large group the model is asked about a few.

use std::collections::HashMap;

use super::Region;
use super::features::{Features, Subject};
use super::model::{self, PerRegion, normalised};
use super::target::Target;
use crate::link::Relation;

/// At most so many links of a group that also lead to the same sort of target are looked at, until
/// one is clear; what they get on average holds for the others. With all of them the answers are no
/// better (tests/placement).
const LOOKED_AT: usize = 3;

/// How much a link's group counts beside itself, from 0 to 1. Between .3 and .7 it makes no
/// difference; without it, accuracy out of fold is lower by .002 to .004.
const GROUP_WEIGHT: f32 = 0.5;

/// Averages of logarithms doubt too much: with this power probabilities fit best what is right out
/// of fold and on pages held out (tests/placement, least log-loss on both).
const SHARPNESS: f32 = 1.3;

/// No page is so plain that a region is certain: on labelled pages one answer in two hundred is
/// wrong where the model is sure.
const MOST_CONFIDENT: f64 = 0.99;

/// Where a link, or a place in the text, stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) region: Region,
    /// From 0 to 1.
    probability: f32,
}

impl Answer {
    fn new(logs: PerRegion) -> Self {
        let most = Region::ALL
            .into_iter()
            .zip(logs)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let (region, log) = most.unwrap_or((Region::Content, 0.0));
        Self {
            region,
            probability: log.exp(),
        }
    }

    /// How sure it is, in hundredths, from 0 to [`MOST_CONFIDENT`].
    pub(super) fn confidence(self) -> f64 {
        let hundredths = (f64::from(self.probability) * 100.0).round() / 100.0;
        hundredths.min(MOST_CONFIDENT)
    }
}

/// The answer for a place in the text.
pub(super) fn of_place(features: &Features<'_>, place: &Subject<'_>) -> Answer {
    Answer::new(model::of_links().ask(&features.of(place)).logs)
}

/// The answers for all links of the inventory; `None` for one in no element that counts.
pub(super) fn of_links(features: &Features<'_>) -> Vec<Option<Answer>> {
    let model = model::of_links();
    let links = features.scene.links.len();
    let kinds = Kind::all(features);
    let mut own: Vec<Option<PerRegion>> = vec![None; links];
    let mut groups: HashMap<u64, Group> = HashMap::new();
    for (kind, members) in &kinds {
        let mut mean = Group::default();
        for index in evenly(members, LOOKED_AT) {
            let Some(subject) = features.link(index) else {
                continue;
            };
            let says = model.ask(&features.of(&subject));
            mean.add(says.logs, 1);
            if let Some(own) = own.get_mut(index) {
                *own = Some(says.logs);
            }
            if says.clear {
                break;
            }
        }
        for &index in members {
            if let Some(own) = own.get_mut(index) {
                own.get_or_insert_with(|| mean.mean());
            }
        }
        groups
            .entry(kind.group)
            .or_default()
            .add(mean.mean(), members.len());
    }
    let mut answers = vec![None; links];
    for (kind, members) in &kinds {
        let group = groups.get(&kind.group).map(Group::mean).unwrap_or_default();
        for &index in members {
            let Some(logs) = own.get(index).copied().flatten() else {
                continue;
            };
            let mixed = std::array::from_fn(|region| {
                let of = |logs: &PerRegion| logs.get(region).copied().unwrap_or(0.0);
                SHARPNESS * (of(&logs) * (1.0 - GROUP_WEIGHT) + of(&group) * GROUP_WEIGHT)
            });
            if let Some(answer) = answers.get_mut(index) {
                *answer = Some(Answer::new(normalised(mixed)));
            }
        }
    }
    answers
}

/// Links that are alike: of one group, and leading to the same sort of target.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    group: u64,
    rules: Region,
    target: Target,
    relation: Option<Relation>,
}

impl Kind {
    /// The kinds of all links, each with its members, in the order of their first.
    fn all(features: &Features<'_>) -> Vec<(Self, Vec<usize>)> {
        let mut places: HashMap<Self, usize> = HashMap::new();
        let mut kinds: Vec<(Self, Vec<usize>)> = Vec::new();
        for index in 0..features.scene.links.len() {
            let Some(subject) = features.link(index) else {
                continue;
            };
            let kind = Self::of(features, &subject);
            let place = *places.entry(kind).or_insert(kinds.len());
            match kinds.get_mut(place) {
                Some((_, members)) => members.push(index),
                None => kinds.push((kind, vec![index])),
            }
        }
        kinds
    }

    fn of(features: &Features<'_>, subject: &Subject<'_>) -> Self {
        // A form to share the page is none of the controls beside it, whatever it is made of.
        let apart = match subject.target {
            target @ (Target::ShareForm | Target::AdvertNetwork) => target as u64 + 1,
            _ => 0,
        };
        Self {
            group: features.chain(subject).wrapping_add(apart),
            rules: subject.zone.region,
            target: subject.target,
            relation: subject.link.and_then(|link| link.relation),
        }
    }
}

/// What links of one sort get on average.
#[derive(Default)]
struct Group {
    sum: PerRegion,
    members: usize,
}

impl Group {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a page has at most some thousand links"
    )]
    fn add(&mut self, logs: PerRegion, members: usize) {
        for (sum, log) in self.sum.iter_mut().zip(logs) {
            *sum += log * members as f32;
        }
        self.members += members;
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "a page has at most some thousand links"
    )]
    fn mean(&self) -> PerRegion {
        self.sum.map(|sum| sum / self.members.max(1) as f32)
    }
}

/// At most so many of a list, from its first to its last.
fn evenly(list: &[usize], most: usize) -> impl Iterator<Item = usize> + '_ {
    let count = list.len().min(most);
    let steps = list.len().saturating_sub(1);
    (0..count).filter_map(move |nth| {
        let place = (nth * steps).checked_div(count - 1).unwrap_or(0);
        list.get(place).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::{GROUP_WEIGHT, LOOKED_AT, SHARPNESS};
    use crate::placement::model;

    /// The script measures what ships.
    #[test]
    fn the_script_puts_answers_together_alike() {
        let script = include_str!("../../../../tests/placement/train.py");
        let (looks, out, stretch) = model::RACE;
        let lines = [
            format!(
                "LOOKED_AT, GROUP_WEIGHT, SHARPNESS = {LOOKED_AT}, {GROUP_WEIGHT}, {SHARPNESS}"
            ),
            format!("LOOKS, OUT, STRETCH = {looks:?}, {out}, {stretch}"),
        ];
        for line in lines {
            assert!(script.contains(&format!("\n{line}\n")), "{line}");
        }
    }

    #[test]
    fn some_stand_for_all() {
        let evenly = |n: usize| -> Vec<usize> {
            let all: Vec<usize> = (0..n).collect();
            super::evenly(&all, 4).collect()
        };
        assert!(evenly(0).is_empty());
        assert_eq!(evenly(1), [0]);
        assert_eq!(evenly(3), [0, 1, 2]);
        assert_eq!(evenly(100), [0, 33, 66, 99]);
    }
}
