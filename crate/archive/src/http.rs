//! An HTTP response as archives hold it (RFC 9112), and its body without what it was packed in.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::{memchr, memmem};
use thiserror::Error;

use crate::MAX_PAYLOAD_BYTES;

/// Longest head of a response, in bytes; browsers stop at 256 KiB.
const MAX_HEAD_BYTES: usize = 256 << 10;
/// Most header lines that are read.
const MAX_HEADERS: usize = 1_000;
/// How much of brotli is unpacked at a time.
const BROTLI_BUFFER_BYTES: usize = 16 << 10;

/// A response: its status, its headers and what follows them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response<'a> {
    /// The status code.
    pub status: u16,
    /// Name and value of each header, in order.
    pub headers: Vec<(String, String)>,
    /// The body as it was sent.
    pub body: &'a [u8],
}

/// A body without what it was packed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Body<'a> {
    /// Its bytes, at most [`MAX_PAYLOAD_BYTES`].
    pub bytes: Cow<'a, [u8]>,
    /// Its end is missing: it is damaged, or longer than that.
    pub cut: bool,
}

/// Why a body can't be read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum BodyError {
    /// It is packed in a way that is not known here.
    #[error("the page is packed as \"{0}\", which is not read")]
    Unknown(String),
}

impl<'a> Response<'a> {
    /// Reads a response; `None` if the block does not begin as one.
    pub fn read(block: &'a [u8]) -> Option<Self> {
        let head = block.get(..MAX_HEAD_BYTES).unwrap_or(block);
        let line_end = memchr(b'\n', head)?;
        let status = status(head.get(..line_end)?)?;
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut at = line_end + 1;
        loop {
            let rest = head.get(at..)?;
            // A head that does not end is one without a body.
            let length = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest.get(..length)?.trim_ascii_end();
            at = (at + length + 1).min(block.len());
            if line.is_empty() {
                break;
            }
            let text = String::from_utf8_lossy(line);
            if text.starts_with([' ', '\t']) {
                // A header that goes on in the next line (RFC 9112, 5.2).
                if let Some((_, value)) = headers.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else if let Some((name, value)) = text.split_once(':')
                && headers.len() < MAX_HEADERS
            {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Some(Self {
            status,
            headers,
            body: block.get(at..).unwrap_or_default(),
        })
    }

    /// The value of the first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    headers
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// `HTTP/1.1 200 OK`; archives of newer versions write `HTTP/2 200`.
fn status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line).ok()?;
    let mut words = line.split_ascii_whitespace();
    words
        .next()
        .filter(|version| version.starts_with("HTTP/"))?;
    words.next()?.parse().ok()
}

/// A response's body without transfer and content encodings. Many archives hold the body unpacked and
/// the headers as they came, so a body that does not begin as the header says is taken as it is.
///
/// # Errors
/// [`BodyError::Unknown`] if it is packed in a way that is not known.
pub fn body<'a>(response: &Response<'a>) -> Result<Body<'a>, BodyError> {
    let mut body = Body {
        bytes: Cow::Borrowed(response.body),
        cut: false,
    };
    let chunked = response
        .header("transfer-encoding")
        .is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    if chunked && let Some((bytes, whole)) = unchunked(&body.bytes) {
        body.bytes = Cow::Owned(bytes);
        body.cut |= !whole;
    }
    let codings = response.header("content-encoding").unwrap_or("");
    for coding in codings.rsplit(',') {
        let coding = coding.trim().to_ascii_lowercase();
        if let Some((bytes, whole)) = unpacked(&coding, &body.bytes)? {
            body.bytes = Cow::Owned(bytes);
            body.cut |= !whole;
        }
    }
    Ok(body)
}

/// What was packed, and whether that is all of it; `None` where it is not packed.
fn unpacked(coding: &str, bytes: &[u8]) -> Result<Option<(Vec<u8>, bool)>, BodyError> {
    Ok(match coding {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => {
            Some(read_capped(MultiGzDecoder::new(bytes)))
        }
        // Named after the format, and sent with the head of zlib or without.
        "deflate" if is_zlib(bytes) => Some(read_capped(ZlibDecoder::new(bytes))),
        "deflate" => non_empty(read_capped(DeflateDecoder::new(bytes))),
        "zstd" if bytes.starts_with(b"\x28\xb5\x2f\xfd") => {
            zstd::stream::read::Decoder::with_buffer(bytes)
                .ok()
                .map(read_capped)
        }
        // It has no mark to know it by: what is no brotli is taken as it is.
        "br" if !begins_as_markup(bytes) => {
            let decoder = brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER_BYTES);
            non_empty(read_capped(decoder))
        }
        "" | "identity" | "gzip" | "x-gzip" | "zstd" | "br" | "none" | "utf-8" => None,
        _ if begins_as_markup(bytes) => None,
        other => return Err(BodyError::Unknown(other.to_owned())),
    })
}

/// The two bytes of zlib's head (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn begins_as_markup(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

/// A decoder that gives nothing had something else to read.
fn non_empty(read: (Vec<u8>, bool)) -> Option<(Vec<u8>, bool)> {
    (!read.0.is_empty()).then_some(read)
}

/// What a decoder gives, and whether it came to its end within the cap.
fn read_capped(decoder: impl Read) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let mut decoder = decoder.take(MAX_PAYLOAD_BYTES as u64 + 1);
    let whole = decoder.read_to_end(&mut out).is_ok() && out.len() <= MAX_PAYLOAD_BYTES;
    out.truncate(MAX_PAYLOAD_BYTES);
    (out, whole)
}

/// A chunked body in one piece (RFC 9112, 7.1), and whether its last chunk is there; `None` where it
/// is not chunked.
fn unchunked(bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    let mut rest = bytes;
    let mut first = true;
    loop {
        let line_end = memmem::find(rest, b"\n").unwrap_or(rest.len());
        let line = rest.get(..line_end).unwrap_or_default();
        let size = line.split(|byte| *byte == b';').next().unwrap_or_default();
        let size = std::str::from_utf8(size.trim_ascii()).ok();
        let size = size.and_then(|text| usize::from_str_radix(text, 16).ok());
        let Some(size) = size else {
            return (!first).then_some((out, false));
        };
        first = false;
        rest = rest.get(line_end + 1..).unwrap_or_default();
        if size == 0 {
            return Some((out, true));
        }
        let chunk = rest.get(..size).unwrap_or(rest);
        out.extend_from_slice(chunk);
        if chunk.len() < size {
            return Some((out, false));
        }
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}
