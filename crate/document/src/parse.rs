//! Parsing with guards: html5ever is quadratic on pages made to hurt it, so it is fed in small
//! pieces and stopped when the tree gets too deep, too large or takes too long.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

use super::Document;
use super::sink::Sink;

/// At most this much of a page is read, in bytes of UTF-8: 8 MiB. The largest of 3,309 real pages
/// had 5.3 MB.
pub const MAX_HTML_BYTES: usize = 8 << 20;
/// Deepest tree that is read, as in Chromium's parser.
pub const MAX_DEPTH: u32 = 512;
/// Most nodes a tree may have. Real pages stay below 200,000.
pub const MAX_NODES: usize = 2_000_000;

const CHUNK_BYTES: usize = 8 << 10;

/// Tells whether the caller's time is up. The core has no clock of its own.
pub type Clock<'a> = &'a dyn Fn() -> bool;

/// Why the rest of a page was not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stopped {
    /// Longer than [`MAX_HTML_BYTES`].
    TooLong,
    /// Deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More nodes than [`MAX_NODES`].
    TooManyNodes,
    /// The caller's time was up.
    OutOfTime,
}

/// Parses a page as a browser with scripting would (so `<noscript>` holds text, not links).
/// Always gives a tree; where a guard stopped the parser it is the tree of what was read so far.
pub fn parse(html: &str, out_of_time: Clock<'_>) -> (Document, Option<Stopped>) {
    let (mut rest, too_long) = match html.split_at_checked(floor_boundary(html, MAX_HTML_BYTES)) {
        Some((head, tail)) => (head, !tail.is_empty()),
        None => (html, false),
    };
    let mut stopped = too_long.then_some(Stopped::TooLong);
    let mut parser = parse_document(Sink::new(rest.len()), ParseOpts::default());
    while !rest.is_empty() {
        let Some((chunk, tail)) = rest.split_at_checked(floor_boundary(rest, CHUNK_BYTES)) else {
            break;
        };
        parser.process(StrTendril::from_slice(chunk));
        rest = tail;
        if let Some(reason) = guard(&parser.tokenizer.sink.sink, out_of_time) {
            stopped = Some(reason);
            break;
        }
    }
    (parser.finish(), stopped)
}

fn guard(sink: &Sink, out_of_time: Clock<'_>) -> Option<Stopped> {
    if sink.deepest() > MAX_DEPTH {
        Some(Stopped::TooDeep)
    } else if sink.node_count() > MAX_NODES {
        Some(Stopped::TooManyNodes)
    } else if out_of_time() {
        Some(Stopped::OutOfTime)
    } else {
        None
    }
}

/// The largest character boundary that is not past `limit`.
fn floor_boundary(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    (0..=limit)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NodeId;

    fn never() -> bool {
        false
    }

    #[test]
    fn a_deep_page_stops_at_the_depth_limit() {
        let html = "<div>".repeat(100_000);
        let (document, stopped) = parse(&html, &never);
        assert_eq!(stopped, Some(Stopped::TooDeep));
        assert!(document.len() > 512);
    }

    #[test]
    fn the_callers_deadline_ends_in_a_partial_tree() {
        let html = "<p>a</p>".repeat(100_000);
        let calls = std::cell::Cell::new(0);
        let (document, stopped) = parse(&html, &|| {
            calls.set(calls.get() + 1);
            calls.get() > 3
        });
        assert_eq!(stopped, Some(Stopped::OutOfTime));
        assert!(document.len() > 1000 && document.len() < 20_000);
    }

    #[test]
    fn a_long_page_is_cut_on_a_character_boundary() {
        let html = "é".repeat(MAX_HTML_BYTES);
        let (document, stopped) = parse(&html, &never);
        assert_eq!(stopped, Some(Stopped::TooLong));
        let text: usize = document
            .subtree(NodeId::ROOT)
            .filter_map(|id| document.text(id))
            .map(str::len)
            .sum();
        assert_eq!(text, MAX_HTML_BYTES);
    }

    #[test]
    fn a_declarative_shadow_root_stands_in_place_and_a_template_does_not() {
        let html = "<div><template shadowrootmode=open><a href=in>in</a></template>light</div>\
                    <template><a href=out>out</a></template>";
        let (document, _) = parse(html, &never);
        let text: String = document
            .subtree(NodeId::ROOT)
            .filter_map(|id| document.text(id))
            .collect();
        assert_eq!(text, "inlight");
    }
}
