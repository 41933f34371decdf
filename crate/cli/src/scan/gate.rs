//! How much may be under way at once: read and not yet written.

use std::sync::{Condvar, Mutex, PoisonError};

/// Most records that are under way. A page that takes long holds up the rows of those behind it, and
/// they wait here.
const MAX_RECORDS: usize = 1_024;
/// Most bytes of them, one record always excepted.
const MAX_BYTES: usize = 64 << 20;

/// Counts what is under way.
#[derive(Debug, Default)]
pub(super) struct Gate {
    held: Mutex<Held>,
    freed: Condvar,
}

#[derive(Clone, Copy, Debug, Default)]
struct Held {
    records: usize,
    bytes: usize,
}

impl Gate {
    /// Waits until there is room for a record.
    pub(super) fn enter(&self, bytes: usize) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        while held.records >= MAX_RECORDS
            || (held.records > 0 && held.bytes.saturating_add(bytes) > MAX_BYTES)
        {
            held = self
                .freed
                .wait(held)
                .unwrap_or_else(PoisonError::into_inner);
        }
        held.records += 1;
        held.bytes += bytes;
    }

    /// A record is done.
    pub(super) fn leave(&self, bytes: usize) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.records = held.records.saturating_sub(1);
        held.bytes = held.bytes.saturating_sub(bytes);
        self.freed.notify_one();
    }
}
