//! What is looked for: the names, aliases and domains of all profiles in one automaton.

use std::collections::HashSet;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{BuildError, Input};

use crate::document::{collapse, fold};
use crate::site::Site;

use super::misspelling::Misspellings;

/// Shortest name that is looked for, in characters.
const MIN_NAME: usize = 2;

/// Shortest name whose words are also looked for written as one.
const MIN_JOINED: usize = 5;

/// Most places in one text that are looked at; a text that holds more repeats itself.
const MAX_PLACES: usize = 500_000;

/// So many patterns make a small table even with a cell for each next letter.
const FEW: usize = 50;

/// The names of all profiles, ready to be found in any number of texts.
#[derive(Debug)]
pub struct Names {
    pub(super) sites: Vec<SiteNames>,
    pub(super) misspellings: Misspellings,
    patterns: Vec<Pattern>,
    automaton: Option<Finder>,
}

/// What one profile is called.
#[derive(Debug)]
pub(super) struct SiteNames {
    pub(super) name: String,
    pub(super) case_sensitive: bool,
    pub(super) requires: bool,
    /// The names as the profile writes them.
    pub(super) written: Vec<String>,
}

/// One thing to find.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    /// Whose it is.
    pub(super) site: usize,
    pub(super) form: Form,
}

/// What a pattern is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// A name, as the profile writes it but for case.
    Name {
        /// Which of the profile's names.
        name: usize,
    },
    /// A name with its words parted otherwise (`acme-corp`, `acmecorp`).
    Variant {
        /// Which of the profile's names.
        name: usize,
    },
    /// A domain.
    Domain {
        /// Its subdomains are not the site's.
        exact: bool,
    },
    /// A word that shows the name means another company or thing.
    Exclude,
    /// A word that must be on the page.
    Require,
}

/// A pattern at its place in the folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) pattern: Pattern,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Names {
    /// Prepares the names of these profiles.
    pub fn of(sites: &[Site]) -> Self {
        let mut collector = Collector::default();
        let names = sites.iter().enumerate().map(|(at, site)| {
            collector.add_site(at, site);
            SiteNames {
                name: site.name.clone(),
                case_sensitive: site.case_sensitive,
                requires: site.require.iter().any(|word| !word.trim().is_empty()),
                written: written(site).map(str::to_owned).collect(),
            }
        });
        let names: Vec<SiteNames> = names.collect();
        let misspelt = names.iter().enumerate().flat_map(|(at, site)| {
            let fit = site.written.iter().filter(|_| !site.case_sensitive);
            fit.map(move |name| (at, name.as_str()))
        });
        Self {
            misspellings: Misspellings::of(misspelt),
            sites: names,
            automaton: Finder::of(&collector.texts).ok(),
            patterns: collector.patterns,
        }
    }

    /// Every place of every pattern in a folded text, in order of their ends, and whether the text
    /// held more than are looked at.
    pub(super) fn places(&self, text: &str) -> (Vec<Place>, bool) {
        match &self.automaton {
            Some(Finder::OfFew(automaton)) => self.places_by(automaton, text),
            Some(Finder::OfMany(automaton)) => self.places_by(automaton, text),
            None => (Vec::new(), false),
        }
    }

    fn places_by(&self, automaton: &impl Automaton, text: &str) -> (Vec<Place>, bool) {
        let mut places = Vec::new();
        let found = automaton.try_find_overlapping_iter(Input::new(text));
        for hit in found.into_iter().flatten() {
            if places.len() == MAX_PLACES {
                return (places, true);
            }
            if let Some(&pattern) = self.patterns.get(hit.pattern().as_usize()) {
                places.push(Place {
                    pattern,
                    start: hit.start(),
                    end: hit.end(),
                });
            }
        }
        (places, false)
    }
}

/// The automaton that is fastest for so many patterns without taking much room.
#[derive(Debug)]
enum Finder {
    OfFew(DFA),
    OfMany(NFA),
}

impl Finder {
    fn of(texts: &[String]) -> Result<Self, BuildError> {
        if texts.len() <= FEW {
            DFA::new(texts).map(Self::OfFew)
        } else {
            NFA::new(texts).map(Self::OfMany)
        }
    }
}

/// The names of a profile: its own, then its aliases.
fn written(site: &Site) -> impl Iterator<Item = &str> {
    std::iter::once(&site.name)
        .chain(&site.aliases)
        .map(|name| name.trim())
}

#[derive(Default)]
struct Collector {
    texts: Vec<String>,
    patterns: Vec<Pattern>,
    /// Per site, what it is already looked for as.
    known: HashSet<(usize, String)>,
}

impl Collector {
    fn add_site(&mut self, at: usize, site: &Site) {
        for domain in &site.domains {
            let host = domain.strip_prefix('=').unwrap_or(domain);
            let form = Form::Domain {
                exact: host.len() < domain.len(),
            };
            self.add(at, form, fold(host));
            // Pages write hosts in their own script.
            self.add(at, form, fold(&idna::domain_to_unicode(host).0));
        }
        for (name, text) in written(site).enumerate() {
            self.add(at, Form::Name { name }, fold(text));
        }
        for (name, text) in written(site).enumerate() {
            for variant in variants(&fold(text)) {
                self.add(at, Form::Variant { name }, variant);
            }
        }
        for (form, words) in [
            (Form::Exclude, &site.exclude),
            (Form::Require, &site.require),
        ] {
            for word in words {
                // These may be words the names hold, too.
                let text = fold(word);
                if !text.is_empty() {
                    self.texts.push(text);
                    self.patterns.push(Pattern { site: at, form });
                }
            }
        }
    }

    fn add(&mut self, site: usize, form: Form, text: String) {
        if text.chars().count() >= MIN_NAME && self.known.insert((site, text.clone())) {
            self.texts.push(text);
            self.patterns.push(Pattern { site, form });
        }
    }
}

/// Other ways of writing a folded name: its words joined, dashed or apart, without apostrophes or
/// with the one a name in `s` may have, with `and` for `&`.
fn variants(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    let spelled = collapse(&name.replace('&', " and "));
    for name in [name, &spelled] {
        let words: Vec<&str> = name
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() > 1 {
            all.push(words.join(" "));
            all.push(words.join("-"));
            let joined = words.concat();
            if joined.chars().count() >= MIN_JOINED {
                all.push(joined);
            }
        }
        if let Some(stem) = name.strip_suffix('s').filter(|stem| {
            stem.chars().count() + 1 >= MIN_JOINED && stem.ends_with(char::is_alphabetic)
        }) {
            all.push(format!("{stem}'s"));
        }
        if name.contains('\'') && name.chars().count() > MIN_JOINED {
            all.push(name.replace('\'', ""));
        }
    }
    if spelled != name {
        all.push(spelled);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_several_ways() {
        assert_eq!(
            variants("acme corp"),
            ["acme corp", "acme-corp", "acmecorp"].repeat(2)
        );
        assert!(variants("lowe's").contains(&"lowes".to_owned()));
        assert!(variants("h&m").contains(&"h and m".to_owned()));
        assert_eq!(variants("acme"), Vec::<String>::new());
    }
}
