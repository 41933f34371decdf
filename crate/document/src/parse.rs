//! Parsing with guards: html5ever is quadratic on pages made to hurt it, so it is fed in small
//! pieces and stopped when the tree gets too deep, too large or takes too long.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

use super::Document;
use super::limits::{self, CHUNK_BYTES, Clock, Stopped, floor_boundary, guard};
use super::sink::Sink;

/// Parses a page as a browser with scripting would (so `<noscript>` holds text, not links).
/// Always gives a tree; where a guard stopped the parser it is the tree of what was read so far.
pub fn parse(html: &str, out_of_time: Clock<'_>) -> (Document<'static>, Option<Stopped>) {
    let (mut rest, mut stopped) = limits::head(html);
    let mut parser = parse_document(Sink::new(rest.len()), ParseOpts::default());
    while !rest.is_empty() {
        let Some((chunk, tail)) = rest.split_at_checked(floor_boundary(rest, CHUNK_BYTES)) else {
            break;
        };
        parser.process(StrTendril::from_slice(chunk));
        rest = tail;
        let sink = &parser.tokenizer.sink.sink;
        if let Some(reason) = guard(sink.deepest() as usize, sink.node_count(), out_of_time) {
            stopped = Some(reason);
            break;
        }
    }
    (parser.finish(), stopped)
}

#[cfg(test)]
mod tests {
    use html5ever::local_name;

    use super::*;
    use crate::{MAX_HTML_BYTES, NodeId};

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

    #[test]
    fn a_plain_attribute_is_found_before_one_of_a_namespace() {
        let html = "<html><body><svg><a xlink:href=\"old\" href=\"new\"></a></svg></body></html>";
        for (document, _) in [parse(html, &never), crate::read_serialised(html, &never)] {
            let link = document
                .subtree(NodeId::ROOT)
                .find(|&id| document.name(id) == Some(&local_name!("a")));
            let href = link.and_then(|id| document.attribute(id, &local_name!("href")));
            assert_eq!(href, Some("new"));
        }
    }
}
