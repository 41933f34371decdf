//! The Public Suffix List as a tree of labels, unpacked at first use from the text `build/suffix_list.rs` made.

use std::num::NonZeroU32;
use std::sync::LazyLock;

static LIST: LazyLock<List> = LazyLock::new(|| {
    List::unpack(include_str!(concat!(
        env!("OUT_DIR"),
        "/public_suffix_list.txt"
    )))
});

// The signs after a label, as build/suffix_list.rs writes them.
const NO_RULE: char = '~';
const WILDCARD: char = '*';
const EXCEPTION: char = '!';
const HAS_CHILDREN: char = '>';
const SIGNS: [char; 4] = [NO_RULE, WILDCARD, EXCEPTION, HAS_CHILDREN];

#[derive(Debug)]
struct List {
    /// Line by line; each line is sorted.
    labels: Vec<Label>,
    /// Where each line begins among the labels. The first holds the top-level domains.
    lines: Vec<usize>,
}

/// A label, and what the list says of the name that ends in it, read from the right.
#[derive(Debug)]
pub(super) struct Label {
    text: &'static str,
    /// The name is a public suffix.
    pub(super) rule: bool,
    /// Any name one label longer is a public suffix.
    pub(super) wildcard: bool,
    /// The name is no public suffix, although a wildcard says so.
    pub(super) exception: bool,
    /// The line of the labels that may follow; none is the first line.
    next: Option<NonZeroU32>,
}

/// The top-level domain of this text, if the list has it.
pub(super) fn top(text: &str) -> Option<&'static Label> {
    LIST.find(0, text)
}

impl Label {
    /// The label of this text that may follow, if the list has it.
    pub(super) fn next(&self, text: &str) -> Option<&'static Self> {
        LIST.find(self.next?.get() as usize, text)
    }

    /// Reads one entry; `lines` is how many lines were named by the entries before it.
    fn read(entry: &'static str, lines: &mut u32) -> Self {
        let (text, signs) = match entry.find(SIGNS) {
            Some(at) => entry.split_at_checked(at).unwrap_or((entry, "")),
            None => (entry, ""),
        };
        let has_children = signs.contains(HAS_CHILDREN);
        *lines += u32::from(has_children);
        Self {
            text,
            rule: !signs.contains(NO_RULE),
            wildcard: signs.contains(WILDCARD),
            exception: signs.contains(EXCEPTION),
            next: NonZeroU32::new(*lines).filter(|_| has_children),
        }
    }
}

impl List {
    fn unpack(packed: &'static str) -> Self {
        // Ten thousand labels: a list that doubles as it grows would hold them three times over.
        let count = |sign| packed.matches(sign).count() + 1;
        let mut list = Self {
            labels: Vec::with_capacity(count(',') + count('\n')),
            lines: Vec::with_capacity(count('\n')),
        };
        let mut named = 0;
        for line in packed.lines() {
            list.lines.push(list.labels.len());
            let labels = line.split(',').map(|entry| Label::read(entry, &mut named));
            list.labels.extend(labels);
        }
        list
    }

    fn find(&self, line: usize, text: &str) -> Option<&Label> {
        let start = *self.lines.get(line)?;
        let end = self.lines.get(line + 1).copied();
        let labels = self.labels.get(start..end.unwrap_or(self.labels.len()))?;
        let at = labels
            .binary_search_by_key(&text, |label| label.text)
            .ok()?;
        labels.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_was_packed_whole() {
        let rules = LIST
            .labels
            .iter()
            .filter(|label| label.rule || label.wildcard || label.exception);
        assert!(rules.count() > 9_000);
        let named = LIST.labels.iter().filter_map(|label| label.next).count();
        assert_eq!(named + 1, LIST.lines.len());
    }

    #[test]
    fn rules_are_found_label_by_label() {
        let uk = top("uk").unwrap();
        assert!(uk.rule && uk.next("co").unwrap().rule);
        let ck = top("ck").unwrap();
        assert!(!ck.rule && ck.wildcard && ck.next("www").unwrap().exception);
        assert!(top("co.uk").is_none() && top("").is_none());
    }
}
