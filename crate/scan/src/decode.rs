//! Bytes to text, as a browser decides it: byte order mark, Content-Type header, `<meta charset>`,
//! else UTF-8 where it is valid and windows-1252 where it is not (HTML standard, "determining the
//! character encoding").

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use thiserror::Error;

/// Why a file is no page.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is neither text nor markup.
    #[error("the file is binary, not HTML")]
    Binary,
    /// It is a PDF.
    #[error("the file is a PDF, not HTML")]
    Pdf,
    /// It is JSON.
    #[error("the file is JSON, not HTML")]
    Json,
    /// It is packed.
    #[error("the file is compressed: unpack it first")]
    Compressed,
    /// It is markup with many NUL bytes.
    #[error("the file holds NUL bytes like no page does")]
    Nuls,
    /// It is in an encoding that no browser reads without a mark.
    #[error("the file is {0} without saying so, which no browser reads: convert it to UTF-8")]
    Unmarked(&'static str),
    /// Its header says that it is something else.
    #[error("the header says the file is {0}, not HTML")]
    Declared(String),
}

/// A page's text, and what its encoding is called.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name, as the Encoding Standard has it.
    pub encoding: &'static str,
}

/// How far `<meta charset>` is looked for (HTML standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;
/// How far binary data is looked for (MIME sniffing standard, "resource header").
const SNIFF_BYTES: usize = 1445;

/// How far into a file its type may be said (PDF readers take `%PDF-` in the first 1024 bytes).
const PDF_BYTES: usize = 1024;
/// Of this many bytes, one that is NUL is a damaged page's, more are another kind of file. In UTF-16
/// half of a page's markup is NULs, in UTF-32 three quarters.
const BYTES_PER_NUL: usize = 16;

/// Makes text of a page's bytes.
///
/// # Errors
/// What they are instead of a page.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Result<Decoded, DecodeError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty);
    }
    if let Some(error) = other_kind(bytes, content_type) {
        return Err(error);
    }
    let bom = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let declared = bom
        .or_else(|| content_type.and_then(charset_parameter))
        .or_else(|| utf16_of_xml(bytes));
    if declared.is_none_or(|encoding| ![UTF_16BE, UTF_16LE].contains(&encoding))
        && let Some(error) = many_nuls(bytes)
    {
        return Err(error);
    }
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
    let (text, encoding, _) = encoding.decode(bytes);
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    })
}

/// What the file is by its first bytes, by its whole form or by its header, where that is no page.
fn other_kind(bytes: &[u8], content_type: Option<&str>) -> Option<DecodeError> {
    let head = bytes.get(..PDF_BYTES).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    if !start.starts_with(b"<") && head.windows(5).any(|window| window == b"%PDF-") {
        return Some(DecodeError::Pdf);
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Some(DecodeError::Compressed);
    }
    // Its mark begins with the one of UTF-16.
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some(DecodeError::Unmarked("UTF-32"));
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_json = matches!(plain.trim_ascii_start().first(), Some(b'{' | b'['))
        && serde_json::from_slice::<serde::de::IgnoredAny>(plain).is_ok();
    if is_json {
        return Some(DecodeError::Json);
    }
    let essence = content_type?.split(';').next()?.trim().to_ascii_lowercase();
    let (kind, format) = essence.split_once('/')?;
    let other = matches!(kind, "image" | "audio" | "video" | "font")
        || matches!(format, "pdf" | "json" | "zip" | "gzip")
        || format.ends_with("+json");
    // An image in SVG is a document with links.
    (other && format != "svg+xml").then_some(DecodeError::Declared(essence))
}

/// An XML declaration in UTF-16 needs no byte order mark (HTML standard, "prescan a byte stream").
fn utf16_of_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"<\0?\0x\0") {
        Some(UTF_16LE)
    } else if bytes.starts_with(b"\0<\0?\0x") {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a file with many NULs is, by where they stand.
fn many_nuls(bytes: &[u8]) -> Option<DecodeError> {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let nuls: usize = head.iter().map(|&byte| usize::from(byte == 0)).sum();
    if nuls < 2 || nuls * BYTES_PER_NUL <= head.len() {
        return None;
    }
    // Characters of ASCII, as most of a page's markup is, by the form of their first units.
    let share = |is_character: fn(&[u8]) -> bool, size: usize| {
        let units = head.chunks_exact(size);
        2 * units.clone().filter(|unit| is_character(unit)).count() > units.len()
    };
    let utf32 = |unit: &[u8]| matches!(unit, [1..=u8::MAX, 0, 0, 0] | [0, 0, 0, 1..=u8::MAX]);
    let utf16 = |unit: &[u8]| matches!(unit, [1..=u8::MAX, 0] | [0, 1..=u8::MAX]);
    Some(if share(utf32, 4) {
        DecodeError::Unmarked("UTF-32")
    } else if share(utf16, 2) {
        DecodeError::Unmarked("UTF-16")
    } else if head.trim_ascii_start().starts_with(b"<") {
        DecodeError::Nuls
    } else {
        DecodeError::Binary
    })
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

    fn text(bytes: &[u8], content_type: Option<&str>) -> String {
        decode(bytes, content_type).unwrap().text
    }

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
        for (bytes, content_type, expected) in cases {
            assert_eq!(text(bytes, content_type), expected);
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
                let text = self::text(&bytes, Some(&header));
                assert_eq!(text, one.text, "{label} in a header");
                let meta = format!("<meta charset={label}>");
                let page = [meta.as_bytes(), &bytes].concat();
                let text = self::text(&page, None);
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
        assert_eq!(text(utf16.as_bytes(), None), utf16);
        let own = b"<meta charset=x-user-defined>\xe9";
        assert_eq!(text(own, None), "<meta charset=x-user-defined>é");
    }

    #[test]
    fn bytes_that_are_no_text_of_their_encoding_are_replaced() {
        let found = text(b"<p>a\xc3(\xff", Some("text/html; charset=utf-8"));
        assert_eq!(found, "<p>a\u{fffd}(\u{fffd}");
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(decode(b" \n\t", None), Err(DecodeError::Empty));
        let utf16 = |little: bool| -> Vec<u8> {
            let swap = |unit: u16| if little { unit } else { unit.swap_bytes() };
            let units = "<html><p>See the tea</p>".encode_utf16().map(swap);
            units.flat_map(u16::to_le_bytes).collect()
        };
        let utf32: Vec<u8> = "<html><p>See the tea</p>"
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let marked = [b"\xff\xfe\0\0".as_slice(), &utf32].concat();
        let html = Some("text/html; charset=utf-8");
        for (bytes, content_type, error) in [
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), None, DecodeError::Binary),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), html, DecodeError::Binary),
            (b"%PDF-1.7\n1 0 obj".to_vec(), html, DecodeError::Pdf),
            (b"\n%PDF-1.7\n1 0 obj".to_vec(), None, DecodeError::Pdf),
            (
                b"\x1f\x8b\x08<html>".to_vec(),
                None,
                DecodeError::Compressed,
            ),
            (
                b" {\"html\": \"<a href=/>\"}".to_vec(),
                None,
                DecodeError::Json,
            ),
            (b"\xef\xbb\xbf[1, 2]\n".to_vec(), html, DecodeError::Json),
            (utf16(true), None, DecodeError::Unmarked("UTF-16")),
            (utf16(false), html, DecodeError::Unmarked("UTF-16")),
            (utf32, None, DecodeError::Unmarked("UTF-32")),
            (marked, None, DecodeError::Unmarked("UTF-32")),
            (vec![0; 64], None, DecodeError::Binary),
            (
                [b"<html>".as_slice(), &[0; 64]].concat(),
                None,
                DecodeError::Nuls,
            ),
            (
                b"<a href=/>".to_vec(),
                Some("Application/PDF"),
                DecodeError::Declared("application/pdf".into()),
            ),
        ] {
            assert_eq!(decode(&bytes, content_type), Err(error), "{bytes:?}");
        }
    }

    #[test]
    fn what_only_looks_like_something_else_is_read() {
        assert!(decode(b"<html>\0</html>", None).is_ok());
        assert!(decode(b"<p>The file begins with %PDF-1.7", None).is_ok());
        assert!(decode(b"[Acme](https://acme.com/)", None).is_ok());
        assert!(decode(b"<svg>", Some("image/svg+xml")).is_ok());
        let xml: Vec<u8> = "<?xml version='1.0'?><p>\u{e9}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(text(&xml, None).ends_with("<p>\u{e9}"));
        assert_eq!(decode(b"<p>\xe9", None).unwrap().encoding, "windows-1252");
    }
}
