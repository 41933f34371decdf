//! The frames of a page: which of their documents are read. Those of a live page came with it; of a source
//! they are those that it holds itself (`srcdoc`), as no browser has loaded what it only names.

use html5ever::local_name;

use crate::document::{Document, NodeId};
use crate::page::{Address, LinkLayout, MAX_FRAMES, Markup, Page};
use crate::url::Url;

/// The frames of a page.
pub(super) struct Frames<'a> {
    /// The documents that are read.
    pub(super) read: Vec<FrameDocument<'a>>,
    /// How many are not.
    pub(super) not_inspected: usize,
}

/// The document of a frame.
pub(super) struct FrameDocument<'a> {
    pub(super) html: &'a str,
    pub(super) markup: Markup,
    /// What its relative links resolve against where its source names nothing.
    pub(super) base: Url,
    pub(super) layout: Option<&'a [LinkLayout]>,
    pub(super) addresses: &'a [Address],
}

impl<'a> Frames<'a> {
    /// The frames of a page at `url` with this document, whose relative links resolve against `base`.
    pub(super) fn of(page: &'a Page, document: &'a Document<'_>, url: &Url, base: &Url) -> Self {
        let collected = page.frames.len() + page.frames_not_inspected as usize;
        if page.markup == Markup::Source && collected == 0 {
            return Self::of_source(document, base);
        }
        let read = page.frames.iter().map(|frame| FrameDocument {
            html: &frame.html,
            markup: frame.markup,
            base: Url::parse(&frame.base)
                .or_else(|_| Url::parse(&frame.url))
                .unwrap_or_else(|_| url.clone()),
            layout: frame.layout.as_deref(),
            addresses: &frame.addresses,
        });
        Self {
            read: read.collect(),
            not_inspected: page.frames_not_inspected as usize,
        }
    }

    fn of_source(document: &'a Document<'_>, base: &Url) -> Self {
        let mut frames = Self {
            read: Vec::new(),
            not_inspected: 0,
        };
        for frame in frames_in(document) {
            match frame {
                Frame::Held(html) if frames.read.len() < MAX_FRAMES => {
                    frames.read.push(FrameDocument {
                        html,
                        markup: Markup::Source,
                        base: base.clone(),
                        layout: None,
                        addresses: &[],
                    });
                }
                Frame::Held(_) | Frame::Named => frames.not_inspected += 1,
            }
        }
        frames
    }
}

impl FrameDocument<'_> {
    /// How many frames in this frame, which has this document, are not read. Those of a live page are
    /// among the page's own.
    pub(super) fn inner(&self, document: &Document<'_>) -> usize {
        match self.markup {
            Markup::Source => frames_in(document).count(),
            Markup::Serialised | Markup::Exact => 0,
        }
    }
}

/// A frame with a document of its own in it.
enum Frame<'a> {
    /// The document is in the source.
    Held(&'a str),
    /// The source has its address.
    Named,
}

fn frames_in<'a>(document: &'a Document<'_>) -> impl Iterator<Item = Frame<'a>> {
    let nodes = document.subtree(NodeId::ROOT);
    nodes.filter_map(|node| frame(document, node))
}

/// The frame that an element is. One without an address, or with `about:blank`, is filled by scripts or
/// not at all.
fn frame<'a>(document: &'a Document<'_>, node: NodeId) -> Option<Frame<'a>> {
    let is_inline = document.is(node, &local_name!("iframe"));
    if !is_inline && !document.is(node, &local_name!("frame")) {
        return None;
    }
    let held = document.attribute(node, &local_name!("srcdoc"));
    if let Some(html) = held.filter(|_| is_inline) {
        return Some(Frame::Held(html));
    }
    let address = document.attribute(node, &local_name!("src"))?.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let is_empty = |scheme: &str| {
        ["about", "javascript"]
            .iter()
            .any(|own| scheme.eq_ignore_ascii_case(own))
    };
    (!address.is_empty() && !scheme.is_some_and(is_empty)).then_some(Frame::Named)
}
