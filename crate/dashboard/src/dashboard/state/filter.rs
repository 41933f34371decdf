//! Which rows of a list are shown: pure, so that it is tested without a browser. What can be chosen is
//! data: a list has presets, of which one holds, and facets, whose values are chosen one by one.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use memchr::memmem::Finder;

use super::row::Listed;

/// A choice that is often wanted.
pub(in crate::dashboard) struct Preset<R> {
    /// The message that names it.
    pub(in crate::dashboard) name: &'static str,
    /// Whether it lets a row through, on a day, `YYYY-MM-DD`.
    pub(in crate::dashboard) through: fn(&R, &str) -> bool,
}

/// Gives each value that a row has of a facet.
pub(in crate::dashboard) type Each<R> = for<'a> fn(&'a R, &mut dyn FnMut(&'a str));

/// Something that rows have values of, such as a status or tags.
pub(in crate::dashboard) struct Facet<R> {
    /// The message that names it.
    pub(in crate::dashboard) name: &'static str,
    /// Its values of a row.
    pub(in crate::dashboard) each: Each<R>,
    /// A value in the user's words.
    pub(in crate::dashboard) word: fn(&str) -> String,
}

/// What can be chosen of a list.
pub(in crate::dashboard) struct Filters<R: 'static> {
    pub(in crate::dashboard) presets: &'static [Preset<R>],
    pub(in crate::dashboard) facets: &'static [Facet<R>],
}

/// Certain rows, and what they have in common, in the user's words: what a chart's bar stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Only {
    pub(in crate::dashboard) words: String,
    pub(in crate::dashboard) keys: Arc<HashSet<String>>,
}

impl Only {
    /// Rows by their keys.
    pub(in crate::dashboard) fn of(words: String, keys: impl IntoIterator<Item = String>) -> Self {
        Self {
            words,
            keys: Arc::new(keys.into_iter().collect()),
        }
    }
}

/// What the user has chosen. All that is chosen must hold; of several values of a facet, one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::dashboard) struct Chosen {
    /// Words that must all be in a row.
    pub(in crate::dashboard) text: String,
    /// The preset's name.
    pub(in crate::dashboard) preset: Option<&'static str>,
    /// Facets' names, with a value each.
    pub(in crate::dashboard) values: Vec<(&'static str, String)>,
    /// Nothing but these rows.
    pub(in crate::dashboard) only: Option<Only>,
}

impl Chosen {
    /// Whether everything is let through.
    pub(in crate::dashboard) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
            && self.preset.is_none()
            && self.values.is_empty()
            && self.only.is_none()
    }

    /// Chooses a value, or lets go of it.
    pub(in crate::dashboard) fn toggle(&mut self, facet: &'static str, value: &str) {
        let chosen = (facet, value.to_owned());
        match self.values.iter().position(|known| *known == chosen) {
            Some(at) => drop(self.values.remove(at)),
            None => self.values.push(chosen),
        }
    }

    fn of<'a>(&'a self, facet: &str) -> Vec<&'a str> {
        let values = self.values.iter();
        let values = values.filter(|(name, _)| *name == facet);
        values.map(|(_, value)| value.as_str()).collect()
    }
}

impl<R: Listed> Filters<R> {
    /// The rows that are let through on a day, in their order.
    pub(in crate::dashboard) fn pick(
        &self,
        chosen: &Chosen,
        rows: &[Arc<R>],
        today: &str,
    ) -> Vec<Arc<R>> {
        let words = chosen.text.split_whitespace();
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let words: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let mut presets = self.presets.iter();
        let preset = presets.find(|preset| Some(preset.name) == chosen.preset);
        let facets = self.facets.iter();
        let facets: Vec<(&Facet<R>, Vec<&str>)> = facets
            .map(|facet| (facet, chosen.of(facet.name)))
            .filter(|(_, wanted)| !wanted.is_empty())
            .collect();
        let through = |row: &&Arc<R>| {
            chosen
                .only
                .as_ref()
                .is_none_or(|only| only.keys.contains(row.key()))
                && preset.is_none_or(|preset| (preset.through)(row, today))
                && facets.iter().all(|(facet, wanted)| {
                    let mut has = false;
                    (facet.each)(row, &mut |value| has |= wanted.contains(&value));
                    has
                })
                && {
                    let all = row.words().as_bytes();
                    words.iter().all(|word| word.find(all).is_some())
                }
        };
        rows.iter().filter(through).cloned().collect()
    }

    /// How many rows a preset lets through.
    pub(in crate::dashboard) fn count(preset: &Preset<R>, rows: &[Arc<R>], today: &str) -> usize {
        let through = |row: &&Arc<R>| (preset.through)(row, today);
        rows.iter().filter(through).count()
    }
}

impl<R> Facet<R> {
    /// The values that occur, with how many rows have each.
    pub(in crate::dashboard) fn values(&self, rows: &[Arc<R>]) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            (self.each)(row, &mut |value| *counts.entry(value).or_default() += 1);
        }
        let counts = counts.into_iter();
        counts
            .map(|(value, count)| (value.to_owned(), count))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(PartialEq, Eq)]
    struct Row {
        id: &'static str,
        state: &'static str,
        tags: &'static [&'static str],
    }

    impl Listed for Row {
        fn key(&self) -> &str {
            self.id
        }
        fn site(&self) -> Option<&str> {
            None
        }
        fn title(&self) -> String {
            self.id.to_owned()
        }
        fn url(&self) -> Option<&str> {
            None
        }
        fn words(&self) -> &str {
            self.id
        }
    }

    const FILTERS: Filters<Row> = Filters {
        presets: &[Preset {
            name: "won",
            through: |row, _| row.state == "won",
        }],
        facets: &[
            Facet {
                name: "state",
                each: |row, give| give(row.state),
                word: str::to_owned,
            },
            Facet {
                name: "tag",
                each: |row, give| row.tags.iter().for_each(|tag| give(tag)),
                word: str::to_owned,
            },
        ],
    };

    fn rows() -> Vec<Arc<Row>> {
        let row = |id, state, tags| Arc::new(Row { id, state, tags });
        vec![
            row("a tea", "won", &["x"]),
            row("b tea", "new", &["x", "y"]),
            row("c coffee", "lost", &[]),
        ]
    }

    fn picked(change: impl Fn(&mut Chosen)) -> String {
        let mut chosen = Chosen::default();
        change(&mut chosen);
        let picked = FILTERS.pick(&chosen, &rows(), "");
        picked
            .iter()
            .filter_map(|row| row.id.chars().next())
            .collect()
    }

    #[test]
    fn every_choice_narrows_and_values_of_one_facet_widen() {
        assert_eq!(picked(|_| {}), "abc");
        assert_eq!(picked(|chosen| chosen.text = "TEA  b".into()), "b");
        assert_eq!(picked(|chosen| chosen.preset = Some("won")), "a");
        assert_eq!(picked(|chosen| chosen.toggle("tag", "x")), "ab");
        assert_eq!(picked(|chosen| chosen.toggle("tag", "y")), "b");
        let both = |chosen: &mut Chosen| {
            chosen.toggle("state", "won");
            chosen.toggle("state", "lost");
        };
        assert_eq!(picked(both), "ac");
        let only = |chosen: &mut Chosen| {
            both(chosen);
            chosen.only = Some(Only::of("a bar".into(), ["c coffee".into()]));
        };
        assert_eq!(picked(only), "c");
        let all = |chosen: &mut Chosen| {
            both(chosen);
            chosen.toggle("tag", "x");
        };
        assert_eq!(picked(all), "a");
    }

    #[test]
    fn blanks_and_choices_that_were_let_go_of_are_no_filter() {
        let mut chosen = Chosen {
            text: "  ".into(),
            ..Chosen::default()
        };
        assert!(chosen.is_empty());
        chosen.toggle("tag", "x");
        assert!(!chosen.is_empty());
        chosen.toggle("tag", "x");
        assert!(chosen.is_empty());
    }

    #[test]
    fn values_are_counted() {
        let [_, tags] = FILTERS.facets else {
            panic!("two facets");
        };
        let counted = [("x".to_owned(), 2), ("y".to_owned(), 1)];
        assert_eq!(tags.values(&rows()), counted);
        let [won] = FILTERS.presets else {
            panic!("one preset");
        };
        assert_eq!(Filters::count(won, &rows(), ""), 1);
    }
}
