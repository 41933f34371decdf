//! Reads a document that a browser has serialised: the tree it was, in a fraction of the time.
//!
//! What `innerHTML` and `getHTML` write (HTML standard, "Serializing HTML fragments") is no longer
//! source: every element that may have an end tag has one, values stand in double quotes, and five
//! signs are escaped. Nothing has to be moved, implied or repaired, so a stack of open elements
//! is all it takes. It is also truer than parsing it anew: a parser would take apart what scripts
//! have put together and no source could say (a link within a link, a list within a paragraph).
//!
//! Where the writing is ambiguous, because it says nothing about a script's text that ends
//! scripts, text becomes elements, as in any reader; an end tag of nothing open is passed over.

use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr2, memmem};

use super::grow::offset;
use super::limits::{self, CHUNK_BYTES, Clock, MAX_DEPTH, Stopped, guard};
use super::{Attribute, Document, Element, Kind, Node, NodeId, Span, Vocabulary};

/// Reads a serialised document of a page whose scripts run (so `<noscript>` holds text, not links).
/// Always gives a tree; where a limit was met it is the tree of what was read so far.
pub fn read_serialised(html: &str, out_of_time: Clock<'_>) -> (Document, Option<Stopped>) {
    let (html, cut) = limits::head(html);
    let mut reader = Reader::new(html);
    let stopped = reader.read(out_of_time);
    (reader.finish(), stopped.or(cut))
}

/// An element whose end is not read yet.
struct Open {
    /// What its children are linked to: the element, its contents or a shadow root.
    node: NodeId,
    /// Its name in the source, to compare end tags with.
    name: Span,
    inside: Inside,
}

/// What the children of an element are: which vocabulary a name is of is not written, but follows
/// from the element around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Html,
    Svg,
    MathMl,
    /// MathML's elements of text, which hold HTML.
    MathMlText,
    /// MathML's `annotation-xml`, which may hold SVG.
    MathMlAnnotation,
}

struct Reader<'a> {
    html: &'a str,
    /// How far it was read.
    at: usize,
    document: Document,
    open: Vec<Open>,
    names: Names,
}

impl<'a> Reader<'a> {
    /// The source itself is the buffer, so that what stands in it as it is need not be copied; what
    /// was escaped is added after it. Of 66 real pages three in four have a node in 37 bytes or more
    /// and an attribute in 64.
    fn new(html: &'a str) -> Self {
        let mut document = Document {
            nodes: Vec::with_capacity(html.len() / 36 + 16),
            elements: 0,
            attributes: Vec::with_capacity(html.len() / 64 + 16),
            buffer: String::with_capacity(html.len() + html.len() / 16),
        };
        document.nodes.push(Node::new(Kind::Holder));
        document.buffer.push_str(html);
        Self {
            html,
            at: 0,
            document,
            open: Vec::new(),
            names: Names::new(),
        }
    }

    fn finish(self) -> Document {
        let mut document = self.document;
        document.nodes.shrink_to_fit();
        document.attributes.shrink_to_fit();
        document.buffer.shrink_to_fit();
        document
    }

    fn read(&mut self, out_of_time: Clock<'_>) -> Option<Stopped> {
        let mut look = CHUNK_BYTES;
        while self.at < self.html.len() {
            if self.at >= look {
                look = self.at + CHUNK_BYTES;
                let stopped = guard(self.open.len(), self.document.len(), out_of_time);
                if stopped.is_some() {
                    return stopped;
                }
            }
            let markup = self.next_markup();
            self.text(self.at, markup);
            self.at = markup;
            match self.byte(markup + 1) {
                Some(b'/') => self.end_tag(),
                Some(b'!') => self.declaration(),
                Some(b'?') => self.instruction(),
                Some(_) => self.start_tag(),
                None => self.at = self.html.len(),
            }
            if self.open.len() > MAX_DEPTH as usize {
                return Some(Stopped::TooDeep);
            }
        }
        None
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

    fn add(&mut self, kind: Kind) -> NodeId {
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
        self.add(Kind::Text(text));
    }

    /// A stretch of the source without its escapes.
    fn unescaped(&mut self, raw: Span) -> Span {
        let mut rest = self.slice(raw);
        let Some(mut sign) = memchr(b'&', rest.as_bytes()) else {
            return raw;
        };
        let start = self.document.buffer.len();
        loop {
            let (head, tail) = rest.split_at_checked(sign).unwrap_or((rest, ""));
            let escape = ESCAPES
                .iter()
                .find(|(escape, _)| tail.starts_with(escape))
                .unwrap_or(&("&", "&"));
            self.document.buffer.push_str(head);
            self.document.buffer.push_str(escape.1);
            rest = tail.get(escape.0.len()..).unwrap_or("");
            let Some(next) = memchr(b'&', rest.as_bytes()) else {
                break;
            };
            sign = next;
        }
        self.document.buffer.push_str(rest);
        span(start, self.document.buffer.len())
    }

    /// `<!-- … -->`, or a document type.
    fn declaration(&mut self) {
        let start = self.at + "<!--".len();
        if self.rest(self.at).starts_with(b"<!--") {
            self.at = self.past("-->", start);
            let end = self.at.saturating_sub("-->".len()).max(start);
            let comment = if self.rest(end).starts_with(b"-->") {
                span(start, end)
            } else {
                span(start, self.at)
            };
            self.add(Kind::Comment(comment));
        } else {
            self.at = self.past(">", self.at);
            if self.open.is_empty() {
                self.add(Kind::Doctype);
            }
        }
    }

    /// `<?…>`, which scripts alone can make.
    fn instruction(&mut self) {
        self.at = self.past(">", self.at);
        self.add(Kind::Instruction);
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
        let name = self.names.get(self.html, written);
        let inside = self.open.last().map_or(Inside::Html, |open| open.inside);
        let vocabulary = inside.vocabulary(&name);
        self.at = written.end as usize;
        let attributes = self.attributes(vocabulary);
        if self.at > self.html.len() {
            self.at = self.html.len(); // A tag that the source's end cuts short is none.
            return;
        }
        let contents = if vocabulary == Vocabulary::Html && name == local_name!("template") {
            let holder = self.document.push(Kind::Holder);
            if self.attach_shadow(attributes, holder) {
                self.open.push(Open {
                    node: holder,
                    name: written,
                    inside: Inside::Html,
                });
                return;
            }
            holder
        } else {
            NodeId::NONE
        };
        let inside = self.inside(&name, vocabulary, attributes);
        self.document.elements += 1;
        let node = self.add(Kind::Element(Element {
            name: name.clone(),
            vocabulary,
            attributes,
            contents,
            integration_point: false,
        }));
        if vocabulary == Vocabulary::Html {
            if is_void(&name) {
                return;
            }
            if holds_raw_text(&name) {
                self.raw_text(node, &name, written);
                return;
            }
        }
        self.open.push(Open {
            node: if contents == NodeId::NONE {
                node
            } else {
                contents
            },
            name: written,
            inside,
        });
    }

    /// Reads the attributes up to the end of the tag; past the end of the source where that comes
    /// first.
    fn attributes(&mut self, vocabulary: Vocabulary) -> Span {
        let start = offset(self.document.attributes.len());
        loop {
            match self.byte(self.at) {
                None => {
                    self.at = self.html.len() + 1;
                    break;
                }
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(byte) if byte.is_ascii_whitespace() || byte == b'/' => self.at += 1,
                Some(_) => self.attribute(vocabulary),
            }
        }
        span(start as usize, self.document.attributes.len())
    }

    fn attribute(&mut self, vocabulary: Vocabulary) {
        let rest = self.rest(self.at + 1);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        let end = self.at + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        let mut written = span(self.at, end);
        if vocabulary != Vocabulary::Html && NAMESPACED.contains(&self.slice(written)) {
            let prefix = memchr(b':', self.rest(self.at)).map_or(0, |colon| colon + 1);
            written = span(self.at + prefix, end);
        }
        let name = self.names.get(self.html, written);
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
        self.document.attributes.push(Attribute { name, value });
    }

    /// Makes a declarative template's contents the shadow root of the element around it, in place:
    /// its first child. A host has one (HTML standard, "attach a shadow root").
    fn attach_shadow(&mut self, attributes: Span, holder: NodeId) -> bool {
        let mode = LocalName::from("shadowrootmode");
        let rows = attributes.start as usize..attributes.end as usize;
        let declares = self
            .document
            .attributes
            .get(rows)
            .unwrap_or_default()
            .iter()
            .any(|row| {
                row.name == mode && matches!(self.document.slice(row.value), "open" | "closed")
            });
        let (true, [_, .., Open { node: host, .. }]) = (declares, self.open.as_slice()) else {
            return false;
        };
        let host = *host;
        let first = self.document.first_child(host);
        if first.is_some_and(|id| matches!(self.document.node(id).kind, Kind::Holder)) {
            return false;
        }
        self.document.link(host, first, holder);
        true
    }

    fn inside(&self, name: &LocalName, vocabulary: Vocabulary, attributes: Span) -> Inside {
        match vocabulary {
            Vocabulary::Html => Inside::Html,
            Vocabulary::Svg => match *name {
                local_name!("foreignObject") | local_name!("desc") | local_name!("title") => {
                    Inside::Html
                }
                _ => Inside::Svg,
            },
            Vocabulary::MathMl => match *name {
                local_name!("mi")
                | local_name!("mo")
                | local_name!("mn")
                | local_name!("ms")
                | local_name!("mtext") => Inside::MathMlText,
                local_name!("annotation-xml") if self.says_html(attributes) => Inside::Html,
                local_name!("annotation-xml") => Inside::MathMlAnnotation,
                _ => Inside::MathMl,
            },
        }
    }

    /// Whether an `annotation-xml` says that it holds HTML.
    fn says_html(&self, attributes: Span) -> bool {
        let rows = attributes.start as usize..attributes.end as usize;
        let rows = self.document.attributes.get(rows).unwrap_or_default();
        rows.iter().any(|row| {
            let value = self.document.slice(row.value);
            row.name == local_name!("encoding")
                && ["text/html", "application/xhtml+xml"]
                    .iter()
                    .any(|known| value.eq_ignore_ascii_case(known))
        })
    }

    /// Text of an element whose text is not escaped, up to its end tag. After `plaintext` a source can
    /// say nothing more.
    fn raw_text(&mut self, node: NodeId, name: &LocalName, written: Span) {
        let rest = self.rest(self.at);
        let end = match *name {
            local_name!("script") => script_end(rest).or_else(|| end_of(rest, b"script")),
            local_name!("plaintext") => memmem::rfind(rest, b"</plaintext>"),
            _ => end_of(rest, self.slice(written).as_bytes()),
        };
        let end = self.at + end.unwrap_or(rest.len());
        if end > self.at {
            let text = self.document.push(Kind::Text(span(self.at, end)));
            self.document.link(node, None, text);
        }
        self.at = self.past(">", end);
    }
}

fn span(start: usize, end: usize) -> Span {
    Span {
        start: offset(start),
        end: offset(end),
    }
}

impl Inside {
    /// What an element of this name is here. Names that would end foreign content in a source are
    /// HTML wherever they stand: a script has put them there, and with them comes whether they
    /// have an end tag (HTML standard, "the rules for parsing tokens in foreign content").
    fn vocabulary(self, name: &LocalName) -> Vocabulary {
        let foreign = match self {
            Self::Html => None,
            Self::Svg => Some(Vocabulary::Svg),
            Self::MathMlText => {
                matches!(&**name, "mglyph" | "malignmark").then_some(Vocabulary::MathMl)
            }
            Self::MathMlAnnotation if *name == local_name!("svg") => Some(Vocabulary::Svg),
            Self::MathMl | Self::MathMlAnnotation => Some(Vocabulary::MathMl),
        };
        match foreign {
            Some(_) if ENDS_FOREIGN.contains(&&**name) => Vocabulary::Html,
            Some(vocabulary) => vocabulary,
            None => match *name {
                local_name!("svg") => Vocabulary::Svg,
                local_name!("math") => Vocabulary::MathMl,
                _ => Vocabulary::Html,
            },
        }
    }
}

/// What the standard's "escaping a string" writes, and for what.
const ESCAPES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", "\u{a0}"),
];

/// Attributes of foreign elements that are in a namespace and found by their local name (HTML
/// standard, "adjust foreign attributes").
const NAMESPACED: [&str; 10] = [
    "xlink:actuate",
    "xlink:arcrole",
    "xlink:href",
    "xlink:role",
    "xlink:show",
    "xlink:title",
    "xlink:type",
    "xml:lang",
    "xml:space",
    "xmlns:xlink",
];

/// HTML's elements that end foreign content where they begin.
const ENDS_FOREIGN: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

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

/// Whether an element's text is written as it is (HTML standard, "Serializing HTML fragments").
fn holds_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("style")
            | local_name!("script")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
    )
}

/// Whether a text begins with `</name` or, without `slash`, `<name`, and what ends a name.
fn is_tag(text: &[u8], slash: bool, name: &[u8]) -> bool {
    let head = if slash { 2 } else { 1 };
    let end = head + name.len();
    (!slash || text.get(1) == Some(&b'/'))
        && text
            .get(head..end)
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
        && matches!(
            text.get(end),
            Some(b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>')
        )
}

/// Where the end tag of a raw text begins.
fn end_of(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let found = memchr(b'<', rest)?;
        if is_tag(rest.get(found..)?, true, name) {
            return Some(at + found);
        }
        at += found + 1;
    }
}

/// Where a script's end tag begins: one that stands in a script within a comment is its text (HTML
/// standard, "script data double escaped state").
fn script_end(text: &[u8]) -> Option<usize> {
    let (mut in_comment, mut in_script) = (false, false);
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let found = if in_comment {
            memchr2(b'<', b'-', rest)?
        } else {
            memchr(b'<', rest)?
        };
        let rest = rest.get(found..)?;
        at += found;
        if is_tag(rest, true, b"script") {
            if !in_script {
                return Some(at);
            }
            in_script = false;
        } else if !in_comment && rest.starts_with(b"<!--") {
            in_comment = true;
            at += 1; // `<!-->` is a whole comment: its dashes are looked at again.
        } else if in_comment && rest.starts_with(b"-->") {
            (in_comment, in_script) = (false, false);
        } else if in_comment && is_tag(rest, false, b"script") {
            in_script = true;
        }
        at += 1;
    }
}

/// Names met before. A page has few, and looking one up among all names there are takes longer
/// than comparing it with one that has the same length and ends.
struct Names(Vec<(Span, LocalName)>);

impl Names {
    /// How many are kept.
    const SLOTS: usize = 256;

    fn new() -> Self {
        Self(vec![(Span::default(), local_name!("")); Self::SLOTS])
    }

    fn get(&mut self, html: &str, written: Span) -> LocalName {
        let of = |span: Span| {
            html.get(span.start as usize..span.end as usize)
                .unwrap_or("")
        };
        let name = of(written);
        let Some(slot) = self.0.get_mut(slot_of(name.as_bytes())) else {
            return LocalName::from(name);
        };
        if of(slot.0) != name {
            *slot = (written, LocalName::from(name));
        }
        slot.1.clone()
    }
}

fn slot_of(name: &[u8]) -> usize {
    let byte = |at: usize| name.get(at).copied().map_or(0, usize::from);
    let sum = name.len() * 29
        + byte(0) * 7
        + byte(name.len() / 2) * 13
        + byte(name.len().wrapping_sub(1)) * 31;
    sum % Names::SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never() -> bool {
        false
    }

    /// The tree on one line: elements in brackets with their attributes, foreign ones in capitals.
    fn tree(html: &str) -> String {
        let (document, stopped) = read_serialised(html, &never);
        assert_eq!(stopped, None);
        let mut out = String::new();
        let mut next = Some(NodeId::ROOT);
        while let Some(id) = next {
            if let Some(text) = document.text(id) {
                out.push_str(text);
            } else if let Some(name) = document.name(id) {
                let name = if document.is_foreign(id) {
                    name.to_ascii_uppercase().to_string()
                } else {
                    name.to_string()
                };
                out.push('(');
                out.push_str(&name);
                for (name, value) in document.attributes(id) {
                    out.extend([" ", &**name, "=", value]);
                }
                out.push(':');
            }
            next = document.first_child(id);
            let mut node = id;
            while next.is_none() {
                if document.name(node).is_some() {
                    out.push(')');
                }
                next = document.next_sibling(node);
                match document.parent(node) {
                    Some(parent) if next.is_none() => node = parent,
                    _ => break,
                }
            }
        }
        out
    }

    #[test]
    fn what_scripts_have_put_together_stays_together() {
        for (html, expected) in [
            ("<p>a<ul><li>b</li></ul></p>", "(p:a(ul:(li:b)))"),
            (
                "<a href=\"1\">a<a href=\"2\">b</a>c</a>",
                "(a href=1:a(a href=2:b)c)",
            ),
            ("<table><div>a</div></table>", "(table:(div:a))"),
            (
                "<svg><a href=\"1\"><div>a<br>b</div>c</a></svg>",
                "(SVG:(A href=1:(div:a(br:)b)c))",
            ),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn escapes_are_read_in_text_and_values_and_nowhere_else() {
        for (html, expected) in [
            (
                "<p>a &amp; b&nbsp;&lt;i&gt; &amp;amp; &copy; &</p>",
                "(p:a & b\u{a0}<i> &amp; &copy; &)",
            ),
            (
                "<a href=\"?a=1&amp;b=&quot;<>\" b=\"\">c</a>",
                "(a href=?a=1&b=\"<> b=:c)",
            ),
            (
                "<script>a &amp;&amp; b</script><svg><style>&lt;</style></svg>",
                "(script:a &amp;&amp; b)(SVG:(STYLE:<))",
            ),
            ("<p>1 < 2 <3 <é</p>", "(p:1 < 2 <3 <é)"),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn raw_text_ends_where_its_element_does() {
        for (html, expected) in [
            (
                "<noscript><a href=\"1\">a</a></noscript>b",
                "(noscript:<a href=\"1\">a</a>)b",
            ),
            (
                "<script>\"</scripts>\"</script>b",
                "(script:\"</scripts>\")b",
            ),
            (
                "<script><!--<script>a</script>--></script>b",
                "(script:<!--<script>a</script>-->)b",
            ),
            ("<script><!--><script></script>b", "(script:<!--><script>)b"),
            // No source can say this, a script can: the first end there is.
            (
                "<script>\"<!--<script>\"</script>b",
                "(script:\"<!--<script>\")b",
            ),
            ("<script></script><style></style>b", "(script:)(style:)b"),
            ("<iframe>a", "(iframe:a)"),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_cut_short_or_closes_nothing_is_passed_over() {
        for (html, expected) in [
            ("<div>a</p>b</div>c", "(div:ab)c"),
            ("<div><b>a</div>b", "(div:(b:a))b"),
            ("<p>a<a href=\"1", "(p:a)"),
            ("<p>a<!-- b", "(p:a)"),
            ("<p>a</", "(p:a)"),
            ("<p>a<", "(p:a<)"),
            ("<?x?><p>a</p>", "(p:a)"),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn the_first_shadow_root_of_a_host_stands_in_place() {
        let html = "<html><body><p>\
            <template shadowrootmode=\"open\">a<slot></slot></template>\
            <template shadowrootmode=\"open\">b</template><template>c</template>d</p></body></html>";
        assert_eq!(
            tree(html),
            "(html:(body:(p:a(slot:)(template shadowrootmode=open:)(template:)d)))"
        );
    }

    #[test]
    fn foreign_names_keep_their_case_and_lose_their_prefix() {
        let html = "<svg viewBox=\"0 0\"><foreignObject><svg></svg><a>b</a></foreignObject>\
            <a xlink:href=\"1\">c</a></svg><a xlink:href=\"2\">d</a>";
        assert_eq!(
            tree(html),
            "(SVG viewBox=0 0:(FOREIGNOBJECT:(SVG:)(a:b))(A href=1:c))(a xlink:href=2:d)"
        );
    }

    #[test]
    fn limits_end_in_a_partial_tree() {
        let (document, stopped) = read_serialised(&"<div>".repeat(100_000), &never);
        assert_eq!(stopped, Some(Stopped::TooDeep));
        assert!(document.len() > 512);
        let (document, stopped) = read_serialised(&"<p>a</p>".repeat(100_000), &|| true);
        assert_eq!(stopped, Some(Stopped::OutOfTime));
        assert!(document.len() > 1000 && document.len() < 20_000);
        let (_, stopped) = read_serialised(&"é".repeat(limits::MAX_HTML_BYTES), &never);
        assert_eq!(stopped, Some(Stopped::TooLong));
    }
}
