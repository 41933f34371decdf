//! Reads a document that a browser has serialised: the tree it was, in a fraction of the time.
//!
//! What `innerHTML` and `getHTML` write (HTML standard, "Serializing HTML fragments") is no longer
//! source: every element that may have an end tag has one, values are in double quotes, and five
//! signs are escaped. No element has to be moved, implied or repaired, so a stack of open elements
//! is all it takes. It is also truer than parsing it again: a parser would take apart what scripts
//! have put together and no source could say (a link within a link, a list within a paragraph).
//!
//! That writing says what the document is only where a parser could have made it: it does not say
//! that a comment's or a script's text ends that comment or script, nor of which namespace a name is.
//! The collector looks for all of that, and writes such a document itself, in the [exact](exact)
//! form. Here text that reads as elements becomes elements, as in any reader; an end tag without an
//! open element is passed over.

mod escapes;
mod exact;
mod foreign;
mod names;
pub(crate) mod raw_text;
#[cfg(test)]
mod tests;

use html5ever::{LocalName, local_name};
use memchr::{memchr, memmem};

use self::escapes::unescape;
use self::foreign::{Inside, NAMESPACED};
use self::names::Names;
use self::raw_text::{end_of, holds_raw_text, last_end_of, script_end};
use crate::grow::offset;
use crate::limits::{self, CHUNK_BYTES, Clock, MAX_ATTRIBUTES, MAX_DEPTH, Stopped, guard};
use crate::{Attribute, Document, Element, NodeId, NodeKind, Span, Vocabulary};

pub use self::exact::read_exact;

/// Reads a serialised document of a page whose scripts run (so `<noscript>` holds text, not links).
/// Always gives a tree; where a limit was met it is the tree of what was read so far.
pub fn read_serialised<'a>(
    html: &'a str,
    out_of_time: Clock<'_>,
) -> (Document<'a>, Option<Stopped>) {
    Reader::read(html, out_of_time, Reader::markup)
}

/// An element whose end is not read yet.
struct Open {
    /// What its children are linked to: the element, its contents or a shadow root.
    node: NodeId,
    /// Its name in the source, to compare end tags with.
    name: Span,
    inside: Inside,
}

struct Reader<'a> {
    html: &'a str,
    /// How far it was read.
    at: usize,
    document: Document<'a>,
    open: Vec<Open>,
    names: Names<'a>,
    /// A script had no end by the rules that its own comments give, and none is looked for again:
    /// each search goes to the end of the source.
    scripts_end_anyhow: bool,
}

impl<'a> Reader<'a> {
    /// Little of a page is escaped: most text and values are ranges of the page itself.
    fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            document: Document::with_room(html, html.len(), html.len() / 16),
            open: Vec::new(),
            names: Names::new(),
            scripts_end_anyhow: false,
        }
    }

    /// Reads a document; `markup` reads what begins with `<` and the byte it is given, at `at`.
    fn read(
        html: &'a str,
        out_of_time: Clock<'_>,
        markup: fn(&mut Self, u8),
    ) -> (Document<'a>, Option<Stopped>) {
        let (html, cut) = limits::head(html);
        let mut reader = Self::new(html);
        let stopped = reader.read_all(out_of_time, markup);
        (reader.document.finished(), stopped.or(cut))
    }

    fn read_all(&mut self, out_of_time: Clock<'_>, markup: fn(&mut Self, u8)) -> Option<Stopped> {
        let mut look = CHUNK_BYTES;
        while self.at < self.html.len() {
            if self.at >= look {
                look = self.at + CHUNK_BYTES;
                let stopped = guard(self.open.len(), self.document.len(), out_of_time);
                if stopped.is_some() {
                    return stopped;
                }
            }
            let start = self.next_markup();
            self.text(self.at, start);
            self.at = start;
            match self.byte(start + 1) {
                Some(next) => markup(self, next),
                None => self.at = self.html.len(),
            }
            if self.open.len() > MAX_DEPTH as usize {
                return Some(Stopped::TooDeep);
            }
        }
        None
    }

    fn markup(&mut self, next: u8) {
        match next {
            b'/' => self.end_tag(),
            b'!' => self.declaration(),
            b'?' => self.instruction(),
            _ => self.start_tag(),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.html.as_bytes().get(at..).unwrap_or_default()
    }

    fn slice(&self, span: Span) -> &'a str {
        let range = span.start as usize..span.end as usize;
        self.html.get(range).unwrap_or("")
    }

    /// Where the next tag, comment or declaration begins; a `<` that begins none is text.
    fn next_markup(&self) -> usize {
        let mut at = self.at;
        while let Some(found) = memchr(b'<', self.rest(at)) {
            at += found;
            match self.byte(at + 1) {
                Some(b'/' | b'!' | b'?') => return at,
                Some(next) if next.is_ascii_alphabetic() => return at,
                _ => at += 1,
            }
        }
        self.html.len()
    }

    /// Where what is searched for ends, from `at` on; the end of the source if it is not there.
    fn past(&self, needle: &str, at: usize) -> usize {
        let rest = self.html.get(at..).unwrap_or("");
        rest.find(needle)
            .map_or(self.html.len(), |found| at + found + needle.len())
    }

    /// The node that what is read now is a child of.
    fn parent(&self) -> NodeId {
        self.open.last().map_or(NodeId::ROOT, |open| open.node)
    }

    fn add(&mut self, kind: NodeKind) -> NodeId {
        let parent = self.parent();
        let id = self.document.push(kind);
        self.document.link(parent, None, id);
        id
    }

    /// Text from the source, with what is escaped in it. Between the parts of a document is no text.
    fn text(&mut self, start: usize, end: usize) {
        let raw = span(start, end);
        if start == end || (self.open.is_empty() && self.slice(raw).trim_ascii().is_empty()) {
            return;
        }
        let text = self.unescaped(raw);
        self.add(NodeKind::Text(text));
    }

    /// A stretch of the source without its escapes: itself, where it has none.
    fn unescaped(&mut self, raw: Span) -> Span {
        let text = self.slice(raw);
        let Some(sign) = memchr(b'&', text.as_bytes()) else {
            return raw;
        };
        let start = self.document.end();
        unescape(text, sign, &mut self.document.buffer);
        Span {
            start,
            end: self.document.end(),
        }
    }

    /// `<!-- … -->`, or a document type.
    fn declaration(&mut self) {
        if let Some(rest) = self.rest(self.at).strip_prefix(b"<!--") {
            let start = self.at + "<!--".len();
            let end = start + memmem::find(rest, b"-->").unwrap_or(rest.len());
            self.at = self.past("-->", end);
            self.add(NodeKind::Comment(span(start, end)));
        } else {
            self.at = self.past(">", self.at);
            if self.open.is_empty() {
                self.add(NodeKind::Doctype);
            }
        }
    }

    /// `<?…>`, which scripts alone can make.
    fn instruction(&mut self) {
        self.at = self.past(">", self.at);
        self.add(NodeKind::Instruction);
    }

    fn end_tag(&mut self) {
        let start = self.at + "</".len();
        let name = span(start, self.name_end(start));
        self.at = self.past(">", name.end as usize);
        let name = self.slice(name);
        let is_it = |open: &Open| self.slice(open.name) == name;
        if let Some(found) = self.open.iter().rposition(is_it) {
            self.open.truncate(found);
        }
    }

    /// Where the name of an element that begins at `at` ends.
    fn name_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        at + rest.iter().position(ends).unwrap_or(rest.len())
    }

    fn start_tag(&mut self) {
        let start = self.at + "<".len();
        let written = span(start, self.name_end(start));
        let name = self.names.get(self.slice(written));
        let vocabulary = self.inside().vocabulary(&name);
        self.at = written.end as usize;
        let Some(attributes) = self.attributes(vocabulary) else {
            return;
        };
        let is_html = vocabulary == Vocabulary::Html;
        let contents = if is_html && name == local_name!("template") {
            self.document.push(NodeKind::Holder)
        } else {
            NodeId::NONE
        };
        if contents != NodeId::NONE && self.attach_shadow(attributes, contents) {
            self.enter(contents, written, Inside::Html);
            return;
        }
        self.document.elements += 1;
        let element = Element::new(name.clone(), vocabulary, attributes);
        let node = self.add(NodeKind::Element(element));
        if is_html && holds_raw_text(&name) {
            self.raw_text(node, &name, written);
        } else if contents != NodeId::NONE {
            self.enter(contents, written, Inside::Html);
        } else if !(is_html && is_void(&name)) {
            let encoding = || self.attribute_of(attributes, &local_name!("encoding"));
            let inside = Inside::of(&name, vocabulary, encoding);
            self.enter(node, written, inside);
        }
    }

    fn enter(&mut self, node: NodeId, name: Span, inside: Inside) {
        self.open.push(Open { node, name, inside });
    }

    /// What the element is whose children are read now.
    fn inside(&self) -> Inside {
        self.open.last().map_or(Inside::Html, |open| open.inside)
    }

    /// Reads the attributes up to the end of the tag; a tag that the source's end cuts short is none.
    fn attributes(&mut self, vocabulary: Vocabulary) -> Option<Span> {
        let start = self.document.attributes.len();
        let mut namespaced = Vec::new();
        loop {
            match self.byte(self.at)? {
                b'>' => break,
                byte if byte.is_ascii_whitespace() || byte == b'/' => self.at += 1,
                _ => {
                    let (attribute, is_plain) = self.attribute(vocabulary);
                    let known = self.document.attributes.len() - start + namespaced.len();
                    if !self.has_room(known) {
                        continue;
                    }
                    if is_plain {
                        self.document.attributes.push(attribute);
                    } else {
                        namespaced.push(attribute);
                    }
                }
            }
        }
        self.document.attributes.append(&mut namespaced);
        self.at += 1;
        Some(span(start, self.document.attributes.len()))
    }

    /// Whether an element that has so many attributes may have another; notes it if not.
    fn has_room(&mut self, known: usize) -> bool {
        let fits = known < MAX_ATTRIBUTES;
        self.document.attributes_cut |= !fits;
        fits
    }

    /// The value of one of the attributes just read.
    fn attribute_of(&self, attributes: Span, name: &LocalName) -> Option<&str> {
        let rows = self.document.rows(attributes);
        let row = rows.iter().find(|row| row.name == *name)?;
        Some(self.document.slice(row.value))
    }

    /// Reads one attribute; says whether it is in no namespace.
    fn attribute(&mut self, vocabulary: Vocabulary) -> (Attribute, bool) {
        let rest = self.rest(self.at + 1);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        let end = self.at + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        let mut written = span(self.at, end);
        let is_plain = vocabulary == Vocabulary::Html || !NAMESPACED.contains(&self.slice(written));
        if !is_plain {
            let prefix = memchr(b':', self.rest(self.at)).map_or(0, |colon| colon + 1);
            written = span(self.at + prefix, end);
        }
        let name = self.names.get(self.slice(written));
        self.at = end;
        let value = match self.rest(end) {
            [b'=', b'"', rest @ ..] => {
                let start = end + 2;
                let end = start + memchr(b'"', rest).unwrap_or(rest.len());
                self.at = end + 1;
                span(start, end)
            }
            [b'=', rest @ ..] => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                let start = end + 1;
                self.at = start + rest.iter().position(ends).unwrap_or(rest.len());
                span(start, self.at)
            }
            _ => Span::default(),
        };
        let value = self.unescaped(value);
        (Attribute { name, value }, is_plain)
    }

    /// Makes a template's contents the shadow root of the element around it, if it declares one.
    fn attach_shadow(&mut self, attributes: Span, holder: NodeId) -> bool {
        let mode = self.attribute_of(attributes, &LocalName::from("shadowrootmode"));
        let (Some("open" | "closed"), [_, .., host]) = (mode, self.open.as_slice()) else {
            return false;
        };
        self.document.attach_shadow(host.node, holder)
    }

    /// Text of an element whose text is not escaped, up to its end tag.
    fn raw_text(&mut self, node: NodeId, name: &LocalName, written: Span) {
        let rest = self.rest(self.at);
        let end = match *name {
            local_name!("script") => self.end_of_script(rest),
            local_name!("plaintext") => last_end_of(rest),
            _ => end_of(rest, self.slice(written).as_bytes()),
        };
        let end = self.at + end.unwrap_or(rest.len());
        if end > self.at {
            let text = self.document.push(NodeKind::Text(span(self.at, end)));
            self.document.link(node, None, text);
        }
        self.at = self.past(">", end);
    }

    /// Where a script ends. One that would have no end is a source's last words or was put together by
    /// another script: it ends where the next end is.
    fn end_of_script(&mut self, rest: &[u8]) -> Option<usize> {
        let end = if self.scripts_end_anyhow {
            None
        } else {
            script_end(rest)
        };
        self.scripts_end_anyhow |= end.is_none();
        end.or_else(|| end_of(rest, b"script"))
    }
}

fn span(start: usize, end: usize) -> Span {
    Span {
        start: offset(start),
        end: offset(end),
    }
}

/// Whether an element has no end tag (HTML standard, "serializes as void").
fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}
