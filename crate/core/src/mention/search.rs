//! From places of patterns to places of mentions: whole words only, and one mention a place.

use std::ops::Range;

use crate::document::{Folded, Inherited, Text, is_spaceless};

use super::address::{Address, Parts, addresses, around};
use super::common::is_common;
use super::grammar;
use super::names::{Form, Names, Place};

/// The text a search goes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) text: &'a Text,
    pub(super) folded: &'a Folded,
    pub(super) inherited: &'a Inherited,
    /// The page is in German, where names have a genitive in `s`.
    pub(super) german: bool,
}

/// A place that names a site.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) place: Place,
    /// Where it is in the page's text.
    pub(super) range: Range<usize>,
    pub(super) setting: Setting,
    /// It has the ending of the German genitive, which is no part of it.
    pub(super) genitive: bool,
}

/// What a name is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Setting {
    /// Running text.
    Plain,
    /// After an `@`.
    Handle,
    /// In the path of an address.
    Path,
    /// In the query or the fragment of an address.
    Query,
}

/// Longest number of a list, in digits; longer ones before a dot are parts of other numbers.
const MAX_LIST_DIGITS: usize = 3;

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// By site, then in text order; none overlaps another of its site.
    pub(super) candidates: Vec<Candidate>,
    /// Places of words that show a name means another company or thing, by site.
    pub(super) excluded: Vec<(usize, usize)>,
    /// Sites whose required words are in the text.
    pub(super) required: Vec<usize>,
    /// Where another form of a name is found (`visas`), in text order, with the name's site.
    pub(super) inflected: Vec<(usize, usize)>,
    /// Sites with a product in the text.
    pub(super) products: Vec<usize>,
    /// The text held more places than are looked at.
    pub(super) cut: bool,
}

/// Searches a text for all names.
pub(super) fn search(names: &Names, words: Words<'_>) -> Search {
    let text = words.folded.as_str();
    let (places, cut) = names.places(text);
    let mut search = Search {
        cut,
        ..Search::default()
    };
    if places.is_empty() {
        return search;
    }
    let addresses = addresses(text);
    for place in places {
        let site = place.pattern.site;
        let mut genitive = false;
        let setting = match place.pattern.form {
            Form::Domain { exact } => domain_setting(text, &addresses, &place, exact),
            Form::Name { .. } | Form::Variant { .. } if is_number_of_more(words, &place) => None,
            _ if !is_whole(words, &place) => {
                genitive = is_genitive(words, &place);
                if !genitive && is_inflected(words, &place) {
                    let range = words.folded.original(&(place.start..place.end));
                    search.inflected.push((range.start, site));
                }
                genitive.then_some(Setting::Plain)
            }
            Form::Product => {
                search.products.push(site);
                None
            }
            Form::Exclude => {
                search.excluded.push((site, place.start));
                None
            }
            Form::Require => {
                search.required.push(site);
                None
            }
            Form::Name { .. } | Form::Variant { .. } => name_setting(words, &addresses, &place),
        };
        if let Some(setting) = setting {
            search.candidates.push(Candidate {
                range: words.folded.original(&(place.start..place.end)),
                place,
                setting,
                genitive,
            });
        }
    }
    search.excluded.sort_unstable();
    search.inflected.sort_unstable();
    search.candidates = without_overlaps(search.candidates);
    search
}

/// The longest of those that overlap, by site.
fn without_overlaps(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|found| {
        let place = found.place;
        (
            place.pattern.site,
            place.start,
            std::cmp::Reverse(place.end),
        )
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match kept.last_mut() {
            Some(last)
                if last.place.pattern.site == candidate.place.pattern.site
                    && candidate.range.start < last.range.end =>
            {
                if candidate.range.len() > last.range.len() {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}

/// Whether a place begins and ends where a word does.
fn is_whole(words: Words<'_>, place: &Place) -> bool {
    let text = words.folded.as_str();
    is_whole_in(text, place.start, place.end)
        || (begins_whole(text, place.start) && is_raised_after(words, place))
}

/// Whether a stretch of a folded text begins and ends where a word does.
pub(crate) fn is_whole_in(text: &str, start: usize, end: usize) -> bool {
    let last = char_before(text, end);
    begins_whole(text, start)
        && (is_boundary(last, char_at(text, end))
            || (last.is_some_and(char::is_alphanumeric) && ends_in_particle(text, end)))
}

fn begins_whole(text: &str, start: usize) -> bool {
    is_boundary(char_before(text, start), char_at(text, start))
}

/// Whether what follows is set as superscript, as trade marks and footnotes are.
fn is_raised_after(words: Words<'_>, place: &Place) -> bool {
    let range = words.folded.original(&(place.start..place.end));
    let raised = |at| {
        let node = words.text.node_at(at);
        node.is_some_and(|node| words.inherited.is_raised(node))
    };
    !raised(range.start) && raised(range.end)
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a word may end between two neighbours.
fn is_boundary(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(a), Some(b)) => !(is_word(a) && is_word(b)) || is_spaceless(a) || is_spaceless(b),
        _ => true,
    }
}

/// Letters, digits, underscore, and the marks that belong to a letter (UAX 29: Extend).
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let raised = matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    (c.is_alphanumeric() && !raised)
        || matches!(c,
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
            | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}'
            | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
            | '\u{cbc}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}')
}

/// Particles that Korean writes on to the word before them.
const PARTICLES: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "에서",
    "에게",
    "에는",
    "에도",
    "에서는",
    "에서도",
    "에게서",
    "한테",
    "이나",
    "이랑",
    "랑",
    "까지",
    "부터",
    "만",
    "라고",
    "이라고",
    "라는",
    "이라는",
    "처럼",
    "보다",
    "입니다",
];

fn ends_in_particle(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    PARTICLES.iter().any(|particle| {
        rest.strip_prefix(particle)
            .is_some_and(|rest| !rest.chars().next().is_some_and(is_word))
    })
}

/// Whether a name that begins with a digit is a sum of money or the end of a longer number.
fn is_number_of_more(words: Words<'_>, place: &Place) -> bool {
    let text = words.folded.as_str();
    if !char_at(text, place.start).is_some_and(char::is_numeric) {
        return false;
    }
    match char_before(text, place.start) {
        Some('.' | ',') => char_before(text, place.start - 1).is_some_and(char::is_numeric),
        Some(c) => is_currency(c),
        None => false,
    }
}

/// The signs of currencies (Unicode, category Sc) that pages use.
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '₩' | '\u{20a0}'..='\u{20cf}')
}

/// Whether a name in a German text is in the genitive case: `Müllers`. After an article or a number
/// it is a plural.
fn is_genitive(words: Words<'_>, place: &Place) -> bool {
    let text = words.folded.as_str();
    let is_name = matches!(place.pattern.form, Form::Name { .. } | Form::Variant { .. });
    let rest = text.get(place.end..).unwrap_or("").strip_prefix('s');
    let ends = rest.is_some_and(|rest| !rest.chars().next().is_some_and(is_word));
    if !(words.german && is_name && ends && begins_whole(text, place.start)) {
        return false;
    }
    if char_before(text, place.start) == Some('-') {
        return false;
    }
    // The plural of an everyday word is often a part of a foreign name (`Palm Springs`).
    let name = text.get(place.start..place.end).unwrap_or("");
    let before = words.folded.original(&(place.start..place.end)).start;
    let before = word_before(words.text.as_str(), before);
    let in_sentence = before.chars().next().is_some_and(char::is_lowercase);
    if is_common(name) && !in_sentence {
        return false;
    }
    let hisses = |c| matches!(c, 's' | 'x' | 'z');
    let last = char_before(text, place.end);
    let original = words.folded.original(&(place.start..place.end));
    let original = words.text.as_str().get(original.start..).unwrap_or("");
    last.is_some_and(|c| c.is_alphabetic() && !hisses(c))
        && original.chars().next().is_some_and(char::is_uppercase)
        && !grammar::is_determiner(word_before(text, place.start), Some("de"))
}

/// Endings of nouns and adjectives in the languages of the lists; they turn a word into another form
/// of itself.
const ENDINGS: [&str; 3] = ["s", "es", "x"];

/// Endings of German nouns. One in `s` alone is a name's genitive, too.
const GERMAN_ENDINGS: [&str; 6] = ["e", "n", "en", "er", "ern", "es"];

/// Whether a place is a name with the ending of a word: in small letters, but in German, where all
/// nouns have capitals.
fn is_inflected(words: Words<'_>, place: &Place) -> bool {
    let text = words.folded.as_str();
    if !matches!(place.pattern.form, Form::Name { .. }) || !begins_whole(text, place.start) {
        return false;
    }
    let rest = text.get(place.end..).unwrap_or("");
    let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let ending = rest.get(..end).unwrap_or("");
    let known: &[&str] = if words.german {
        &GERMAN_ENDINGS
    } else {
        &ENDINGS
    };
    let original = words.folded.original(&(place.start..place.end));
    let original = words.text.as_str().get(original).unwrap_or("");
    let capital = original.chars().next().is_some_and(char::is_uppercase);
    let all_capitals = !original.chars().any(char::is_lowercase);
    known.contains(&ending) && capital == words.german && !all_capitals
}

/// The word before a place, if only a space parts them.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or("");
    let Some(before) = before.strip_suffix(' ') else {
        return "";
    };
    let start = before
        .rfind(|c: char| !is_word(c))
        .map_or(0, |at| at + char_at(before, at).map_or(1, char::len_utf8));
    before.get(start..).unwrap_or("")
}

/// Whether a name follows a full stop without the space that belongs there: a number of a list
/// (`4.Acme`) or the end of a sentence (`tried it.Acme was`). Names of code (`java.util.Acme`) have
/// more dots, or a bracket behind them.
pub(super) fn follows_full_stop(text: &str, range: &Range<usize>) -> bool {
    let capital = text.get(range.clone()).is_some_and(|found| {
        let first = found.chars().next();
        first.is_some_and(|c| c.is_uppercase() || is_spaceless(c))
    });
    let before = text
        .get(..range.start)
        .and_then(|before| before.strip_suffix('.'));
    let Some(before) = before.filter(|_| capital) else {
        return false;
    };
    let token_start = before.rfind(|c: char| !is_word(c));
    let token_start =
        token_start.map_or(0, |at| at + char_at(before, at).map_or(1, char::len_utf8));
    let token = before.get(token_start..).unwrap_or("");
    let free = char_before(before, token_start)
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | ')'));
    let mut after = text.get(range.end..).unwrap_or("").chars();
    let called = match after.next() {
        Some('(') => true,
        Some('.') => after.next().is_some_and(is_word),
        _ => false,
    };
    let number = token.len() <= MAX_LIST_DIGITS && token.bytes().all(|b| b.is_ascii_digit());
    let ended = token.chars().all(char::is_lowercase);
    !token.is_empty() && free && !called && (number || ended)
}

/// A domain is by itself: not in an e-mail address, not at the end or the beginning of another
/// host.
fn domain_setting(
    text: &str,
    addresses: &[Address],
    place: &Place,
    exact: bool,
) -> Option<Setting> {
    let range = place.start..place.end;
    let before = text.get(..place.start).unwrap_or("");
    let joined = match before.chars().next_back() {
        Some('.') => exact && !before.ends_with("www."),
        Some('-') => true,
        Some(c) => is_word(c) && !is_spaceless(c),
        None => false,
    };
    let mut after = text.get(place.end..).unwrap_or("").chars();
    let longer = match after.next() {
        Some('@') => true,
        Some('.' | '-') => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => is_word(c) && !is_spaceless(c),
        None => false,
    };
    if joined || longer {
        return None;
    }
    match around(addresses, &range).map(|address| address.part) {
        Some(Parts::Email) => None,
        Some(Parts::Web { path, .. }) if place.start >= path => Some(Setting::Query),
        Some(Parts::Web { host, .. }) if place.start > host => Some(Setting::Path),
        _ => Some(Setting::Plain),
    }
}

/// What a name is in; `None` where it is a part of an e-mail address.
fn name_setting(words: Words<'_>, addresses: &[Address], place: &Place) -> Option<Setting> {
    let text = words.folded.as_str();
    let before = text.get(..place.start).unwrap_or("");
    let handle = before.ends_with('@')
        && char_before(text, place.start.saturating_sub(1)).is_none_or(|c| !is_word(c));
    if before.ends_with('@') && !handle {
        return None;
    }
    let plain = if handle {
        Setting::Handle
    } else {
        Setting::Plain
    };
    let Some(address) = around(addresses, &(place.start..place.end)) else {
        return Some(plain);
    };
    match address.part {
        Parts::Email => handle.then_some(Setting::Handle),
        Parts::Web { path, .. } if place.start >= path => Some(Setting::Query),
        Parts::Web { host, .. } if place.start >= host => Some(Setting::Path),
        Parts::Web { host, .. } => {
            let begins = place.start == address.range.start
                || before.ends_with("://")
                || before.ends_with("www.");
            let whole = begins && place.end >= host;
            let range = words.folded.original(&(place.start..place.end));
            let glued = follows_full_stop(words.text.as_str(), &range)
                && (place.end >= host || sentence_follows(words, place));
            (whole || glued || (begins && sentence_follows(words, place))).then_some(plain)
        }
    }
}

/// Whether a dot and a capital follow: two sentences with the space forgotten, no host.
fn sentence_follows(words: Words<'_>, place: &Place) -> bool {
    let range = words.folded.original(&(place.start..place.end));
    let rest = words.text.as_str().get(range.end..).unwrap_or("");
    let mut chars = rest.chars();
    chars.next() == Some('.')
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
}
