//! Whom does the page name as its author? Of several in one field one will do.

use super::{CheckState, Judgement};
use crate::document::fold;
use crate::mention::is_whole_in;
use crate::page::Facts;
use crate::reason::{Key, Reason};

/// Whether the page names the author that was agreed on.
pub fn against(page: &Facts, agreed: &str) -> Judgement {
    let Some(name) = page.author.as_deref() else {
        return Judgement::new(CheckState::Unknown, Key::FoundNoAuthor).told_by(Key::TellLook);
    };
    let found = Reason::new(Key::FoundAuthor, [name.to_owned()]);
    Judgement::new(CheckState::of(names(name, agreed)), found)
}

/// Whether what a page names as its author holds the name that was agreed on, in whole words: "Ann" is in
/// "By Ann Lee" and not in "Joanna". Words end where those of mentions do.
pub(crate) fn names(author: &str, agreed: &str) -> bool {
    let (author, agreed) = (fold(author), fold(agreed));
    author.char_indices().any(|(start, _)| {
        let rest = author.get(start..).unwrap_or("");
        rest.starts_with(&agreed) && is_whole_in(&author, start, start + agreed.len())
    })
}
