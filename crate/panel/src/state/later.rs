//! What is not needed for the first answer: it is in a part of the module that is loaded after it.
//!
//! How long a panel takes to start is how large what it loads is. `cargo xtask build` splits the module at
//! the functions with `#[wasm_split(later, …)]`: what no other way leads to goes with them. All are of one
//! memory, so that a value made in one part is used by the other, and a pointer to a function of the later part
//! is called as any is. The first such function that is asked for loads the part; `view::later` asks once
//! there is something to be seen.

use futures_util::future::LocalBoxFuture;
use wasm_split_helpers::SplitLoaderError;

/// What a function of the later part gives. The part is one of the extension's own files: it does not come
/// only where the panel goes, too.
pub(crate) type Later<T> = Result<T, SplitLoaderError>;

/// Work of the later part that waits for the browser.
pub(crate) type Work<T> = LocalBoxFuture<'static, T>;
