//! How long a text may be that is shown or stored: every cap in one place, and the one way to cut.
//!
//! A page may hold 8 MiB of anything. What is shown of it must be laid out, and what is saved is
//! read and laid out at every opening, so one long title would slow down a page of ours for good.
//! A cut text ends in an ellipsis, which is not counted: cutting it again does not change it.
//!
//! Words taken from around a place (contexts, quotes, disclosures) are cut where they are read, by
//! how much of them the user needs; they are shorter than the ones here.

use std::borrow::Cow;

use crate::document::{floor_boundary, head_chars};

/// Longest title, in characters: five times as much as search results show of one.
pub const MAX_TITLE_CHARS: usize = 300;

/// Longest name of a person or thing, and longest date as a page writes it, in characters:
/// "Wednesday, September 30, 2026 at 11:59 p.m. Central European Summer Time" has 72.
pub const MAX_NAME_CHARS: usize = 200;

/// Longest language tag, in characters. RFC 5646 (4.4.1) asks for room for at least 35.
pub const MAX_LANGUAGE_CHARS: usize = 64;

/// Longest address, in bytes. RFC 9110 (4.1) asks for room for at least 8,000; Apache and nginx
/// refuse requests with more than 8 KiB unless configured otherwise. A longer one is judged whole and
/// written cut.
pub const MAX_ADDRESS_BYTES: usize = 8 << 10;

/// Longest address that leads anywhere, in bytes: Chromium follows none that is longer
/// (`kMaxURLChars`), and reading one of 8 MB takes seconds.
pub const MAX_FOLLOWED_BYTES: usize = 2 << 20;

/// As much as is shown of an address, in characters.
pub const MAX_SHOWN_ADDRESS_CHARS: usize = 300;

/// Longest host, in characters (RFC 1035, 2.3.4: 255 octets with their lengths).
pub const MAX_HOST_CHARS: usize = 253;

/// Longest anchor text, in characters: links may be in links of other vocabularies (SVG), and
/// each would hold the whole text again.
pub const MAX_ANCHOR_CHARS: usize = 1_000;

/// Longest name of a site in a page's text, in characters: any number of invisible marks and
/// spaces may be between its letters.
pub const MAX_MENTION_CHARS: usize = 300;

/// Longest token of a rel attribute and longest scheme of an address, in characters. Those that
/// mean something have less than half.
pub const MAX_TOKEN_CHARS: usize = 60;

/// Most tokens of one rel attribute besides those that qualify a link. Real links have up to five.
pub const MAX_TOKENS: usize = 100;

/// Longest words that disclose payment, in characters.
pub const MAX_DISCLOSURE_CHARS: usize = 160;

/// Longest value that is put into a reason's sentence, in characters.
pub const MAX_VALUE_CHARS: usize = 300;

/// Longest notes the user writes about a prospect, in characters: some eight pages.
pub const MAX_NOTES_CHARS: usize = 20_000;

/// Longest line the user adds to a prospect's history, in characters: what a call or a meeting was about.
pub const MAX_ENTRY_CHARS: usize = 300;

/// Longest label the user gives a prospect, in characters.
pub const MAX_TAG_CHARS: usize = 60;

/// Longest subject of a message, in characters: a line of a mail has no more (RFC 5322, 2.1.1).
pub const MAX_SUBJECT_CHARS: usize = 998;

/// Longest text of a message, in characters: some eight pages.
pub const MAX_BODY_CHARS: usize = 20_000;

/// The text, or its first so many characters and an ellipsis.
pub fn cut(text: &str, chars: usize) -> Cow<'_, str> {
    let head = head_chars(text, chars);
    match text.get(head.len()..) {
        None | Some("" | "…") => Cow::Borrowed(text),
        Some(_) => Cow::Owned(format!("{head}…")),
    }
}

/// As [`cut`], for a text of one's own, which is not copied where it fits.
pub fn cut_owned(text: String, chars: usize) -> String {
    match cut(&text, chars) {
        Cow::Borrowed(_) => text,
        Cow::Owned(head) => head,
    }
}

/// An address as it is written into a report: whole up to [`MAX_ADDRESS_BYTES`], else without its
/// fragment, which no server sees, else cut.
pub fn address(whole: &str) -> String {
    let document = whole.split('#').next().unwrap_or(whole);
    if whole.len() <= MAX_ADDRESS_BYTES {
        whole.to_owned()
    } else if document.len() <= MAX_ADDRESS_BYTES {
        document.to_owned()
    } else {
        cut_address(document).into_owned()
    }
}

/// The first [`MAX_ADDRESS_BYTES`] of an address that has more, and an ellipsis.
pub fn cut_address(whole: &str) -> Cow<'_, str> {
    match whole.split_at_checked(floor_boundary(whole, MAX_ADDRESS_BYTES)) {
        None | Some((_, "" | "…")) => Cow::Borrowed(whole),
        Some((head, _)) => Cow::Owned(format!("{head}…")),
    }
}

/// An address as it is shown: its beginning, where it is long.
pub fn shown_address(address: &str) -> String {
    cut(address, MAX_SHOWN_ADDRESS_CHARS).into_owned()
}

/// Whether an address of a report is whole. One that was cut leads nowhere.
pub fn is_whole(address: &str) -> bool {
    address.len() <= MAX_ADDRESS_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_at_a_character() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöü", 2), "äö…");
        assert_eq!(cut(&cut("äöü", 2), 2), "äö…");
        assert_eq!(cut_owned("äöü".to_owned(), 0), "…");
    }

    #[test]
    fn a_long_address_loses_its_fragment_first() {
        let long = "ä".repeat(MAX_ADDRESS_BYTES);
        assert_eq!(
            address(&format!("https://a.example/#{long}")),
            "https://a.example/"
        );
        let cut = address(&format!("https://a.example/?q={long}#x"));
        assert!(cut.ends_with("ä…") && !is_whole(&cut));
        assert!(cut.len() <= MAX_ADDRESS_BYTES + "…".len());
        assert_eq!(address(&cut), cut);
    }
}
