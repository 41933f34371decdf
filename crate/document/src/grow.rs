//! How the arena grows: nodes are pushed, then linked; text is stored in the one buffer.

use super::{Document, Kind, Node, NodeId, Span};

impl Document<'_> {
    pub(super) fn push(&mut self, kind: Kind) -> NodeId {
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

/// Offsets fit in 32 bits because at most `MAX_HTML_BYTES` are read and the tree builder repeats
/// attributes at most `MAX_NODES` times; past that a span reads as empty.
pub(super) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
