//! Any text as a serialised document and as one in the exact form: a tree and a report without a panic,
//! in bounded work. And any text as a source: serialised by html5ever's own serialiser, its tree is read back as it was.

#![no_main]

#[path = "../shared/tree.rs"]
mod tree;

use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use libfuzzer_sys::fuzz_target;
use linkglance_core::document::{Document, NodeId, parse, read_exact, read_serialised};
use linkglance_core::link::MAX_LINKS;
use linkglance_core::page::Markup;
use linkglance_core::{Page, Site, inspect};
use markup5ever_rcdom::{RcDom, SerializableHandle};

use tree::holds_together;

fuzz_target!(|html: &str| {
    holds_together(html, read_serialised);
    holds_together(html, read_exact);
    comes_back(html);
    for markup in [Markup::Serialised, Markup::Exact] {
        is_reported(html, markup);
    }
});

fn is_reported(html: &str, markup: Markup) {
    let page = Page {
        url: "https://news.example/post".into(),
        html: html.into(),
        markup,
        ..Page::default()
    };
    let sites = [Site {
        name: "Acme".into(),
        domains: vec!["acme.com".into()],
        ..Site::default()
    }];
    let report = inspect(&page, &sites).expect("the page's address is one");
    assert!(report.links.len() <= MAX_LINKS);
}

/// What is in `plaintext` is written in one way whether it is elements or text; a script whose
/// comment opens another script need not have ended where the source does; and a declarative shadow
/// root is none to the reference.
fn comes_back(html: &str) {
    let (parsed, stopped) = parse(html, &|| false);
    let source = html.to_ascii_lowercase();
    let is_open =
        |text: &str| text.contains("<!--") && text.to_ascii_lowercase().contains("<script");
    if stopped.is_some() || source.contains("shadowrootmode") || texts(&parsed).any(is_open) {
        return;
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut out = Vec::new();
    let handle = SerializableHandle::from(dom.document.clone());
    serialize(&mut out, &handle, SerializeOpts::default()).expect("memory can be written to");
    let serialised = String::from_utf8(out).expect("the serialiser writes text");
    if !serialised.contains("<plaintext") {
        let (read, _) = read_serialised(&serialised, &|| false);
        assert_eq!(lines(&read), lines(&parsed), "{serialised}");
    }
}

fn texts<'a>(document: &'a Document<'_>) -> impl Iterator<Item = &'a str> {
    let all = document.subtree(NodeId::ROOT);
    all.filter_map(|node| document.text(node))
}

/// A tree, one line per node; adjacent text is one.
fn lines(document: &Document<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut after_text = None;
    for node in document.subtree(NodeId::ROOT) {
        let parent = document.parent(node);
        if let Some(text) = document.text(node) {
            match lines.last_mut() {
                Some(last) if after_text == Some(parent) => last.push_str(text),
                _ => lines.push(format!("{} {text}", document.ancestors(node).count())),
            }
            after_text = Some(parent);
        } else if let Some(name) = document.name(node) {
            let mut rows: Vec<String> = document
                .attributes(node)
                .map(|(name, value)| format!(" {name}={value:?}"))
                .collect();
            rows.sort();
            let depth = document.ancestors(node).count();
            lines.push(format!(
                "{depth} <{name} {}{}>",
                document.is_foreign(node),
                rows.concat()
            ));
            after_text = None;
        }
    }
    lines
}
