//! How much of a page is read, and why the rest was not.

/// At most this much of a page is read, in bytes of UTF-8: 8 MiB. The largest of 3,309 real pages
/// had 5.3 MB.
pub const MAX_HTML_BYTES: usize = 8 << 20;
/// Deepest tree that is read, as in Chromium's parser.
pub const MAX_DEPTH: u32 = 512;
/// Most nodes a tree may have. Real pages stay below 200,000.
pub const MAX_NODES: usize = 2_000_000;
/// Most attributes of an element that are read. Of 1,483 real pages all but one have at most 46 on a
/// tag; that one has 185, where a quote is missing. html5ever compares each name with all before,
/// so the time of a page of attributes grows with this.
pub const MAX_ATTRIBUTES: usize = 500;
/// Most text and values that are stored, in bytes. A page's own are at most three times as long as
/// it is written (NULs become U+FFFD); the rest is attributes that the tree builder repeats.
pub(super) const MAX_STORED_BYTES: usize = 4 * MAX_HTML_BYTES;
/// How much is read between two looks at the limits.
pub(super) const CHUNK_BYTES: usize = 8 << 10;

/// Whether the caller's time is up. The core has no clock of its own.
pub type Clock<'a> = &'a dyn Fn() -> bool;

/// Why the rest of a page was not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stopped {
    /// Longer than [`MAX_HTML_BYTES`].
    TooLong,
    /// Deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More nodes than [`MAX_NODES`], attributes among them where they are repeated.
    TooManyNodes,
    /// The caller's time was up.
    OutOfTime,
}

/// What is read of a page, and whether that leaves something out.
pub(super) fn head(html: &str) -> (&str, Option<Stopped>) {
    match html.split_at_checked(floor_boundary(html, MAX_HTML_BYTES)) {
        Some((head, tail)) => (head, (!tail.is_empty()).then_some(Stopped::TooLong)),
        None => (html, None),
    }
}

/// Whether to go on, looked at once every [`CHUNK_BYTES`].
pub(super) fn guard(depth: usize, nodes: usize, out_of_time: Clock<'_>) -> Option<Stopped> {
    if depth > MAX_DEPTH as usize {
        Some(Stopped::TooDeep)
    } else if nodes > MAX_NODES {
        Some(Stopped::TooManyNodes)
    } else if out_of_time() {
        Some(Stopped::OutOfTime)
    } else {
        None
    }
}

/// The largest character boundary that is not past `limit`.
pub fn floor_boundary(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    (0..=limit)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
