//! Bytes to text, as a browser decides it: byte order mark, Content-Type header, `<meta charset>`,
//! else UTF-8 where it is valid and windows-1252 where it is not (HTML standard, "determining the
//! character encoding").

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

/// Why a file is no page.
#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum DecodeError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is binary, not HTML")]
    Binary,
}

/// How far `<meta charset>` is looked for (HTML standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;
/// How far binary data is looked for (MIME sniffing standard, "resource header").
const SNIFF_BYTES: usize = 1445;

pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>) -> Result<String, DecodeError> {
    let bom = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty);
    }
    if bom.is_none() && is_binary(bytes) {
        return Err(DecodeError::Binary);
    }
    let encoding = bom
        .or_else(|| content_type.and_then(charset_parameter))
        .or_else(|| prescan(bytes))
        .unwrap_or_else(|| {
            if std::str::from_utf8(bytes).is_ok() {
                UTF_8
            } else {
                WINDOWS_1252
            }
        });
    let (text, _, _) = encoding.decode(bytes);
    Ok(text.into_owned())
}

/// A file that begins with markup is text whatever it holds; else binary data bytes decide.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    !head.trim_ascii_start().starts_with(b"<")
        && head
            .iter()
            .any(|b| matches!(b, 0..=8 | 0xb | 0xe..=0x1a | 0x1c..=0x1f))
}

fn charset_parameter(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset=")?;
    let label = value.trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'', ';', ' ']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// The encoding a meta tag in the first bytes names. UTF-16 there means UTF-8, because the tag
/// could be read at all.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once("<meta") {
        rest = tag;
        let tag = tag.split('>').next().unwrap_or(tag);
        let spaceless: String = tag.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        if let Some(encoding) = charset_parameter(&spaceless.replace('/', ";")) {
            let utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if utf16 { UTF_8 } else { encoding });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found_where_browsers_look() {
        let cases: [(&[u8], Option<&str>, &str); 7] = [
            (b"\xef\xbb\xbf<p>\xc3\xa9", None, "<p>é"),
            (b"\xff\xfe<\0p\0>\0", None, "<p>"),
            (b"<p>\xe9", Some("text/html; charset=ISO-8859-1"), "<p>é"),
            (b"<meta charset='windows-1251'><p>\xc0", None, "<meta charset='windows-1251'><p>А"),
            (
                b"<meta http-equiv=content-type content=\"text/html; charset = shift_jis\"/>\x83\x41",
                None,
                "<meta http-equiv=content-type content=\"text/html; charset = shift_jis\"/>ア",
            ),
            (b"<p>\xc3\xa9", None, "<p>é"),
            (b"<p>\xe9", None, "<p>é"),
        ];
        for (bytes, content_type, text) in cases {
            assert_eq!(decode(bytes, content_type).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(decode(b" \n\t", None), Err(DecodeError::Empty));
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0", None),
            Err(DecodeError::Binary)
        );
        assert!(decode(b"<html>\0</html>", None).is_ok());
    }
}
