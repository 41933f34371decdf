//! What a heading or a label says of what follows it.

use std::sync::LazyLock;

use super::beginnings::Beginnings;
use super::hint::Hints;
use super::phrases::{BY, HEADINGS};
use crate::document::tail_chars;

/// Longest text that is taken for a label, in bytes.
pub(super) const LABEL_BYTES: usize = 96;

/// What a heading says of the block below it. It must begin with a known phrase, and for short
/// phrases hold little more: "Related articles" is a label, "Related work in biology" is not.
pub(super) fn heading(text: &str) -> Hints {
    if text.is_empty() || text.len() > LABEL_BYTES {
        return Hints::NONE;
    }
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    PHRASES
        .of(text)
        .find(|(phrase, hints, rest)| is_label(phrase, **hints, rest))
        .map_or(Hints::NONE, |(_, &hints, _)| hints)
}

static PHRASES: LazyLock<Beginnings<Hints>> = LazyLock::new(|| {
    let phrases = HEADINGS
        .iter()
        .flat_map(|(hints, phrases)| phrases.iter().map(|&phrase| (phrase, *hints)));
    Beginnings::new(phrases)
});

/// Whether what comes after the phrase that a heading begins with leaves it a label.
fn is_label(phrase: &str, hints: Hints, rest: &str) -> bool {
    let ends_word = phrase.ends_with([' ', ':'])
        || !phrase.is_ascii()
        || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    // Teasers are announced at length ("More stories from our newsroom"); other labels are short.
    let room = if hints.any(Hints::RELATED) { 60 } else { 14 };
    let words_left = rest.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    ends_word && words_left <= room
}

/// So many characters before a link are read for what they say of it.
const BEFORE_CHARS: usize = 32;

/// The line that a text ends with, as far as it is read: what is before a link in its block, or the
/// block before where the link begins its own.
pub(super) fn line_before(head: &str) -> &str {
    let tail = tail_chars(head, BEFORE_CHARS).trim_end();
    tail.rsplit('\n').next().unwrap_or("")
}

/// Whether the text before a link ends in a word that names an author ("by", "von").
pub(super) fn ends_with_by(before: &str) -> bool {
    let tail =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '|'));
    if tail.is_empty() || tail.len() > LABEL_BYTES {
        return false;
    }
    let tail = tail.to_lowercase();
    BY.iter().any(|by| {
        tail.strip_suffix(by).is_some_and(|rest| {
            let rest = rest.trim_end();
            rest.is_empty() || !by.is_ascii() || rest.ends_with(|c: char| !c.is_alphabetic())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_labels_not_sentences() {
        assert!(heading("Related articles").any(Hints::RELATED));
        assert!(heading("Das könnte Sie auch interessieren").any(Hints::RELATED));
        assert!(heading("関連記事").any(Hints::RELATED));
        assert!(heading("Sources of error in measuring prose").is_empty());
        assert!(heading("Sharepoint for beginners").is_empty());
    }

    #[test]
    fn a_byline_ends_in_by() {
        assert!(ends_with_by("Written by "));
        assert!(ends_with_by("Von"));
        assert!(!ends_with_by("standby"));
    }
}
