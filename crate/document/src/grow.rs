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

    /// The last child of a node.
    pub(super) fn last_child(&self, parent: NodeId) -> Option<NodeId> {
        let first = self.first_child(parent)?;
        self.node(first).previous.some()
    }

    /// The sibling before a node that has a parent.
    pub(super) fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        let node = self.node(id);
        let is_first = self.node(node.parent).first_child == id;
        node.previous.some().filter(|_| !is_first)
    }

    /// Puts a detached node under `parent`: before one of its children, or last.
    pub(super) fn link(&mut self, parent: NodeId, before: Option<NodeId>, id: NodeId) {
        let first = self.node(parent).first_child;
        let previous = match before {
            Some(next) => self.node(next).previous,
            None => self.last_child(parent).unwrap_or(id),
        };
        let is_first = first == NodeId::NONE || before == Some(first);
        if let Some(node) = self.node_mut(id) {
            node.parent = parent;
            node.previous = previous;
            node.next = before.unwrap_or(NodeId::NONE);
        }
        let (holder, link) = if is_first {
            (parent, Link::FirstChild)
        } else {
            (previous, Link::Next)
        };
        self.set(holder, link, id);
        // The next one knows it as the one before; the last one is known to the first.
        let behind = before.or(first.some()).unwrap_or(id);
        self.set(behind, Link::Previous, id);
    }

    /// Takes a node from its parent.
    pub(super) fn detach(&mut self, id: NodeId) {
        let Some(parent) = self.parent(id) else {
            return;
        };
        let (previous, next) = (self.node(id).previous, self.node(id).next);
        let first = self.node(parent).first_child;
        let (holder, link) = if first == id {
            (parent, Link::FirstChild)
        } else {
            (previous, Link::Next)
        };
        self.set(holder, link, next);
        let behind = if next == NodeId::NONE { first } else { next };
        if behind != id {
            self.set(behind, Link::Previous, previous);
        }
        if let Some(node) = self.node_mut(id) {
            node.parent = NodeId::NONE;
            node.previous = NodeId::NONE;
            node.next = NodeId::NONE;
        }
    }

    fn set(&mut self, id: NodeId, link: Link, to: NodeId) {
        if let Some(node) = self.node_mut(id) {
            match link {
                Link::FirstChild => node.first_child = to,
                Link::Previous => node.previous = to,
                Link::Next => node.next = to,
            }
        }
    }
}

/// One of the links of a node.
#[derive(Clone, Copy)]
enum Link {
    FirstChild,
    Previous,
    Next,
}

/// Offsets fit in 32 bits because at most `MAX_HTML_BYTES` are read, and little more than
/// `MAX_STORED_BYTES` are stored of what the tree builder repeats.
pub(super) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Moves nodes about at random, beside lists that are moved in the same way.
    #[test]
    fn siblings_stay_in_order_however_they_are_moved() {
        const NODES: usize = 6;
        let mut document = Document::with_room("", 0, 0);
        let ids: Vec<NodeId> = (0..NODES)
            .map(|_| document.push(NodeKind::Holder))
            .collect();
        let parents = [ids[0], ids[1]];
        let mut lists: [Vec<NodeId>; 2] = Default::default();
        let mut seed = 7_usize;
        let mut roll = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..5_000 {
            let id = ids[2 + roll(NODES - 2)];
            document.detach(id);
            for list in &mut lists {
                list.retain(|&known| known != id);
            }
            if roll(4) > 0 {
                let which = roll(2);
                let at = roll(lists[which].len() + 1);
                document.link(parents[which], lists[which].get(at).copied(), id);
                lists[which].insert(at, id);
            }
            for (&parent, list) in parents.iter().zip(&lists) {
                assert_eq!(&document.children(parent).collect::<Vec<_>>(), list);
                assert_eq!(document.last_child(parent), list.last().copied());
                for (at, &child) in list.iter().enumerate() {
                    let before = at.checked_sub(1).map(|before| list[before]);
                    assert_eq!(document.previous_sibling(child), before);
                }
            }
        }
    }
}
