//! Reading something again as long as it changes: one read at a time, and many changes in a moment are one.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;

/// The least time between two reads, in milliseconds: a run changes some rows each second.
const LEAST_PAUSE: f64 = 150.0;

/// A read is followed by a pause of so many times its length, so that what is long is not read all the time.
const PAUSES: f64 = 3.0;

/// What is read. Copies share it.
#[derive(Clone, Copy)]
pub struct Latest {
    under_way: StoredValue<bool>,
    /// Whether something has changed since the read that is under way began.
    changed: StoredValue<bool>,
}

impl Default for Latest {
    fn default() -> Self {
        Self {
            under_way: StoredValue::new(false),
            changed: StoredValue::new(false),
        }
    }
}

impl Latest {
    /// Reads, as something has changed; where a read is under way, once more after it.
    pub fn read(self, read: impl AsyncFn() + 'static) {
        self.changed.set_value(true);
        if self.under_way.get_value() {
            return;
        }
        self.under_way.set_value(true);
        spawn_local(async move {
            while self.changed.get_value() {
                self.changed.set_value(false);
                let began = api::now();
                read().await;
                let pause = ((api::now() - began) * PAUSES).max(LEAST_PAUSE);
                // Seconds at most: it fits.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                TimeoutFuture::new(pause as u32).await;
            }
            self.under_way.set_value(false);
        });
    }
}
