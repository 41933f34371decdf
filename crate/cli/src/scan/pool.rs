//! Reading, inspecting and writing side by side, with the rows in the order of the input. Of several files
//! several are read at once, each by one thread.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::gate::{Gate, Number};
use super::input::{Input, Inputs, Item};
use super::output::{Encoded, Output};
use super::page::{Outcome, Reader};
use super::progress::Progress;
use crate::args::RowFormat;

/// What comes to be written.
enum Message {
    Done(Number, Done),
    /// So many things were in a file.
    FileEnded(usize, u64),
}

/// What is written and counted of one thing of the input. Many may wait for the one before them, so that
/// of the rows only what is written is held.
struct Done {
    /// Without its rows.
    outcome: Outcome,
    /// How much was read of it, in bytes.
    read: usize,
    rows: u64,
    encoded: Encoded,
}

impl Done {
    fn of(mut outcome: Outcome, read: usize, format: RowFormat) -> Self {
        let rows = match &mut outcome {
            Outcome::Page(looked) => std::mem::take(&mut looked.rows),
            Outcome::Other | Outcome::Broken(..) => Vec::new(),
        };
        Self {
            read,
            rows: rows.len() as u64,
            encoded: Encoded::of(&rows, format),
            outcome,
        }
    }
}

/// As many as asked for, or as there are cores.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> usize {
    let cores = || thread::available_parallelism().ok();
    asked.or_else(cores).map_or(1, NonZeroUsize::get)
}

/// Reads all inputs and writes their rows. Where it was stopped, says after what.
pub(super) fn run(
    inputs: Inputs,
    reader: &Reader,
    threads: usize,
    stop: &AtomicBool,
    output: &mut Output,
    progress: &mut Progress,
) -> Option<String> {
    let format = output.format();
    let queue = Queue::of(inputs);
    let files = queue.count();
    let readers = threads.min(files);
    let gate = Gate::new(readers);
    let (done, results) = channel();
    thread::scope(|scope| {
        let (gate, queue) = (&gate, &queue);
        let start = |_| {
            let done = done.clone();
            scope.spawn(move || {
                let stopped = feed(queue, gate, stop, &done);
                gate.end_reading();
                stopped
            })
        };
        let reading: Vec<_> = (0..readers).map(start).collect();
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(move || work(gate, &done, reader, format));
        }
        drop(done);
        write(&results, gate, stop, output, progress);
        let stopped = reading.into_iter().filter_map(|thread| thread.join().ok());
        let places: Vec<String> = stopped.flatten().collect();
        (!places.is_empty()).then(|| places.join(" and "))
    })
}

/// The inputs that no thread reads yet, in order.
struct Queue {
    inputs: Vec<Mutex<Option<Input>>>,
    base: String,
    next: AtomicUsize,
}

impl Queue {
    fn of(inputs: Inputs) -> Self {
        let (inputs, base) = inputs.into_parts();
        Self {
            inputs: inputs
                .into_iter()
                .map(|input| Mutex::new(Some(input)))
                .collect(),
            base,
            next: AtomicUsize::new(0),
        }
    }

    fn count(&self) -> usize {
        self.inputs.len()
    }

    fn take(&self) -> Option<(usize, Input)> {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let mut input = self
            .inputs
            .get(at)?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Some((at, input.take()?))
    }
}

/// Reads inputs, one after the other. Gives the place of the last thing that was read, if it was stopped
/// there.
fn feed(
    queue: &Queue,
    gate: &Gate<Item>,
    stop: &AtomicBool,
    done: &Sender<Message>,
) -> Option<String> {
    let mut last = "nothing".to_owned();
    while let Some((file, input)) = queue.take() {
        let mut count = 0;
        let all = input.read(&queue.base, &mut |item| {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            if let Item::Page(found) = &item {
                last = format!("{}, byte {}", found.origin.file, found.origin.offset);
            }
            gate.enter((file, count), item.bytes(), item);
            count += 1;
            true
        });
        let sent = done.send(Message::FileEnded(file, count));
        if !all || sent.is_err() {
            return Some(last);
        }
    }
    None
}

fn work(gate: &Gate<Item>, done: &Sender<Message>, reader: &Reader, format: RowFormat) {
    while let Some((number, item)) = gate.take() {
        let read = item.bytes();
        let outcome = match item {
            Item::Page(found) => reader.read(found),
            Item::Other => Outcome::Other,
            Item::Broken(origin, what) => Outcome::Broken(origin, what),
        };
        let result = Done::of(outcome, read, format);
        gate.made(number, read, result.encoded.bytes());
        if done.send(Message::Done(number, result)).is_err() {
            return;
        }
    }
}

/// Writes what is done, in order. Once the output takes no more, what comes is only counted off.
fn write(
    messages: &Receiver<Message>,
    gate: &Gate<Item>,
    stop: &AtomicBool,
    output: &mut Output,
    progress: &mut Progress,
) {
    let mut waiting = BTreeMap::new();
    let mut ended = BTreeMap::new();
    let mut next: Number = (0, 0);
    for message in messages {
        match message {
            Message::Done(number, done) => {
                waiting.insert(number, done);
            }
            Message::FileEnded(file, count) => {
                ended.insert(file, count);
            }
        }
        loop {
            if let Some(done) = waiting.remove(&next) {
                gate.leave(next, done.encoded.bytes());
                next.1 += 1;
                progress.count(&done.outcome, done.rows, done.read);
                if !output.write(done.encoded) {
                    stop.store(true, Ordering::Relaxed);
                }
            } else if ended.get(&next.0) == Some(&next.1) {
                gate.leave_file(next.0);
                next = (next.0 + 1, 0);
            } else {
                break;
            }
        }
    }
}
