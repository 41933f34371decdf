//! The Public Suffix List as a tree of labels, unpacked line by line, at first use, from the text
//! `build/suffix_list.rs` made: most pages ask for few of its lines, and a click waits for them.

use std::num::NonZeroU32;
use std::sync::{LazyLock, OnceLock};

static LIST: LazyLock<List> = LazyLock::new(|| {
    List::of(include_str!(concat!(
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

/// The lines of the list. The first holds the top-level domains.
#[derive(Debug)]
struct List(Vec<Line>);

/// A line: the labels that may follow one label, sorted.
#[derive(Debug)]
struct Line {
    text: &'static str,
    /// How many lines the entries of the lines before it name.
    named: u32,
    /// Its labels, once they were asked for.
    labels: OnceLock<Vec<Label>>,
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
        // Most entries have no sign, and there are ten thousand.
        let text = entry.trim_end_matches(SIGNS);
        let signs = entry.get(text.len()..).unwrap_or("").as_bytes();
        let has = |sign: char| signs.iter().any(|&own| char::from(own) == sign);
        let has_children = has(HAS_CHILDREN);
        *lines += u32::from(has_children);
        Self {
            text,
            rule: !has(NO_RULE),
            wildcard: has(WILDCARD),
            exception: has(EXCEPTION),
            next: NonZeroU32::new(*lines).filter(|_| has_children),
        }
    }
}

impl Line {
    fn labels(&self) -> &[Label] {
        self.labels.get_or_init(|| {
            let mut named = self.named;
            let entries = self.text.split(',');
            entries
                .map(|entry| Label::read(entry, &mut named))
                .collect()
        })
    }
}

impl List {
    fn of(packed: &'static str) -> Self {
        let mut before = 0;
        let lines = packed.lines().map(|text| {
            let named = before;
            let children = text
                .bytes()
                .filter(|&byte| char::from(byte) == HAS_CHILDREN);
            before += u32::try_from(children.count()).unwrap_or(0);
            Line {
                text,
                named,
                labels: OnceLock::new(),
            }
        });
        Self(lines.collect())
    }

    fn find(&self, line: usize, text: &str) -> Option<&Label> {
        let labels = self.0.get(line)?.labels();
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
        let labels = || LIST.0.iter().flat_map(Line::labels);
        let rules = labels().filter(|label| label.rule || label.wildcard || label.exception);
        assert!(rules.count() > 9_000);
        let named = labels().filter_map(|label| label.next).count();
        assert_eq!(named + 1, LIST.0.len());
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
