//! What holds of every tree, however it was read.

use std::cell::Cell;

use linkglance_core::document::{Clock, Document, NodeId, Stopped};

/// Reads a page and sees that the clock is asked a piece, each child's parent is its parent, and no
/// walk is longer than the arena.
pub fn holds_together<'a>(
    html: &'a str,
    read: impl FnOnce(&'a str, Clock<'_>) -> (Document<'a>, Option<Stopped>),
) {
    let asked = Cell::new(0_usize);
    let (document, _) = read(html, &|| {
        asked.set(asked.get() + 1);
        false
    });
    assert!(
        asked.get() <= html.len() / 4096 + 2,
        "the clock is asked a piece"
    );
    let mut steps = 0;
    for node in document.subtree(NodeId::ROOT) {
        steps += 1;
        assert!(steps <= document.len());
        for child in document.children(node) {
            assert_eq!(document.parent(child), Some(node));
        }
    }
}
