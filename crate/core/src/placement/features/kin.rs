//! Kin: which elements are of the same make, by tag, class, id and role.
//!
//! Siblings of one make are a list, whatever the tags say. Links that have ancestors of the same
//! make all the way up are a group: items of one menu, bylines of one thread.

use std::cell::Cell;

use html5ever::{LocalName, local_name};

use crate::document::{Document, NodeId};
use crate::placement::evidence::Evidence;
use crate::placement::facts::At;

/// What elements around links are made of. It is found when it is first asked for.
#[derive(Debug)]
pub(super) struct Kin<'a> {
    document: &'a Document<'a>,
    /// By place, what all its ancestors and itself are made of; 0 where it was not asked for.
    chains: Vec<Cell<u64>>,
    /// By place, how many siblings are made like it, itself included; 0 where it was not asked for.
    runs: Vec<Cell<u16>>,
}

impl<'a> Kin<'a> {
    pub(super) fn new(document: &'a Document<'a>, evidence: &Evidence) -> Self {
        let elements = evidence.facts.len();
        Self {
            document,
            chains: vec![Cell::new(0); elements],
            runs: vec![Cell::new(0); elements],
        }
    }

    /// What an element and all above it are made of. Equal for links of one group.
    pub(super) fn chain(&self, evidence: &Evidence, at: At) -> u64 {
        let mut unknown = Vec::new();
        let mut above = at;
        while above > 0 && self.known_chain(above) == 0 {
            unknown.push(above);
            above = evidence.at(above).map_or(0, |facts| facts.parent);
        }
        let mut chain = self.known_chain(above);
        for &at in unknown.iter().rev() {
            let node = evidence.at(at).map_or(NodeId::ROOT, |facts| facts.node);
            chain = mix(chain, make(self.document, node, Precision::Full)).max(1);
            if let Some(known) = self.chains.get(at) {
                known.set(chain);
            }
        }
        chain
    }

    fn known_chain(&self, at: At) -> u64 {
        self.chains.get(at).map_or(0, Cell::get)
    }

    /// How many siblings of an element, itself included, are made like it.
    pub(super) fn run(&self, evidence: &Evidence, at: At) -> u16 {
        let known = self.runs.get(at).map_or(0, Cell::get);
        if known > 0 {
            return known;
        }
        self.count_children(evidence, evidence.at(at).map_or(0, |facts| facts.parent));
        self.runs.get(at).map_or(0, Cell::get).max(1)
    }

    /// Counts all children of an element at once, so that each is looked at once.
    fn count_children(&self, evidence: &Evidence, parent: At) {
        let end = evidence.at(parent).map_or(0, |facts| facts.end);
        let mut makes: Vec<(u64, At)> = Vec::new();
        let mut child = parent + 1;
        while child < end {
            let Some(facts) = evidence.at(child) else {
                break;
            };
            makes.push((make(self.document, facts.node, Precision::Loose), child));
            child = facts.end;
        }
        makes.sort_unstable();
        for like in makes.chunk_by(|one, next| one.0 == next.0) {
            for (_, at) in like {
                if let Some(run) = self.runs.get(*at) {
                    run.set(u16::try_from(like.len()).unwrap_or(u16::MAX));
                }
            }
        }
    }
}

/// How exactly an element's make is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    /// Its tag and its first class.
    Loose,
    /// Its tag, classes, id and role, without digits: builders number what they make.
    Full,
}

/// What an element is made of, as one number.
fn make(document: &Document<'_>, node: NodeId, precision: Precision) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let tag = document.name(node).map_or("", |name| &**name);
    let mut hash = add(START, tag.bytes());
    for (name, value) in document.attributes(node) {
        let value = match (precision, name) {
            (Precision::Loose, &local_name!("class")) => {
                value.split_ascii_whitespace().next().unwrap_or("")
            }
            (Precision::Full, name) if is_name(name) => value,
            _ => continue,
        };
        hash = add(hash, value.bytes().filter(|byte| !byte.is_ascii_digit()));
    }
    hash
}

fn is_name(attribute: &LocalName) -> bool {
    matches!(
        *attribute,
        local_name!("class") | local_name!("id") | local_name!("role")
    )
}

/// FNV-1a. A page that makes two groups alike on purpose gains nothing by it.
fn add(hash: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.chain([b' ']).fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn mix(above: u64, own: u64) -> u64 {
    (above.rotate_left(5) ^ own).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
