//! Words that this project does not use, with what it says instead: in code, in its messages and in its
//! documents. One word for one thing, and plain ones.

use std::fs;
use std::path::Path;

use crate::error::{Context, Error, Result};
use crate::paths;

/// A word, and what is said instead.
const WORDS: [(&str, &str); 21] = [
    ("a line each", "one line per …, or one per line"),
    ("a row each", "one row per …, or one row each"),
    ("anew", "again, or start over"),
    ("are told", "are notified, or are shown"),
    ("by week", "per week"),
    ("can't be told", "can't be determined"),
    ("chance", "opportunity"),
    ("held to be", "treated as, or regarded as"),
    ("kind of opportunity", "opportunity type"),
    ("kinds of opportunity", "opportunity types"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("nobody's", "of no user, or of no site"),
    ("one a line", "one per line"),
    ("plotted", "charted"),
    ("somebody's", "a user's, or another site's"),
    ("take the rows", "import the rows"),
    ("told apart", "distinguished"),
    ("told of", "reported"),
    ("was told", "was notified, or was reported"),
    ("where it stands", "where it is"),
];

/// Where the words are looked for; files of other endings hold data.
const PLACES: [&str; 11] = [
    "ACCESSIBILITY.md",
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "crate",
    "docs/guide/en.md",
    "extension",
    "tests/e2e",
];
const ENDINGS: [&str; 8] = ["css", "html", "js", "md", "mjs", "py", "pyi", "rs"];
/// The messages that the others are translated from.
const ENGLISH: &str = "_locales/en/messages.json";

/// Where a word is what the line is about: this table, and lists of words as pages use them.
const LEFT_OUT: [&str; 2] = ["xtask/src/words.rs", "mention/common.rs"];
/// What a word is part of where it means something else.
const MEANT: [&str; 1] = ["by chance"];

/// Looks through the repository, and names each line with such a word.
pub(crate) fn check() -> Result {
    let mut found = Vec::new();
    for place in PLACES {
        let place = paths::root().join(place);
        let files = if place.is_dir() {
            paths::files(&place)?
        } else {
            vec![place]
        };
        for file in files.iter().filter(|file| is_ours(file)) {
            let text =
                fs::read_to_string(file).context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(paths::root()).unwrap_or(file);
            for (number, line) in text.lines().enumerate() {
                if let Some((word, instead)) = first_in(line) {
                    let (name, number) = (name.display(), number + 1);
                    found.push(format!("{name}:{number}: \"{word}\": say {instead}"));
                }
            }
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Error::new(found.join("\n")))
}

fn is_ours(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let text = ENDINGS.contains(&&*ending) || file.ends_with(ENGLISH);
    text && !LEFT_OUT.iter().any(|left| file.ends_with(left))
}

/// The first such word of a line.
fn first_in(line: &str) -> Option<(&'static str, &'static str)> {
    let mut line = line.to_lowercase();
    for meant in MEANT {
        line = line.replace(meant, "");
    }
    let holds = |word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let after = line
                .get(at + word.len()..)
                .and_then(|text| text.chars().next());
            let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !part(before) && !part(after)
        })
    };
    WORDS.into_iter().find(|(word, _)| holds(word))
}

#[cfg(test)]
mod tests {
    use super::first_in;

    #[test]
    fn a_word_is_found_whole_and_in_names() {
        assert!(first_in("// Begins Anew.").is_some());
        assert!(first_in("let kind_chance = 1;").is_some());
        assert!(first_in("recommended, a change by chance").is_none());
    }
}
