//! In which encoding a file is, from its bytes.

/// How many bytes are looked at, from where they begin to tell something.
const LOOKED_AT: usize = 4096;

/// How many bytes of a file are asked for at once, to find the first that is not ASCII.
const PIECE: usize = 1 << 20;

/// The label for the browser's `TextDecoder`: by the byte order mark, else by where the zero bytes
/// of UTF-16 are, else UTF-8, and windows-1252 if the bytes are no UTF-8.
///
/// `read` gives a file's bytes from a place on, as many as asked for or all that are left. Of a file that
/// begins with ASCII alone, what it is shows where it first leaves ASCII, however late.
pub fn encoding_of(read: impl Fn(usize, usize) -> Vec<u8>) -> &'static str {
    let head = read(0, LOOKED_AT);
    let told = of_head(&head);
    if told != "utf-8" || !head.is_ascii() {
        return told;
    }
    let mut at = head.len();
    loop {
        let piece = read(at, PIECE);
        if piece.is_empty() {
            return told;
        }
        if let Some(first) = piece.iter().position(|byte| !byte.is_ascii()) {
            return of_ascii_and_more(&read(at + first, LOOKED_AT));
        }
        at += piece.len();
    }
}

/// The encoding of a file that begins so.
fn of_head(head: &[u8]) -> &'static str {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return "utf-8",
        [0xff, 0xfe, ..] => return "utf-16le",
        [0xfe, 0xff, ..] => return "utf-16be",
        _ => {}
    }
    let zeros = |odd: usize| {
        let bytes = head.iter().skip(odd).step_by(2);
        bytes.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd > even && odd * 4 > head.len() {
        "utf-16le"
    } else if even > odd && even * 4 > head.len() {
        "utf-16be"
    } else {
        of_ascii_and_more(head)
    }
}

/// The encoding of bytes in which ASCII stands for itself. The last of them may be the beginning of a
/// character.
fn of_ascii_and_more(bytes: &[u8]) -> &'static str {
    if std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some()) {
        "windows-1252"
    } else {
        "utf-8"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The encoding of a file of these bytes.
    fn told(bytes: &[u8]) -> &'static str {
        encoding_of(|from, count| {
            let left = bytes.iter().skip(from).take(count);
            left.copied().collect()
        })
    }

    #[test]
    fn what_is_not_ascii_tells_the_encoding_however_late_it_comes() {
        let row = "https://blog.example/tea,tea\n";
        for ascii in [
            LOOKED_AT - 1,
            LOOKED_AT,
            LOOKED_AT + 1,
            LOOKED_AT + PIECE - 1,
        ] {
            let before: Vec<u8> = row.bytes().cycle().take(ascii).collect();
            for (word, label) in [
                ("Zoé,茶\n".as_bytes(), "utf-8"),
                (b"Zo\xe9,J\xe4ger\n", "windows-1252"),
                (b"\xff\xfe,\n", "windows-1252"),
                (b"Zoe\n", "utf-8"),
            ] {
                let file = [&before, word, row.as_bytes()].concat();
                assert_eq!(told(&file), label, "{ascii} bytes, then {word:?}");
            }
        }
    }

    #[test]
    fn encodings_are_told_from_the_first_bytes() {
        let utf_16 = |text: &str, little: bool| -> Vec<u8> {
            let bytes = |unit: u16| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            text.encode_utf16().flat_map(bytes).collect()
        };
        let text = "Referring page URL\tAnchor";
        for (bytes, label) in [
            (text.as_bytes().to_vec(), "utf-8"),
            (b"\xef\xbb\xbfURL".to_vec(), "utf-8"),
            ("Ünlü 茶".as_bytes()[..8].to_vec(), "utf-8"),
            (b"Erw\xe4hnung,URL".to_vec(), "windows-1252"),
            (utf_16(text, true), "utf-16le"),
            (utf_16(text, false), "utf-16be"),
            (utf_16(&format!("\u{feff}{text}"), true), "utf-16le"),
            (Vec::new(), "utf-8"),
        ] {
            assert_eq!(told(&bytes), label, "{bytes:?}");
        }
    }
}
