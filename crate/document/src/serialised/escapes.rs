//! The signs that a serialisation escapes.

use memchr::memchr;

/// What the standard's "escaping a string" writes, and for what.
const ESCAPES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", "\u{a0}"),
];

/// Writes a text without its escapes. `sign` is where its first `&` is.
pub(super) fn unescape(text: &str, sign: usize, out: &mut String) {
    let (mut rest, mut sign) = (text, Some(sign));
    while let Some((head, tail)) = sign.and_then(|sign| rest.split_at_checked(sign)) {
        let escape = ESCAPES.iter().find(|(escape, _)| tail.starts_with(escape));
        let (escape, meant) = escape.unwrap_or(&("&", "&"));
        out.push_str(head);
        out.push_str(meant);
        rest = tail.get(escape.len()..).unwrap_or("");
        sign = memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
}
