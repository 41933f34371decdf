//! When what is typed is saved: a while after the last key, or when a field is left.

use std::time::Duration;

use leptos::prelude::*;
use linkglance_core::Site;

use crate::options::state::draft::Draft;

/// How long the user has stopped typing when what they typed is saved. Browsers let an extension write to what
/// they sync 120 times a minute (`MAX_WRITE_OPERATIONS_PER_MINUTE`).
const PAUSE: Duration = Duration::from_millis(600);

/// Saves the draft: in a while, or at once.
#[derive(Clone, Copy)]
pub(super) struct Keep {
    draft: Draft,
    now: Callback<()>,
    /// How many changes there were: only after the last of them is it saved.
    changes: StoredValue<u32>,
}

impl Keep {
    /// For a draft, which `now` saves if it can be.
    pub(super) fn new(draft: Draft, now: Callback<()>) -> Self {
        Self {
            draft,
            now,
            changes: StoredValue::new(0),
        }
    }

    /// Changes the draft, and saves it when the user has stopped.
    pub(super) fn soon(self, change: impl FnOnce(&mut Site)) {
        self.draft.set(change);
        self.after_a_pause();
    }

    /// Saves it when the user has stopped.
    pub(super) fn after_a_pause(self) {
        self.changes
            .update_value(|count| *count = count.wrapping_add(1));
        let at = self.changes.get_value();
        let then = move || {
            // The profile may be gone by then.
            if self.changes.try_get_value() == Some(at) {
                self.now();
            }
        };
        set_timeout(then, PAUSE);
    }

    /// Saves it at once: a field is left.
    pub(super) fn now(self) {
        self.now.try_run(());
    }
}
