//! Lists of pages, line by line.

use linkglance_archive::{MAX_PAYLOAD_BYTES, Members};
use memchr::memchr;

/// Longest line that is read, in bytes: a page of the largest size, every second character of which is
/// written with a backslash.
pub(super) const MAX_LINE_BYTES: usize = 2 * MAX_PAYLOAD_BYTES;
/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// A line of a file.
pub(super) enum Read {
    /// With where it begins, in unpacked bytes.
    Line(u64, Vec<u8>),
    /// Something that is no line, and where.
    Broken(u64, String),
}

/// Reads a file line by line. Empty lines are left out.
pub(super) struct Lines {
    members: Members,
    ahead: Vec<u8>,
    at: usize,
    offset: u64,
    open: bool,
    ended: bool,
}

impl Lines {
    pub(super) fn of(members: Members) -> Self {
        Self {
            members,
            ahead: Vec::new(),
            at: 0,
            offset: 0,
            open: false,
            ended: false,
        }
    }

    /// Unpacks some more; false at the end of the file, or where a member is damaged.
    fn fill(&mut self) -> bool {
        self.ahead.drain(..self.at);
        self.at = 0;
        let held = self.ahead.len();
        self.ahead.resize(held + CHUNK_BYTES, 0);
        loop {
            let room = self.ahead.get_mut(held..).unwrap_or_default();
            let read = if self.open {
                self.members.read(room)
            } else {
                0
            };
            if read > 0 {
                self.ahead.truncate(held + read);
                return true;
            }
            self.open = self.members.next_member();
            if !self.open {
                self.ended = true;
                self.ahead.truncate(held);
                return false;
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.ahead.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, bytes: usize) {
        self.at += bytes;
        self.offset += bytes as u64;
    }
}

impl Iterator for Lines {
    type Item = Read;

    fn next(&mut self) -> Option<Read> {
        let mut looked = 0;
        let mut start = self.offset;
        let mut too_long = false;
        loop {
            let rest = self.rest();
            let end = memchr(b'\n', rest.get(looked..).unwrap_or_default());
            if let Some(end) = end.map(|end| looked + end) {
                let line = rest.get(..end).unwrap_or_default().to_vec();
                self.take(end + 1);
                if too_long {
                    return Some(Read::Broken(start, too_long_line()));
                }
                if line.iter().all(u8::is_ascii_whitespace) {
                    (looked, start) = (0, self.offset);
                    continue;
                }
                return Some(Read::Line(start, line));
            }
            looked = rest.len();
            if looked > MAX_LINE_BYTES {
                too_long = true;
                self.take(looked);
                looked = 0;
            }
            if self.ended || !self.fill() {
                let line = self.rest().to_vec();
                self.take(line.len());
                if let Some(trouble) = self.members.take_trouble() {
                    return Some(Read::Broken(start, format!("damaged: {trouble}")));
                }
                if too_long {
                    return Some(Read::Broken(start, too_long_line()));
                }
                let empty = line.iter().all(u8::is_ascii_whitespace);
                return (!empty).then_some(Read::Line(start, line));
            }
        }
    }
}

fn too_long_line() -> String {
    format!("the line is longer than {} MiB", MAX_LINE_BYTES >> 20)
}
