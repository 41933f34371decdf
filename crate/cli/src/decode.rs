//! Bytes to text, as a browser decides it: byte order mark, Content-Type header, `<meta charset>`,
//! else UTF-8 where it is valid and windows-1252 where it is not (HTML standard, "determining the
//! character encoding").

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
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
    let declared = bom.or_else(|| content_type.and_then(charset_parameter));
    if declared.is_none() && is_binary(bytes) {
        return Err(DecodeError::Binary);
    }
    let encoding = declared.or_else(|| prescan(bytes)).unwrap_or_else(|| {
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
/// could be read at all; x-user-defined means windows-1252.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once("<meta") {
        rest = tag;
        let tag = tag.split('>').next().unwrap_or(tag);
        let spaceless: String = tag.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        if let Some(encoding) = charset_parameter(&spaceless.replace('/', ";")) {
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else if encoding == X_USER_DEFINED {
                WINDOWS_1252
            } else {
                encoding
            });
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

    /// The labels of the Encoding Standard, each encoding with a sample.
    #[derive(serde::Deserialize)]
    struct Labelled {
        encoding: String,
        bytes: String,
        text: String,
        labels: Vec<String>,
    }

    #[test]
    fn every_label_of_the_standard_is_known() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/conformance/encoding_labels.json"
        );
        let all: Vec<Labelled> =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(all.iter().map(|one| one.labels.len()).sum::<usize>(), 228);
        for one in all {
            let digits: Vec<char> = one.bytes.chars().collect();
            let bytes: Vec<u8> = digits
                .chunks(2)
                .map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap())
                .collect();
            for label in one.labels {
                let header = format!("text/html;charset=\"{}\"", label.to_uppercase());
                let text = decode(&bytes, Some(&header)).unwrap();
                assert_eq!(text, one.text, "{label} in a header");
                let meta = format!("<meta charset={label}>");
                let page = [meta.as_bytes(), &bytes].concat();
                let text = decode(&page, None).unwrap();
                let expected = match one.encoding.as_str() {
                    // There these mean another encoding.
                    "UTF-16BE" | "UTF-16LE" | "x-user-defined" => continue,
                    // Its pages are not read at all.
                    "replacement" => one.text.clone(),
                    _ => meta + &one.text,
                };
                assert_eq!(text, expected, "{label} in a meta tag");
            }
        }
    }

    #[test]
    fn two_encodings_mean_others_in_a_meta_tag() {
        let utf16 = "<meta charset=utf-16>é";
        assert_eq!(decode(utf16.as_bytes(), None).unwrap(), utf16);
        let own = b"<meta charset=x-user-defined>\xe9";
        assert_eq!(decode(own, None).unwrap(), "<meta charset=x-user-defined>é");
    }

    #[test]
    fn bytes_that_are_no_text_of_their_encoding_are_replaced() {
        let text = decode(b"<p>a\xc3(\xff", Some("text/html; charset=utf-8")).unwrap();
        assert_eq!(text, "<p>a\u{fffd}(\u{fffd}");
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
