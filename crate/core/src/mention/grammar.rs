//! Small words that show whether a name is used as a word: determiners and prepositions of six
//! languages, and what stands beside the names of companies.
//!
//! The words are data (`crate/core/data/mention`): a line a language, its code first.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::document::fold;

/// The words of one file, by language or kind.
type Lists = HashMap<&'static str, HashSet<&'static str>>;

static DETERMINERS: LazyLock<Lists> =
    LazyLock::new(|| lists(include_str!("../../data/mention/determiners.txt")));

static PREPOSITIONS: LazyLock<Lists> =
    LazyLock::new(|| lists(include_str!("../../data/mention/prepositions.txt")));

static BESIDE: LazyLock<Lists> =
    LazyLock::new(|| lists(include_str!("../../data/mention/beside.txt")));

/// What a word beside a name can say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beside {
    /// The form of a company, its officers, an app.
    Company,
    /// What companies do.
    Verb,
    /// Joins two names.
    And,
}

impl Beside {
    fn kind(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Verb => "verb",
            Self::And => "and",
        }
    }
}

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
    language
        .get(..end)
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase()
}

/// Whether a page's language is this one.
pub(super) fn is_language(language: Option<&str>, code: &str) -> bool {
    language.is_some_and(|language| primary(language) == code)
}

/// Whether a word is a determiner: an article, a pronoun before a noun, a number.
pub(super) fn is_determiner(word: &str, language: Option<&str>) -> bool {
    has(&DETERMINERS, word, language)
}

/// Whether a text ends with a determiner of Japanese, which has no space behind it.
pub(super) fn ends_with_determiner(text: &str) -> bool {
    let list = DETERMINERS.get("ja");
    list.is_some_and(|list| list.iter().any(|word| text.ends_with(word)))
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str, language: Option<&str>) -> bool {
    has(&PREPOSITIONS, word, language)
}

/// Whether a word beside a name says this.
pub(super) fn says(word: &str, what: Beside) -> bool {
    let list = BESIDE.get(what.kind());
    !word.is_empty() && list.is_some_and(|list| list.contains(fold(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_six_languages() {
        for lists in [&DETERMINERS, &PREPOSITIONS] {
            for language in ["en", "de", "fr", "es", "pt", "ja"] {
                assert!(lists.get(language).is_some_and(|list| list.len() > 5));
            }
        }
    }

    #[test]
    fn words_are_looked_up_in_the_pages_language() {
        assert!(is_determiner("Die", Some("de-AT")));
        assert!(!is_determiner("die", Some("en")));
        assert!(is_determiner("die", None) && is_determiner("die", Some("xx")));
        assert!(!is_determiner("", None));
        assert!(is_preposition("of", Some("en")));
        assert!(says("GmbH", Beside::Company) && !says("GmbH", Beside::Verb));
    }
}
