//! What an element and those around it are called: a filter that says of most rules at once that nothing
//! around an element is what they ask for. Without it each rule would go through all ancestors; browsers have
//! such a filter, too.

use html5ever::local_name;

use crate::document::{Document, NodeId};

/// Bits of a word of the filter.
const WORD: u8 = 64;
/// Words of the filter: as many as a byte tells bits apart.
const WORDS: usize = 4;

/// Names of tags, ids and classes: a set that may seem to hold more than was added, never less (a Bloom filter
/// with one bit a name).
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Names([u64; WORDS]);

/// What is named; the same word is another name for each.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Tag = 1,
    Id,
    Class,
}

impl Names {
    /// Adds what an element is called.
    pub(super) fn add(&mut self, document: &Document<'_>, node: NodeId) {
        let Some(name) = document.name(node) else {
            return;
        };
        self.insert(Kind::Tag, name);
        if let Some(id) = document.attribute(node, &local_name!("id")) {
            self.insert(Kind::Id, id);
        }
        for class in classes(document, node) {
            self.insert(Kind::Class, class);
        }
    }

    /// Whether all of these may be among them.
    pub(super) fn may_hold(&self, others: &Self) -> bool {
        let words = self.0.iter().zip(others.0);
        words.fold(true, |all, (own, other)| all && own & other == other)
    }

    /// Adds one name.
    pub(super) fn insert(&mut self, kind: Kind, name: &str) {
        let bit = bit(kind, name);
        let word = self.0.get_mut(usize::from(bit / WORD));
        if let Some(word) = word {
            *word |= 1 << (bit % WORD);
        }
    }
}

/// The classes of an element.
pub(super) fn classes<'d>(
    document: &'d Document<'_>,
    node: NodeId,
) -> impl Iterator<Item = &'d str> {
    let written = document.attribute(node, &local_name!("class"));
    written.unwrap_or("").split_ascii_whitespace()
}

/// The bit of a name: FNV-1a (draft-eastlake-fnv), whose low bits tell short words apart, spread into the
/// highest byte (Knuth, The Art of Computer Programming 3, 6.4, multiplicative hashing).
fn bit(kind: Kind, name: &str) -> u8 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let bytes = std::iter::once(kind as u8).chain(name.bytes());
    let hash = bytes.fold(BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    let [highest, ..] = hash.wrapping_mul(GOLDEN).to_be_bytes();
    highest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    fn of(names: &[(Kind, &str)]) -> Names {
        let mut all = Names::default();
        for (kind, name) in names {
            all.insert(*kind, name);
        }
        all
    }

    #[test]
    fn what_is_around_is_always_held_and_the_same_word_of_another_kind_is_not() {
        let html = "<div id=top class='a b c'><nav class=d><p>";
        let (document, _) = parse(html, &|| false);
        let mut names = Names::default();
        for node in document.subtree(NodeId::ROOT) {
            names.add(&document, node);
        }
        let around = [
            (Kind::Id, "top"),
            (Kind::Class, "a"),
            (Kind::Class, "c"),
            (Kind::Class, "d"),
            (Kind::Tag, "nav"),
            (Kind::Tag, "div"),
        ];
        assert!(names.may_hold(&of(&around)));
        for other in [
            (Kind::Class, "top"),
            (Kind::Class, "nav"),
            (Kind::Tag, "a"),
            (Kind::Tag, "d"),
        ] {
            assert!(!names.may_hold(&of(&[other])));
        }
        assert!(names.may_hold(&of(&[])));
        assert!(!Names::default().may_hold(&of(&[(Kind::Class, "a")])));
    }

    #[test]
    fn a_filter_that_is_full_leaves_nothing_out() {
        let all: Vec<String> = (0..2_000).map(|n| format!("c{n}")).collect();
        let all: Vec<(Kind, &str)> = all
            .iter()
            .map(|name| (Kind::Class, name.as_str()))
            .collect();
        let names = of(&all);
        assert!(all.iter().all(|one| names.may_hold(&of(&[*one]))));
    }
}
