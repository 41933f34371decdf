//! Names: the words in an element's class and id, and what they say of the block.
//!
//! Names are split at anything that is no letter, at camelCase humps and at digits; only whole
//! words count.

use std::sync::LazyLock;

use super::hint::Hints;
use super::lexicon::Lexicon;
use super::words::{ASIDES, PAIRS, PARTS, STATES, WHOLE, WORDS};

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 24;

// What words are besides hints; above the bits that hints use.
const STATE: u64 = 1 << 63;
const PART: u64 = 1 << 62;
const ASIDE: u64 = 1 << 61;
const BEGINS_PAIR: u64 = 1 << 60;
const ROLES: u64 = STATE | PART | ASIDE | BEGINS_PAIR;

static WORD: LazyLock<Lexicon> = LazyLock::new(|| {
    let roles = [(STATES, STATE), (PARTS, PART), (ASIDES, ASIDE)];
    Lexicon::new(
        WORDS
            .iter()
            .flat_map(|(hint, words)| words.iter().map(|&word| (word, hint.bits())))
            .chain(
                roles
                    .into_iter()
                    .flat_map(|(words, role)| words.iter().map(move |&word| (word, role))),
            )
            .chain(
                PAIRS
                    .iter()
                    .flat_map(|(_, pairs)| pairs.iter().map(|&(word, _)| (word, BEGINS_PAIR))),
            ),
    )
});

/// Words that say something where they are the whole name.
static NAME: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(
        WHOLE
            .iter()
            .flat_map(|(hint, words)| words.iter().map(|&word| (word, hint.bits()))),
    )
});

/// What all names of a class or id attribute say.
pub(super) fn hints(value: &str) -> Hints {
    value
        .split_ascii_whitespace()
        .fold(Hints::NONE, |all, name| all.and(hints_of_name(name)))
}

/// How many attributes' hints are kept.
const KEPT: usize = 1 << 10;

/// What attributes say that were read before: most pages repeat a few of them. Each has one place,
/// where the last to come stays, so that no page can make it slow.
#[derive(Debug)]
pub(super) struct Memo<'a> {
    places: Vec<(&'a str, Hints)>,
}

impl Default for Memo<'_> {
    fn default() -> Self {
        Self {
            places: vec![("", Hints::NONE); KEPT],
        }
    }
}

impl<'a> Memo<'a> {
    /// What all names of a class or id attribute say.
    pub(super) fn hints(&mut self, value: &'a str) -> Hints {
        let Some(place) = self.places.get_mut(quick_hash(value) % KEPT) else {
            return hints(value);
        };
        if place.0 != value {
            *place = (value, hints(value));
        }
        place.1
    }
}

/// Mixes a text eight bytes at a time.
fn quick_hash(text: &str) -> usize {
    let (words, rest) = text.as_bytes().as_chunks();
    let last = rest
        .iter()
        .fold(0, |last, &byte| last << 8 | u64::from(byte));
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .fold(last, mix);
    (mix(hash, 0) >> 48) as usize
}

/// The first name in the attribute that says one of the hints.
pub(super) fn name_with(value: &str, wanted: Hints) -> Option<&str> {
    value
        .split_ascii_whitespace()
        .find(|name| hints_of_name(name).any(wanted))
}

/// What one name says.
fn hints_of_name(name: &str) -> Hints {
    const FRAME: Hints = Hints::HEADER.and(Hints::FOOTER);
    let mut found = Hints::NONE;
    let mut before = Word::default();
    let mut before_bits = 0;
    for (index, piece) in Pieces(name).enumerate() {
        let mut word = Word::default();
        word.set(piece);
        let bits = WORD.get(word.as_str());
        if index == 0 {
            if bits & STATE != 0 {
                return Hints::NONE;
            }
            if piece.len() == name.len() {
                return Hints::of_bits((bits & !ROLES) | NAME.get(word.as_str()));
            }
        }
        let mut hints = Hints::of_bits(bits & !ROLES);
        // "main--withSidebar" speaks of what stands beside; "entry-header" and "card__footer" of a
        // part of something smaller than the site.
        if before_bits & ASIDE != 0 {
            hints = Hints::NONE;
        } else if before_bits & PART != 0 {
            hints = hints.without(FRAME);
        }
        if before_bits & BEGINS_PAIR != 0 {
            hints = hints.and(pair(before.as_str(), word.as_str()));
        }
        found = found.and(hints);
        before = word;
        before_bits = bits;
    }
    found
}

/// What two words side by side say. Few names get this far.
fn pair(first: &str, second: &str) -> Hints {
    PAIRS
        .iter()
        .filter(|(_, pairs)| pairs.contains(&(first, second)))
        .fold(Hints::NONE, |all, &(hints, _)| all.and(hints))
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
        assert!(hints("block-9f4ad17b").is_empty());
    }

    #[test]
    fn states_say_nothing() {
        assert!(hints("has-sidebar no-comments").is_empty());
        assert!(hints("main--withSidebar").is_empty());
    }

    #[test]
    fn a_part_s_header_is_not_the_sites() {
        assert!(!hints("entry-header card__footer").any(Hints::HEADER.and(Hints::FOOTER)));
        assert!(hints("site-header").any(Hints::HEADER));
        assert!(hints("header").any(Hints::HEADER));
    }

    #[test]
    fn two_words_can_say_more_than_one() {
        assert!(hints("recent-posts").any(Hints::RELATED));
        assert!(!hints("recent-work").any(Hints::RELATED));
    }

    #[test]
    fn some_words_only_count_alone() {
        assert!(hints("widget").any(Hints::SIDEBAR));
        assert!(!hints("builder-widget-text").any(Hints::SIDEBAR));
    }

    #[test]
    fn every_word_can_be_found() {
        let words = WORDS.iter().chain(WHOLE).flat_map(|(_, words)| *words);
        for word in words.chain(STATES).chain(PARTS).chain(ASIDES) {
            assert!(word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase()));
        }
    }
}
