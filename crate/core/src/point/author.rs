//! Whom does the page name as its author? Of several in one field one will do.

use super::{CheckState, Judgement};
use crate::document::fold;
use crate::page::Facts;
use crate::reason::{Key, Reason};

/// Whether the page names the author that was agreed on.
pub fn against(page: &Facts, agreed: &str) -> Judgement {
    let Some(name) = page.author.as_deref() else {
        return Judgement::new(CheckState::Unknown, Key::FoundNoAuthor).told_by(Key::TellLook);
    };
    let kept = fold(name).contains(&fold(agreed));
    let found = Reason::new(Key::FoundAuthor, [name.to_owned()]);
    Judgement::new(CheckState::of(kept), found)
}
