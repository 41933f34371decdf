//! Names: the words in an element's class and id, and what they say of the block.
//!
//! Names are split at anything that is no letter, at camelCase humps and at digits; only whole
//! words count.

use std::sync::LazyLock;

use super::hint::Hints;
use super::words::{ASIDES, PAIRS, PARTS, STATES, WHOLE, WORDS};

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 24;

/// The table of single words, sorted.
static BY_WORD: LazyLock<Vec<(&'static str, Hints)>> = LazyLock::new(|| {
    sorted(
        WORDS
            .iter()
            .flat_map(|&(hint, words)| words.iter().map(move |&word| (word, hint))),
    )
});

/// The table of words that are whole names, sorted.
static BY_NAME: LazyLock<Vec<(&'static str, Hints)>> = LazyLock::new(|| {
    sorted(
        WHOLE
            .iter()
            .flat_map(|&(hint, words)| words.iter().map(move |&word| (word, hint))),
    )
});

/// The table of pairs, sorted.
static BY_PAIR: LazyLock<Vec<((&'static str, &'static str), Hints)>> = LazyLock::new(|| {
    sorted(
        PAIRS
            .iter()
            .flat_map(|&(hint, pairs)| pairs.iter().map(move |&pair| (pair, hint))),
    )
});

/// Sorts rows for lookup; rows with one key become one.
fn sorted<K: Ord + Copy>(rows: impl Iterator<Item = (K, Hints)>) -> Vec<(K, Hints)> {
    let mut rows: Vec<(K, Hints)> = rows.collect();
    rows.sort_by_key(|&(key, _)| key);
    rows.dedup_by(|row, kept| {
        let same = row.0 == kept.0;
        if same {
            kept.1 = kept.1.and(row.1);
        }
        same
    });
    rows
}

fn look_up<K: Ord + Copy>(rows: &[(K, Hints)], key: K) -> Hints {
    rows.binary_search_by_key(&key, |&(key, _)| key)
        .ok()
        .and_then(|at| rows.get(at))
        .map_or(Hints::NONE, |&(_, hints)| hints)
}

/// What all names of a class or id attribute say.
pub(super) fn hints(value: &str) -> Hints {
    value
        .split_ascii_whitespace()
        .fold(Hints::NONE, |all, name| all.and(hints_of_name(name)))
}

/// The first name in the attribute that says one of the hints.
pub(super) fn name_with(value: &str, wanted: Hints) -> Option<&str> {
    value
        .split_ascii_whitespace()
        .find(|name| hints_of_name(name).any(wanted))
}

/// What one name says.
fn hints_of_name(name: &str) -> Hints {
    let mut found = Hints::NONE;
    let mut before = Word::default();
    let mut buffer = Word::default();
    let mut first = true;
    let mut part = false;
    for piece in Pieces(name) {
        buffer.set(piece);
        let word = buffer.as_str();
        if first && STATES.contains(&word) {
            return Hints::NONE;
        }
        // "main--withSidebar" speaks of what stands beside.
        let aside = ASIDES.contains(&before.as_str());
        let mut hints = if aside {
            Hints::NONE
        } else {
            look_up(&BY_WORD, word)
        };
        let pair = if first {
            Hints::NONE
        } else {
            look_up(&BY_PAIR, (before.as_str(), word))
        };
        // "entry-header", "card-footer": a part of something smaller than the site.
        if hints.any(Hints::HEADER.and(Hints::FOOTER)) && part {
            hints = hints.without(Hints::HEADER.and(Hints::FOOTER));
        }
        part = PARTS.contains(&word) && !(word == "page" || word == "sticky" && first);
        found = found.and(hints).and(pair);
        if first && piece.len() == name.len() {
            found = found.and(look_up(&BY_NAME, word));
        }
        before = buffer;
        first = false;
    }
    found
}

/// A short word in lower case.
#[derive(Clone, Copy)]
struct Word {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            bytes: [0; LONGEST],
            length: 0,
        }
    }
}

impl Word {
    /// Takes a piece of ASCII letters; a longer one than any in the tables reads as empty.
    fn set(&mut self, piece: &str) {
        self.length = if piece.len() > LONGEST {
            0
        } else {
            piece.len()
        };
        for (to, from) in self.bytes.iter_mut().zip(piece.bytes()) {
            *to = from.to_ascii_lowercase();
        }
    }

    fn as_str(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }
}

/// The words of a name.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.0.as_bytes();
        // Letters right after a digit are a part of a number in disguise ("4ad1"), not a word.
        let mut after_digit = false;
        let start = bytes.iter().position(|byte| {
            let begins = byte.is_ascii_alphabetic() && !after_digit;
            after_digit = byte.is_ascii_digit() || after_digit && byte.is_ascii_alphabetic();
            begins
        })?;
        let mut end = start;
        let mut after_lower = false;
        for &byte in bytes.iter().skip(start) {
            let hump = byte.is_ascii_uppercase() && after_lower;
            if !byte.is_ascii_alphabetic() || hump {
                break;
            }
            after_lower = byte.is_ascii_lowercase();
            end += 1;
        }
        let piece = self.0.get(start..end)?;
        self.0 = self.0.get(end..)?;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(hints("download shadow heads").is_empty());
        assert!(hints("adSlot").any(Hints::ADVERT));
        assert!(hints("SiteFooter_links__aX1").any(Hints::FOOTER));
    }

    #[test]
    fn states_say_nothing() {
        assert!(hints("has-sidebar no-comments").is_empty());
    }

    #[test]
    fn a_part_s_header_is_not_the_sites() {
        assert!(!hints("entry-header card__footer").any(Hints::HEADER.and(Hints::FOOTER)));
        assert!(hints("site-header").any(Hints::HEADER));
    }

    #[test]
    fn two_words_can_say_more_than_one() {
        assert!(hints("recent-posts").any(Hints::RELATED));
        assert!(!hints("recent-work").any(Hints::RELATED));
    }

    #[test]
    fn every_word_fits() {
        for (word, _) in BY_WORD.iter() {
            assert!(word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase()));
        }
    }
}
