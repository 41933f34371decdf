//! Words that are nearly a name: possibly a misspelling of it, never more than possibly.
//!
//! Only capitalised words are looked at; a word in lower case that is nearly a name is nearly
//! always another word. First letter the same, at least 6 letters, one edit (two from 10 on).

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use super::common;

/// Shortest name misspellings of which are looked for.
const MIN_LETTERS: usize = 6;

/// From this length on two edits are allowed.
const LONG: usize = 10;

/// Longest name misspellings of which are looked for.
const MAX_LETTERS: usize = 40;

/// Names of one word, by pieces of which at least one is whole in any misspelling: so that the cost
/// of a word does not grow with the number of names.
#[derive(Debug, Default)]
pub(super) struct Misspellings {
    names: Vec<Name>,
    by_piece: HashMap<Piece, Vec<usize>>,
    /// The first letters of the names, sorted: most words of a page begin with another.
    firsts: Vec<char>,
}

#[derive(Debug)]
struct Name {
    site: usize,
    letters: Vec<char>,
}

/// A part of a word with its first letter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Piece {
    /// The first three letters.
    Head([char; 3]),
    /// The first and the last three.
    Tail(char, [char; 3]),
    /// The first two and the last two: an exchange in the middle of six letters leaves only them.
    Ends([char; 2], [char; 2]),
    /// The first, and four in the middle of a long word: two edits may hit both ends.
    Middle(char, [char; 4]),
}

impl Misspellings {
    /// Of names, each with the number of its site.
    pub(super) fn of<'a>(names: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut this = Self::default();
        for (site, name) in names {
            let letters = lower(name);
            if !(MIN_LETTERS..=MAX_LETTERS).contains(&letters.len()) || !is_word(name) {
                continue;
            }
            let middle = letters.len() / 2;
            for piece in pieces(&letters, middle..=middle) {
                this.by_piece
                    .entry(piece)
                    .or_default()
                    .push(this.names.len());
            }
            this.firsts.extend(letters.first());
            this.names.push(Name { site, letters });
        }
        this.firsts.sort_unstable();
        this.firsts.dedup();
        this
    }

    /// Whether misspellings of no name are looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a name begins with this letter, in any case.
    pub(super) fn may_begin(&self, letter: char) -> bool {
        let lower = letter.to_lowercase().next();
        lower.is_some_and(|lower| self.firsts.binary_search(&lower).is_ok())
    }

    /// The words of a text that are nearly a name, at most `most`, with the index of its site.
    pub(super) fn find(&self, text: &str, most: usize) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let mut inside = false;
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at).filter(|_| found.len() < most) {
            let (begins, word, len) = if byte.is_ascii() {
                let word = byte.is_ascii_alphanumeric() || byte == b'_';
                (byte.is_ascii_uppercase(), word, 1)
            } else {
                let c = text
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .unwrap_or(' ');
                (c.is_uppercase(), c.is_alphanumeric(), c.len_utf8())
            };
            if begins && !inside {
                let rest = text.get(at..).unwrap_or("");
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                let end = end.unwrap_or(rest.len());
                let site = self.site_of(rest.get(..end).unwrap_or(""));
                found.extend(site.map(|site| (site, at..at + end)));
                at += end;
                inside = false;
            } else {
                inside = word;
                at += len;
            }
        }
        found
    }

    pub(super) fn site_of(&self, word: &str) -> Option<usize> {
        let fits = (MIN_LETTERS - 1..=4 * MAX_LETTERS).contains(&word.len());
        let first = word.chars().flat_map(char::to_lowercase).next()?;
        if !fits || self.firsts.binary_search(&first).is_err() || !is_word(word) {
            return None;
        }
        let letters = lower(word);
        let middle = letters.len() / 2;
        let shifts = middle.saturating_sub(2)..=middle + 2;
        let name = pieces(&letters, shifts)
            .filter_map(|piece| self.by_piece.get(&piece))
            .flatten()
            .filter_map(|at| self.names.get(*at))
            .find(|name| is_near(&letters, &name.letters))?;
        let spelled: String = letters.iter().collect();
        (!common::is_common(&spelled)).then_some(name.site)
    }
}

/// The pieces of a word; the middle one, for long words, is taken at each of these places.
fn pieces(letters: &[char], middles: RangeInclusive<usize>) -> impl Iterator<Item = Piece> {
    let first = letters.first().copied().unwrap_or('\0');
    let head = letters.first_chunk().map(|head| Piece::Head(*head));
    let tail = letters.last_chunk().map(|tail| Piece::Tail(first, *tail));
    let ends = letters.first_chunk().zip(letters.last_chunk());
    let ends = ends.map(|(head, tail)| Piece::Ends(*head, *tail));
    let long = letters.len() + 2 >= LONG;
    let middle = middles.filter(move |_| long).filter_map(move |at| {
        let piece = letters.get(at.checked_sub(2)?..)?.first_chunk()?;
        Some(Piece::Middle(first, *piece))
    });
    head.into_iter().chain(tail).chain(ends).chain(middle)
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
    let long = word.len().abs_diff(name.len()) > allowed;
    if long || word == name || word.first() != name.first() {
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
