//! Where markup ends in a source, as the HTML standard's tokenizer reads it, and where a tag's
//! attributes become too many.
//!
//! html5ever compares each attribute's name with all that the tag had before, so a tag of 300,000
//! takes it 19 seconds. What is past the cap is therefore not given to it (see `parse`). To leave
//! out neither more nor less, this follows the standard's states from one `<` in the data state to
//! the next; what is raw text is asked of the tree builder, which alone knows.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::limits::{CHUNK_BYTES, Clock};

/// What begins with a `<` in the data state.
pub(super) enum Markup {
    /// A start tag or an end tag.
    Tag(Tag),
    /// A comment, a document type or what is read as a comment; it ends here.
    Comment(usize),
    /// `<![CDATA[`, which is a section in foreign content and a comment elsewhere.
    Section,
    /// No markup: the `<` is text.
    Text,
}

/// A tag.
pub(super) struct Tag {
    /// Whether its name is one of those whose text may be raw.
    pub(super) raw_name: bool,
    /// Where its name begins and ends.
    pub(super) name: Range<usize>,
    /// Just past its `>`; `None` if the source ends in it.
    pub(super) end: Option<usize>,
    /// Where the first attribute begins that is too many.
    pub(super) excess: Option<usize>,
    /// Whether it ends in `/>`.
    pub(super) closes_itself: bool,
}

/// Elements whose text the tree builder may call raw.
const RAW_NAMES: [&[u8]; 10] = [
    b"iframe",
    b"noembed",
    b"noframes",
    b"noscript",
    b"plaintext",
    b"script",
    b"style",
    b"textarea",
    b"title",
    b"xmp",
];

/// Reads what begins with the `<` at `open`. A tag may have `most` attributes. `None` if the time is
/// up.
pub(super) fn read(
    html: &[u8],
    open: usize,
    most: usize,
    out_of_time: Clock<'_>,
) -> Option<Markup> {
    let rest = html.get(open + 1..).unwrap_or_default();
    Some(match rest {
        [b'!', b'-', b'-', ..] => Markup::Comment(comment_end(html, open)),
        [b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] => Markup::Section,
        [b'/', b'>', ..] => Markup::Comment(open + "</>".len()),
        [b'/', first, ..] if first.is_ascii_alphabetic() => {
            Markup::Tag(tag(html, open + "</".len(), most, out_of_time)?)
        }
        [b'!' | b'?', ..] | [b'/', _, ..] => Markup::Comment(past(html, open, b">")),
        [first, ..] if first.is_ascii_alphabetic() => {
            let mut tag = tag(html, open + "<".len(), most, out_of_time)?;
            let name = html.get(tag.name.clone()).unwrap_or_default();
            tag.raw_name = RAW_NAMES.iter().any(|raw| raw.eq_ignore_ascii_case(name));
            Markup::Tag(tag)
        }
        _ => Markup::Text,
    })
}

/// Just past the first `needle` from `at` on; the end of the source if it is not there.
pub(super) fn past(html: &[u8], at: usize, needle: &[u8]) -> usize {
    let found = memmem::find(html.get(at..).unwrap_or_default(), needle);
    found.map_or(html.len(), |found| at + found + needle.len())
}

/// Where the comment that begins at `open` ends: its first two dashes may be its last, but only
/// before a `>` (HTML standard, "comment start state").
fn comment_end(html: &[u8], open: usize) -> usize {
    let usual = past(html, open + "<!".len(), b"-->");
    // Looked for before that only: each search would go to the end of the source.
    let head = html.get(..usual).unwrap_or(html);
    match memmem::find(head.get(open + "<!--".len()..).unwrap_or_default(), b"--!>") {
        Some(found) => open + "<!--".len() + found + "--!>".len(),
        None => usual,
    }
}

/// Where the tokenizer is in a tag.
enum State {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    /// In a value without quotes.
    Value,
    /// After a slash outside values.
    Slash,
}

/// Reads the tag whose name begins at `start`.
fn tag(html: &[u8], start: usize, most: usize, out_of_time: Clock<'_>) -> Option<Tag> {
    let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>');
    let rest = html.get(start..).unwrap_or_default();
    let name_end = start + rest.iter().position(ends).unwrap_or(rest.len());
    let mut tag = Tag {
        raw_name: false,
        name: start..name_end,
        end: None,
        excess: None,
        closes_itself: false,
    };
    let (mut at, mut count, mut state) = (name_end, 0, State::BeforeName);
    let mut look = at + CHUNK_BYTES;
    while let Some(&byte) = html.get(at) {
        if at >= look {
            look = at + CHUNK_BYTES;
            if out_of_time() {
                return None;
            }
        }
        state = match (state, byte) {
            (State::Slash, b'>') => {
                tag.closes_itself = true;
                tag.end = Some(at + 1);
                break;
            }
            (_, b'>') => {
                tag.end = Some(at + 1);
                break;
            }
            (State::BeforeValue, b'"' | b'\'') => {
                let value = html.get(at + 1..).unwrap_or_default();
                at += 1 + memchr(byte, value).unwrap_or(value.len());
                State::BeforeName
            }
            (State::BeforeValue, byte) if is_space(byte) => State::BeforeValue,
            (State::Value, byte) if is_space(byte) => State::BeforeName,
            (State::BeforeValue | State::Value, _) => State::Value,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name | State::AfterName, byte) if is_space(byte) => State::AfterName,
            (State::BeforeName | State::Slash, byte) if is_space(byte) => State::BeforeName,
            (_, b'/') => State::Slash,
            (State::Name, _) => State::Name,
            (State::BeforeName | State::AfterName | State::Slash, _) => {
                if count == most {
                    tag.excess = Some(at);
                }
                count += 1;
                State::Name
            }
        };
        at += 1;
    }
    Some(tag)
}

/// White space of the HTML standard.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}
