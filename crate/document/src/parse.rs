//! Parsing with guards: html5ever is quadratic on pages made to hurt it, so it is fed in small
//! pieces, without what is too much of a tag, and stopped when the tree gets too deep, too large or
//! takes too long.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use memchr::memchr;

use super::limits::{self, CHUNK_BYTES, Clock, MAX_ATTRIBUTES, Stopped, floor_boundary, guard};
use super::markup::{self, Markup, Tag};
use super::serialised::raw_text::{end_of, script_end};
use super::sink::Sink;
use super::{Document, NodeId};

/// Parses a page as a browser with scripting would (so `<noscript>` holds text, not links).
/// Always gives a tree; where a guard stopped the parser it is the tree of what was read so far.
pub fn parse(html: &str, out_of_time: Clock<'_>) -> (Document<'static>, Option<Stopped>) {
    parse_with(html, MAX_ATTRIBUTES, out_of_time)
}

/// The same with another cap on the attributes of a tag.
fn parse_with(
    html: &str,
    most: usize,
    out_of_time: Clock<'_>,
) -> (Document<'static>, Option<Stopped>) {
    let (html, cut) = limits::head(html);
    let mut feeder = Feeder::new(html, out_of_time);
    let stopped = feeder.read(most).err();
    (feeder.finish(), stopped.or(cut))
}

/// The tree builder, watched for when it asks for raw text.
struct Watched {
    builder: TreeBuilder<NodeId, Sink>,
    raw: Cell<bool>,
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        let result = self.builder.process_token(token, line_number);
        if matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        ) {
            self.raw.set(true);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Feeds a page to html5ever, tag by tag where it matters.
struct Feeder<'a> {
    html: &'a str,
    /// How far it was fed.
    fed: usize,
    out_of_time: Clock<'a>,
    tokenizer: Tokenizer<Watched>,
    queue: BufferQueue,
}

impl<'a> Feeder<'a> {
    fn new(html: &'a str, out_of_time: Clock<'a>) -> Self {
        let builder = TreeBuilder::new(Sink::new(html.len()), TreeBuilderOpts::default());
        let watched = Watched {
            builder,
            raw: Cell::new(false),
        };
        Self {
            html,
            fed: 0,
            out_of_time,
            tokenizer: Tokenizer::new(watched, TokenizerOpts::default()),
            queue: BufferQueue::default(),
        }
    }

    fn sink(&self) -> &Sink {
        &self.tokenizer.sink.builder.sink
    }

    /// Feeds the whole page.
    fn read(&mut self, most: usize) -> Result<(), Stopped> {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
            let open = at + found;
            if open >= self.fed + CHUNK_BYTES {
                self.feed_up_to(open)?;
            }
            let markup = markup::read(bytes, open, most, self.out_of_time);
            at = match markup.ok_or(Stopped::OutOfTime)? {
                Markup::Text => open + 1,
                Markup::Comment(end) => end,
                Markup::Section => self.end_of_section(open)?,
                Markup::Tag(tag) => self.tag(&tag)?,
            };
        }
        self.feed_up_to(self.html.len())
    }

    /// Feeds up to a place, in pieces, and looks at the limits after each.
    fn feed_up_to(&mut self, end: usize) -> Result<(), Stopped> {
        while let Some(rest) = self.html.get(self.fed..end).filter(|rest| !rest.is_empty()) {
            let length = floor_boundary(rest, CHUNK_BYTES);
            self.feed(rest.get(..length).unwrap_or(rest));
            self.fed += length;
            let sink = self.sink();
            let (depth, nodes) = (sink.deepest() as usize, sink.node_count());
            if let Some(stopped) = guard(depth, nodes, self.out_of_time) {
                return Err(stopped);
            }
        }
        Ok(())
    }

    fn feed(&self, piece: &str) {
        self.queue.push_back(StrTendril::from_slice(piece));
        // It stops at scripts and at names of encodings, which need no action here.
        while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
    }

    /// Where `<![CDATA[` ends: what it is depends on the state of the tree builder.
    fn end_of_section(&mut self, open: usize) -> Result<usize, Stopped> {
        self.feed_up_to(open)?;
        let bytes = self.html.as_bytes();
        let watched = &self.tokenizer.sink;
        Ok(
            if watched.adjusted_current_node_present_but_not_in_html_namespace() {
                markup::past(bytes, open + "<![CDATA[".len(), b"]]>")
            } else {
                markup::past(bytes, open, b">")
            },
        )
    }

    /// Leaves out what is too much of a tag. Gives where markup is to be looked for next: behind the
    /// tag, or behind the raw text that follows it.
    fn tag(&mut self, tag: &Tag) -> Result<usize, Stopped> {
        let raw = |this: &Self| this.tokenizer.sink.raw.replace(false);
        raw(self);
        if let Some(excess) = tag.excess {
            self.feed_up_to(excess)?;
            if tag.end.is_some() {
                // With a space, because a slash may be before what is left out.
                self.feed(if tag.closes_itself { " />" } else { " >" });
            }
            self.fed = tag.end.unwrap_or(self.html.len());
            self.sink().note_cut();
        }
        let Some(end) = tag.end else {
            return Ok(self.html.len());
        };
        if !tag.raw_name {
            return Ok(end);
        }
        self.feed_up_to(end)?;
        if !raw(self) {
            return Ok(end);
        }
        let bytes = self.html.as_bytes();
        let rest = bytes.get(end..).unwrap_or_default();
        let name = bytes.get(tag.name.clone()).unwrap_or_default();
        let length = if name.eq_ignore_ascii_case(b"plaintext") {
            None
        } else if name.eq_ignore_ascii_case(b"script") {
            script_end(rest)
        } else {
            end_of(rest, name)
        };
        Ok(end + length.unwrap_or(rest.len()))
    }

    fn finish(self) -> Document<'static> {
        self.tokenizer.end();
        self.tokenizer.sink.builder.sink.finish()
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]
mod tests {
    use html5ever::local_name;

    use super::*;
    use crate::{MAX_HTML_BYTES, NodeKind};

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

    /// Pieces of a page that say where a tag begins and ends, or seem to.
    const PIECES: [&str; 44] = [
        "<p a=1 b='x>y' c=\"<b>\" d>",
        "<div a b c d e/>",
        "<p a=b/ c d e/>",
        "<p/a/b/c/d>",
        "<p a b\tc\nd = e f>",
        "<p a='1'b=\"2\"c=3>",
        "<p =a =b =c>",
        "<p a= b c= >",
        "<a ='",
        "'",
        "\"",
        ">",
        "<",
        "</p a b c d>",
        "</",
        "</>",
        "</ a b c d>",
        "<?x a b c d>",
        "<!doctype html a 'b>c d e'>",
        "<!x a b c d>",
        "<!-- <p a b c d> -->",
        "<!-- <p a b c d> --!>",
        "<!-->",
        "<!--->",
        "<!--",
        "-->",
        "<svg a b c>",
        "<path a b c d/>",
        "</svg>",
        "<![CDATA[ <p a b c d> ]]>",
        "<script a b c>",
        "</script a b c>",
        "<SCRIPT>",
        "<style>",
        "</style>",
        "<title>",
        "</title a b c>",
        "<textarea>",
        "</textarea>",
        "<noscript a b c>",
        "</noscript>",
        "<select>",
        "<table>",
        "text é",
    ];

    /// A page of pieces put together at random; the same for the same seed.
    fn soup(mut seed: u64) -> String {
        let mut pieces = String::new();
        for _ in 0..30 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            pieces.push_str(PIECES[(seed % PIECES.len() as u64) as usize]);
        }
        pieces
    }

    /// All of a tree but its attributes.
    fn shape(document: &Document<'_>) -> Vec<String> {
        let nodes = document.nodes.iter().enumerate().map(|(at, node)| {
            let id = NodeId(u32::try_from(at).unwrap());
            let kind = match &node.kind {
                NodeKind::Element(element) => format!("{} {:?}", element.name, element.vocabulary),
                NodeKind::Text(span) | NodeKind::Comment(span) => document.slice(*span).to_owned(),
                kind => format!("{kind:?}"),
            };
            let links = [node.parent, node.first_child, node.previous, node.next];
            format!("{id:?} {links:?} {kind}")
        });
        nodes.collect()
    }

    #[test]
    fn what_is_too_much_of_a_tag_is_left_out_and_nothing_else() {
        for seed in 1..4_000 {
            let html = soup(seed * 0x9e37_79b9);
            let (whole, _) = parse_with(&html, usize::MAX, &never);
            let (cut, _) = parse_with(&html, 2, &never);
            assert_eq!(shape(&cut), shape(&whole), "{html}");
            for at in 0..whole.len() {
                let id = NodeId(u32::try_from(at).unwrap());
                let (all, some) = (whole.attributes(id), cut.attributes(id));
                let (all, some): (Vec<_>, Vec<_>) = (all.collect(), some.collect());
                assert!(
                    all.starts_with(&some) && some.len() <= 2,
                    "{html}: {some:?}"
                );
                assert!(
                    some.len() == all.len() || cut.has_cut_attributes(),
                    "{html}"
                );
            }
        }
    }

    #[test]
    fn a_page_is_read_as_html5ever_reads_it() {
        use html5ever::tendril::TendrilSink;
        for seed in 1..5_000 {
            let html = soup(seed * 0x9e37_79b9);
            let parser = html5ever::parse_document(Sink::new(0), html5ever::ParseOpts::default());
            let plain = parser.one(html.as_str());
            assert_eq!(shape(&parse(&html, &never).0), shape(&plain), "{html}");
        }
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
