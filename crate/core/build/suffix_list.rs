//! Packs the Public Suffix List into a text that `url::suffix_list` reads: a tree of labels, from
//! the right, in punycode.
//!
//! A line holds the labels below one node, sorted, separated by commas; the first line the top-level
//! domains, the others follow in the order in which the lines before name their nodes. After a label
//! come the signs below. So the file is half the size of an automaton when compressed.

use std::collections::{BTreeMap, VecDeque};
use std::error::Error;
use std::path::Path;

/// A label that is no rule by itself.
const NO_RULE: char = '~';
/// Any label below this one is a public suffix.
const WILDCARD: char = '*';
/// No public suffix, against a wildcard.
const EXCEPTION: char = '!';
/// Labels below this one have a line of their own.
const HAS_CHILDREN: char = '>';

#[derive(Default)]
struct Node {
    rule: bool,
    wildcard: bool,
    exception: bool,
    children: BTreeMap<String, Node>,
}

/// The list, from this crate's folder.
const LIST: &str = "data/public_suffix_list.dat";

/// Writes the packed list into this folder.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LIST}");
    let list = std::fs::read_to_string(LIST)?;
    std::fs::write(out.join("public_suffix_list.txt"), pack(&tree(&list)?))?;
    Ok(())
}

fn tree(list: &str) -> Result<Node, Box<dyn Error>> {
    let mut root = Node::default();
    let rules = list
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    for rule in rules.filter(|rule| !rule.starts_with("//")) {
        let name = rule.trim_start_matches('!').trim_start_matches("*.");
        let mut node = &mut root;
        for label in idna::domain_to_ascii(name)?.rsplit('.') {
            node = node.children.entry(label.to_owned()).or_default();
        }
        match rule.as_bytes().first() {
            Some(b'!') => node.exception = true,
            Some(b'*') => node.wildcard = true,
            _ => node.rule = true,
        }
    }
    Ok(root)
}

/// The lines of all nodes that have children, breadth first.
fn pack(root: &Node) -> String {
    let mut lines = Vec::new();
    let mut waiting = VecDeque::from([root]);
    while let Some(node) = waiting.pop_front() {
        let labels: Vec<String> = node.children.iter().map(entry).collect();
        lines.push(labels.join(","));
        waiting.extend(
            node.children
                .values()
                .filter(|child| !child.children.is_empty()),
        );
    }
    lines.join("\n")
}

fn entry((label, node): (&String, &Node)) -> String {
    let signs = [
        (!node.rule, NO_RULE),
        (node.wildcard, WILDCARD),
        (node.exception, EXCEPTION),
        (!node.children.is_empty(), HAS_CHILDREN),
    ];
    let signs = signs
        .into_iter()
        .filter_map(|(is, sign)| is.then_some(sign));
    label.chars().chain(signs).collect()
}
