//! What kept a report from being whole: each limit once, with its number.

use crate::document::{MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES, Stopped};
use crate::length::{MAX_ADDRESS_BYTES, is_whole};
use crate::page::Page;
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
            (page.closed_shadow_roots, Key::ClosedShadowRoots),
            (page.texts_like_links, Key::TextsLikeLinks),
        ] {
            if count > 0 {
                limits.push(Reason::new(key, [count.to_string()]));
            }
        }
        Self(limits)
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
