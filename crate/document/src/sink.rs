//! The tree sink: what html5ever calls while it parses, building the arena.
//!
//! Text is not always merged with the text before it: where foreign content was written in
//! between, two adjacent text nodes remain. Merging would copy, and copying is quadratic on pages
//! made for it. Readers see the same text either way.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute as ParsedAttribute, LocalName, Namespace, QualName, ns};

use super::grow::offset;
use super::limits::{MAX_ATTRIBUTES, MAX_NODES, MAX_STORED_BYTES};
use super::{Attribute, Document, Element, NodeId, NodeKind, Span, Vocabulary};

/// Builds a [`Document`]; also keeps the figures the guards of `parse` look at.
pub(super) struct Sink {
    document: RefCell<Document<'static>>,
    /// Depth of each node at the time it was inserted.
    depths: RefCell<Vec<u32>>,
    deepest: Cell<u32>,
    /// Each `<template>` with its contents, in the order they were made; a host's shadow root is its
    /// first child instead.
    templates: RefCell<Vec<(NodeId, NodeId)>>,
    /// MathML `annotation-xml` elements that hold HTML, in the order they were made.
    integration_points: RefCell<Vec<NodeId>>,
    /// There is no room for more attributes: formatting elements are made again with all of theirs
    /// as often as a page likes.
    full: Cell<bool>,
}

/// A borrowed element name, as the tree builder wants it.
pub(super) struct NameRef<'a>(Ref<'a, Element>);

impl std::fmt::Debug for NameRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.name)
    }
}

impl ElemName for NameRef<'_> {
    fn ns(&self) -> &Namespace {
        self.0.vocabulary.namespace()
    }

    fn local_name(&self) -> &LocalName {
        &self.0.name
    }
}

impl Vocabulary {
    fn of(namespace: &Namespace) -> Self {
        match *namespace {
            ns!(svg) => Self::Svg,
            ns!(mathml) => Self::MathMl,
            _ => Self::Html,
        }
    }

    fn namespace(self) -> &'static Namespace {
        static HTML: Namespace = ns!(html);
        static SVG: Namespace = ns!(svg);
        static MATHML: Namespace = ns!(mathml);
        static NONE: Namespace = ns!();
        match self {
            Self::Html => &HTML,
            Self::Svg => &SVG,
            Self::MathMl => &MATHML,
            Self::Other => &NONE,
        }
    }
}

/// The name of what is not an element; the tree builder promises not to ask.
static NO_ELEMENT: Element = Element {
    name: html5ever::local_name!(""),
    vocabulary: Vocabulary::Html,
    attributes: 0,
    attribute_count: 0,
};

impl Sink {
    /// `bytes` is the size of the page; text and values are nearly all of it.
    pub(super) fn new(bytes: usize) -> Self {
        let document = Document::with_room("", bytes, bytes);
        Self {
            document: RefCell::new(document),
            depths: RefCell::new(vec![0]),
            deepest: Cell::new(0),
            templates: RefCell::default(),
            integration_points: RefCell::default(),
            full: Cell::new(false),
        }
    }

    pub(super) fn deepest(&self) -> u32 {
        self.deepest.get()
    }

    /// How many nodes there are; past all counting if there is no room for more.
    pub(super) fn node_count(&self) -> usize {
        if self.full.get() {
            usize::MAX
        } else {
            self.document.borrow().nodes.len()
        }
    }

    /// Notes that a tag had more attributes than are read.
    pub(super) fn note_cut(&self) {
        self.document.borrow_mut().attributes_cut = true;
    }

    fn create(&self, kind: NodeKind) -> NodeId {
        self.document.borrow_mut().push(kind)
    }

    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        let mut document = self.document.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(id) => {
                document.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let neighbour = match before {
                    Some(next) => document.previous_sibling(next),
                    None => document.last_child(parent),
                };
                if neighbour.is_some_and(|text_before| document.extend_text(text_before, &text)) {
                    return;
                }
                let span = document.store(&text);
                document.push(NodeKind::Text(span))
            }
        };
        document.link(parent, before, id);
        self.note_depth(parent, id);
    }

    fn note_depth(&self, parent: NodeId, id: NodeId) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths.get(parent.index()).copied().unwrap_or(0) + 1;
        if depths.len() <= id.index() {
            depths.resize(id.index() + 1, 0);
        }
        if let Some(slot) = depths.get_mut(id.index()) {
            *slot = depth;
        }
        self.deepest.set(self.deepest.get().max(depth));
    }
}

impl Document<'_> {
    /// Appends to a text node whose text is the buffer's last; says whether it could.
    fn extend_text(&mut self, id: NodeId, text: &str) -> bool {
        let end = self.end();
        let grown = offset(self.text_bytes() + text.len());
        match self.node_mut(id).map(|node| &mut node.kind) {
            Some(NodeKind::Text(span)) if span.end == end => span.end = grown,
            _ => return false,
        }
        self.buffer.push_str(text);
        true
    }

    fn is_full(&self) -> bool {
        self.attributes.len() > 2 * MAX_NODES || self.buffer.len() > MAX_STORED_BYTES
    }

    /// Those in no namespace come first, so that they are found first.
    fn store_attributes(&mut self, mut attributes: Vec<ParsedAttribute>) -> Span {
        let start = offset(self.attributes.len());
        attributes.sort_by_key(|attribute| attribute.name.ns != ns!());
        for attribute in attributes {
            let value = self.store(&attribute.value);
            self.attributes.push(Attribute {
                name: attribute.name.local,
                value,
            });
        }
        Span {
            start,
            end: offset(self.attributes.len()),
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document<'static>;
    type ElemName<'a> = NameRef<'a>;

    fn finish(self) -> Document<'static> {
        self.document.into_inner().finished()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> NameRef<'a> {
        NameRef(Ref::map(self.document.borrow(), |document| {
            document.element(*target).unwrap_or(&NO_ELEMENT)
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        mut attributes: Vec<ParsedAttribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let mut document = self.document.borrow_mut();
        let contents = flags.template.then(|| document.push(NodeKind::Holder));
        if document.is_full() {
            self.full.set(true);
            attributes.clear();
        }
        let attributes = document.store_attributes(attributes);
        document.elements += 1;
        let vocabulary = Vocabulary::of(&name.ns);
        let element = Element::new(name.local, vocabulary, attributes);
        let id = document.push(NodeKind::Element(element));
        if let Some(contents) = contents {
            self.templates.borrow_mut().push((id, contents));
        }
        if flags.mathml_annotation_xml_integration_point {
            self.integration_points.borrow_mut().push(id);
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let span = self.document.borrow_mut().store(&text);
        self.create(NodeKind::Comment(span))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.create(NodeKind::Instruction)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let parent = self.document.borrow().parent(*element);
        match parent {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public_id: StrTendril,
        _system_id: StrTendril,
    ) {
        let id = self.create(NodeKind::Doctype);
        self.insert(NodeId::ROOT, None, NodeOrText::AppendNode(id));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let templates = self.templates.borrow();
        let found = templates.binary_search_by_key(target, |&(template, _)| template);
        let known = found.ok().and_then(|at| templates.get(at));
        known.map_or(NodeId::NONE, |&(_, contents)| contents)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.document.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<ParsedAttribute>) {
        let mut document = self.document.borrow_mut();
        let known = document.attribute_rows(*target);
        let is_new = |new: &&ParsedAttribute| known.iter().all(|row| row.name != new.name.local);
        let room = MAX_ATTRIBUTES.saturating_sub(known.len());
        let new: Vec<&ParsedAttribute> = attributes.iter().filter(is_new).take(room + 1).collect();
        if new.is_empty() {
            return;
        }
        let too_many = new.len() > room;
        if room == 0 {
            document.attributes_cut = true;
            return;
        }
        let mut rows = known.to_vec();
        document.attributes_cut |= too_many;
        for attribute in new.into_iter().take(room) {
            let value = document.store(&attribute.value);
            rows.push(Attribute {
                name: attribute.name.local.clone(),
                value,
            });
        }
        let start = offset(document.attributes.len());
        document.attributes.extend(rows);
        let end = offset(document.attributes.len());
        if let Some(NodeKind::Element(element)) =
            document.node_mut(*target).map(|node| &mut node.kind)
        {
            element.set_attributes(Span { start, end });
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.document.borrow().first_child(*node);
            let Some(child) = child else { return };
            self.insert(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        let points = self.integration_points.borrow();
        points.binary_search(handle).is_ok()
    }

    fn attach_declarative_shadow(
        &self,
        location: &NodeId,
        template: &NodeId,
        _attributes: &[ParsedAttribute],
    ) -> bool {
        let contents = self.get_template_contents(template);
        let attached = contents != NodeId::NONE
            && self
                .document
                .borrow_mut()
                .attach_shadow(*location, contents);
        if attached {
            self.note_depth(*location, contents);
        }
        attached
    }
}
