//! A page made small: of elements of one make side by side only the first few stay.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use html5ever::{LocalName, local_name};
use linkglance_core::document::{Document, NodeId, Subtree};

/// In the small page, which link of the whole page one was.
const NUMBER: &str = "data-link-of-whole-page";

/// How many elements of one make stay side by side: one on every third page, else two.
pub(crate) fn kept(page: u16) -> usize {
    if page.is_multiple_of(3) { 1 } else { 2 }
}

/// The number that a link of a small page has in the whole one.
pub(crate) fn number(document: &Document<'_>, node: NodeId) -> Option<usize> {
    let number = document.attribute(node, &LocalName::from(NUMBER))?;
    number.parse().ok()
}

/// The source of the small page. `links` are the nodes of the whole page's inventory.
pub(crate) fn page(document: &Document<'_>, links: &[NodeId], kept: usize) -> String {
    let numbers: HashMap<NodeId, usize> = links
        .iter()
        .enumerate()
        .map(|(number, &node)| (node, number))
        .collect();
    let dropped = dropped(document, kept);
    let mut out = String::from("<!DOCTYPE html>");
    // The elements around the next node, the outermost first.
    let mut open: Vec<NodeId> = Vec::new();
    let mut walk = document.subtree(NodeId::ROOT);
    while let Some(node) = walk.next() {
        while open
            .last()
            .is_some_and(|&last| document.parent(node) != Some(last))
        {
            close(document, open.pop(), &mut out);
        }
        if let Some(text) = document.text(node) {
            let raw = open.last().is_some_and(|&last| is_raw(document, last));
            out.push_str(&if raw { text.to_owned() } else { escaped(text) });
        } else if dropped.contains(&node) {
            Subtree::skip(&mut walk, node);
        } else if let Some(name) = document.name(node) {
            write!(out, "<{name}").unwrap();
            for (name, value) in document.attributes(node) {
                write!(out, " {name}=\"{}\"", escaped(value)).unwrap();
            }
            if let Some(number) = numbers.get(&node) {
                write!(out, " {NUMBER}=\"{number}\"").unwrap();
            }
            out.push('>');
            open.push(node);
        }
    }
    while let Some(last) = open.pop() {
        close(document, Some(last), &mut out);
    }
    out
}

/// The elements that go: of each make and parent all but the first. What a page is made of, the
/// children of `<body>`, stays.
fn dropped(document: &Document<'_>, kept: usize) -> HashSet<NodeId> {
    let mut like: HashMap<(NodeId, &str, &str), usize> = HashMap::new();
    let mut dropped = HashSet::new();
    for node in document.subtree(NodeId::ROOT) {
        let (Some(name), Some(parent)) = (document.name(node), document.parent(node)) else {
            continue;
        };
        let inside_body = document.name(parent).is_some_and(|name| {
            !matches!(
                *name,
                local_name!("body") | local_name!("html") | local_name!("head")
            )
        });
        let class = document
            .attribute(node, &local_name!("class"))
            .and_then(|class| class.split_ascii_whitespace().next());
        // Links side by side in a line are no list.
        if !inside_body || *name == local_name!("a") || *name == local_name!("br") {
            continue;
        }
        let count = like
            .entry((parent, &**name, class.unwrap_or("")))
            .or_default();
        *count += 1;
        if *count > kept {
            dropped.insert(node);
        }
    }
    dropped
}

fn close(document: &Document<'_>, node: Option<NodeId>, out: &mut String) {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    if let Some(name) = node.and_then(|node| document.name(node))
        && !VOID.contains(&&**name)
    {
        write!(out, "</{name}>").unwrap();
    }
}

fn is_raw(document: &Document<'_>, node: NodeId) -> bool {
    document.name(node).is_some_and(|name| {
        matches!(
            *name,
            local_name!("script")
                | local_name!("style")
                | local_name!("noscript")
                | local_name!("iframe")
        )
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
