//! Signs in the source of styles, outside of what quotes them.

/// Where the first of these signs is, outside of strings, brackets, comments and escapes.
pub(super) fn find(text: &str, signs: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            _ if depth == 0 && signs.contains(&byte) => return at,
            b'\\' => at += 1,
            b'"' | b'\'' => at = string_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = text.get(at + 2..).and_then(|rest| rest.find("*/"));
                at = end.map_or(bytes.len(), |end| at + end + 3);
            }
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The place of a string's closing quote; a line's end ends a string that has none.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes.get(start).copied();
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return at,
            _ if Some(byte) == quote => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
