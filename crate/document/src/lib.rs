//! The document: an arena of nodes, made by html5ever from a source or read from what a browser has
//! serialised, and read-only from then on.
//!
//! All text and attribute values are ranges of the source or of one buffer. No code here
//! recurses, so no page can exhaust the stack. Ids come only from the arena they are used with;
//! an id from elsewhere reads as an empty document node, never as a panic.

#![forbid(unsafe_code)]

mod char_ref;
mod fold;
mod grow;
mod inherited;
mod limits;
mod markup;
mod parse;
mod serialised;
mod sink;
mod skim;
mod text;

use html5ever::{LocalName, local_name};

pub use fold::{Folded, fold};
pub use inherited::Inherited;
pub use limits::{
    Clock, MAX_ATTRIBUTES, MAX_DEPTH, MAX_HTML_BYTES, MAX_NODES, Stopped, floor_boundary,
};
pub use parse::parse;
pub use serialised::{read_exact, read_serialised};
pub use skim::{Skim, attribute_value, skim};
pub use text::{
    Text, collapse, head_chars, is_block, is_spaceless, is_unseen, one_line, tail_chars,
};

/// A node of a [`Document`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(u32);

impl NodeId {
    /// The document node, root of every tree.
    pub const ROOT: Self = Self(0);
    const NONE: Self = Self(u32::MAX);

    const fn some(self) -> Option<Self> {
        if self.0 == u32::MAX { None } else { Some(self) }
    }

    /// The node's place in the arena; nodes are numbered in the order the parser made them.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of the document's source and buffer.
#[derive(Clone, Copy, Default, Debug)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Clone, Debug)]
enum NodeKind {
    /// The document, a template's contents or a shadow root: a node that only holds others.
    Holder,
    Element(Element),
    Text(Span),
    Comment(Span),
    Doctype,
    Instruction,
}

/// The vocabularies that elements are of. A parser makes none of another; scripts and XML do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Vocabulary {
    Html,
    Svg,
    MathMl,
    Other,
}

#[derive(Clone, Debug)]
struct Element {
    name: LocalName,
    vocabulary: Vocabulary,
    /// Where its attributes begin in `Document::attributes`, and how many they are: at most
    /// [`MAX_ATTRIBUTES`].
    attributes: u32,
    attribute_count: u16,
}

impl Element {
    /// `attributes` is a range of `Document::attributes`.
    fn new(name: LocalName, vocabulary: Vocabulary, attributes: Span) -> Self {
        let mut element = Self {
            name,
            vocabulary,
            attributes: 0,
            attribute_count: 0,
        };
        element.set_attributes(attributes);
        element
    }

    fn set_attributes(&mut self, attributes: Span) {
        let count = attributes.end.saturating_sub(attributes.start);
        self.attributes = attributes.start;
        self.attribute_count = u16::try_from(count).unwrap_or(u16::MAX);
    }

    fn attributes(&self) -> Span {
        Span {
            start: self.attributes,
            end: self.attributes + u32::from(self.attribute_count),
        }
    }
}

/// There are very many of them: 32 bytes each, which a test holds. What only the parser asks for is kept
/// by its sink.
#[derive(Clone, Debug)]
struct Node {
    parent: NodeId,
    first_child: NodeId,
    /// The sibling before; of a first child the last one, so that a parent finds its end.
    previous: NodeId,
    next: NodeId,
    kind: NodeKind,
}

impl Node {
    const fn new(kind: NodeKind) -> Self {
        Self {
            parent: NodeId::NONE,
            first_child: NodeId::NONE,
            previous: NodeId::NONE,
            next: NodeId::NONE,
            kind,
        }
    }
}

/// What an id that is not of this arena reads as.
static NOTHING: Node = Node::new(NodeKind::Holder);

#[derive(Clone, Debug)]
struct Attribute {
    name: LocalName,
    value: Span,
}

/// A parsed page.
#[derive(Debug, Default)]
pub struct Document<'a> {
    nodes: Vec<Node>,
    /// How many of them are elements.
    elements: usize,
    attributes: Vec<Attribute>,
    /// Whether an element had more than [`MAX_ATTRIBUTES`].
    attributes_cut: bool,
    /// The text it was read from, where that can be pointed into.
    source: &'a str,
    /// Text that is nowhere in the source in this form. Spans count on from the source's end.
    buffer: String,
}

impl Document<'_> {
    fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.index()).unwrap_or(&NOTHING)
    }

    fn slice(&self, span: Span) -> &str {
        let (start, end) = (span.start as usize, span.end as usize);
        let text = match start.checked_sub(self.source.len()) {
            Some(start) => self.buffer.get(start..end - self.source.len()),
            None => self.source.get(start..end),
        };
        text.unwrap_or("")
    }

    /// How many bytes of text there are at most, values of attributes included.
    fn text_bytes(&self) -> usize {
        self.source.len() + self.buffer.len()
    }

    fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).kind {
            NodeKind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// How many nodes the arena holds, detached ones included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many of the nodes are elements.
    pub fn element_count(&self) -> usize {
        self.elements
    }

    /// Whether the arena holds no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node's parent; `None` for the document, for a template's contents and for nodes the
    /// parser left detached. A shadow root's parent is its host.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent.some()
    }

    /// The node's first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first_child.some()
    }

    /// The sibling after the node.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next.some()
    }

    /// The node's children in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&child| self.next_sibling(child))
    }

    /// The node's ancestors, its parent first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// The node and all below it in document order. Contents of templates are not below them;
    /// a declarative shadow root is its host's first child.
    pub fn subtree(&self, top: NodeId) -> Subtree<'_> {
        Subtree {
            document: self,
            top,
            next: Some(top),
        }
    }

    /// The first node after the whole subtree of `id` in document order, within `top`.
    pub fn after(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut node = id;
        while node != top {
            if let Some(next) = self.next_sibling(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }

    /// The element's local name as the parser wrote it (lower case in HTML); `None` for other nodes.
    pub fn name(&self, id: NodeId) -> Option<&LocalName> {
        self.element(id).map(|element| &element.name)
    }

    /// Whether the node is an HTML element of this name.
    pub fn is(&self, id: NodeId, name: &LocalName) -> bool {
        self.element(id)
            .is_some_and(|element| element.name == *name && element.vocabulary == Vocabulary::Html)
    }

    /// Whether the node is an element of another vocabulary than HTML (SVG, MathML, any of XML).
    pub fn is_foreign(&self, id: NodeId) -> bool {
        self.element(id)
            .is_some_and(|element| element.vocabulary != Vocabulary::Html)
    }

    /// Whether the node is an SVG element.
    pub fn is_svg(&self, id: NodeId) -> bool {
        self.element(id)
            .is_some_and(|element| element.vocabulary == Vocabulary::Svg)
    }

    /// The text of a text node.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match self.node(id).kind {
            NodeKind::Text(span) => Some(self.slice(span)),
            _ => None,
        }
    }

    /// The texts of all comments, in the order the parser made them.
    pub fn comments(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter_map(|node| match node.kind {
            NodeKind::Comment(span) => Some(self.slice(span)),
            _ => None,
        })
    }

    /// The value of an attribute. Attributes in a namespace (`xlink:href`) are found by their
    /// local name only when no plain one is there.
    pub fn attribute(&self, id: NodeId, name: &LocalName) -> Option<&str> {
        self.attribute_rows(id)
            .iter()
            .find(|attribute| attribute.name == *name)
            .map(|attribute| self.slice(attribute.value))
    }

    /// Whether an element had more than [`MAX_ATTRIBUTES`] attributes, of which the first are here.
    pub fn has_cut_attributes(&self) -> bool {
        self.attributes_cut
    }

    /// All attributes of an element in source order.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&LocalName, &str)> + '_ {
        self.attribute_rows(id)
            .iter()
            .map(|attribute| (&attribute.name, self.slice(attribute.value)))
    }

    fn attribute_rows(&self, id: NodeId) -> &[Attribute] {
        self.element(id)
            .map_or(&[], |element| self.rows(element.attributes()))
    }

    fn rows(&self, attributes: Span) -> &[Attribute] {
        self.attributes
            .get(attributes.start as usize..attributes.end as usize)
            .unwrap_or_default()
    }

    /// Whether the node's own attributes hide it: `hidden`, or an inline style. Style sheets are not
    /// read.
    pub fn declares_hidden(&self, id: NodeId) -> bool {
        self.attributes(id).any(|(name, value)| match *name {
            local_name!("hidden") => !value.eq_ignore_ascii_case("until-found"),
            local_name!("style") => hides(value),
            _ => false,
        })
    }

    /// The first HTML element of this name in document order.
    pub fn find(&self, name: &LocalName) -> Option<NodeId> {
        self.subtree(NodeId::ROOT).find(|&id| self.is(id, name))
    }

    /// The text of the first `<title>` outside SVG, white space collapsed.
    pub fn title(&self) -> Option<String> {
        let title = self.find(&local_name!("title"))?;
        let mut out = String::new();
        for child in self.children(title) {
            out.push_str(self.text(child).unwrap_or(""));
        }
        Some(collapse(&out)).filter(|text| !text.is_empty())
    }
}

/// A walk in document order; see [`Document::subtree`].
#[derive(Debug)]
pub struct Subtree<'a> {
    document: &'a Document<'a>,
    top: NodeId,
    next: Option<NodeId>,
}

impl Subtree<'_> {
    /// Leaves out what is below the node given last.
    pub fn skip(&mut self, id: NodeId) {
        self.next = self.document.after(id, self.top);
    }
}

impl Iterator for Subtree<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self
            .document
            .first_child(id)
            .or_else(|| self.document.after(id, self.top));
        Some(id)
    }
}

/// Whether an inline style keeps an element from being shown.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.trim();
        let word = value
            .split([' ', '!'])
            .next()
            .unwrap_or(value)
            .to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => word == "none",
            "visibility" => word == "hidden" || word == "collapse",
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_takes_half_a_line_of_the_processors_cache() {
        assert_eq!(size_of::<Node>(), 32);
    }
}
