//! The arena's tree is the tree html5ever's own reference sink (rcdom) makes of the same source:
//! for cases of each part of the HTML standard's tree construction, for random tag soup, for every
//! page of the fixtures, and for the pages of a folder where `LINKGLANCE_PAGES` names one. Serialised
//! and read, it is that tree again, and the page's report the same.
//!
//! Declarative shadow roots are ours alone (rcdom leaves them templates) and are tested beside the
//! sink; contents of templates, and comments, are no part of the tree.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use html5ever_of_rcdom::ParseOpts;
use html5ever_of_rcdom::serialize::{SerializeOpts, serialize};
use html5ever_of_rcdom::tendril::TendrilSink as _;
use linkglance_core::document::{Document, NodeId, Stopped, parse, read_serialised};
use linkglance_core::page::{Frame, Markup};
use linkglance_core::{Page, Site, inspect};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use proptest::prelude::*;

const HTML: &str = "http://www.w3.org/1999/xhtml";

/// A tree, one line per node; adjacent text is one.
#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn element<'a>(
        &mut self,
        depth: usize,
        foreign: bool,
        name: &str,
        attributes: impl Iterator<Item = (String, &'a str)>,
    ) {
        let mut attributes: Vec<String> = attributes
            .map(|(name, value)| format!(" {name}={value:?}"))
            .collect();
        attributes.sort();
        let mark = if foreign { "foreign " } else { "" };
        self.0
            .push(format!("{depth} <{mark}{name}{}>", attributes.concat()));
    }

    fn text(&mut self, depth: usize, text: &str) {
        let head = format!("{depth} text: ");
        match self.0.last_mut() {
            Some(last) if last.starts_with(&head) => last.push_str(text),
            _ => self.0.push(head + text),
        }
    }
}

fn dom_of(html: &str) -> RcDom {
    html5ever_of_rcdom::parse_document(RcDom::default(), ParseOpts::default()).one(html)
}

/// What a browser's `innerHTML` would say of a tree.
fn serialised(dom: &RcDom) -> String {
    let mut out = Vec::new();
    let document = SerializableHandle::from(dom.document.clone());
    serialize(&mut out, &document, SerializeOpts::default()).unwrap();
    String::from_utf8(out).unwrap()
}

fn reference(dom: &RcDom) -> Vec<String> {
    let mut lines = Lines::default();
    let mut stack: Vec<(Handle, usize)> = vec![(dom.document.clone(), 0)];
    while let Some((node, depth)) = stack.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let rows = attributes
                    .iter()
                    .map(|row| (row.name.local.to_string(), &*row.value));
                lines.element(depth, &*name.ns != HTML, &name.local, rows);
            }
            NodeData::Text { contents } => lines.text(depth, &contents.borrow()),
            _ => {}
        }
        let children = node.children.borrow();
        stack.extend(
            children
                .iter()
                .rev()
                .map(|child| (child.clone(), depth + 1)),
        );
    }
    lines.0
}

fn ours((document, stopped): (Document<'_>, Option<Stopped>)) -> Vec<String> {
    assert_eq!(stopped, None);
    let mut lines = Lines::default();
    let mut stack = vec![(NodeId::ROOT, 0)];
    while let Some((node, depth)) = stack.pop() {
        line(&document, node, depth, &mut lines);
        let children: Vec<NodeId> = document.children(node).collect();
        stack.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
    }
    lines.0
}

fn line(document: &Document<'_>, node: NodeId, depth: usize, lines: &mut Lines) {
    if let Some(name) = document.name(node) {
        let rows = document
            .attributes(node)
            .map(|(name, value)| (name.to_string(), value));
        lines.element(depth, document.is_foreign(node), name, rows);
    } else if let Some(text) = document.text(node) {
        lines.text(depth, text);
    }
}

/// The first line where a source's tree differs, parsed, or serialised and read, with what is
/// there. What is in `plaintext` is written in one way whether it is elements or text.
fn difference(html: &str) -> Option<String> {
    let dom = dom_of(html);
    let expected = reference(&dom);
    first_of(&expected, &ours(parse(html, &|| false))).or_else(|| {
        let serialised = serialised(&dom);
        if serialised.contains("<plaintext") {
            return None;
        }
        let found = ours(read_serialised(&serialised, &|| false));
        first_of(&expected, &found).map(|difference| format!("serialised: {difference}"))
    })
}

fn first_of(expected: &[String], found: &[String]) -> Option<String> {
    (0..expected.len().max(found.len()))
        .map(|at| (expected.get(at), found.get(at)))
        .find(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("expected {expected:?}, found {found:?}"))
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

#[test]
fn every_case_gives_the_reference_tree() {
    let table = fs::read_to_string(tests().join("conformance/tree.json")).unwrap();
    let table: BTreeMap<String, Vec<String>> = serde_json::from_str(&table).unwrap();
    let wrong: Vec<String> = table
        .iter()
        .flat_map(|(subject, cases)| cases.iter().map(move |html| (subject, html)))
        .filter_map(|(subject, html)| {
            difference(html).map(|difference| format!("{subject}: {html:?}: {difference}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_gives_the_reference_tree() {
    let mut folders = vec![tests().join("fixtures"), tests().join("demo")];
    folders.extend(std::env::var_os("LINKGLANCE_PAGES").map(PathBuf::from));
    let mut pages = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(html) = page(&path) {
                pages += 1;
                assert_eq!(difference(&html), None, "{}", path.display());
                assert_same_report(html, &path);
            }
        }
    }
    println!("{pages} pages");
    assert!(pages > 20, "{pages}");
}

/// A click hands over what the browser has serialised, the command line a source.
fn assert_same_report(html: String, path: &Path) {
    let sites = [Site {
        name: "Brightleaf".into(),
        domains: vec!["brightleaf.example".into()],
        ..Site::default()
    }];
    let source = Page {
        url: "https://news.example/post".into(),
        html,
        ..Page::default()
    };
    let serialised = Page {
        html: serialised(&dom_of(&source.html)),
        markup: Markup::Serialised,
        frames: frames(&source),
        ..source.clone()
    };
    let expected = inspect(&source, &sites).unwrap();
    let found = inspect(&serialised, &sites).unwrap();
    assert!(found == expected, "{}", path.display());
}

/// The documents that a browser has made of what the frames of a source hold.
fn frames(page: &Page) -> Vec<Frame> {
    let (document, _) = parse(&page.html, &|| false);
    let nodes = document.subtree(NodeId::ROOT);
    let held = nodes.filter_map(|node| {
        let mut attributes = document.attributes(node);
        let (_, html) = attributes.find(|(name, _)| &***name == "srcdoc")?;
        Some(html)
    });
    let frame = |html: &str| Frame {
        url: "about:srcdoc".into(),
        base: page.url.clone(),
        html: serialised(&dom_of(html)),
        markup: Markup::Serialised,
        ..Frame::default()
    };
    held.map(frame).collect()
}

/// A page's source: an HTML file, plain or gzipped.
fn page(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let (_, kind) = name.split_once(".html")?;
    let bytes = fs::read(path).unwrap();
    let bytes = match kind {
        "" => bytes,
        ".gz" => {
            let mut plain = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(bytes.as_slice());
            reader.read_to_end(&mut plain).unwrap();
            plain
        }
        _ => return None,
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Tags whose rules meddle with each other, in any order, open or closed or neither.
fn soup() -> impl Strategy<Value = String> {
    let names = [
        "a",
        "b",
        "i",
        "nobr",
        "font",
        "p",
        "div",
        "li",
        "ul",
        "dd",
        "table",
        "tbody",
        "tr",
        "td",
        "caption",
        "colgroup",
        "col",
        "select",
        "option",
        "optgroup",
        "form",
        "button",
        "h1",
        "h2",
        "svg",
        "math",
        "mi",
        "desc",
        "title",
        "foreignObject",
        "annotation-xml",
        "template",
        "body",
        "html",
        "head",
        "frameset",
        "script",
        "style",
        "textarea",
        "pre",
        "ruby",
        "rt",
        "applet",
        "br",
        "hr",
        "input",
        "image",
        "noscript",
        "plaintext",
    ];
    let name = prop::sample::select(names.to_vec());
    let piece = prop_oneof![
        4 => name.clone().prop_map(|name| format!("<{name}>")),
        2 => name.clone().prop_map(|name| format!("</{name}>")),
        1 => name.prop_map(|name| format!("<{name} id=1 href=2 type=hidden/>")),
        2 => "[a-z &;\n]{0,4}",
        1 => Just("<!--x-->".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    // What fails once becomes a row of the table.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn any_tag_soup_gives_the_reference_tree(html in soup()) {
        prop_assert_eq!(difference(&html), None, "{}", html);
    }
}
