//! Whether an anchor text says nothing of its target.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::generic_words::GENERIC;
use crate::document::fold;

/// The table's words, each with the languages it says nothing in.
static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
    for (tag, words) in GENERIC {
        for word in words.split('|') {
            all.entry(word).or_default().push(tag);
        }
    }
    all
});

/// Longer words than any of the table are not looked up, in bytes.
const LONGEST: usize = 96;

/// Longest number taken for a footnote's mark.
const MAX_FOOTNOTE: usize = 3;

/// Whether the words say nothing of the target, in the page's language or in English. A page that
/// names no language is read in all of them. Footnote marks (`[1]`) say nothing in any.
pub fn is_generic(words: &str, language: Option<&str>) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let folded = fold(words);
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if words.len() <= MAX_FOOTNOTE && !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
    {
        return true;
    }
    let Some(tags) = WORDS.get(words) else {
        return false;
    };
    let primary = language
        .and_then(|tag| tag.split(['-', '_']).next())
        .map(str::trim)
        .filter(|tag| !tag.is_empty());
    tags.iter()
        .any(|tag| *tag == "en" || primary.is_none_or(|own| own.eq_ignore_ascii_case(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_table_is_too_long_to_be_looked_up() {
        assert!(WORDS.keys().all(|word| 2 * word.len() <= LONGEST));
    }
}
