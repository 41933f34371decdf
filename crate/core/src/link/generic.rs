//! Whether an anchor text says nothing of its target.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::generic_words::GENERIC;
use crate::document::fold;

/// Languages and words of the table.
static WORDS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = GENERIC.iter();
    rows.flat_map(|(tag, words)| words.split('|').map(move |word| (*tag, word)))
        .collect()
});

/// Longest number taken for a footnote's mark.
const MAX_FOOTNOTE: usize = 3;

/// Whether the words say nothing of the target, in the page's language or in English. A page that
/// names no language is read in all of them. Footnote marks (`[1]`) say nothing in any.
pub fn is_generic(words: &str, language: Option<&str>) -> bool {
    let folded = fold(words);
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if words.len() <= MAX_FOOTNOTE && !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
    {
        return true;
    }
    let primary = language
        .and_then(|tag| tag.split(['-', '_']).next())
        .map(|tag| tag.trim().to_ascii_lowercase())
        .filter(|tag| !tag.is_empty());
    GENERIC
        .iter()
        .map(|(tag, _)| *tag)
        .filter(|tag| *tag == "en" || primary.as_deref().is_none_or(|own| own == *tag))
        .any(|tag| WORDS.contains(&(tag, words)))
}
