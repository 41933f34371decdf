//! The page's visible text as one string, with each node's range in it.
//!
//! Blocks are separated by a line feed, inline elements do not separate words, white space collapses.
//! Made in one pass; anchors, contexts and mentions are slices of it.

use html5ever::{LocalName, local_name};

use super::{Document, NodeId, Span};

/// The visible text of a [`Document`].
#[derive(Debug, Default)]
pub struct Text {
    whole: String,
    /// Where each node's text begins and ends, by node index.
    ranges: Vec<Span>,
    /// Which text node each stretch of text comes from, in order.
    pieces: Vec<(u32, NodeId)>,
}

impl Text {
    /// Reads the text of the whole document.
    pub fn of(document: &Document<'_>) -> Self {
        let mut writer = Writer {
            text: String::with_capacity(document.text_bytes() / 2),
            ranges: vec![Span::default(); document.len()],
            pieces: Vec::with_capacity(document.len() / 3),
            pending: Pending::None,
        };
        let mut next = Some(NodeId::ROOT);
        while let Some(id) = next {
            let descend = writer.enter(document, id);
            next = document.first_child(id).filter(|_| descend);
            if next.is_none() {
                next = writer.leave_up_to_next(document, id);
            }
        }
        writer.text.shrink_to_fit();
        writer.pieces.shrink_to_fit();
        Self {
            whole: writer.text,
            ranges: writer.ranges,
            pieces: writer.pieces,
        }
    }

    /// The whole text; blocks are separated by `\n`.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// Byte range of a node's text, without white space at its ends. Empty for unseen nodes.
    pub fn range(&self, id: NodeId) -> std::ops::Range<usize> {
        let span = self.ranges.get(id.index()).copied().unwrap_or_default();
        let (start, end) = (span.start as usize, span.end as usize);
        let slice = self.whole.get(start..end).unwrap_or("");
        let trimmed = slice.trim_start();
        let start = start + (slice.len() - trimmed.len());
        start..start + trimmed.trim_end().len()
    }

    /// A node's text on one line.
    pub fn line(&self, id: NodeId) -> String {
        self.slice(id).replace('\n', " ")
    }

    /// A node's text, blocks separated by `\n`.
    pub fn slice(&self, id: NodeId) -> &str {
        self.whole.get(self.range(id)).unwrap_or("")
    }

    /// What is before and after a range on its line, at most so many bytes of each (and what is
    /// left of a character there).
    pub fn line_around(&self, range: &std::ops::Range<usize>, bytes: usize) -> (&str, &str) {
        let mut start = range.start.saturating_sub(bytes);
        while !self.whole.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = range.end.saturating_add(bytes).min(self.whole.len());
        while !self.whole.is_char_boundary(end) {
            end += 1;
        }
        let head = self.whole.get(start..range.start).unwrap_or("");
        let tail = self.whole.get(range.end..end).unwrap_or("");
        let head = head.rsplit_once('\n').map_or(head, |(_, line)| line);
        let tail = tail.split_once('\n').map_or(tail, |(line, _)| line);
        (head, tail)
    }

    /// The parts of a range, each with the text node it comes from, in order.
    pub fn pieces_of(
        &self,
        range: &std::ops::Range<usize>,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, NodeId)> + '_ {
        let (start, end) = (range.start, range.end.min(self.whole.len()));
        let first = self
            .pieces
            .partition_point(|&(from, _)| from as usize <= start)
            .saturating_sub(1);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        pieces
            .iter()
            .enumerate()
            .map_while(move |(at, &(from, id))| {
                let next = pieces.get(at + 1);
                let to = next.map_or(end, |&(next, _)| next as usize);
                let part = start.max(from as usize)..end.min(to);
                (!part.is_empty()).then_some((part, id))
            })
    }

    /// The text node that holds the character at a byte offset.
    pub fn node_at(&self, offset: usize) -> Option<NodeId> {
        let after = self
            .pieces
            .partition_point(|&(start, _)| start as usize <= offset);
        self.pieces.get(after.checked_sub(1)?).map(|&(_, id)| id)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    None,
    Space,
    Break,
}

struct Writer {
    text: String,
    ranges: Vec<Span>,
    pieces: Vec<(u32, NodeId)>,
    /// What must be before the next word.
    pending: Pending,
}

impl Writer {
    /// Returns whether to go into the node's children.
    fn enter(&mut self, document: &Document<'_>, id: NodeId) -> bool {
        let seen = match (document.text(id), document.name(id)) {
            (Some(text), _) => {
                self.push(text, id);
                return false;
            }
            (None, Some(name)) => {
                if is_block(name) {
                    self.pending = Pending::Break;
                }
                !is_unseen(name) && !is_annotation(name)
            }
            (None, None) => true,
        };
        let at = self.here();
        if let Some(range) = self.ranges.get_mut(id.index()) {
            *range = Span { start: at, end: at };
        }
        seen
    }

    /// Closes `id` and every ancestor that ends with it; gives the node to enter next.
    fn leave_up_to_next(&mut self, document: &Document<'_>, id: NodeId) -> Option<NodeId> {
        let mut node = id;
        loop {
            self.leave(document, node);
            if let Some(next) = document.next_sibling(node) {
                return Some(next);
            }
            node = document.parent(node)?;
        }
    }

    fn leave(&mut self, document: &Document<'_>, id: NodeId) {
        let end = self.here();
        if let Some(name) = document.name(id) {
            if let Some(range) = self.ranges.get_mut(id.index()) {
                range.end = end;
            }
            if is_block(name) {
                self.pending = Pending::Break;
            }
        }
    }

    fn push(&mut self, text: &str, id: NodeId) {
        let start = self.here();
        let mut rest = text;
        loop {
            let word = rest.trim_start();
            if word.len() < rest.len() {
                self.pending = self.pending.max(Pending::Space);
            }
            let Some((head, tail)) = word.split_at_checked(words_len(word)) else {
                break;
            };
            if head.is_empty() {
                break;
            }
            self.part();
            if self.pieces.last().is_none_or(|&(_, last)| last != id) {
                self.pieces.push((self.here(), id));
            }
            self.text.push_str(head);
            rest = tail;
        }
        if let Some(range) = self.ranges.get_mut(id.index()) {
            *range = Span {
                start,
                end: offset(self.text.len()),
            };
        }
    }

    fn part(&mut self) {
        if !self.text.is_empty() {
            match self.pending {
                Pending::None => {}
                Pending::Space => self.text.push(' '),
                Pending::Break => self.text.push('\n'),
            }
        }
        self.pending = Pending::None;
    }

    fn here(&self) -> u32 {
        offset(self.text.len())
    }
}

/// The length of the words at the beginning that are separated by one space each: they stay as they
/// are. `text` begins with no white space.
pub(super) fn words_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' if bytes
                .get(at + 1)
                .is_some_and(|&next| (0x21..0x80).contains(&next)) => {}
            b' ' | b'\t'..=b'\r' => break,
            // The characters of white space beyond ASCII begin with these.
            0xc2 | 0xe1..=0xe3 => {
                let next = text.get(at..).and_then(|rest| rest.chars().next());
                if next.is_some_and(char::is_whitespace) {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    at
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Whether the element parts the text before it from the text after it, by the HTML standard's
/// rendering section. `<br>` and table cells count.
pub fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("search")
            | local_name!("section")
            | local_name!("select")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
            | local_name!("ul")
    )
}

/// Whether what the element holds is never shown as text of the page.
pub fn is_unseen(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("audio")
            | local_name!("canvas")
            | local_name!("datalist")
            | local_name!("desc")
            | local_name!("head")
            | local_name!("iframe")
            | local_name!("metadata")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("object")
            | local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("video")
    )
}

/// Whether the element says how the words of a `<ruby>` before it are read, or holds the brackets for
/// browsers without ruby (HTML, 4.5.10): beside the text, and no part of its words.
fn is_annotation(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("rp") | local_name!("rt") | local_name!("rtc")
    )
}

/// Whether a letter is of a script written without spaces between words.
pub fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// White space runs become one space; none at either end.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Page text on one line and without control characters, so that it can neither
/// steer a terminal nor end a line of a message.
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' => ' ',
            _ if c.is_control() => ' ',
            _ => c,
        })
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

/// The first `count` characters.
pub fn head_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    }
}

/// The last `count` characters.
pub fn tail_chars(text: &str, count: usize) -> &str {
    let Some(last) = count.checked_sub(1) else {
        return "";
    };
    match text.char_indices().rev().nth(last) {
        Some((at, _)) => text.get(at..).unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn read(html: &str) -> (Document<'static>, Text) {
        let (document, _) = parse(html, &|| false);
        let text = Text::of(&document);
        (document, text)
    }

    #[test]
    fn blocks_part_words_and_inline_elements_do_not() {
        let (_, text) = read("<p>one<b>two</b> three</p>four<br>five<td>six<script>x</script>");
        assert_eq!(text.as_str(), "onetwo three\nfour\nfivesix");
    }

    #[test]
    fn readings_of_ruby_part_no_words() {
        let (_, text) =
            read("<ruby>明日<rp>(</rp><rt>あした</rt><rp>)</rp>製菓<rt>せいか</ruby>の");
        assert_eq!(text.as_str(), "明日製菓の");
    }

    #[test]
    fn a_link_keeps_its_own_words() {
        let (document, text) = read("<p>see <a href=x> our <i>new</i>\n page </a>, now</p>");
        let link = document.find(&local_name!("a")).unwrap();
        assert_eq!(text.slice(link), "our new page");
        assert_eq!(text.as_str(), "see our new page , now");
    }

    #[test]
    fn a_range_is_taken_apart_into_its_text_nodes() {
        let (document, text) = read("<p>alpha <b>beta</b> gamma</p>");
        let parts: Vec<_> = text
            .pieces_of(&(2..13))
            .map(|(part, node)| {
                (
                    text.as_str().get(part).unwrap(),
                    document.text(node).unwrap(),
                )
            })
            .collect();
        assert_eq!(
            parts,
            [("pha ", "alpha "), ("beta ", "beta"), ("ga", " gamma")]
        );
        assert_eq!(text.pieces_of(&(3..3)).count(), 0);
        assert_eq!(text.pieces_of(&(40..50)).count(), 0);
    }

    #[test]
    fn offsets_lead_back_to_their_text_node() {
        let (document, text) = read("<p>alpha <b>beta</b> gamma</p>");
        let at = text.as_str().find("beta").unwrap();
        let node = text.node_at(at).unwrap();
        assert_eq!(document.text(node), Some("beta"));
        let at = text.as_str().find("gamma").unwrap();
        assert_eq!(document.text(text.node_at(at).unwrap()), Some(" gamma"));
    }

    #[test]
    fn heads_and_tails_count_characters() {
        assert_eq!(head_chars("äöü", 2), "äö");
        assert_eq!(tail_chars("äöü", 2), "öü");
        assert_eq!(tail_chars("äöü", 0), "");
        assert_eq!(tail_chars("äö", 5), "äö");
    }
}
