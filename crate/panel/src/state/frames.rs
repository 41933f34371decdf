//! Frames of the browser: what waits for one to be seen.

use leptos::prelude::request_animation_frame;

/// Does something when the user sees what is drawn now: the frame after the one it is drawn in begins.
pub(crate) fn after_frame(then: impl FnOnce() + 'static) {
    request_animation_frame(|| request_animation_frame(then));
}
