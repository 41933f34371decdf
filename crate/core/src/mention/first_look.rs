//! What a first look at a page asks of the names: whether its text could hold a mention at all. Each
//! answer is yes wherever the search would find one.

use std::ops::Range;

use crate::document::Folded;

use super::names::{Form, Names};

/// So much of a text's end is looked at for the beginning of a name, in bytes: twice as much as any name
/// may have, for marks between its letters.
const MAX_TAIL_BYTES: usize = 512;

impl Names {
    /// Whether a name or a domain is anywhere in a folded text, also within a word.
    pub fn may_be_in(&self, folded: &str) -> bool {
        self.any_place(folded, |form| {
            matches!(
                form,
                Form::Name { .. } | Form::Variant { .. } | Form::Domain { .. }
            )
        })
    }

    /// Whether a word of a text, as it is written, could be a misspelling of a name. Words may begin and
    /// end at each of the seams (places in the text, in order). A word with more than `most` of them is
    /// not taken apart: it could be one.
    pub fn may_be_misspelt_in(&self, text: &str, seams: &[usize], most: usize) -> bool {
        if self.misspellings.is_empty() {
            return false;
        }
        let mut seams = seams.iter().copied().peekable();
        let mut inner = Vec::new();
        for word in words(text) {
            inner.clear();
            inner.push(word.start);
            while let Some(seam) = seams.next_if(|seam| *seam < word.end) {
                if seam > word.start {
                    inner.push(seam);
                }
            }
            inner.push(word.end);
            if self.is_misspelt(text, &inner, most) {
                return true;
            }
        }
        false
    }

    /// Whether one of the words between these places of a text could be a misspelling.
    fn is_misspelt(&self, text: &str, places: &[usize], most: usize) -> bool {
        let capital = |at: &usize| {
            let rest = text.get(*at..).unwrap_or("");
            rest.starts_with(char::is_uppercase)
        };
        if !places.iter().any(capital) {
            return false;
        }
        if places.len() > most + 2 {
            return true;
        }
        places.iter().enumerate().any(|(nth, start)| {
            let ends = places.get(nth + 1..).unwrap_or_default();
            capital(start)
                && ends.iter().any(|end| {
                    let word = text.get(*start..*end).unwrap_or("");
                    self.misspellings.site_of(word).is_some()
                })
        })
    }

    /// Whether what a text ends in could be the beginning of a name, or of a misspelling of one.
    pub fn may_begin_at_the_end_of(&self, text: &str) -> bool {
        let start = text.len().saturating_sub(MAX_TAIL_BYTES);
        let start = (start..=text.len()).find(|at| text.is_char_boundary(*at));
        let tail = text.get(start.unwrap_or(0)..).unwrap_or(text);
        let folded = Folded::of(tail);
        let folded = folded.as_str();
        // Marks that folding drops leave too little of a tail to say.
        if tail.len() < text.len() && folded.len() < MAX_TAIL_BYTES / 2 {
            return true;
        }
        let mut starts = folded.char_indices().rev();
        let named = starts.any(|(at, _)| folded.get(at..).is_some_and(|end| self.begins(end)));
        let word = words(tail).last().filter(|word| word.end == tail.len());
        let capital = word.and_then(|word| tail.get(word)).is_some_and(|word| {
            let mut letters = word.chars().filter(|c| c.is_uppercase());
            letters.any(|c| self.misspellings.may_begin(c))
        });
        named || capital
    }

    /// Whether all that is looked for is short enough to be known by the end of a text.
    pub fn are_short(&self) -> bool {
        self.longest() < MAX_TAIL_BYTES / 2
    }
}

/// The stretches of letters, digits and underscores of a text.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let rest = text.get(at..)?;
        let start = at + rest.find(is_word)?;
        let word = text.get(start..)?;
        at = start + word.find(|c| !is_word(c)).unwrap_or(word.len());
        Some(start..at)
    })
}
