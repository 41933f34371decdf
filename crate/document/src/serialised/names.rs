//! Names of elements and attributes, found again without html5ever's table.

use html5ever::{LocalName, local_name};

/// Names met before. A page has few, and looking one up among all names there are takes longer
/// than comparing it with one that has the same length and ends.
pub(super) struct Names<'a>(Vec<(&'a str, LocalName)>);

impl<'a> Names<'a> {
    pub(super) fn new() -> Self {
        Self(vec![("", local_name!("")); SLOTS])
    }

    /// What is written so, as a name.
    pub(super) fn get(&mut self, name: &'a str) -> LocalName {
        let Some(slot) = self.0.get_mut(slot_of(name.as_bytes())) else {
            return LocalName::from(name);
        };
        if slot.0 != name {
            *slot = (name, LocalName::from(name));
        }
        slot.1.clone()
    }
}

/// How many names are cached.
const SLOTS: usize = 256;

fn slot_of(name: &[u8]) -> usize {
    let byte = |at: usize| name.get(at).copied().map_or(0, usize::from);
    let sum = name.len() * 29
        + byte(0) * 7
        + byte(name.len() / 2) * 13
        + byte(name.len().wrapping_sub(1)) * 31;
    sum % SLOTS
}
