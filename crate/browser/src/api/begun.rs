//! Work that is begun at once and that several can wait for.

use std::future::Future;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::BrowserError;

/// Work that was begun. Copies are of the same work.
#[derive(Clone)]
pub struct Begun(Promise);

impl Begun {
    /// Begins.
    pub fn now(work: impl Future<Output = Result<(), BrowserError>> + 'static) -> Self {
        // An error is a value of the promise: one that no code waits for is no error of the page.
        Self(future_to_promise(async {
            Ok(match work.await {
                Ok(()) => JsValue::UNDEFINED,
                Err(BrowserError(error)) => error.into(),
            })
        }))
    }

    /// Waits for the end, and says how it went.
    pub async fn done(self) -> Result<(), BrowserError> {
        let error = JsFuture::from(self.0).await?;
        if error.is_undefined() {
            return Ok(());
        }
        Err(error.into())
    }
}
