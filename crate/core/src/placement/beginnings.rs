//! Phrases that texts begin with, found by their first bytes: a table of hundreds costs a look at
//! a few.

use std::collections::HashMap;

/// Phrases by their first two bytes, each with what it stands for.
#[derive(Debug)]
pub(super) struct Beginnings<T> {
    by_head: HashMap<[u8; HEAD], Vec<(&'static str, T)>>,
}

/// How many bytes a phrase is found by.
const HEAD: usize = 2;

impl<T> Beginnings<T> {
    /// Sorts phrases. One of a single byte is never found; the tables have none.
    pub(super) fn new(phrases: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut by_head: HashMap<_, Vec<_>> = HashMap::new();
        for (phrase, meaning) in phrases {
            if let Some(head) = phrase.as_bytes().first_chunk() {
                by_head.entry(*head).or_default().push((phrase, meaning));
            }
        }
        Self { by_head }
    }

    /// The phrases that a text begins with, each with what it stands for and what comes after it, in
    /// the order they were given in.
    pub(super) fn of<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (&'static str, &T, &'t str)> {
        let head = text.as_bytes().first_chunk();
        let near = head.and_then(|head| self.by_head.get(head));
        near.into_iter()
            .flatten()
            .filter_map(|(phrase, meaning)| Some((*phrase, meaning, text.strip_prefix(phrase)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_what_it_begins_with() {
        let beginnings =
            Beginnings::new([("read", 1), ("read more", 2), ("もっと", 3)].into_iter());
        let of = |text| -> Vec<(i32, &str)> {
            let found = beginnings.of(text);
            found.map(|(_, &meaning, rest)| (meaning, rest)).collect()
        };
        assert_eq!(of("read more tea"), [(1, " more tea"), (2, " tea")]);
        assert_eq!(of("もっと見る"), [(3, "見る")]);
        assert!(of("r").is_empty() && of("").is_empty() && of("reed").is_empty());
    }
}
