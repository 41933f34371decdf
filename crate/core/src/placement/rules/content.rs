//! Content: what the publisher's page is for. Its text with lists, tables, captions, sources and
//! buttons; on a page that is a list, the entries.
//!
//! Everything is content until something speaks for another region. Only the main area and the main
//! text in it are set apart from the rest here.

use super::super::hint::Hints;
use super::super::scene::{Entry, Grounds, Scene};

/// The main area and the main text in it.
pub(super) fn body(scene: &Scene<'_>, entry: &Entry<'_>) -> Option<Grounds> {
    if entry.at == scene.body.core {
        return Some(Grounds::MainText);
    }
    let main = Some(entry.at) == scene.body.main || entry.hints.any(Hints::ARTICLE);
    main.then_some(Grounds::MainArea)
}
