//! Words that are nearly a name: possibly a misspelling of it, never more than possibly.
//!
//! Only capitalised words are looked at; a word in lower case that is nearly a name is nearly
//! always another word. First letter the same, at least 6 letters, one edit (two from 10 on).

use std::collections::HashMap;
use std::ops::Range;

use super::common;
use super::names::SiteNames;

/// Shortest name misspellings of which are looked for.
const MIN_LETTERS: usize = 6;

/// From this length on two edits are allowed.
const LONG: usize = 10;

/// Longest name misspellings of which are looked for.
const MAX_LETTERS: usize = 40;

/// Names of one word, by first letter and length.
#[derive(Debug, Default)]
pub(super) struct Misspellings {
    by_shape: HashMap<(char, usize), Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    site: usize,
    letters: Vec<char>,
}

impl Misspellings {
    pub(super) fn of(sites: &[SiteNames]) -> Self {
        let mut this = Self::default();
        for (site, names) in sites.iter().enumerate() {
            if names.case_sensitive {
                continue;
            }
            for name in &names.written {
                let letters = lower(name);
                let fits = (MIN_LETTERS..=MAX_LETTERS).contains(&letters.len());
                if let (Some(&first), true) = (letters.first(), fits && is_word(name)) {
                    let row = this.by_shape.entry((first, letters.len())).or_default();
                    row.push(Name { site, letters });
                }
            }
        }
        this
    }

    /// The words of a text that are nearly a name, with the index of its site.
    pub(super) fn find(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        if self.by_shape.is_empty() {
            return found;
        }
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, c.is_alphanumeric() || c == '_') {
                (None, true) => start = Some((at, c)),
                (Some((from, first)), false) => {
                    if first.is_uppercase() {
                        let word = text.get(from..at).unwrap_or("");
                        found.extend(self.site_of(word).map(|site| (site, from..at)));
                    }
                    start = None;
                }
                _ => {}
            }
        }
        found
    }

    fn site_of(&self, word: &str) -> Option<usize> {
        if word.len() > 4 * MAX_LETTERS || !is_word(word) {
            return None;
        }
        let letters = lower(word);
        let first = *letters.first()?;
        let mut near = (letters.len().saturating_sub(2)..=letters.len() + 2)
            .filter_map(|len| self.by_shape.get(&(first, len)))
            .flatten()
            .filter(|name| is_near(&letters, &name.letters));
        let name = near.next()?;
        let spelled: String = letters.iter().collect();
        (!common::is_common(&spelled)).then_some(name.site)
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether a word differs from a name by few enough edits, and differs at all. A plural is no
/// misspelling.
fn is_near(word: &[char], name: &[char]) -> bool {
    let allowed = if name.len() >= LONG { 2 } else { 1 };
    if word.len().abs_diff(name.len()) > allowed || word == name {
        return false;
    }
    !matches!(word.strip_prefix(name), Some(['s'])) && distance(word, name) <= allowed
}

/// Insertions, deletions, substitutions and swaps of neighbours that make `a` into `b` (optimal
/// string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last_a = None;
    for (i, &x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        let mut last_b = None;
        for (j, &y) in b.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (cell(&row, j) + usize::from(x != y))
                .min(cell(&row, j + 1) + 1)
                .min(cell(&next, j) + 1);
            if last_a == Some(y) && last_b == Some(x) {
                best = best.min(cell(&before, j.saturating_sub(1)) + 1);
            }
            next.push(best);
            last_b = Some(y);
        }
        before = std::mem::replace(&mut row, next);
        last_a = Some(x);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(word: &str, name: &str) -> bool {
        is_near(&lower(word), &lower(name))
    }

    #[test]
    fn a_misspelling_is_few_edits_away() {
        assert!(near("Interpy", "Intrepy"));
        assert!(near("Fujifim", "Fujifilm"));
        assert!(near("Hashicrop", "HashiCorp"));
        assert!(near(
            "Brightlaef Tae".split(' ').next().unwrap(),
            "Brightleaf"
        ));
        assert!(!near("Pythons", "Python"));
        assert!(!near("Pythonic", "Python"));
        assert!(!near("Python", "Python"));
    }
}
