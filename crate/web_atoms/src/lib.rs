//! Replaces the published `web_atoms`, the tables html5ever reads, with the named character
//! references packed.
//!
//! Published, the references are a perfect hash of all 9,854 beginnings of 2,231 names: the largest
//! table of the extension. All is made from the published crate (`build.rs`), and the tests hold the
//! two to be equal.

use std::sync::LazyLock;

/// The generated atoms, and what goes with them.
mod atoms {
    #![allow(missing_docs, clippy::all, clippy::pedantic)]
    include!(concat!(env!("OUT_DIR"), "/atoms.rs"));
}
pub use atoms::*;

/// The named character references of HTML, without `&`.
pub static NAMED_ENTITIES: NamedEntities = NamedEntities(LazyLock::new(unpack));

/// What the published table gives for a beginning of a name.
static BEGINNING: (u32, u32) = (0, 0);

/// Names of character references and what they stand for.
#[derive(Debug)]
pub struct NamedEntities(LazyLock<Entities>);

#[derive(Debug)]
struct Entities {
    /// Sorted by name.
    all: Vec<Entity>,
    /// By the first byte of a name, where those names begin in `all`; and where the last ones end.
    starts: [usize; 129],
}

#[derive(Debug)]
struct Entity {
    name: &'static str,
    /// Code points; the second is 0 where there is one.
    characters: (u32, u32),
}

impl NamedEntities {
    /// The one or two code points a name stands for (the second 0 where there is one), `(0, 0)` for
    /// what only begins a name, `None` for what begins none.
    pub fn get(&self, name: &str) -> Option<&(u32, u32)> {
        let Some(&first) = name.as_bytes().first() else {
            return Some(&BEGINNING);
        };
        let named = self.0.beginning_with(first)?;
        let at = named.partition_point(|entity| entity.name < name);
        let entity = named.get(at)?;
        if entity.name == name {
            Some(&entity.characters)
        } else {
            entity.name.starts_with(name).then_some(&BEGINNING)
        }
    }
}

impl Entities {
    /// The parser asks once a character, so that the first one narrows the search.
    fn beginning_with(&self, byte: u8) -> Option<&[Entity]> {
        let first = usize::from(byte);
        let start = *self.starts.get(first)?;
        let end = *self.starts.get(first + 1)?;
        self.all.get(start..end)
    }
}

fn unpack() -> Entities {
    let mut fields = include_str!(concat!(env!("OUT_DIR"), "/named_entities.txt")).split('\0');
    let mut entities = Vec::new();
    while let (Some(name), Some(characters)) = (fields.next(), fields.next()) {
        let mut characters = characters.chars().map(u32::from);
        entities.push(Entity {
            name,
            characters: (
                characters.next().unwrap_or(0),
                characters.next().unwrap_or(0),
            ),
        });
    }
    let mut starts = [0; 129];
    for (first, start) in starts.iter_mut().enumerate() {
        let before = |entity: &Entity| entity.name.bytes().next().map_or(0, usize::from) < first;
        *start = entities.partition_point(before);
    }
    Entities {
        all: entities,
        starts,
    }
}
