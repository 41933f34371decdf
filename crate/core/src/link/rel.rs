//! The rel attribute: its tokens, which of them qualify a link, and near misses that do not.
//!
//! Google Search Central, "Qualify your outbound links to Google": nofollow, sponsored, ugc;
//! several values are separated by spaces or commas. Token matching is ASCII case-insensitive
//! (HTML standard, "sets of space-separated tokens" and link types).

use std::collections::HashSet;

use crate::length::{MAX_TOKEN_CHARS, MAX_TOKENS, cut};

/// What a rel attribute says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Rel {
    /// The tokens in order, lower case, each once; of very many, the first and those that qualify the
    /// link.
    pub tokens: Vec<String>,
}

/// The tokens that qualify a link.
pub const QUALIFYING: [&str; 3] = ["nofollow", "sponsored", "ugc"];

/// Tokens that mean something of their own and are no misspelling.
const KNOWN: [&str; 2] = ["follow", "dofollow"];

impl Rel {
    /// Reads the attribute's value.
    pub fn parse(value: &str) -> Self {
        let mut tokens: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        for token in value.split([' ', '\t', '\n', '\u{c}', '\r', ',']) {
            let token = cut(token, MAX_TOKEN_CHARS).to_ascii_lowercase();
            let fits = tokens.len() < MAX_TOKENS || QUALIFYING.contains(&token.as_str());
            if fits && !token.is_empty() && known.insert(token.clone()) {
                tokens.push(token);
            }
        }
        Self { tokens }
    }

    /// Those of the tokens that qualify the link, in order.
    pub fn qualifying(&self) -> impl Iterator<Item = &str> {
        qualifying(&self.tokens)
    }

    /// Tokens that look like a qualifying one and have no effect, with what they look like.
    pub fn defects(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.tokens
            .iter()
            .filter_map(|token| near_miss(token).map(|meant| (token.as_str(), meant)))
    }
}

/// Those of some rel tokens that qualify a link, in order.
pub fn qualifying(tokens: &[String]) -> impl Iterator<Item = &str> {
    let tokens = tokens.iter().map(String::as_str);
    tokens.filter(|token| QUALIFYING.contains(token))
}

fn near_miss(token: &str) -> Option<&'static str> {
    if QUALIFYING.contains(&token) || KNOWN.contains(&token) {
        return None;
    }
    if token.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return looks_like(token);
    }
    let letters: String = token.chars().filter(char::is_ascii_alphabetic).collect();
    let parts = token
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|part| !part.is_empty());
    parts.chain([letters.as_str()]).find_map(looks_like)
}

fn looks_like(word: &str) -> Option<&'static str> {
    if KNOWN.contains(&word) {
        return None;
    }
    match word {
        "ugc" => Some("ugc"),
        "sponsor" => Some("sponsored"),
        _ => ["nofollow", "sponsored"]
            .into_iter()
            .find(|meant| within_one_edit(word.as_bytes(), meant.as_bytes())),
    }
}

/// Whether at most one insertion, deletion, substitution or swap of neighbours makes one word into
/// the other.
fn within_one_edit(word: &[u8], meant: &[u8]) -> bool {
    let same = word.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let word = word.get(same..).unwrap_or_default();
    let meant = meant.get(same..).unwrap_or_default();
    let swapped = match (word, meant) {
        ([a, b, word @ ..], [c, d, meant @ ..]) => a == d && b == c && word == meant,
        _ => false,
    };
    match (word.split_first(), meant.split_first()) {
        (Some((_, rest)), Some((_, wanted))) => {
            rest == wanted || rest == meant || word == wanted || swapped
        }
        _ => word.len() + meant.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_near_and_two_are_not() {
        assert!(within_one_edit(b"nofolow", b"nofollow"));
        assert!(within_one_edit(b"nofololw", b"nofollow"));
        assert!(within_one_edit(b"nofollows", b"nofollow"));
        assert!(!within_one_edit(b"follow", b"nofollow"));
        assert!(!within_one_edit(b"nofllw", b"nofollow"));
    }
}
