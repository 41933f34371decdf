//! Whether an anchor text says nothing of its target.

use super::generic_words::GENERIC;
use crate::document::fold;

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
        .filter(|(tag, _)| *tag == "en" || primary.as_deref().is_none_or(|own| own == *tag))
        .any(|(_, list)| list.contains(&words))
}
