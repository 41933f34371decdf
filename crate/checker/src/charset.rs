//! Which encoding a page's bytes are in, as browsers decide it: byte order mark, header, `<meta>`,
//! else UTF-8 (HTML standard, "determining the character encoding"). The browser itself decodes.

/// How far `<meta charset>` is looked for (HTML standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;

/// The label of the encoding, by what says it first.
pub(crate) fn label(content_type: Option<&str>, bytes: &[u8]) -> String {
    let mark = [
        (&b"\xef\xbb\xbf"[..], "utf-8"),
        (b"\xfe\xff", "utf-16be"),
        (b"\xff\xfe", "utf-16le"),
    ];
    if let Some((_, label)) = mark.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return (*label).to_owned();
    }
    let head = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes);
    // One character a byte: only ASCII is looked for.
    let head: String = head.iter().copied().map(char::from).collect();
    content_type
        .and_then(charset)
        .or_else(|| in_meta(&head))
        .unwrap_or_else(|| "utf-8".to_owned())
}

/// What a `<meta>` says. A page that can be read so far is not in UTF-16, whatever it says.
fn in_meta(head: &str) -> Option<String> {
    let small = head.to_ascii_lowercase();
    let mut metas = small.split("<meta").skip(1);
    let found = metas.find_map(|meta| charset(meta.split('>').next()?))?;
    let wide = found.starts_with("utf-16") || found == "x-user-defined";
    Some(if wide { "utf-8".to_owned() } else { found })
}

/// What stands after `charset=`.
fn charset(text: &str) -> Option<String> {
    let small = text.to_ascii_lowercase();
    let (_, rest) = small.split_once("charset")?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = |sign: char| sign.is_ascii_whitespace() || matches!(sign, '"' | '\'' | ';' | '/');
    let label = value.split(end).next()?;
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn the_first_that_says_it_decides() {
        let rows: &[(Option<&str>, &[u8], &str)] = &[
            (None, b"<title>Tea", "utf-8"),
            (Some("text/html"), b"<title>Tea", "utf-8"),
            (
                Some("text/html; charset=windows-1252"),
                b"<meta charset=utf-8>",
                "windows-1252",
            ),
            (Some("text/html;charset=\"Shift_JIS\""), b"", "shift_jis"),
            (
                Some("text/html; charset=shift_jis"),
                b"\xef\xbb\xbf<p>",
                "utf-8",
            ),
            (None, b"\xff\xfe<\0", "utf-16le"),
            (None, b"\xfe\xff\0<", "utf-16be"),
            (None, b"<head><META charset='ISO-8859-1'>", "iso-8859-1"),
            (None, b"<meta name=x><meta charset=gbk />", "gbk"),
            (
                None,
                b"<meta http-equiv=Content-Type content=\"text/html; charset=euc-kr\">",
                "euc-kr",
            ),
            (None, b"<meta charset=utf-16>", "utf-8"),
            (None, b"<p>charset=gbk", "utf-8"),
            (None, b"<meta charset=>", "utf-8"),
        ];
        for (header, bytes, expected) in rows {
            assert_eq!(
                label(*header, bytes),
                *expected,
                "{header:?} {}",
                bytes.escape_ascii()
            );
        }
        let late = [" ".repeat(1024).as_bytes(), b"<meta charset=gbk>"].concat();
        assert_eq!(label(None, &late), "utf-8");
    }
}
