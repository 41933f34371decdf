//! The words of a page's text, line by line, to be compared with those of another form of it.
//!
//! Words are compared by their hashes, in runs: a single word such as "the" is on every page and shows
//! nothing, while the same few words in a row are the same text.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::document::{Clock, Inherited, Text};
use crate::page::Page;

/// How many words in a row are one piece of text. A short line is one piece as it is.
const RUN: usize = 3;

/// Most words that are read: more than the longest pages of the web have (8 MiB of markup hold about
/// 300,000).
const MAX_WORDS: usize = 300_000;

/// Words in a row; shorter lines are filled up with zeros.
type Run = [u64; RUN];

/// The words of a page's text.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// The hash of each word, by line.
    lines: Vec<Vec<u64>>,
    /// How many there are.
    pub(super) all: usize,
    /// How many of them `data-nosnippet` keeps from snippets.
    pub(super) kept_from_snippets: usize,
}

impl PageWords {
    /// Reads a page. `with_hidden`: also what its source hides, which programs read all the same.
    pub(super) fn of(page: &Page, with_hidden: bool, out_of_time: Clock<'_>) -> Self {
        let (document, _) = page.markup.read(&page.html, out_of_time);
        let (text, inherited) = (Text::of(&document), Inherited::of(&document));
        let mut words = Self::default();
        let whole = text.as_str();
        for (range, node) in text.pieces_of(&(0..whole.len())) {
            if words.all >= MAX_WORDS {
                break;
            }
            if with_hidden || !inherited.is_hidden(node) {
                let kept = inherited.is_kept_from_snippets(node);
                words.add(whole.get(range).unwrap_or(""), kept);
            }
        }
        words
    }

    /// Words that a node ends within are two here, in both forms of the page alike.
    fn add(&mut self, piece: &str, kept: bool) {
        for (at, line) in piece.split('\n').enumerate() {
            if at > 0 || self.lines.is_empty() {
                self.lines.push(Vec::new());
            }
            let words = line
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            let Some(last) = self.lines.last_mut() else {
                return;
            };
            let before = last.len();
            last.extend(words.map(hash));
            let new = last.len() - before;
            self.all += new;
            self.kept_from_snippets += if kept { new } else { 0 };
        }
    }

    /// How many of the words are in the other's text, too: all those of a run that it has.
    pub(super) fn found_in(&self, other: &Self) -> usize {
        let known: HashSet<Run> = other.lines.iter().flat_map(|line| runs(line)).collect();
        let found = |line: &Vec<u64>| {
            // The place after the last word that was counted.
            let mut counted = 0;
            let mut found = 0;
            for (at, run) in runs(line).enumerate() {
                if known.contains(&run) {
                    let end = (at + RUN).min(line.len());
                    found += end - at.max(counted);
                    counted = end;
                }
            }
            found
        };
        self.lines.iter().map(found).sum()
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in word.chars().flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}

/// All runs of a line; one of a short line, none of an empty one.
fn runs(line: &[u64]) -> impl Iterator<Item = Run> {
    let last = line.len().saturating_sub(RUN);
    let starts = if line.is_empty() { 0 } else { last + 1 };
    (0..starts).map(|start| {
        let mut run = [0; RUN];
        for (slot, word) in run.iter_mut().zip(line.iter().skip(start)) {
            *slot = *word;
        }
        run
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> PageWords {
        let page = Page {
            html: html.to_owned(),
            ..Page::default()
        };
        PageWords::of(&page, false, &|| false)
    }

    #[test]
    fn words_count_as_found_in_runs_and_short_lines_as_a_whole() {
        let tab = words("<p>We drink <b>green</b> tea every day.<p>Buy now<p hidden>Not shown");
        assert_eq!((tab.all, tab.kept_from_snippets), (8, 0));
        let rows = [
            ("<p>We drink green tea every day.<p>Buy now", 8),
            ("<p>WE DRINK GREEN TEA at night.", 4),
            (
                "<p>We drink. Green tea? Every day.<div>Buy now, all</div>",
                6,
            ),
            ("<p>We<p>drink<p>green<p>tea<p>every<p>day", 0),
            ("", 0),
        ];
        for (source, found) in rows {
            assert_eq!(tab.found_in(&words(source)), found, "{source}");
        }
    }

    #[test]
    fn what_is_kept_from_snippets_is_counted() {
        let page = words("<p>Seen by all<div data-nosnippet>But <b>not</b> this</div>");
        assert_eq!((page.all, page.kept_from_snippets), (6, 3));
    }
}
