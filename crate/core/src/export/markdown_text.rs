//! Texts of pages within Markdown, escaped so that no part of them is markup there.

use crate::document::one_line;

/// Page text on one line that Markdown shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// An address as code, so that no part of it is a link or markup.
pub(super) fn code(address: &str) -> String {
    let safe = one_line(address).replace('`', "%60").replace('|', "%7C");
    format!("`{safe}`")
}
