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

/// Names of up to so many words are looked for with any mix of spaces and dashes: eight mixes.
const MAX_MIXED: usize = 4;

/// Longest last word that is also looked for behind a dot: `js`, `com`.
const MAX_ENDING: usize = 3;

/// What parts the words of a name.
const PARTS: [char; 4] = [' ', '-', '.', '/'];

/// What a name's letters may be set in.
const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '‟'];

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
    /// What is looked for, by pattern.
    texts: Vec<String>,
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
    /// Those of one letter, which are not looked for.
    pub(super) too_short: Vec<String>,
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
    /// What the site sells, by its profile.
    Product,
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
                too_short: written(site)
                    .filter(|name| is_too_short(&fold(name)))
                    .map(str::to_owned)
                    .collect(),
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
            texts: collector.texts,
        }
    }

    /// The names of one letter, which are not looked for in a text; those of the page's own site,
    /// by profile, left out.
    pub fn too_short<'a>(&'a self, own_page: &'a [bool]) -> impl Iterator<Item = &'a str> {
        let others = self.sites.iter().enumerate();
        let others = others.filter(|(site, _)| own_page.get(*site) != Some(&true));
        others.flat_map(|(_, site)| site.too_short.iter().map(String::as_str))
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

    /// Whether a pattern of such a form is anywhere in a folded text.
    pub(super) fn any_place(&self, text: &str, fits: impl Fn(Form) -> bool) -> bool {
        match &self.automaton {
            Some(Finder::OfFew(automaton)) => self.any_place_by(automaton, text, fits),
            Some(Finder::OfMany(automaton)) => self.any_place_by(automaton, text, fits),
            None => false,
        }
    }

    fn any_place_by(
        &self,
        automaton: &impl Automaton,
        text: &str,
        fits: impl Fn(Form) -> bool,
    ) -> bool {
        let found = automaton.try_find_overlapping_iter(Input::new(text));
        let mut patterns = found.into_iter().flatten().filter_map(|hit| {
            let pattern = self.patterns.get(hit.pattern().as_usize())?;
            Some(pattern.form)
        });
        patterns.any(fits)
    }

    /// How long the longest pattern is, in bytes.
    pub(super) fn longest(&self) -> usize {
        self.texts.iter().map(String::len).max().unwrap_or(0)
    }

    /// Whether a folded text is the beginning of a pattern.
    pub(super) fn begins(&self, text: &str) -> bool {
        self.texts.iter().any(|pattern| pattern.starts_with(text))
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

/// Whether a folded name has letters, but too few to be looked for.
fn is_too_short(name: &str) -> bool {
    (1..MIN_NAME).contains(&name.chars().count())
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
            for variant in variants(text) {
                self.add(at, Form::Variant { name }, variant);
            }
        }
        for keyword in &site.keywords {
            let text = fold(keyword);
            // One word alone is on pages about anything.
            if text.contains(' ') {
                self.texts.push(text);
                self.patterns.push(Pattern {
                    site: at,
                    form: Form::Product,
                });
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
        if !is_too_short(&text) && !text.is_empty() && self.known.insert((site, text.clone())) {
            self.texts.push(text);
            self.patterns.push(Pattern { site, form });
        }
    }
}

/// Other ways of writing a name, folded: its words joined, dashed or apart, without signs or with
/// spaces around them, without apostrophes or with the one a name in `s` may have, with `and` for
/// `&`.
fn variants(written: &str) -> Vec<String> {
    let name = fold(written);
    let mut all = spellings(&name);
    for spelled in [name.as_str(), &without_quotes(&name), &with_and(&name)] {
        let words: Vec<&str> = spelled
            .split(PARTS)
            .filter(|word| !word.is_empty())
            .collect();
        all.extend(joins(&words));
    }
    let humps: Vec<String> = humps(written).into_iter().map(fold).collect();
    all.extend(joins(&humps.iter().map(String::as_str).collect::<Vec<_>>()));
    if let Some(stem) = name.strip_suffix('s').filter(|stem| {
        stem.chars().count() + 1 >= MIN_JOINED && stem.ends_with(char::is_alphabetic)
    }) {
        all.push(format!("{stem}'s"));
    }
    if name.contains('\'') && name.chars().count() > MIN_JOINED {
        all.push(name.replace('\'', ""));
    }
    all.sort_unstable();
    all.dedup();
    all.retain(|variant| *variant != name);
    all
}

fn with_and(name: &str) -> String {
    collapse(&name.replace('&', " and "))
}

fn without_quotes(name: &str) -> String {
    collapse(&name.replace(QUOTES, ""))
}

/// A folded name with its signs written otherwise.
fn spellings(name: &str) -> Vec<String> {
    let bare = without_quotes(name);
    let mut all = vec![with_and(name), bare.clone()];
    for sign in ["&", "/"] {
        if name.contains(sign) {
            let parts: Vec<&str> = name.split(sign).map(str::trim).collect();
            all.push(parts.join(sign));
            all.push(parts.join(&format!(" {sign} ")));
        }
    }
    if name.contains('/') {
        all.push(collapse(&name.replace('/', "")));
    }
    // Only one letter among words is set in quotes by some and not by others.
    let words: Vec<&str> = bare.split(' ').collect();
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    if words.len() > 2 && words.iter().any(|word| single(word)) {
        for (open, close) in [('"', '"'), ('“', '”'), ('\'', '\'')] {
            let quoted = words.iter().map(|word| {
                if single(word) {
                    format!("{open}{word}{close}")
                } else {
                    (*word).to_owned()
                }
            });
            all.push(quoted.collect::<Vec<_>>().join(" "));
        }
    }
    all
}

/// Words with a space or a dash in each gap, joined, and, where the last is as short as a file's or
/// a host's ending, with a dot.
fn joins(words: &[&str]) -> Vec<String> {
    let signs = |word: &&str| !word.contains(char::is_alphanumeric);
    if words.len() < 2 || words.iter().any(signs) {
        return Vec::new();
    }
    let mut all = if words.len() > MAX_MIXED {
        vec![words.join(" "), words.join("-")]
    } else {
        let first = words.first().map_or("", |word| word).to_owned();
        words.iter().skip(1).fold(vec![first], |heads, word| {
            let with = |gap: char| heads.iter().map(move |head| format!("{head}{gap}{word}"));
            with(' ').chain(with('-')).collect()
        })
    };
    let joined = words.concat();
    if joined.chars().count() >= MIN_JOINED {
        all.push(joined);
    }
    if let [first, last] = words {
        let ending = last.chars().all(char::is_alphabetic);
        if ending && last.chars().count() <= MAX_ENDING && first.chars().count() > 1 {
            all.push(format!("{first}.{last}"));
        }
    }
    all
}

/// The parts of a name of one word that begin with a capital each; none if one of them is a single
/// letter.
fn humps(written: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut lower = false;
    for (at, c) in written.char_indices() {
        if lower && c.is_uppercase() {
            parts.extend(written.get(start..at));
            start = at;
        }
        lower = c.is_lowercase();
    }
    parts.extend(written.get(start..));
    if written.chars().all(char::is_alphanumeric)
        && parts.iter().all(|part| part.chars().count() > 1)
    {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_several_ways() {
        assert_eq!(variants("Acme Corp"), ["acme-corp", "acmecorp"]);
        assert!(variants("Lowe's").contains(&"lowes".to_owned()));
        assert!(variants("H&M").contains(&"h and m".to_owned()));
        assert!(variants("HashiCorp").contains(&"hashi corp".to_owned()));
        assert_eq!(variants("Acme"), Vec::<String>::new());
        assert_eq!(variants("iPhone"), Vec::<String>::new());
    }

    #[test]
    fn long_names_have_few_variants() {
        assert!(variants("a b c d e f g h i j k l m n o p").len() < 10);
    }
}
