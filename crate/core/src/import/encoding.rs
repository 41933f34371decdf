//! In which encoding a file is, from its first bytes.

/// How much of a file is looked at.
pub const LOOKED_AT: usize = 4096;

/// The label for the browser's `TextDecoder`: by the byte order mark, else by where the zero bytes
/// of UTF-16 are, else UTF-8, and windows-1252 if the bytes are no UTF-8.
///
/// `head` is the beginning of the file; [`LOOKED_AT`] bytes are enough.
pub fn encoding_of(head: &[u8]) -> &'static str {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return "utf-8",
        [0xff, 0xfe, ..] => return "utf-16le",
        [0xfe, 0xff, ..] => return "utf-16be",
        _ => {}
    }
    let head = head.get(..LOOKED_AT).unwrap_or(head);
    let zeros = |odd: usize| {
        let bytes = head.iter().skip(odd).step_by(2);
        bytes.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd > even && odd * 4 > head.len() {
        "utf-16le"
    } else if even > odd && even * 4 > head.len() {
        "utf-16be"
    } else if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) {
        "windows-1252"
    } else {
        "utf-8"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(encoding_of(&bytes), label, "{bytes:?}");
        }
    }
}
