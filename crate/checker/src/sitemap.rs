//! A sitemap read as it comes: unpacked by the browser where it is packed, and never more of it than the
//! protocol allows.

use std::rc::Rc;

use futures_util::future::join;
use gloo_net::http::Response as Came;
use js_sys::Uint8Array;
use linkglance_core::site::{MAX_SITEMAP_BYTES, NotASitemap, SitemapEntry, SitemapReader};
use linkglance_core::watch::Ending;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter,
};

use crate::body::{Piece, piece};

/// How gzip begins (RFC 1952, 2.3.1). Servers name its type in many ways.
const GZIP: [u8; 2] = [0x1f, 0x8b];

#[wasm_bindgen]
extern "C" {
    /// `DecompressionStream`, which `web_sys` has only among what it calls unstable; browsers have had it
    /// since 2023.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;
}

/// What a file names, or that it is none.
type Entries = Result<Vec<SitemapEntry>, NotASitemap>;

/// What the body of an answer names, and how it ended as it came: packed, where it is.
pub(crate) async fn read(came: &Came) -> (Entries, Ending) {
    let Some(stream) = came.body() else {
        return (Err(NotASitemap), Ending::Whole);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let first = begin(&reader).await;
    let packed = first.get(..2) == Some(&GZIP);
    let (named, ending) = if packed {
        unpacked(&reader, &first).await
    } else {
        named(&reader, &first).await
    };
    // A stream that has ended has nothing to end.
    let _ = JsFuture::from(reader.cancel()).await;
    (named, ending)
}

/// The first bytes: enough to see whether they are packed.
async fn begin(reader: &ReadableStreamDefaultReader) -> Vec<u8> {
    let mut first = Vec::new();
    while first.len() < GZIP.len() {
        match piece(reader).await {
            Piece::Bytes(bytes) => first.extend(bytes.to_vec()),
            Piece::End | Piece::Broken => break,
        }
    }
    first
}

/// What a stream names whose first bytes were read already, and how it ended.
async fn named(reader: &ReadableStreamDefaultReader, first: &[u8]) -> (Entries, Ending) {
    let mut sitemap = SitemapReader::default();
    let mut left = MAX_SITEMAP_BYTES;
    let mut next = Piece::Bytes(Uint8Array::from(first));
    let ending = loop {
        match next {
            Piece::Bytes(bytes) => {
                let bytes = bytes.to_vec();
                let Some(rest) = left.checked_sub(bytes.len()) else {
                    break Ending::Cut;
                };
                left = rest;
                if sitemap.push(&bytes).is_err() {
                    return (Err(NotASitemap), Ending::Cut);
                }
                if sitemap.is_full() {
                    break Ending::Cut;
                }
            }
            Piece::End => break Ending::Whole,
            Piece::Broken => break Ending::Broken,
        }
        next = piece(reader).await;
    };
    (sitemap.finish(ending != Ending::Whole), ending)
}

/// The same of a stream that is packed. The browser unpacks no more than is read, so that a small file
/// that unpacks to a huge one stays small.
async fn unpacked(reader: &ReadableStreamDefaultReader, first: &[u8]) -> (Entries, Ending) {
    let none = (Err(NotASitemap), Ending::Cut);
    let Ok(unpack) = DecompressionStream::new("gzip") else {
        return none;
    };
    let Ok(writer) = unpack.writable().get_writer() else {
        return none;
    };
    let out: ReadableStreamDefaultReader = unpack.readable().get_reader().unchecked_into();
    let writer = Rc::new(writer);
    let read_out = async {
        let (named, _) = named(&out, &[]).await;
        // What is not read any more is not to be waited for by who writes.
        let _ = JsFuture::from(out.cancel()).await;
        let _ = JsFuture::from(writer.abort()).await;
        named
    };
    join(read_out, write(reader, &writer, first)).await
}

/// Writes what comes, and says how that ended.
async fn write(
    reader: &ReadableStreamDefaultReader,
    writer: &WritableStreamDefaultWriter,
    first: &[u8],
) -> Ending {
    let mut next = Uint8Array::from(first);
    loop {
        // An error once reading has stopped, or if the data is not gzip.
        if JsFuture::from(writer.write_with_chunk(&next))
            .await
            .is_err()
        {
            return Ending::Cut;
        }
        match piece(reader).await {
            Piece::Bytes(bytes) => next = bytes,
            Piece::End => {
                let _ = JsFuture::from(writer.close()).await;
                return Ending::Whole;
            }
            Piece::Broken => {
                let _ = JsFuture::from(writer.abort()).await;
                return Ending::Broken;
            }
        }
    }
}
