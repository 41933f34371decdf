//! What is said on standard error: how far the scan is, what can't be read, and at the end what there was.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::page::Outcome;
use crate::warn;

/// How often progress is shown.
const EVERY: Duration = Duration::from_secs(1);

/// Counts what was read.
pub(super) struct Progress {
    start: Instant,
    shown: Instant,
    /// Progress is shown, and on a terminal, where a line replaces the one before.
    show: bool,
    terminal: bool,
    records: u64,
    pages: u64,
    inspected: u64,
    rows: u64,
    cut: u64,
    unreadable: u64,
    bytes: u64,
}

impl Progress {
    pub(super) fn new(asked: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self {
            start: Instant::now(),
            shown: Instant::now(),
            show: asked || terminal,
            terminal,
            records: 0,
            pages: 0,
            inspected: 0,
            rows: 0,
            cut: 0,
            unreadable: 0,
            bytes: 0,
        }
    }

    /// Counts one thing of the input, which had so many bytes and gave so many rows.
    pub(super) fn count(&mut self, outcome: &Outcome, rows: u64, bytes: usize) {
        self.bytes += bytes as u64;
        self.rows += rows;
        match outcome {
            Outcome::Other => self.records += 1,
            Outcome::Broken(origin, what) => {
                self.unreadable += 1;
                self.clear();
                warn(&format!("{}, byte {}: {what}", origin.file, origin.offset));
            }
            Outcome::Page(looked) => {
                self.records += 1;
                self.pages += 1;
                self.inspected += u64::from(looked.inspected);
                self.cut += u64::from(looked.cut);
            }
        }
        if self.show && self.shown.elapsed() >= EVERY {
            self.shown = Instant::now();
            let line = self.line();
            let end = if self.terminal { "" } else { "\n" };
            self.clear();
            let _ = write!(std::io::stderr(), "{line}{end}");
        }
    }

    /// Takes the line of progress off a terminal.
    fn clear(&self) {
        if self.show && self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// Says what there was and, if the scan was stopped, after what.
    pub(super) fn end(&self, stopped: Option<&str>) {
        self.clear();
        if let Some(place) = stopped {
            warn(&format!(
                "stopped after {place}; the rows up to it are written"
            ));
        }
        warn(&self.line());
    }

    fn line(&self) -> String {
        let seconds = self.start.elapsed().as_secs_f64();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a rate is shown with few digits"
        )]
        let rate = |count: u64| count as f64 / seconds.max(f64::EPSILON);
        format!(
            "{} records, {} pages, {} inspected in full, {} rows, {} cut, {} unreadable; {:.0} pages and {:.1} MB a second",
            self.records,
            self.pages,
            self.inspected,
            self.rows,
            self.cut,
            self.unreadable,
            rate(self.pages),
            rate(self.bytes) / 1e6,
        )
    }
}
