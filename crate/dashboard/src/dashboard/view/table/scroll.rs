//! Which rows are in sight, and how to get to one.

use leptos::html::Div;
use leptos::prelude::*;

use super::super::keys::focus_title;

/// A row's height in CSS pixels; table.css says the same.
pub(super) const HEIGHT: usize = 40;
/// The head's height.
const HEAD: usize = 32;
/// Rows above and below those in sight.
const MORE: usize = 4;
/// The window moves by so many rows at a time.
const STEP: usize = 4;

/// What is scrolled.
#[derive(Clone, Copy)]
pub(super) struct Scroll {
    pub(super) node: NodeRef<Div>,
    /// The first row in sight, and how many are.
    top: RwSignal<usize>,
    room: RwSignal<usize>,
    count: Signal<usize>,
    /// The first row in the document, the one after the last, and how many there are in all.
    pub(super) window: Memo<(usize, usize, usize)>,
}

impl Scroll {
    pub(super) fn new(count: Signal<usize>) -> Self {
        let node = NodeRef::<Div>::new();
        let top = RwSignal::new(0_usize);
        let room = RwSignal::new(20_usize);
        let window = Memo::new(move |_| {
            let count = count.get();
            let top = top.get() / STEP * STEP;
            let first = top.saturating_sub(MORE).min(count);
            (first, (top + room.get() + STEP + MORE).min(count), count)
        });
        let scroll = Self {
            node,
            top,
            room,
            count,
            window,
        };
        Effect::new(move || {
            if node.get().is_some() {
                scroll.measure();
            }
        });
        let resized = window_event_listener(leptos::ev::resize, move |_| scroll.measure());
        on_cleanup(move || resized.remove());
        scroll
    }

    /// Takes over where the list was scrolled to.
    pub(super) fn measure(self) {
        if let Some(element) = self.node.get_untracked() {
            let pixels = |pixels: i32| usize::try_from(pixels).unwrap_or_default();
            let top = pixels(element.scroll_top()) / HEIGHT;
            let room = pixels(element.client_height()).saturating_sub(HEAD) / HEIGHT;
            if self.top.get_untracked() != top {
                self.top.set(top);
            }
            if self.room.get_untracked() != room {
                self.room.set(room);
            }
        }
    }

    /// The first and the last row in sight, counted from one, and how many there are in all.
    pub(super) fn in_sight(self) -> (usize, usize, usize) {
        let (top, count) = (self.top.get(), self.count.get());
        let first = top.min(count.saturating_sub(1));
        (first + 1, (first + self.room.get()).min(count), count)
    }

    pub(super) fn to_start(self) {
        if let Some(element) = self.node.get_untracked() {
            element.set_scroll_top(0);
            self.measure();
        }
    }

    /// Brings a row into sight, and the focus to it.
    pub(super) fn reveal(self, at: usize, id: String) {
        let Some(element) = self.node.get_untracked() else {
            return;
        };
        let pixels = |pixels: usize| i32::try_from(pixels).unwrap_or(i32::MAX);
        let (above, below) = (pixels(at * HEIGHT), pixels((at + 1) * HEIGHT + HEAD));
        if element.scroll_top() > above {
            element.set_scroll_top(above);
        } else if element.scroll_top() + element.client_height() < below {
            element.set_scroll_top(below - element.client_height());
        }
        self.measure();
        // Once the row is in the document.
        request_animation_frame(move || focus_title(&id));
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, HEIGHT};

    #[test]
    fn the_style_sheet_s_rows_are_as_high() {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extension/table.css");
        let styles = std::fs::read_to_string(path).unwrap();
        assert!(styles.contains(&format!("--h-table-row: {HEIGHT}px;")));
        assert!(styles.contains(&format!("--h-table-head: {HEAD}px;")));
    }
}
