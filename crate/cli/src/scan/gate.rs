//! What is under way: read, inspected or waiting to be written; and how much of it at once.
//!
//! Rows are written in the order of the input, so those behind a page that takes long wait for it, and
//! those of a file wait for the files before it. What was read counts by the bytes of its records, what was
//! made of it by the bytes of its rows, which may be many times as many. Where there is no room nothing is
//! read and no page is begun, but what is written next always is: so a scan never stands still.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Most records that were read and are not inspected, of the file that is written and of those after it.
const MAX_RECORDS: usize = 512;
/// Most bytes of records and of rows of each of these two. One record is always excepted, and so are the
/// rows of the pages that are being inspected when there is no more room: one for each core.
const MAX_BYTES: usize = 32 << 20;
/// What a record takes that has no row and waits to be counted, in bytes, about.
const WAITING_BYTES: usize = 256;

/// Where something is in the input: the number of its file, and its number in that.
pub(super) type Number = (usize, u64);

/// Hands out what was read, the first of it first.
#[derive(Debug)]
pub(super) struct Gate<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    /// What is to be inspected.
    tasks: BTreeMap<Number, T>,
    /// How much of each file is under way.
    held: BTreeMap<usize, Held>,
    /// What is written next.
    next: Number,
    /// How many threads still read.
    reading: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Held {
    records: usize,
    bytes: usize,
}

impl<T> Gate<T> {
    /// With so many threads that read.
    pub(super) fn new(reading: usize) -> Self {
        Self {
            state: Mutex::new(State {
                tasks: BTreeMap::new(),
                held: BTreeMap::new(),
                next: (0, 0),
                reading,
            }),
            changed: Condvar::new(),
        }
    }

    /// Waits until there is room for what was read, and puts it in.
    pub(super) fn enter(&self, number: Number, bytes: usize, task: T) {
        let mut state = self.wait_while(|state| !state.can_enter(number, bytes));
        state.tasks.insert(number, task);
        let held = state.held.entry(number.0).or_default();
        held.records += 1;
        held.bytes += bytes;
        self.tell(state);
    }

    /// A thread that reads has ended.
    pub(super) fn end_reading(&self) {
        let mut state = self.lock();
        state.reading = state.reading.saturating_sub(1);
        self.tell(state);
    }

    /// The first of what is to be inspected, once there is room for its rows; `None` when all is done.
    pub(super) fn take(&self) -> Option<(Number, T)> {
        self.wait_while(|state| !state.can_take()).tasks.pop_first()
    }

    /// Something was inspected: its rows are held in its place.
    pub(super) fn made(&self, number: Number, read: usize, rows: usize) {
        let mut state = self.lock();
        if let Some(held) = state.held.get_mut(&number.0) {
            held.records = held.records.saturating_sub(1);
            held.bytes = held.bytes.saturating_sub(read) + rows + WAITING_BYTES;
        }
        self.tell(state);
    }

    /// It is written.
    pub(super) fn leave(&self, number: Number, rows: usize) {
        let mut state = self.lock();
        if let Some(held) = state.held.get_mut(&number.0) {
            held.bytes = held.bytes.saturating_sub(rows + WAITING_BYTES);
        }
        state.next = (number.0, number.1 + 1);
        self.tell(state);
    }

    /// All of a file is written.
    pub(super) fn leave_file(&self, file: usize) {
        let mut state = self.lock();
        state.held.remove(&file);
        state.next = (file + 1, 0);
        self.tell(state);
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, state: MutexGuard<'_, State<T>>) {
        drop(state);
        self.changed.notify_all();
    }

    fn wait_while(&self, wait: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        self.changed
            .wait_while(self.lock(), |state| wait(state))
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn can_enter(&self, number: Number, bytes: usize) -> bool {
        let held = self.beside(number);
        let fits = held.bytes == 0 || held.bytes.saturating_add(bytes) <= MAX_BYTES;
        number == self.next || (held.records < MAX_RECORDS && fits)
    }

    /// Whether there is something to hand out, or never will be.
    fn can_take(&self) -> bool {
        match self.tasks.first_key_value() {
            Some((number, _)) => *number == self.next || self.beside(*number).bytes <= MAX_BYTES,
            None => self.reading == 0,
        }
    }

    /// How much is under way of what shares the room: the file that is written has a room of its own,
    /// so that those after it do not take it up.
    fn beside(&self, number: Number) -> Held {
        let written = self.next.0;
        if number.0 == written {
            return self.held.get(&written).copied().unwrap_or_default();
        }
        let later = self.held.iter().filter(|(file, _)| **file != written);
        later.fold(Held::default(), |sum, (_, held)| Held {
            records: sum.records + held.records,
            bytes: sum.bytes + held.bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Rows of a page full of links, and what was read of it.
    const ROWS: usize = 4 << 20;
    const READ: usize = 1_000;
    const PAGES: u64 = 150;
    const FILES: usize = 2;
    const WORKERS: usize = 4;

    /// Two files of pages full of links, the first behind a page that takes long: all is written, in
    /// order, and what waits for it is bounded.
    #[test]
    fn rows_that_wait_for_a_slow_page_are_bounded() {
        let gate = Gate::new(FILES);
        let most = AtomicUsize::new(0);
        let made = Mutex::new(Vec::new());
        let bytes = || {
            let state = gate.lock();
            state.held.values().map(|held| held.bytes).sum::<usize>()
        };
        thread::scope(|scope| {
            for file in 0..FILES {
                let gate = &gate;
                scope.spawn(move || {
                    for page in 0..PAGES {
                        gate.enter((file, page), READ, ());
                    }
                    gate.end_reading();
                });
            }
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    while let Some((number, ())) = gate.take() {
                        if number == (0, 0) {
                            // Longer than the others take for all that there is room for.
                            thread::sleep(Duration::from_millis(200));
                        }
                        gate.made(number, READ, ROWS);
                        most.fetch_max(bytes(), Ordering::SeqCst);
                        made.lock().unwrap().push(number);
                    }
                });
            }
            for file in 0..FILES {
                for page in 0..PAGES {
                    while !made.lock().unwrap().contains(&(file, page)) {
                        thread::sleep(Duration::from_millis(1));
                    }
                    gate.leave((file, page), ROWS);
                }
                gate.leave_file(file);
            }
        });
        assert_eq!(made.lock().unwrap().len(), FILES * 150);
        let most = most.into_inner();
        let bound = 2 * MAX_BYTES + (WORKERS + 1) * (ROWS + (1 << 20));
        assert!(most > MAX_BYTES, "the test fills it: {most}");
        assert!(most <= bound, "{most} of {bound}");
        assert_eq!(bytes(), 0);
    }
}
