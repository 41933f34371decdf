//! The checker: goes through the runs of checks that pages of the extension have started, in the
//! background worker. It is the only part that asks the network for anything, and only for addresses
//! on hosts that the user has granted.

mod body;
mod charset;
mod fetch;
mod outcome;
mod robots;
mod sitemap;
mod work;

use std::cell::{Cell, RefCell};

use futures_channel::mpsc::UnboundedSender;
use wasm_bindgen::prelude::*;

use work::Work;

thread_local! {
    /// Whether the runs are to be read again.
    static ASKED: Cell<bool> = const { Cell::new(false) };
    /// What wakes the work that is under way.
    static UNDER_WAY: RefCell<Option<UnboundedSender<()>>> = const { RefCell::new(None) };
}

/// Goes through all runs until none is left to do; where that is under way already, has it read them
/// again, for one has come or was paused or cancelled.
///
/// # Errors
/// What the browser says if the runs cannot be read or saved. They go on with the next call.
#[wasm_bindgen]
pub async fn check() -> Result<(), JsError> {
    ASKED.set(true);
    let (bell, bells) = futures_channel::mpsc::unbounded();
    let busy = UNDER_WAY.with_borrow_mut(|under_way| {
        let ringing = under_way.as_ref().map(|bell| bell.unbounded_send(()));
        if ringing.is_none() {
            *under_way = Some(bell.clone());
        }
        ringing.is_some()
    });
    if busy {
        return Ok(());
    }
    let done = Work::go(bell, bells, || ASKED.take()).await;
    UNDER_WAY.set(None);
    Ok(done?)
}
