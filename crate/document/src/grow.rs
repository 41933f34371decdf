//! How the arena grows: nodes are pushed, then linked; text is stored in the one buffer.

use super::{Document, Node, NodeId, NodeKind, Span};

impl<'a> Document<'a> {
    /// An empty document, with room for a page of so many bytes, reserved once: growing holds
    /// everything twice. Of 66 real pages three in four have a node in 37 bytes or more and an
    /// attribute in 64. What is left over is given back in the end.
    pub(super) fn with_room(source: &'a str, bytes: usize, buffer: usize) -> Self {
        let mut nodes = Vec::with_capacity(bytes / 36 + 16);
        nodes.push(Node::new(NodeKind::Holder));
        Self {
            nodes,
            elements: 0,
            attributes: Vec::with_capacity(bytes / 64 + 16),
            attributes_cut: false,
            source,
            buffer: String::with_capacity(buffer),
        }
    }

    /// The document, once it is complete.
    pub(super) fn finished(mut self) -> Self {
        self.nodes.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.buffer.shrink_to_fit();
        self
    }

    pub(super) fn push(&mut self, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node::new(kind));
        id
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index())
    }

    /// Where the buffer ends, as spans count.
    pub(super) fn end(&self) -> u32 {
        offset(self.text_bytes())
    }

    pub(super) fn store(&mut self, text: &str) -> Span {
        let start = self.end();
        self.buffer.push_str(text);
        Span {
            start,
            end: self.end(),
        }
    }

    /// Makes a declarative template's contents the shadow root of a host, in place: its first child. A
    /// host has one; a second template stays a template (HTML standard, "attach a shadow root"). Says
    /// whether it did.
    pub(super) fn attach_shadow(&mut self, host: NodeId, contents: NodeId) -> bool {
        let first = self.first_child(host);
        let is_taken = first.is_some_and(|id| matches!(self.node(id).kind, NodeKind::Holder));
        if !is_taken {
            self.link(host, first, contents);
        }
        !is_taken
    }

    /// Puts a detached node under `parent`: before one of its children, or last.
    pub(super) fn link(&mut self, parent: NodeId, before: Option<NodeId>, id: NodeId) {
        let next = before.unwrap_or(NodeId::NONE);
        let previous = match before {
            Some(next) => self.node(next).previous,
            None => self.node(parent).last_child,
        };
        if let Some(node) = self.node_mut(id) {
            node.parent = parent;
            node.previous = previous;
            node.next = next;
        }
        match self.node_mut(previous) {
            Some(node) => node.next = id,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.first_child = id;
                }
            }
        }
        match self.node_mut(next) {
            Some(node) => node.previous = id,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.last_child = id;
                }
            }
        }
    }
}

/// Offsets fit in 32 bits because at most `MAX_HTML_BYTES` are read, and little more than
/// `MAX_STORED_BYTES` are stored of what the tree builder repeats.
pub(super) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
