//! Disclosure: whether the page says that it is paid for, a guest's, or holds affiliate links.
//!
//! Whole words of the visible text. What a page says of itself is a label or an opening
//! near its title or at the top, or as a sentence about "this post"; only affiliate notices may
//! be anywhere. The same words elsewhere are about something else.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::Input;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use html5ever::local_name;
use serde::{Deserialize, Serialize};

use super::disclosure_words::{DISCLOSURES, Form, NEGATIONS, Nature, Phrase};
use crate::document::{Document, Folded, NodeId, Text, collapse, head_chars, tail_chars};
use crate::length::MAX_DISCLOSURE_CHARS;
use crate::region::Region;

/// How far before and after a title a label may be, in bytes of text.
const BEFORE_TITLE: usize = 400;
const AFTER_TITLE: usize = 600;

/// How far after a title a sentence about the page may be.
const STATEMENT_AFTER_TITLE: usize = 1_500;

/// No phrase is longer, in bytes.
const LONGEST_PHRASE: usize = 120;

/// Most titles looked at; pages with more are lists.
const MAX_TITLES: usize = 3;

/// Longest block that is a label.
const MAX_LABEL: usize = 60;

/// Most disclosures listed.
const MAX_FOUND: usize = 50;

/// Words on the page that disclose payment, a guest or affiliate links.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Disclosure {
    /// The words, as the page writes them.
    pub text: String,
    /// Where they were read.
    pub source: DisclosureSource,
    /// The region of the text they are in.
    pub region: Option<Region>,
    /// What they disclose.
    pub nature: Nature,
}

/// Where a disclosure was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureSource {
    /// The page's visible text.
    Text,
    /// Its structured data, which names a sponsor.
    StructuredData,
}

/// A disclosure and where it is in the page's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundDisclosure {
    /// The words, as the page writes them.
    pub text: String,
    /// What they disclose.
    pub nature: Nature,
    /// Byte offset in the text.
    pub at: usize,
}

/// Phrases, ready to be found in one pass.
///
/// By an automaton that is soon made: a table of its states would be read faster, but to make one takes
/// half as long as all else that is done for a page, and a click makes it for one page.
struct Phrases {
    automaton: Option<NFA>,
    /// By pattern: its row of [`DISCLOSURES`].
    rows: Vec<&'static Phrase>,
}

impl Phrases {
    fn of(fits: impl Fn(&Phrase) -> bool) -> Self {
        let (texts, rows): (Vec<&str>, Vec<&Phrase>) = DISCLOSURES
            .iter()
            .filter(|row| fits(row))
            .flat_map(|row| row.phrases.split('|').map(move |phrase| (phrase, row)))
            .unzip();
        Self {
            automaton: NFA::new(texts).ok(),
            rows,
        }
    }

    /// Finds the phrases in a part of a text.
    fn find(&self, text: &str, part: Range<usize>, hits: &mut Vec<Hit>) {
        let input = Input::new(text).range(part);
        let found = self
            .automaton
            .as_ref()
            .and_then(|automaton| automaton.try_find_overlapping_iter(input).ok());
        hits.extend(found.into_iter().flatten().filter_map(|hit| {
            let row = *self.rows.get(hit.pattern().as_usize())?;
            Some(Hit {
                row,
                range: hit.range(),
            })
        }));
    }
}

/// The phrases of a language, or of all. What may be anywhere is looked for in all of the text,
/// the many other phrases only near the titles.
struct Vocabulary {
    anywhere: Phrases,
    near_title: Phrases,
}

impl Vocabulary {
    fn of(speaks: impl Fn(&Phrase) -> bool) -> Self {
        let anywhere = |row: &Phrase| row.form == Form::Anywhere;
        Self {
            anywhere: Phrases::of(|row| anywhere(row) && speaks(row)),
            near_title: Phrases::of(|row| !anywhere(row) && speaks(row)),
        }
    }

    fn find(&self, text: &str, near_title: &[Range<usize>], hits: &mut Vec<Hit>) {
        self.anywhere.find(text, 0..text.len(), hits);
        for part in near_title {
            self.near_title.find(text, part.clone(), hits);
        }
    }
}

/// By language, made when a page first speaks it.
static SPOKEN: LazyLock<HashMap<&str, OnceLock<Vocabulary>>> = LazyLock::new(|| {
    // One by one: the table's many rows are of few languages.
    let mut languages = HashMap::new();
    for row in DISCLOSURES {
        languages.entry(row.language).or_default();
    }
    languages
});

/// For pages that name no language.
static ALL: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(|_| true));

/// The phrases of a language and of English, or of all languages, in order of their ends.
fn hits(text: &str, near_title: &[Range<usize>], language: Option<&str>) -> Vec<Hit> {
    let mut hits = Vec::new();
    match language.map(str::to_ascii_lowercase) {
        None => ALL.find(text, near_title, &mut hits),
        Some(own) => {
            let foreign = (own != "en").then_some(own.as_str());
            for language in ["en"].into_iter().chain(foreign) {
                if let Some((tag, vocabulary)) = SPOKEN.get_key_value(language) {
                    vocabulary
                        .get_or_init(|| Vocabulary::of(|row| row.language == *tag))
                        .find(text, near_title, &mut hits);
                }
            }
        }
    }
    hits.sort_by_key(|hit| (hit.range.end, hit.range.start));
    hits
}

/// A phrase at its place in the folded text.
struct Hit {
    row: &'static Phrase,
    range: Range<usize>,
}

/// Finds the disclosures of a page in its language and in English, in text order.
pub fn disclosures(
    document: &Document<'_>,
    text: &Text,
    folded: &Folded,
    language: Option<&str>,
) -> Vec<FoundDisclosure> {
    let language = language.and_then(|tag| tag.split(['-', '_']).next());
    let tops = tops(document, text);
    let whole = folded.as_str();
    let mut found: Vec<FoundDisclosure> = Vec::new();
    for Hit { row, range } in hits(whole, &parts(&tops, folded), language) {
        if !is_disclosure(whole, range.clone(), row.form) {
            continue;
        }
        let range = folded.original(&range);
        let reach = match row.form {
            Form::Statement => STATEMENT_AFTER_TITLE,
            _ => AFTER_TITLE,
        };
        let near = tops
            .iter()
            .any(|top| (top.start..top.end + reach).contains(&range.start));
        if near || row.form == Form::Anywhere {
            found.push(FoundDisclosure {
                text: shown(text.as_str(), &range),
                nature: row.nature,
                at: range.start,
            });
        }
        if found.len() == MAX_FOUND {
            break;
        }
    }
    found
}

/// The parts of the folded text that hold whatever begins near a title, in order, none overlapping
/// another.
fn parts(tops: &[Range<usize>], folded: &Folded) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for top in tops {
        let reach = top.start..top.end + STATEMENT_AFTER_TITLE;
        let part = folded.around(&reach, LONGEST_PHRASE);
        match parts.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => parts.push(part),
        }
    }
    parts
}

/// Where the page's titles are with what is before them, else where its text begins.
fn tops(document: &Document<'_>, text: &Text) -> Vec<Range<usize>> {
    let titles = document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("h1")))
        .map(|id| text.range(id))
        .filter(|range| !range.is_empty());
    let mut tops: Vec<Range<usize>> = titles
        .take(MAX_TITLES)
        .map(|title| title.start.saturating_sub(BEFORE_TITLE)..title.end)
        .collect();
    if tops.is_empty() {
        let main = [
            local_name!("article"),
            local_name!("main"),
            local_name!("body"),
        ];
        let main = main.iter().find_map(|name| document.find(name));
        let start = main.map_or(0, |id| text.range(id).start);
        tops.push(start..start);
    }
    tops
}

fn is_disclosure(folded: &str, hit: Range<usize>, form: Form) -> bool {
    let before = folded.get(..hit.start).unwrap_or("");
    let after = folded.get(hit.end..).unwrap_or("");
    let phrase = folded.get(hit).unwrap_or("");
    if joins(before.chars().next_back(), phrase.chars().next())
        || joins(phrase.chars().next_back(), after.chars().next())
    {
        return false;
    }
    let before = tail_chars(before, MAX_LABEL);
    let after = head_chars(after, MAX_LABEL);
    let block_before = before.rsplit('\n').next().unwrap_or(before);
    let block_after = after.split('\n').next().unwrap_or(after);
    let signs = |c: char| !c.is_alphanumeric();
    let opens = block_before.trim_matches(signs).is_empty();
    let closes = block_after.trim_matches(signs).is_empty();
    // A label may be parted from what follows by a sign: `Sponsored | 3 min read`, `【PR】 …`.
    let parted = block_after
        .trim_start()
        .starts_with(['|', ':', '-', '·', '•', '/', '】', ']', ')', '」']);
    match form {
        Form::Label => opens && (closes || parted),
        Form::Opening => opens,
        Form::Statement | Form::Anywhere => !is_negated(block_before),
    }
}

/// Whether two neighbours are letters of one word. Han and Kana have no spaces between words.
fn joins(a: Option<char>, b: Option<char>) -> bool {
    let word = |c: char| {
        c.is_alphanumeric() && !matches!(c, '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    };
    a.is_some_and(word) && b.is_some_and(word)
}

/// Whether the words before a phrase, in its sentence, turn it round.
fn is_negated(before: &str) -> bool {
    let sentence = before.rsplit(['.', '!', '?', ';']).next().unwrap_or(before);
    let sentence = format!(" {} ", sentence.trim());
    NEGATIONS.iter().any(|negation| sentence.contains(negation))
}

/// The words on one line: their block, if it is short, else what follows in it.
fn shown(text: &str, range: &Range<usize>) -> String {
    let tail = tail_chars(text.get(..range.start).unwrap_or(""), MAX_LABEL);
    let block = tail.rsplit('\n').next().unwrap_or(tail);
    let sentence = block.rsplit(['.', '!', '?']).next().unwrap_or(block);
    // What was cut off begins within a word.
    let cut = sentence.len() == tail.len() && range.start > tail.len();
    let before = match sentence.split_once(' ') {
        Some((_, whole_words)) if cut => whole_words,
        _ => sentence,
    };
    let rest = text.get(range.start..).unwrap_or("");
    let rest = rest.split('\n').next().unwrap_or(rest);
    let whole = collapse(&format!(
        "{before}{}",
        head_chars(rest, MAX_DISCLOSURE_CHARS)
    ));
    head_chars(&whole, MAX_DISCLOSURE_CHARS).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_longer_than_what_is_read_after_a_place() {
        let mut phrases = DISCLOSURES.iter().flat_map(|row| row.phrases.split('|'));
        assert!(phrases.all(|phrase| phrase.len() <= LONGEST_PHRASE));
    }
}
