//! Several requests to the database at once.

use std::future::IntoFuture as _;

use idb::ObjectStore;
use wasm_bindgen::JsValue;

use super::Result;

/// Asks for several records at once; those that are not there are `None`.
pub(super) async fn get_each(store: &ObjectStore, ids: &[String]) -> Result<Vec<Option<JsValue>>> {
    let mut asked = Vec::with_capacity(ids.len());
    for id in ids {
        asked.push(store.get(JsValue::from(id))?.into_future());
    }
    all_answers(asked).await
}

/// The answers to several requests, or the first error. Each is waited for even so: the browser
/// calls back for each of them, and the callback must still exist.
pub(super) async fn all_answers<T>(
    asked: Vec<impl Future<Output = std::result::Result<T, idb::Error>>>,
) -> Result<Vec<T>> {
    let mut answers = Vec::with_capacity(asked.len());
    for answer in asked {
        answers.push(answer.await);
    }
    Ok(answers.into_iter().collect::<std::result::Result<_, _>>()?)
}
