//! The sentence around a link or a mention.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Inherited, NodeId, Text, head_chars, is_block, tail_chars};

/// Most characters given on a side: longer than nearly all sentences.
const SIDE: usize = 300;

/// A run of letters longer than this is no word but a script without spaces, and is cut anywhere.
const LONGEST_WORD: usize = 40;

/// How many nodes before a link without text are looked at for a line break; blocks are seldom
/// longer, and pages of images have thousands of links.
const NODES_BEFORE: usize = 200;

/// Words that end in a full stop within a sentence.
static ABBREVIATIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let file = include_str!("../../data/abbreviations.txt");
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_ascii_whitespace).collect()
});

/// The words on either side of a link, from its own sentence.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Context {
    /// What is before it, at most 300 characters and whole words.
    pub before: String,
    /// What is after it, at most 300 characters and whole words.
    pub after: String,
}

/// A document to read sentences from.
#[derive(Clone, Copy, Debug)]
pub struct Sentences<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Its text.
    pub text: &'a Text,
    /// What its elements hand down.
    pub inherited: &'a Inherited,
}

impl Sentences<'_> {
    /// The sentence around a range of the page's text that belongs to a node. It never leaves the
    /// block and has no hidden words, unless the node itself is hidden.
    pub fn around(&self, node: NodeId, range: &Range<usize>) -> Context {
        let Some((head, tail)) = self.line(node, range, SIDE * 4) else {
            return Context::default();
        };
        Context {
            before: last_words(after_last_sentence(&head), SIDE).to_owned(),
            after: first_words(up_to_sentence_end(&tail), SIDE).to_owned(),
        }
    }

    /// What is right before and after a range on its line, hidden or not: whole words, at most so
    /// many characters of each.
    pub fn beside(&self, range: &Range<usize>, chars: usize) -> (String, String) {
        let (head, tail) = self.text.line_around(range, chars * 4 + LONGEST_WORD);
        let before = self.words(range.start.saturating_sub(head.len())..range.start, true);
        let after = self.words(range.end..range.end.saturating_add(tail.len()), true);
        (
            last_words(&before, chars).to_owned(),
            first_words(&after, chars).to_owned(),
        )
    }

    /// The seen words on a range's line, on both sides.
    fn line(&self, node: NodeId, range: &Range<usize>, bytes: usize) -> Option<(String, String)> {
        let range = self.in_own_block(node, range)?;
        let (head, tail) = self.text.line_around(&range, bytes);
        let start = range.start.saturating_sub(head.len());
        let end = range.end.saturating_add(tail.len());
        let own_hidden = self.inherited.is_hidden(node);
        let mut before = self.words(start..range.start, own_hidden);
        let mut after = self.words(range.end..end, own_hidden);
        // What was cut there may end within a word.
        if head.len() >= bytes {
            before = last_words(&before, before.chars().count().saturating_sub(1)).to_owned();
        }
        if tail.len() >= bytes {
            after = first_words(&after, after.chars().count().saturating_sub(1)).to_owned();
        }
        Some((before, after))
    }

    /// A range without text, as an image's link has it, lies at the end of the text before it, which
    /// may be another block's or another line's; its own is meant. `None` if there is no text.
    fn in_own_block(&self, node: NodeId, range: &Range<usize>) -> Option<Range<usize>> {
        if !range.is_empty() {
            return Some(range.clone());
        }
        let is_block_node = |id: &NodeId| self.document.name(*id).is_some_and(is_block);
        let block = self.document.ancestors(node).find(is_block_node)?;
        let own = self.text.range(block);
        if own.is_empty() {
            return None;
        }
        let mut at = range.start.clamp(own.start, own.end);
        let breaks = self.text.as_str().as_bytes().get(at) == Some(&b'\n');
        if breaks && self.follows_break(block, node) {
            at += 1;
        }
        Some(at..at)
    }

    /// Whether a block or a line break parts a node from the text before it.
    fn follows_break(&self, block: NodeId, node: NodeId) -> bool {
        let mut parted = false;
        for id in self.document.subtree(block).skip(1).take(NODES_BEFORE) {
            if id == node {
                return parted;
            }
            match (self.document.text(id), self.document.name(id)) {
                (Some(text), _) => parted &= text.trim().is_empty(),
                (None, Some(name)) => parted |= is_block(name),
                (None, None) => {}
            }
        }
        false
    }

    /// The words of a range, hidden ones left out; what only the layout parts has a space.
    fn words(&self, range: Range<usize>, with_hidden: bool) -> String {
        let mut out = String::with_capacity(range.len());
        let mut last: Option<NodeId> = None;
        for (part, node) in self.text.pieces_of(&range) {
            if !with_hidden && self.inherited.is_hidden(node) {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                last = None;
                continue;
            }
            let piece = self.text.as_str().get(part).unwrap_or("");
            let piece = if out.ends_with(' ') {
                piece.trim_start()
            } else {
                piece
            };
            let glued =
                last.is_some_and(|last| is_glued(&out, piece) && self.are_apart(last, node));
            if glued {
                out.push(' ');
            }
            out.push_str(piece);
            last = Some(node);
        }
        out
    }

    /// Whether two texts are in elements beside each other, neither in the other's.
    fn are_apart(&self, one: NodeId, other: NodeId) -> bool {
        let (Some(a), Some(b)) = (self.document.parent(one), self.document.parent(other)) else {
            return false;
        };
        let raised = self.inherited.is_raised(one) || self.inherited.is_raised(other);
        let within = |top, node| self.document.ancestors(node).any(|above| above == top);
        !raised && a != b && !within(a, other) && !within(b, one)
    }
}

/// Whether two texts without a space between them would be read as one word that is none: a number
/// is at the joint, or small letters before a capital.
fn is_glued(head: &str, tail: &str) -> bool {
    let (Some(a), Some(b)) = (head.chars().next_back(), tail.chars().next()) else {
        return false;
    };
    let number = a.is_numeric() || b.is_numeric();
    a.is_alphanumeric() && b.is_alphanumeric() && (number || (a.is_lowercase() && b.is_uppercase()))
}

/// The last words of a text, of at most so many characters together.
fn last_words(text: &str, chars: usize) -> &str {
    let tail = tail_chars(text, chars);
    let head = text.get(..text.len() - tail.len()).unwrap_or("");
    let whole = head.is_empty()
        || head.ends_with(char::is_whitespace)
        || tail.starts_with(char::is_whitespace);
    if whole {
        return tail.trim_start();
    }
    match tail
        .char_indices()
        .take(LONGEST_WORD)
        .find(|(_, c)| c.is_whitespace())
    {
        Some((at, _)) => tail.get(at..).unwrap_or("").trim_start(),
        None => tail,
    }
}

/// The first words of a text, of at most so many characters together.
fn first_words(text: &str, chars: usize) -> &str {
    let head = head_chars(text, chars);
    let tail = text.get(head.len()..).unwrap_or("");
    let whole = tail.is_empty()
        || tail.starts_with(char::is_whitespace)
        || head.ends_with(char::is_whitespace);
    if whole {
        return head;
    }
    let mut ends = head.char_indices().rev().take(LONGEST_WORD);
    match ends.find(|(_, c)| c.is_whitespace()) {
        Some((at, _)) => head.get(..at).unwrap_or(""),
        None => head,
    }
}

/// Whether a sentence ends behind `c`, which is the end of `head`; `rest` is what follows it.
fn ends_sentence(head: &str, c: char, rest: &str) -> bool {
    match c {
        '。' | '！' | '？' | '।' | '؟' | '۔' => true,
        '.' | '!' | '?' | '…' => {
            let next = rest.trim_start_matches(is_closing);
            let parted = next.is_empty() || next.starts_with(char::is_whitespace);
            let next = next.trim_start().chars().next();
            parted && (c != '.' || !goes_on(head, next))
        }
        _ => false,
    }
}

/// Quotes and brackets that close behind the end of a sentence and belong to it.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']' | '」' | '』' | '）'
    )
}

/// Whether the sentence goes on behind a full stop that ends `head`, where `next` is the next sign:
/// an abbreviation, an initial, a small letter.
fn goes_on(head: &str, next: Option<char>) -> bool {
    let head = head.strip_suffix('.').unwrap_or(head);
    let word = head
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    next.is_some_and(char::is_lowercase)
        || initial
        || ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

fn after_last_sentence(head: &str) -> &str {
    for (at, c) in head.char_indices().rev() {
        let end = at + c.len_utf8();
        let (sentence, rest) = head.split_at_checked(end).unwrap_or((head, ""));
        let own = rest.trim_start_matches(is_closing);
        // A full stop right before the link ends nothing.
        if !own.is_empty() && ends_sentence(sentence, c, rest) {
            return own.trim_start();
        }
    }
    head.trim_start()
}

fn up_to_sentence_end(tail: &str) -> &str {
    for (at, c) in tail.char_indices() {
        let end = at + c.len_utf8();
        let (sentence, rest) = tail.split_at_checked(end).unwrap_or((tail, ""));
        if ends_sentence(sentence, c, rest) {
            let closing = rest.len() - rest.trim_start_matches(is_closing).len();
            return tail.get(..end + closing).unwrap_or(tail);
        }
    }
    tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use html5ever::local_name;

    fn context(html: &str) -> Context {
        let (document, _) = parse(html, &|| false);
        let text = Text::of(&document);
        let inherited = Inherited::of(&document);
        let link = document
            .subtree(NodeId::ROOT)
            .find(|&id| document.is(id, &local_name!("a")))
            .unwrap();
        let sentences = Sentences {
            document: &document,
            text: &text,
            inherited: &inherited,
        };
        sentences.around(link, &text.range(link))
    }

    fn sides(html: &str) -> (String, String) {
        let found = context(html);
        (found.before, found.after)
    }

    fn both(before: &str, after: &str) -> (String, String) {
        (before.to_owned(), after.to_owned())
    }

    #[test]
    fn it_is_the_links_own_sentence() {
        assert_eq!(
            sides("<p>First. We like <a href=x>Acme</a> a lot! Really.</p>"),
            both("We like ", " a lot!")
        );
    }

    #[test]
    fn it_stays_in_the_block() {
        assert_eq!(
            sides("<p>One</p><p>see <a href=x>Acme</a></p><p>Two</p>"),
            both("see ", "")
        );
    }

    #[test]
    fn a_dot_in_a_number_ends_nothing() {
        assert_eq!(
            sides("<p>Version 2.5 of <a href=x>Acme</a> is at v3.1 now.</p>"),
            both("Version 2.5 of ", " is at v3.1 now.")
        );
    }

    #[test]
    fn an_abbreviation_ends_nothing() {
        assert_eq!(
            sides("<p>Tea. Dr. J. Smith of <a href=x>Acme</a> vs. Bolt, e.g. in tea. So.</p>"),
            both("Dr. J. Smith of ", " vs. Bolt, e.g. in tea.")
        );
    }

    #[test]
    fn quotes_and_brackets_close_with_the_sentence() {
        assert_eq!(
            sides("<p>“Tea.” He went (to <a href=x>Acme</a> today.) Then home.</p>"),
            both("He went (to ", " today.)")
        );
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let long = "reading ".repeat(100);
        let (before, after) = sides(&format!("<p>{long}<a href=x>Acme</a> {long}</p>"));
        assert!(before.starts_with("reading ") && before.chars().count() <= SIDE);
        assert!(after.ends_with("reading") && after.chars().count() <= SIDE);
    }

    #[test]
    fn a_script_without_spaces_is_cut_anywhere() {
        let long = "茶".repeat(1_000);
        let (before, after) = sides(&format!("<p>{long}<a href=x>Acme</a>{long}</p>"));
        assert_eq!(before.chars().count(), SIDE);
        assert_eq!(after.chars().count(), SIDE);
    }

    #[test]
    fn an_image_links_sentence_is_its_own_blocks() {
        let image = "<a href=x><img src=i></a>";
        assert_eq!(
            sides(&format!("<p>One</p><p>{image} two</p><p>Three</p>")),
            both("", "two")
        );
        assert_eq!(
            sides(&format!("<p>One</p><p>{image}</p><p>Two</p>")),
            both("", "")
        );
        assert_eq!(
            sides(&format!("<p>One<br>{image} two<br>three</p>")),
            both("", "two")
        );
        assert_eq!(
            sides(&format!("<p>One {image}<br>two</p>")),
            both("One", "")
        );
    }

    #[test]
    fn hidden_words_are_left_out() {
        assert_eq!(
            sides("<p>See <span hidden>opens in a window</span> <a href=x><img src=i></a> now</p>"),
            both("See ", " now")
        );
        assert_eq!(
            sides("<p hidden>See <a href=x>Acme</a> now</p>"),
            both("See ", " now")
        );
    }

    #[test]
    fn numbers_in_elements_beside_each_other_are_parted() {
        assert_eq!(
            sides(
                "<div><a href=x>Acme</a> <i>142 silver badges</i><i>256</i><i>256 bronze</i></div>"
            )
            .1,
            " 142 silver badges 256 256 bronze"
        );
        assert_eq!(
            sides("<div><a href=x>Acme</a> <i>A</i><b>cme</b> and CO<sub>2</sub></div>").1,
            " Acme and CO2"
        );
    }
}
