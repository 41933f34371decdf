//! How the domains that link divide by what tools say of them: by each list of ranks, and by each figure that
//! goes to a hundred. Pure; a scale is one tool's own, and none is made of others.

use std::collections::BTreeSet;
use std::sync::Arc;

use linkglance_browser::store::RATINGS;
use linkglance_core::import::{Bucket, Figure};
use linkglance_core::prospect::Millis;

use super::backlinks::Domain;

/// How many values of a figure are one step.
const STEP: u64 = 10;

/// The highest step of a figure, 90 to 100: only one more value has all three digits.
const TOP: u64 = 9;

/// A step of a scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum Step {
    /// In a list of ranks; `None` is not listed.
    Rank(Option<Bucket>),
    /// From one value of a figure to another, both within.
    Values(u64, u64),
}

/// What a scale is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dashboard) enum Scale {
    /// A list of ranks, by when it was imported.
    Ranks(Millis),
    Figure(Figure),
}

/// How the domains divide on one scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Divided {
    pub(in crate::dashboard) scale: Scale,
    /// Whose it is; of a figure there may be several lists.
    pub(in crate::dashboard) tools: Vec<String>,
    /// The highest first, each with its domains.
    pub(in crate::dashboard) steps: Vec<(Step, Vec<String>)>,
    /// Of how many domains the tool says nothing.
    pub(in crate::dashboard) unknown: usize,
}

impl Divided {
    /// Of how many domains something is known.
    pub(in crate::dashboard) fn known(&self) -> usize {
        self.steps.iter().map(|(_, domains)| domains.len()).sum()
    }
}

/// The domains on all scales of which something is known: the lists of ranks, the newest first, then figures.
pub(in crate::dashboard) fn divided(domains: &[Arc<Domain>]) -> Vec<Divided> {
    // Each domain has a word from each list, if only that it is not in it.
    let lists = domains.first().map_or(0, |first| first.facts.ranks.len());
    let ranks = (0..lists).filter_map(|list| by_rank(domains, list));
    let figures = RATINGS.into_iter();
    let figures = figures.filter_map(|figure| by_figure(domains, figure));
    ranks.chain(figures).collect()
}

fn by_rank(domains: &[Arc<Domain>], list: usize) -> Option<Divided> {
    let first = domains.first()?.facts.ranks.get(list)?;
    let all = Bucket::ALL.into_iter().map(Some);
    let steps = all.chain(std::iter::once(None)).map(|bucket| {
        let inside = domains.iter().filter(|domain| {
            let told = domain.facts.ranks.get(list);
            told.is_some_and(|told| told.value == bucket)
        });
        (Step::Rank(bucket), names(inside))
    });
    Some(Divided {
        scale: Scale::Ranks(first.at),
        tools: vec![first.tool.clone()],
        steps: steps.filter(|(_, domains)| !domains.is_empty()).collect(),
        unknown: 0,
    })
}

fn by_figure(domains: &[Arc<Domain>], figure: Figure) -> Option<Divided> {
    let value = |domain: &Domain| Some(domain.facts.figure(figure)?.value);
    let step_of = |domain: &Domain| Some((value(domain)? / STEP).min(TOP));
    let tools = domains.iter().filter_map(|domain| {
        let told = domain.facts.figure(figure)?;
        Some(told.tool.clone())
    });
    let tools: BTreeSet<String> = tools.collect();
    let highest = domains.iter().filter_map(|domain| step_of(domain)).max()?;
    // Steps without a domain are shown below the highest: the gap is what is to be seen.
    let steps = (0..=highest).rev().map(|step| {
        let inside = domains.iter();
        let inside = inside.filter(|domain| step_of(domain) == Some(step));
        let last = if step == TOP {
            100
        } else {
            step * STEP + STEP - 1
        };
        (Step::Values(step * STEP, last), names(inside))
    });
    Some(Divided {
        scale: Scale::Figure(figure),
        tools: tools.into_iter().collect(),
        steps: steps.collect(),
        unknown: domains
            .iter()
            .filter(|domain| value(domain).is_none())
            .count(),
    })
}

fn names<'a>(domains: impl Iterator<Item = &'a Arc<Domain>>) -> Vec<String> {
    domains.map(|domain| domain.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::state::figures::{DomainFacts, Told};

    fn domain(name: &str, rating: Option<u64>, rank: Option<Bucket>) -> Arc<Domain> {
        let told = |value| Told {
            value,
            tool: "Ahrefs".to_owned(),
            at: 5,
        };
        let ranks = vec![Told {
            value: rank,
            tool: "Tranco".to_owned(),
            at: 7,
        }];
        let figures = rating.map(|value| (Figure::DomainRating, told(value)));
        Arc::new(Domain {
            name: name.to_owned(),
            backlinks: 1,
            pages: 1,
            states: Vec::new(),
            first: 1,
            last: 1,
            facts: Arc::new(DomainFacts {
                figures: figures.into_iter().collect(),
                ranks,
            }),
        })
    }

    #[test]
    fn each_list_and_each_figure_divides_the_domains_by_its_own_steps() {
        let domains = [
            domain("a.example", Some(100), Some(Bucket::Top1k)),
            domain("b.example", Some(71), None),
            domain("c.example", Some(70), Some(Bucket::Top1k)),
            domain("d.example", None, None),
        ];
        let all = divided(&domains);
        let [ranks, rating] = all.as_slice() else {
            panic!("a list and a figure: {all:?}");
        };
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(ranks.scale, Scale::Ranks(7));
        assert_eq!(ranks.tools, ["Tranco"]);
        let steps: Vec<(Step, Vec<String>)> = vec![
            (
                Step::Rank(Some(Bucket::Top1k)),
                names(&["a.example", "c.example"]),
            ),
            (Step::Rank(None), names(&["b.example", "d.example"])),
        ];
        assert_eq!(ranks.steps, steps);
        assert_eq!((rating.known(), rating.unknown), (3, 1));
        let counts = rating.steps.iter();
        let counts: Vec<(Step, usize)> = counts.map(|(step, all)| (*step, all.len())).collect();
        assert_eq!(
            counts.get(..3),
            Some(
                [
                    (Step::Values(90, 100), 1),
                    (Step::Values(80, 89), 0),
                    (Step::Values(70, 79), 2)
                ]
                .as_slice()
            )
        );
        assert_eq!(counts.last(), Some(&(Step::Values(0, 9), 0)));
    }

    #[test]
    fn nothing_is_divided_by_what_no_list_says() {
        assert!(divided(&[]).is_empty());
        let mut without = Arc::unwrap_or_clone(domain("a.example", None, None));
        without.facts = Arc::default();
        assert!(divided(&[Arc::new(without)]).is_empty());
    }
}
