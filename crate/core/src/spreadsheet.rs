//! Text in the cells of a spreadsheet: guarded, so that no cell is read as a formula, and read back.
//!
//! The text comes from pages, which are hostile. An apostrophe goes before a sign that would begin a
//! formula (OWASP ASVS 1.2.10, OWASP "CSV Injection"): at the beginning of the text, and after each
//! separator in it, because a spreadsheet that separates by something else begins a cell there. What
//! separates is the reader's choice: in many countries Excel opens a CSV file by semicolons, and it
//! pastes by whatever was chosen last. Quotation marks do not stop any of this: they quote only where
//! the reader's own cell begins.

use std::borrow::Cow;

/// What makes a spreadsheet read a cell as a formula, where the cell begins with it. TAB and CR are
/// dropped by some, and what follows them begins the cell then.
const SIGNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// After what a spreadsheet may begin another cell.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

/// What readers take off the beginning of a cell: quotation marks, and guards.
const QUOTES: [char; 2] = ['\'', '"'];

/// A text that is a formula in no cell, however it is separated. [`unguarded`] gives it back.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if !pieces(text).any(begins_formula) {
        return text.into();
    }
    let guard = |piece| if begins_formula(piece) { "'" } else { "" };
    pieces(text)
        .flat_map(|piece| [guard(piece), piece])
        .collect::<String>()
        .into()
}

/// A text as it was before it was [`guarded`].
pub(crate) fn unguarded(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return text.into();
    }
    let bare = |piece| match str::strip_prefix(piece, '\'') {
        Some(rest) if begins_formula(rest) => rest,
        _ => piece,
    };
    pieces(text).map(bare).collect::<String>().into()
}

/// The text in pieces, each with the separator that ends it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(SEPARATORS)
}

/// Whether a reader would come upon a sign first. A text that has apostrophes of its own before the
/// sign counts, too: it gets one more, so that reading takes off one and only one.
fn begins_formula(piece: &str) -> bool {
    piece.trim_start_matches(QUOTES).starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_wherever_a_cell_may_begin() {
        for (text, written) in [
            ("", ""),
            ("plain, with a dash - inside", "plain, with a dash - inside"),
            ("=1+1", "'=1+1"),
            ("-", "'-"),
            ("@acme", "'@acme"),
            ("\t=1", "'\t'=1"),
            ("'=1", "''=1"),
            ("\"=1\"", "'\"=1\""),
            ("'tis", "'tis"),
            ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
            ("x;\"=cmd\"", "x;'\"=cmd\""),
            ("two\n-1\r\n+2", "two\n'-1\r\n'+2"),
            ("a,=b\t@c", "a,'=b\t'@c"),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }
}
