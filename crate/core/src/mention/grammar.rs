//! Small words of six languages that show whether a name is used as a word.
//!
//! The words are data (`crate/core/data/mention`): a line a language, its code first.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::document::fold;

/// The words of one file, by language.
type Lists = HashMap<&'static str, HashSet<&'static str>>;

static DETERMINERS: LazyLock<Lists> =
    LazyLock::new(|| lists(include_str!("../../data/mention/determiners.txt")));

/// Reads a file of words; lines that begin with a sign are comments.
fn lists(file: &'static str) -> Lists {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut words = line.split_ascii_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect()
}

/// Whether a list has a word: in the page's language, or in any if that has no list or is unknown.
fn has(lists: &Lists, word: &str, language: Option<&str>) -> bool {
    if word.is_empty() {
        return false;
    }
    let word = fold(word);
    let own = language.and_then(|language| lists.get(primary(language).as_str()));
    match own {
        Some(own) => own.contains(word.as_str()),
        None => lists.values().any(|list| list.contains(word.as_str())),
    }
}

/// The first part of a language's tag, in small letters.
fn primary(language: &str) -> String {
    let end = language.find(['-', '_']).unwrap_or(language.len());
    language.get(..end).unwrap_or("").trim().to_ascii_lowercase()
}

/// Whether a page's language is this one.
pub(super) fn is_language(language: Option<&str>, code: &str) -> bool {
    language.is_some_and(|language| primary(language) == code)
}

/// Whether a word is a determiner: an article, a pronoun before a noun, a number.
pub(super) fn is_determiner(word: &str, language: Option<&str>) -> bool {
    has(&DETERMINERS, word, language)
}
