//! What an element hands down to all below it: being hidden, being kept from snippets.

use html5ever::{LocalName, local_name};

use super::{Document, NodeId};

const HIDDEN: u8 = 1;
const NO_SNIPPET: u8 = 2;
const RAISED: u8 = 4;

/// Inherited facts of every node, made in one pass.
#[derive(Debug)]
pub struct Inherited {
    flags: Vec<u8>,
}

impl Inherited {
    /// Reads a document.
    pub fn of(document: &Document<'_>) -> Self {
        let no_snippet = LocalName::from("data-nosnippet");
        let mut flags = vec![0_u8; document.len()];
        for id in document.subtree(NodeId::ROOT) {
            let parent = document.parent(id);
            let above = parent.and_then(|parent| flags.get(parent.index()).copied());
            let own = above.unwrap_or(0) | flags_of(document, id, &no_snippet);
            if let Some(slot) = flags.get_mut(id.index()) {
                *slot = own;
            }
        }
        Self { flags }
    }

    /// Whether the source itself hides the node, here or above; see [`Document::declares_hidden`].
    pub fn is_hidden(&self, id: NodeId) -> bool {
        self.has(id, HIDDEN)
    }

    /// Whether a `data-nosnippet` on a span, div or section keeps the node out of snippets
    /// (Google Search Central, "data-nosnippet").
    pub fn is_kept_from_snippets(&self, id: NodeId) -> bool {
        self.has(id, NO_SNIPPET)
    }

    /// Whether the node is set as superscript or subscript: a mark beside a word, no part of it.
    pub fn is_raised(&self, id: NodeId) -> bool {
        self.has(id, RAISED)
    }

    fn has(&self, id: NodeId, flag: u8) -> bool {
        self.flags
            .get(id.index())
            .is_some_and(|own| own & flag != 0)
    }
}

fn flags_of(document: &Document<'_>, id: NodeId, no_snippet: &LocalName) -> u8 {
    let Some(name) = document.name(id) else {
        return 0;
    };
    let mut flags = 0;
    if document.declares_hidden(id) {
        flags |= HIDDEN;
    }
    match *name {
        local_name!("span") | local_name!("div") | local_name!("section")
            if document.attribute(id, no_snippet).is_some() =>
        {
            flags |= NO_SNIPPET;
        }
        local_name!("sup") | local_name!("sub") => flags |= RAISED,
        _ => {}
    }
    flags
}
