//! What an element of the body says as a property: microdata, microformats and `rel=author` mark elements up
//! that hold a value.

use html5ever::local_name;

use crate::document::{Document, NodeId, Text};
use crate::length::MAX_NAME_CHARS;

/// What an element says as a property: what its attribute for programs says, else its text.
pub(super) fn value(document: &Document<'_>, text: &Text, id: NodeId) -> String {
    let mut attributes = document.attributes(id);
    let own = attributes
        .find(|&(name, _)| matches!(*name, local_name!("content") | local_name!("datetime")));
    own.map_or_else(|| short_line(text, id), |(_, value)| value.to_owned())
}

/// An element's text, if it is short enough for a name or a date; long ones may be nested.
pub(super) fn short_line(text: &Text, id: NodeId) -> String {
    if text.range(id).len() > 4 * MAX_NAME_CHARS {
        return String::new();
    }
    text.line(id)
}
