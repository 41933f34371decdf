//! Files to and from the user's disk.

use gloo_file::futures::read_as_bytes;
use gloo_file::{Blob, ObjectUrl};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use gloo_utils::document;
use js_sys::Uint8Array;
use linkglance_core::import::encoding_of;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlAnchorElement, Response, TextDecodeOptions, TextDecoder};

use super::BrowserError;

/// How long the browser is given to read an offered file before its address ends, in milliseconds.
const READ_WITHIN: u32 = 60_000;

/// How gzip begins (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How a Parquet file begins.
const PARQUET: [u8; 4] = *b"PAR1";

/// How much of a list is decoded at once, in bytes: some hundred rows, so that the page stays alive.
const PIECE: u32 = 128 << 10;

#[wasm_bindgen]
extern "C" {
    /// `DecompressionStream`, which `web_sys` has only among what it calls unstable; browsers have had it
    /// since 2023.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// A chosen file's bytes.
pub async fn read_file(file: &File) -> Result<Vec<u8>, BrowserError> {
    let read = read_as_bytes(&Blob::from(file.clone())).await;
    read.map_err(|error| BrowserError(error.to_string()))
}

/// A chosen list, read as text in pieces, in whatever encoding it is.
#[derive(Clone)]
pub struct ListFile {
    bytes: Uint8Array,
    encoding: &'static str,
}

impl ListFile {
    /// Reads a file; one that is packed by gzip is unpacked.
    ///
    /// # Errors
    /// The browser can't read it, or it is broken.
    pub async fn open(file: &File) -> Result<Self, BrowserError> {
        let bytes = Uint8Array::new(&JsFuture::from(file.array_buffer()).await?);
        let packed = bytes.subarray(0, 2).to_vec() == GZIP;
        let bytes = if packed { unpacked(file).await? } else { bytes };
        Ok(Self::of(bytes))
    }

    /// A list that was pasted.
    pub fn of_text(text: &str) -> Self {
        Self::of(Uint8Array::from(text.as_bytes()))
    }

    fn of(bytes: Uint8Array) -> Self {
        let place =
            |at: usize| u32::try_from(at).map_or(bytes.length(), |at| at.min(bytes.length()));
        let encoding = encoding_of(|from, count| {
            let end = place(from.saturating_add(count));
            bytes.subarray(place(from), end).to_vec()
        });
        Self { bytes, encoding }
    }

    /// Whether it is a Parquet file (its specification: magic number `PAR1`), which is no text.
    pub fn is_parquet(&self) -> bool {
        self.bytes.subarray(0, 4).to_vec() == PARQUET
    }

    /// The encoding's name, as the browser knows it.
    pub const fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Its text from the beginning.
    ///
    /// # Errors
    /// The browser does not know the encoding.
    pub fn pieces(&self) -> Result<Pieces, BrowserError> {
        Ok(Pieces {
            bytes: self.bytes.clone(),
            decoder: TextDecoder::new_with_label(self.encoding)?,
            at: 0,
        })
    }
}

/// The text of a list, piece by piece; what is not in its encoding becomes U+FFFD.
pub struct Pieces {
    bytes: Uint8Array,
    decoder: TextDecoder,
    at: u32,
}

impl Pieces {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// The browser can't decode it.
    pub fn next_piece(&mut self) -> Result<Option<String>, BrowserError> {
        if self.at >= self.bytes.length() {
            return Ok(None);
        }
        let end = self.bytes.length().min(self.at.saturating_add(PIECE));
        let options = TextDecodeOptions::new();
        options.set_stream(end < self.bytes.length());
        let piece = self.bytes.subarray(self.at, end);
        self.at = end;
        let text = self
            .decoder
            .decode_with_buffer_source_and_options(&piece, &options)?;
        Ok(Some(text))
    }

    /// How much of the list was read, in hundredths.
    pub fn percent(&self) -> u32 {
        let (at, all) = (u64::from(self.at), u64::from(self.bytes.length()).max(1));
        u32::try_from(at * 100 / all).unwrap_or(100)
    }
}

/// Lets the page do what else it has to do, between two pieces of a long work.
pub async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// A chosen list's whole text.
///
/// # Errors
/// As [`ListFile::open`].
pub async fn read_list(file: &File) -> Result<String, BrowserError> {
    let mut pieces = ListFile::open(file).await?.pieces()?;
    let mut text = String::new();
    while let Some(piece) = pieces.next_piece()? {
        text.push_str(&piece);
    }
    Ok(text)
}

/// What a file unpacks to.
async fn unpacked(file: &File) -> Result<Uint8Array, BrowserError> {
    let unpack = DecompressionStream::new("gzip")?;
    let stream = file.stream().pipe_through(unpack.unchecked_ref());
    let response = Response::new_with_opt_readable_stream(Some(&stream))?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer))
}

/// Offers text as a file of this name through the browser's own download, which needs no permission.
pub fn offer_file(name: &str, kind: &str, text: &str) -> Result<(), BrowserError> {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(kind)));
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address ends with its value.
    Timeout::new(READ_WITHIN, move || drop(url)).forget();
    Ok(())
}
