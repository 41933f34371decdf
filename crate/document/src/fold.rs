//! Folded text: the form in which words are compared, with the way back to the original.
//!
//! Unicode NFKC, full case folding, one apostrophe, one dash; soft hyphens, zero-width and
//! direction marks are dropped, and the signs of trade marks at the end of a word. Made in one pass. Clusters are normalised one at a time, so that
//! every offset leads back to a character boundary of the original.

use std::ops::Range;

use icu_normalizer::properties::{
    CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed, CanonicalComposition,
    CanonicalCompositionBorrowed,
};
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

/// A text folded for comparison.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// Where the distance between the two texts changes, in order.
    steps: Vec<Step>,
}

/// From `folded` on, the text is `original - folded` bytes further in the original.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: u32,
    original: u32,
    /// A cluster whose inside has no counterpart in the original.
    whole: bool,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folder = Folder::new(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let ascii = ascii_head(rest, &folder);
            let taken = if ascii > 0 {
                ascii
            } else {
                folder.cluster_len(rest)
            };
            let (head, tail) = rest.split_at_checked(taken).unwrap_or((rest, ""));
            if ascii > 0 {
                folder.push_ascii(head);
            } else {
                folder.push_cluster(head, tail);
            }
            rest = tail;
        }
        folder.out
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The range of the original that a range of the folded text comes from.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        start..self.end(range.end).max(start)
    }

    /// A range of the folded text that holds all that comes from a range of the original, and at
    /// least `more` bytes after it.
    pub fn around(&self, original: &Range<usize>, more: usize) -> Range<usize> {
        let folded = |at: usize| {
            let before = self
                .steps
                .partition_point(|step| step.original as usize <= at);
            match before.checked_sub(1).and_then(|last| self.steps.get(last)) {
                Some(step) if step.whole => step.folded as usize,
                Some(step) => step.folded as usize + at - step.original as usize,
                None => at,
            }
        };
        let start = floor(&self.text, folded(original.start));
        let end = floor(&self.text, folded(original.end).saturating_add(more));
        start..end.max(start)
    }

    fn start(&self, at: usize) -> usize {
        let after = self
            .steps
            .partition_point(|step| step.folded as usize <= at);
        match after.checked_sub(1).and_then(|last| self.steps.get(last)) {
            Some(step) if step.whole => step.original as usize,
            Some(step) => step.original as usize + at - step.folded as usize,
            None => at,
        }
    }

    /// Where the original of what is before `at` ends; what was dropped there is left out.
    fn end(&self, at: usize) -> usize {
        let after = self
            .steps
            .partition_point(|step| (step.folded as usize) < at);
        match after.checked_sub(1).and_then(|last| self.steps.get(last)) {
            Some(step) if step.whole => self
                .steps
                .get(after)
                .map_or(step.original as usize, |next| next.original as usize),
            Some(step) => step.original as usize + at - step.folded as usize,
            None => at,
        }
    }
}

/// The largest character boundary that is not past `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Folds a short text for comparison with a folded one; white space collapses.
pub fn fold(text: &str) -> String {
    super::collapse(Folded::of(text).as_str())
}

/// How many bytes at the beginning are ASCII that no combining mark follows.
fn ascii_head(text: &str, folder: &Folder) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii).count();
    let next = text.get(ascii..).and_then(|rest| rest.chars().next());
    match next {
        Some(mark) if folder.class.get_u8(mark) != 0 => ascii.saturating_sub(1),
        _ => ascii,
    }
}

struct Folder {
    normalizer: ComposingNormalizerBorrowed<'static>,
    composition: CanonicalCompositionBorrowed<'static>,
    class: CanonicalCombiningClassMapBorrowed<'static>,
    /// How far the original was read.
    read: usize,
    out: Folded,
}

impl Folder {
    fn new(len: usize) -> Self {
        Self {
            normalizer: ComposingNormalizer::new_nfkc(),
            composition: CanonicalComposition::new(),
            class: CanonicalCombiningClassMap::new(),
            read: 0,
            out: Folded {
                text: String::with_capacity(len),
                steps: Vec::new(),
            },
        }
    }

    /// The length of the first cluster: a character and all that may be composed with it.
    fn cluster_len(&self, text: &str) -> usize {
        let mut chars = text.char_indices();
        let mut last = chars.next().map_or('\0', |(_, c)| c);
        for (at, c) in chars {
            if c.is_ascii() || !self.continues(last, c) {
                return at;
            }
            last = c;
        }
        text.len()
    }

    fn continues(&self, last: char, c: char) -> bool {
        !is_plain(c)
            && (self.class.get_u8(c) != 0
                // Trailing jamo and half-width voice marks compose only after a first step.
                || matches!(c, '\u{11a8}'..='\u{11c2}' | '\u{ff9e}' | '\u{ff9f}')
                || self.composition.compose(last, c).is_some())
    }

    fn push_ascii(&mut self, text: &str) {
        let at = self.out.text.len();
        self.out.text.push_str(text);
        if let Some(new) = self.out.text.get_mut(at..) {
            new.make_ascii_lowercase();
        }
        self.read += text.len();
    }

    /// `after` is the text that follows the cluster.
    fn push_cluster(&mut self, cluster: &str, after: &str) {
        let folded = offset(self.out.text.len());
        let mut chars = cluster.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if is_owners_sign(c) && self.ends_word(after) => {}
            (Some(c), None) => self.push_char(c),
            _ => {
                for c in self.normalizer.normalize_iter(cluster.chars()) {
                    push_folded(&mut self.out.text, c);
                }
            }
        }
        let original = offset(self.read);
        self.read += cluster.len();
        let new = self.out.text.get(folded as usize..).unwrap_or("");
        if new.len() != cluster.len() || new.chars().nth(1).is_some() {
            self.out.steps.push(Step {
                folded,
                original,
                whole: true,
            });
            self.out.steps.push(Step {
                folded: offset(self.out.text.len()),
                original: offset(self.read),
                whole: false,
            });
        }
    }

    /// Whether a word ends here, but for a sign: a letter is before it, and white space or nothing
    /// after it.
    fn ends_word(&self, after: &str) -> bool {
        self.out.text.ends_with(char::is_alphanumeric)
            && after.chars().next().is_none_or(char::is_whitespace)
    }

    fn push_char(&mut self, c: char) {
        if is_plain(c) || is_mark_sign(c) {
            push_folded(&mut self.out.text, c);
            return;
        }
        for c in self.normalizer.normalize_iter(std::iter::once(c)) {
            push_folded(&mut self.out.text, c);
        }
    }
}

/// Letters NFKC leaves as they are and never composes with what is before them: the scripts of
/// most pages, which thus avoid the cost of the general way.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{131}' | '\u{134}'..='\u{13e}' | '\u{141}'..='\u{148}'
        | '\u{14a}'..='\u{17e}' | '\u{388}'..='\u{3ce}' | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
        | '\u{904}'..='\u{939}' | '\u{e01}'..='\u{e30}' | '\u{e40}'..='\u{e46}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

/// Signs of who owns a name, which stand within it (`Acme® Tea`) and are no part of it.
fn is_owners_sign(c: char) -> bool {
    matches!(c, '®' | '™' | '℠' | '©')
}

/// Signs NFKC would turn into letters or digits of the word before them: trade marks, footnotes;
/// an accent used as an apostrophe, which it would turn into a space; and the Arabic ligatures it
/// would turn into whole sentences, eleven times their length.
fn is_mark_sign(c: char) -> bool {
    matches!(
        c,
        '™' | '℠' | '´' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '\u{fdfa}' | '\u{fdfb}'
    )
}

/// Writes one normalised character in its folded form.
fn push_folded(out: &mut String, c: char) {
    match c {
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => {}
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' | '\u{b4}' => {
            out.push('\'');
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => out.push('-'),
        // Dotless i is a letter of its own, which case folding leaves; the others have no case.
        'ı' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => out.push(c),
        // Upper case and back is full case folding: `ß` gives `ss`, final sigma the common one.
        _ => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
    }
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original<'a>(text: &'a str, folded: &Folded, words: &str) -> &'a str {
        let at = folded.as_str().find(words).unwrap();
        text.get(folded.original(&(at..at + words.len()))).unwrap()
    }

    #[test]
    fn forms_of_one_word_fold_to_one() {
        for (text, folded) in [
            ("ACME", "acme"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("Ａｃｍｅ", "acme"),
            ("cafe\u{301}", "café"),
            ("Ac\u{ad}me\u{200b}", "acme"),
            ("Lowe’s", "lowe's"),
            ("a‑b–c", "a-b-c"),
            ("ﬁne", "fine"),
            ("ﾊﾞ", "バ"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("МОСКВА", "москва"),
            ("Acme™Tea Acme² Lowe´s", "acme™tea acme² lowe's"),
            ("Acme® Tea™ © 2020, Pot℠", "acme tea © 2020, pot"),
        ] {
            assert_eq!(Folded::of(text).as_str(), folded, "{text}");
        }
    }

    #[test]
    fn offsets_lead_back() {
        let text = "Der Straßen\u{ad}bau — Cafe\u{301} Ac\u{ad}me\u{ad}! 株式会社ﾊﾞ";
        let folded = Folded::of(text);
        assert_eq!(original(text, &folded, "strasse"), "Straße");
        assert_eq!(original(text, &folded, "strassenbau"), "Straßen\u{ad}bau");
        assert_eq!(original(text, &folded, "café"), "Cafe\u{301}");
        assert_eq!(original(text, &folded, "acme"), "Ac\u{ad}me");
        assert_eq!(original(text, &folded, "会社"), "会社");
        assert_eq!(original(text, &folded, "バ"), "ﾊﾞ");
        let text = "We like Acme® Tea™ a lot";
        let folded = Folded::of(text);
        assert_eq!(original(text, &folded, "acme"), "Acme");
        assert_eq!(original(text, &folded, "acme tea"), "Acme® Tea");
        assert_eq!(original(text, &folded, " a lot"), " a lot");
        // A part of what one character became is that character.
        assert_eq!(original("ß", &Folded::of("ß"), "s"), "ß");
    }
}
