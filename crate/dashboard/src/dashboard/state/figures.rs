//! What tools say of a domain, from the lists that were imported: their figures and ranks, each with its tool
//! and day. Pure. No figure is made of others.

use std::collections::HashMap;
use std::sync::Arc;

use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::store::{KeptFigures, RankList};
use linkglance_core::import::{Bucket, Figure};
use linkglance_core::prospect::Millis;

/// The name of what a list of ranks does not have.
const NOT_LISTED: &str = "none";

/// Something that a tool says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Told<T> {
    pub(in crate::dashboard) value: T,
    pub(in crate::dashboard) tool: String,
    /// When its list was imported.
    pub(in crate::dashboard) at: Millis,
}

/// What tools say of a domain.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::dashboard) struct DomainFacts {
    /// The newest first.
    pub(in crate::dashboard) figures: Vec<(Figure, Told<u64>)>,
    /// `None` is not listed; the newest list first.
    pub(in crate::dashboard) ranks: Vec<Told<Option<Bucket>>>,
}

impl DomainFacts {
    /// A figure, as the newest list has it.
    pub(in crate::dashboard) fn figure(&self, figure: Figure) -> Option<&Told<u64>> {
        let mut figures = self.figures.iter();
        let found = figures.find(|(known, _)| *known == figure)?;
        Some(&found.1)
    }

    /// Where the newest list of ranks has it; `None` where there is no list.
    pub(in crate::dashboard) fn rank(&self) -> Option<&Told<Option<Bucket>>> {
        self.ranks.first()
    }

    /// The name of that, for filters.
    pub(in crate::dashboard) fn rank_name(&self) -> Option<&'static str> {
        let told = self.rank()?;
        Some(told.value.map_or(NOT_LISTED, Bucket::name))
    }
}

/// What tools say of all domains.
#[derive(Clone, Default)]
pub(in crate::dashboard) struct Facts {
    figures: HashMap<String, Vec<KeptFigures>>,
    lists: Vec<RankList>,
}

impl Facts {
    /// Of what is stored; `lists` are in order, the newest first.
    pub(in crate::dashboard) fn of(all: Vec<KeptFigures>, lists: Vec<RankList>) -> Self {
        let mut figures: HashMap<String, Vec<KeptFigures>> = HashMap::new();
        for one in all {
            figures.entry(one.domain.clone()).or_default().push(one);
        }
        for of_domain in figures.values_mut() {
            of_domain.sort_by_key(|one| std::cmp::Reverse(one.at));
        }
        Self { figures, lists }
    }

    /// What they say of one.
    pub(in crate::dashboard) fn domain(&self, domain: &str) -> Arc<DomainFacts> {
        let known = self.figures.get(domain).into_iter().flatten();
        let figures = known.flat_map(|known| {
            let told = |value: &u64| Told {
                value: *value,
                tool: known.tool.clone(),
                at: known.at,
            };
            let figures = known.figures.iter();
            figures.map(move |(figure, value)| (*figure, told(value)))
        });
        let ranks = self.lists.iter().map(|list| Told {
            value: list.ranks.bucket(domain),
            tool: list.tool.clone(),
            at: list.at,
        });
        Arc::new(DomainFacts {
            figures: figures.collect(),
            ranks: ranks.collect(),
        })
    }
}

/// A rank in the user's words.
pub(in crate::dashboard) fn rank_word(bucket: Option<Bucket>) -> String {
    let Some(bucket) = bucket else {
        return t("rank_none");
    };
    match bucket {
        Bucket::Top1k => t_with("rank_top", &[&number(1_000)]),
        Bucket::Top10k => t_with("rank_top", &[&number(10_000)]),
        Bucket::Top100k => t_with("rank_top", &[&number(100_000)]),
        Bucket::Top1m => t_with("rank_top", &[&number(1_000_000)]),
        Bucket::Beyond => t_with("rank_beyond", &[&number(1_000_000)]),
    }
}

/// The same by its name.
pub(in crate::dashboard) fn rank_word_of(name: &str) -> String {
    rank_word(Bucket::ALL.into_iter().find(|bucket| bucket.name() == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::import::Packer;

    fn figures(tool: &str, at: Millis, figure: Figure, value: u64) -> KeptFigures {
        KeptFigures {
            id: KeptFigures::id_of(tool, "blog.example"),
            domain: "blog.example".into(),
            tool: tool.into(),
            at,
            figures: [(figure, value)].into(),
        }
    }

    #[test]
    fn the_newest_list_that_has_a_figure_is_shown() {
        let all = vec![
            figures("Google Analytics", 5, Figure::Visits, 30),
            figures("Matomo", 9, Figure::Visits, 28),
            figures("Ahrefs", 1, Figure::DomainRating, 71),
        ];
        let facts = Facts::of(all, Vec::new()).domain("blog.example");
        let visits = facts.figure(Figure::Visits).unwrap();
        assert_eq!((visits.value, visits.tool.as_str()), (28, "Matomo"));
        assert_eq!(facts.figure(Figure::DomainRating).unwrap().value, 71);
        assert_eq!(facts.figure(Figure::TrustFlow), None);
        assert_eq!((facts.rank(), facts.rank_name()), (None, None));
    }

    #[test]
    fn a_domain_that_no_list_has_is_not_listed() {
        let mut packer = Packer::default();
        packer.add(5_000, "blog.example");
        let list = RankList {
            tool: "Tranco".into(),
            at: 3,
            ranks: packer.pack(),
        };
        let facts = Facts::of(Vec::new(), vec![list]);
        assert_eq!(facts.domain("blog.example").rank_name(), Some("top_10k"));
        assert_eq!(facts.domain("other.example").rank_name(), Some("none"));
    }
}
