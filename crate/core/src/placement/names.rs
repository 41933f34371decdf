//! Names: the words in an element's class and id, and what they say of the block.
//!
//! Names are split at anything that is no letter, at camelCase humps and at digits; only whole
//! words count. Pieces of hexadecimal numbers are no words, and the last word of a compound says
//! what it is.

use std::sync::LazyLock;

use super::hint::Hints;
use super::lexicon::Lexicon;
use super::loose_words::LOOSE_WORDS;
use super::words::{
    ASIDES, COLUMNS, EMBEDS, LAYOUTS, PAIRS, PARTS, REFERENCE_MARKS, STATES, WHOLE, WORDS,
};

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 24;

// What words are besides hints; above the bits that hints use.
const STATE: u64 = 1 << 63;
const PART: u64 = 1 << 62;
const ASIDE: u64 = 1 << 61;
const BEGINS_PAIR: u64 = 1 << 60;
const LAYOUT: u64 = 1 << 59;
const COLUMN: u64 = 1 << 58;
const EMBED: u64 = 1 << 57;
const ROLES: u64 = STATE | PART | ASIDE | BEGINS_PAIR | LAYOUT | COLUMN | EMBED;

/// The site's banner and bottom.
const FRAME: Hints = Hints::HEADER.and(Hints::FOOTER);

/// Heads of compounds, and what words before them no longer say: those only tell where the block is
/// or what it is about ("footer-author-bio", "social-comments", "related-tags").
const HEADS: [(Hints, Hints); 3] = [
    (
        Hints::AUTHOR
            .and(Hints::COMMENT)
            .and(Hints::RELATED)
            .and(Hints::SHARE)
            .and(Hints::ADVERT)
            .and(Hints::NEWSLETTER),
        FRAME.and(Hints::SIDEBAR),
    ),
    (Hints::COMMENT, Hints::SOCIAL),
    (Hints::TAGS, Hints::RELATED),
];

/// Blocks that have a header and a footer of their own ("related-header").
const WITH_PARTS: Hints = Hints::AUTHOR
    .and(Hints::COMMENT)
    .and(Hints::RELATED)
    .and(Hints::SHARE)
    .and(Hints::NEWSLETTER)
    .and(Hints::TAGS)
    .and(Hints::SIDEBAR)
    .and(Hints::OVERLAY)
    .and(Hints::CARD);

/// A name that begins with a word for a layout and has so many words tells of columns, not of the
/// one it is ("l-sidebar-fixed"; but "l-sidebar" is the side column).
const LAYOUT_WORDS: usize = 3;
/// A name with so many words for the main column lists columns ("content-main-sidebar").
const COLUMN_WORDS: usize = 2;

static WORD: LazyLock<Lexicon> = LazyLock::new(|| {
    let roles = [
        (STATES, STATE),
        (PARTS, PART),
        (ASIDES, ASIDE),
        (LAYOUTS, LAYOUT),
        (COLUMNS, COLUMN),
        (EMBEDS, EMBED),
    ];
    Lexicon::new(
        WORDS
            .iter()
            .chain(LOOSE_WORDS)
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

/// What the name of an element of the page maker's own says ("app-recommended-articles").
pub(super) fn hints_of_element(name: &str) -> Hints {
    if name.contains('-') {
        hints_of_name(name)
    } else {
        Hints::NONE
    }
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

/// What an id says. Marks of references carry the title of what they refer to.
pub(super) fn hints_of_id(value: &str) -> Hints {
    let mut word = Word::default();
    word.set(Pieces::of(value).next().unwrap_or(""));
    if REFERENCE_MARKS.contains(&word.as_str()) {
        Hints::REFERENCES
    } else {
        hints(value)
    }
}

/// What one name says.
fn hints_of_name(name: &str) -> Hints {
    let mut compound = Compound::default();
    for piece in Pieces::of(name) {
        let mut word = Word::default();
        word.set(piece);
        let bits = WORD.get(word.as_str());
        if compound.words == 0 {
            if bits & STATE != 0 {
                return Hints::NONE;
            }
            if piece.len() == name.len() {
                return Hints::of_bits((bits & !ROLES) | NAME.get(word.as_str()));
            }
        }
        compound.add(word, bits);
    }
    compound.says(name)
}

/// A name of several words, read word by word.
#[derive(Default)]
struct Compound {
    found: Hints,
    /// The last word, what it stands for in the tables, and what was taken of it.
    before: Word,
    before_bits: u64,
    before_hints: Hints,
    words: usize,
    columns: usize,
    is_layout: bool,
}

impl Compound {
    fn add(&mut self, word: Word, bits: u64) {
        let mut hints = Hints::of_bits(bits & !ROLES);
        // "main--withSidebar" speaks of what stands beside; "entry-header" and "card__footer" of a
        // part of something smaller than the site.
        if self.before_bits & ASIDE != 0 {
            hints = Hints::NONE;
        } else if self.before_bits & PART != 0 || self.before_hints.any(WITH_PARTS) {
            hints = hints.without(FRAME);
        }
        if self.before_bits & BEGINS_PAIR != 0 {
            hints = hints.and(pair(self.before.as_str(), word.as_str()));
        }
        for (head, modifiers) in HEADS {
            if hints.any(head) {
                self.found = self.found.without(modifiers);
            }
        }
        self.is_layout |= self.words == 0 && bits & LAYOUT != 0;
        self.columns += usize::from(bits & COLUMN != 0);
        self.words += 1;
        self.found = self.found.and(hints);
        self.before = word;
        self.before_bits = bits;
        self.before_hints = hints;
    }

    fn says(self, name: &str) -> Hints {
        let mut found = self.found;
        // After two underscores stands a part of the layout: one column of it.
        let of_columns =
            self.columns >= COLUMN_WORDS || (self.is_layout && self.words >= LAYOUT_WORDS);
        if of_columns && !name.contains("__") {
            found = found.without(Hints::SIDEBAR);
        }
        if self.before_bits & EMBED != 0 {
            found = found.without(Hints::SOCIAL);
        }
        found
    }
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

/// The words of a name: of each run of letters and digits those that are no number.
struct Pieces<'a> {
    /// What is left of the name, and of the run before it.
    rest: &'a str,
    run: &'a str,
    /// Whether the last run was a part of a hexadecimal number.
    after_code: bool,
    /// Whether a run came before.
    behind: bool,
}

/// Fewer hexadecimal digits may be a word with a number ("ad300"). Builders of pages use seven,
/// UUIDs begin with eight.
const CODE_DIGITS: usize = 6;

impl<'a> Pieces<'a> {
    fn of(name: &'a str) -> Self {
        Self {
            rest: name,
            run: "",
            after_code: false,
            behind: false,
        }
    }

    /// Goes on to the next run that is no part of a hexadecimal number ("ad465d5", or all of
    /// "8b12d038-81ff-4352-ad15-30e5cd82b0a9").
    fn next_run(&mut self) -> Option<()> {
        loop {
            let is_in_run = |byte: u8| byte.is_ascii_alphanumeric();
            let start = self.rest.bytes().position(is_in_run)?;
            let run = self.rest.get(start..)?;
            let end = run.bytes().position(|byte| !is_in_run(byte));
            let (run, rest) = run.split_at_checked(end.unwrap_or(run.len()))?;
            self.rest = rest;
            self.after_code = is_code(run, self.after_code, self.behind);
            self.behind = true;
            if !self.after_code {
                self.run = run;
                return Some(());
            }
        }
    }

    /// The next word of the run.
    fn word(&mut self) -> Option<&'a str> {
        let bytes = self.run.as_bytes();
        // Letters right after a digit are a part of a number in disguise ("4ad1"), not a word.
        if !bytes.first()?.is_ascii_alphabetic() {
            return None;
        }
        let mut end = 0;
        let mut after_lower = false;
        for &byte in bytes {
            let hump = byte.is_ascii_uppercase() && after_lower;
            if !byte.is_ascii_alphabetic() || hump {
                break;
            }
            after_lower = byte.is_ascii_lowercase();
            end += 1;
        }
        let word = self.run.get(..end)?;
        self.run = self.run.get(end..)?;
        Some(word)
    }
}

/// Whether a run of letters and digits is a part of a hexadecimal number. After another part any
/// run is that can be; elsewhere its letters must come after a digit, or its digits be too many,
/// behind other words, for a word's number.
fn is_code(run: &str, after: bool, behind: bool) -> bool {
    if !run.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return false;
    }
    let digit = run.bytes().position(|byte| byte.is_ascii_digit());
    let Some(digit) = digit.filter(|_| !after) else {
        return after;
    };
    let mixed = run
        .bytes()
        .skip(digit)
        .any(|byte| byte.is_ascii_alphabetic());
    run.len() >= CODE_DIGITS && (mixed || (behind && digit > 0))
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            if let Some(word) = self.word() {
                return Some(word);
            }
            self.next_run()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use serde::Deserialize;

    use super::*;
    use crate::placement::{landmark, phrase};

    #[derive(Deserialize)]
    struct Row {
        #[serde(rename = "as")]
        attribute: String,
        name: String,
        says: Vec<String>,
        why: String,
    }

    /// What the attribute of a row says; `None` for one that is not read.
    fn said(row: &Row) -> Option<Hints> {
        let name = row.name.as_str();
        Some(match row.attribute.as_str() {
            "class" => hints(name),
            "id" => hints_of_id(name),
            "element" => hints_of_element(name),
            "aria-label" => hints(name).and(phrase::heading(name)),
            "role" => landmark::of_role(name),
            _ => return None,
        })
    }

    #[test]
    fn names_say_what_the_conformance_table_says() {
        let table = include_str!("../../../../tests/conformance/names.json");
        let rows: Vec<Row> = serde_json::from_str(table).expect("the table is JSON");
        assert!(rows.len() >= 60, "names.json lost rows");
        let mut wrong = String::new();
        for row in &rows {
            let found = said(row).expect("a row names an attribute");
            let found = found.without(Hints::LOOSE).names();
            if found != row.says {
                let Row {
                    attribute,
                    name,
                    says,
                    why,
                } = row;
                writeln!(
                    wrong,
                    "{attribute} {name:?}: {why}\n  expected {says:?}\n  found    {found:?}"
                )
                .expect("a string takes all");
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    #[test]
    fn every_word_can_be_found() {
        let tables = WORDS.iter().chain(WHOLE).chain(LOOSE_WORDS);
        let words = tables.flat_map(|(_, words)| *words);
        let roles = [
            STATES,
            PARTS,
            ASIDES,
            LAYOUTS,
            COLUMNS,
            EMBEDS,
            REFERENCE_MARKS,
        ];
        for word in words.chain(roles.into_iter().flatten()) {
            assert!(word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase()));
        }
    }
}
