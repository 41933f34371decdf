//! Text that is written without escapes, and where it ends.

use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr2, memmem};

/// Whether an element's text is written as it is (HTML standard, "Serializing HTML fragments").
pub(super) fn holds_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("style")
            | local_name!("script")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
    )
}

/// Whether a text begins with a tag of this name; `opening` is `<` or `</`.
fn is_tag(text: &[u8], opening: &[u8], name: &[u8]) -> bool {
    let Some((written, rest)) = text
        .strip_prefix(opening)
        .and_then(|rest| rest.split_at_checked(name.len()))
    else {
        return false;
    };
    written.eq_ignore_ascii_case(name)
        && matches!(
            rest.first(),
            Some(b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>')
        )
}

/// Where the end tag of a raw text begins.
pub(crate) fn end_of(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let found = memchr(b'<', rest)?;
        if is_tag(rest.get(found..)?, b"</", name) {
            return Some(at + found);
        }
        at += found + 1;
    }
}

/// Where the last end tag of `plaintext` begins: in a source all that follows its start is its text.
pub(super) fn last_end_of(text: &[u8]) -> Option<usize> {
    memmem::rfind(text, b"</plaintext>")
}

/// Where a script's end tag begins: one that is in a script within a comment is its text (HTML
/// standard, "script data double escaped state").
pub(crate) fn script_end(text: &[u8]) -> Option<usize> {
    let (mut in_comment, mut in_script) = (false, false);
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let found = if in_comment {
            memchr2(b'<', b'-', rest)?
        } else {
            memchr(b'<', rest)?
        };
        let rest = rest.get(found..)?;
        at += found;
        if is_tag(rest, b"</", b"script") {
            if !in_script {
                return Some(at);
            }
            in_script = false;
        } else if !in_comment && rest.starts_with(b"<!--") {
            in_comment = true;
            at += 1; // `<!-->` is a whole comment: its dashes are looked at again.
        } else if in_comment && rest.starts_with(b"-->") {
            (in_comment, in_script) = (false, false);
        } else if in_comment && is_tag(rest, b"<", b"script") {
            in_script = true;
        }
        at += 1;
    }
}
