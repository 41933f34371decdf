//! Any text as another tool's list, in any pieces: the pieces make no difference, all pages taken
//! are addresses on the web, and no row is lost without a word.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linkglance_core::import::{Importer, encoding_of};
use linkglance_core::url::{Url, is_web};

fuzz_target!(|input: (u8, u8, &str)| {
    let (size, most, text) = input;
    let bytes = text.as_bytes();
    let _ = encoding_of(|from, count| bytes.iter().skip(from).take(count).copied().collect());
    let whole = read(&[text], usize::MAX);
    let pieces = pieces(text, usize::from(size).max(1));
    assert_eq!(read(&pieces, usize::from(most).max(1)), whole);
});

/// Pieces of about `size` bytes.
fn pieces(text: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = (size..rest.len()).find(|&at| rest.is_char_boundary(at));
        let (piece, left) = rest.split_at(at.unwrap_or(rest.len()));
        pieces.push(piece);
        rest = left;
    }
    pieces
}

/// What is taken, what is refused and how many rows repeat another.
fn read(pieces: &[&str], most: usize) -> (Vec<String>, Vec<usize>, usize) {
    let mut importer = Importer::default();
    for piece in pieces {
        importer.push(piece);
    }
    importer.end();
    let (mut taken, mut refused, mut repeated) = (Vec::new(), Vec::new(), 0);
    loop {
        let batch = importer.next_batch(most);
        if batch.rows() == 0 {
            return (taken, refused, repeated);
        }
        for row in batch.taken {
            let page = Url::parse(&row.page).expect("a page has an address");
            assert!(is_web(&page));
            taken.push(row.page);
        }
        refused.extend(batch.refused.iter().map(|row| row.line));
        repeated += batch.repeated;
    }
}
