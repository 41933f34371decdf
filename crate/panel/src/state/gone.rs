//! Where a tab has gone since its report.

/// Where the tab has gone, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Gone {
    /// It has begun to load something.
    Loading,
    /// To another address, which the browser lets us read.
    Elsewhere,
    /// To a page that is ours to read only after a click on the icon, be it the same or another.
    Closed,
}
