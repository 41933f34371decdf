//! What kept a report from being whole: each limit once, with its number.

use html5ever::local_name;

use crate::document::{Document, MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES, NodeId, Stopped};
use crate::length::{MAX_ADDRESS_BYTES, is_whole};
use crate::page::{Markup, Page};
use crate::reason::{Key, Reason};

/// The limits that were met.
#[derive(Default)]
pub(super) struct Limits(Vec<Reason>);

impl Limits {
    /// Those that the collector met.
    pub(super) fn of_collector(page: &Page) -> Self {
        let mut limits = Vec::new();
        if let Some(size) = &page.left_out {
            limits.push(Reason::new(Key::LimitCollected, [size.clone()]));
        }
        for (count, key) in [
            (page.out_of_time.unwrap_or(0), Key::LimitCollectTime),
            (page.frames_not_inspected, Key::FramesNotInspected),
            (page.closed_shadow_roots, Key::ClosedShadowRoots),
            (page.texts_like_links, Key::TextsLikeLinks),
        ] {
            if count > 0 {
                limits.push(Reason::new(key, [count.to_string()]));
            }
        }
        Self(limits)
    }

    /// Counts the frames of a page that is given as source, where no browser has loaded them.
    pub(super) fn frames_of_source(&mut self, page: &Page, document: &Document<'_>) {
        if page.markup == Markup::Source && page.frames.is_empty() && page.frames_not_inspected == 0
        {
            let count = document
                .subtree(NodeId::ROOT)
                .filter(|&node| is_frame(document, node))
                .count();
            if count > 0 {
                self.add(Key::FramesNotInspected, count);
            }
        }
    }

    /// Names a limit, and how much there may be.
    pub(super) fn add(&mut self, key: Key, most: usize) {
        let reason = Reason::new(key, [most.to_string()]);
        if !self.0.contains(&reason) {
            self.0.push(reason);
        }
    }

    /// Names what ended the reading of a document.
    pub(super) fn stopped(&mut self, stopped: Option<Stopped>) {
        self.0.extend(stopped.map(|stopped| match stopped {
            Stopped::TooLong => {
                Reason::new(Key::LimitHtmlBytes, [(MAX_HTML_BYTES >> 20).to_string()])
            }
            Stopped::TooDeep => Reason::new(Key::LimitDepth, [MAX_DEPTH.to_string()]),
            Stopped::TooManyNodes => Reason::new(Key::LimitNodes, [MAX_NODES.to_string()]),
            Stopped::OutOfTime => Key::LimitTime.into(),
        }));
    }

    /// Names the limit that one of these addresses met.
    pub(super) fn check_lengths<const N: usize>(&mut self, addresses: [Option<&str>; N]) {
        if addresses
            .into_iter()
            .flatten()
            .any(|address| !is_whole(address))
        {
            self.add(Key::LimitAddress, MAX_ADDRESS_BYTES);
        }
    }

    /// Names what is too short to be looked for.
    pub(super) fn too_short<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        for name in names {
            let limit = Reason::new(Key::LimitShortName, [name.to_owned()]);
            if !self.0.contains(&limit) {
                self.0.push(limit);
            }
        }
    }

    /// All of them.
    pub(super) fn all(self) -> Vec<Reason> {
        self.0
    }
}

/// Whether an element is a frame with a document of its own in it. One without an address, or with
/// `about:blank`, is filled by scripts or not at all.
fn is_frame(document: &Document<'_>, node: NodeId) -> bool {
    if document.is(node, &local_name!("iframe"))
        && document.attribute(node, &local_name!("srcdoc")).is_some()
    {
        return true;
    }
    let frame = [local_name!("iframe"), local_name!("frame")];
    let source = document.attribute(node, &local_name!("src"));
    let source = source.filter(|_| frame.iter().any(|name| document.is(node, name)));
    source.is_some_and(|address| {
        let scheme = address.trim().split_once(':').map(|(scheme, _)| scheme);
        let scriptless = ["about", "javascript"];
        let empty = |scheme: &str| {
            scriptless
                .iter()
                .any(|own| scheme.eq_ignore_ascii_case(own))
        };
        !address.trim().is_empty() && !scheme.is_some_and(empty)
    })
}
