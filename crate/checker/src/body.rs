//! The body of an answer, piece by piece as it comes.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// The next piece of a body.
pub(crate) enum Piece {
    /// Bytes.
    Bytes(Uint8Array),
    /// There are no more.
    End,
    /// The connection broke, or our time is over and we ended it.
    Broken,
}

/// Reads the next piece of a body.
pub(crate) async fn piece(reader: &ReadableStreamDefaultReader) -> Piece {
    let Ok(read) = JsFuture::from(reader.read()).await else {
        return Piece::Broken;
    };
    let field = |name: &str| Reflect::get(&read, &name.into()).unwrap_or_default();
    if field("done").is_truthy() {
        return Piece::End;
    }
    match field("value").dyn_into::<Uint8Array>() {
        Ok(bytes) => Piece::Bytes(bytes),
        Err(_) => Piece::Broken,
    }
}
