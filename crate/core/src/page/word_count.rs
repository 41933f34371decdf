//! How many words a page's visible text has, menus and footers included.
//!
//! A word is what is between white space and has a letter or a digit in it: "well-known" is one, "–" is
//! none. Scripts that put no spaces between words have none that could be counted so.

use crate::document::{Inherited, Text, is_spaceless};

/// A page is written in such a script if more than one letter of so many is of one: what a page in another
/// language quotes or names is less.
const SPACELESS_SHARE: usize = 10;

/// Counts the words of a document's text but for what its source hides; `None` where they can't be counted.
pub fn count_words(text: &Text, inherited: &Inherited) -> Option<usize> {
    let (mut words, mut letters, mut spaceless) = (0, 0, 0);
    let mut in_word = false;
    let whole = text.as_str();
    for (range, node) in text.pieces_of(&(0..whole.len())) {
        if inherited.is_hidden(node) {
            in_word = false;
            continue;
        }
        for c in whole.get(range).unwrap_or("").chars() {
            // Most characters are the first kind, and most others the second.
            if c.is_ascii_alphanumeric() || c.is_alphanumeric() {
                letters += 1;
                spaceless += usize::from(!c.is_ascii() && is_spaceless(c));
                words += usize::from(!in_word);
                in_word = true;
            } else if c == ' ' || c.is_whitespace() {
                in_word = false;
            }
        }
    }
    (spaceless * SPACELESS_SHARE <= letters).then_some(words)
}
