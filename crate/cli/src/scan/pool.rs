//! Reading, inspecting and writing side by side, with the rows in the order of the input.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::gate::Gate;
use super::input::{Inputs, Item};
use super::output::{Encoded, Output};
use super::page::{Outcome, Reader};
use super::progress::Progress;
use crate::args::RowFormat;

/// Something to do, or done: which of the input it is, and how much memory it took to read.
struct Numbered<T> {
    number: u64,
    bytes: usize,
    what: T,
}

/// What is written and counted of one thing of the input. Many may wait for the one before them, so that
/// of the rows only what is written is held.
struct Done {
    /// Without its rows.
    outcome: Outcome,
    rows: u64,
    encoded: Encoded,
}

impl Done {
    fn of(mut outcome: Outcome, format: RowFormat) -> Self {
        let rows = match &mut outcome {
            Outcome::Page(looked) => std::mem::take(&mut looked.rows),
            Outcome::Other | Outcome::Broken(..) => Vec::new(),
        };
        Self {
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
    reader: &Reader<'_>,
    threads: usize,
    stop: &AtomicBool,
    output: &mut Output,
    progress: &mut Progress,
) -> Option<String> {
    let gate = Gate::default();
    let format = output.format();
    let (to_do, tasks) = channel();
    let (done, results) = channel();
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        let (gate, tasks) = (&gate, &tasks);
        let reading = scope.spawn(move || {
            let stopped = feed(inputs, gate, stop, &to_do);
            // The others end once nothing more can come.
            drop(to_do);
            stopped
        });
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(move || work(tasks, &done, reader, format));
        }
        drop(done);
        write(&results, gate, stop, output, progress);
        reading.join().unwrap_or_default()
    })
}

/// Reads the inputs. Gives the place of the last thing that was read, if it was stopped there.
fn feed(
    inputs: Inputs,
    gate: &Gate,
    stop: &AtomicBool,
    to_do: &Sender<Numbered<Item>>,
) -> Option<String> {
    let mut number = 0;
    let mut last = "nothing".to_owned();
    let mut stopped = false;
    inputs.read(|item| {
        if stop.load(Ordering::Relaxed) {
            stopped = true;
            return false;
        }
        if let Item::Page(found) = &item {
            last = format!("{}, byte {}", found.origin.file, found.origin.offset);
        }
        let bytes = item.bytes();
        gate.enter(bytes);
        let sent = to_do.send(Numbered {
            number,
            bytes,
            what: item,
        });
        number += 1;
        sent.is_ok()
    });
    stopped.then_some(last)
}

fn work(
    tasks: &Mutex<Receiver<Numbered<Item>>>,
    done: &Sender<Numbered<Done>>,
    reader: &Reader<'_>,
    format: RowFormat,
) {
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = task else {
            return;
        };
        let outcome = match task.what {
            Item::Page(found) => reader.read(found),
            Item::Other => Outcome::Other,
            Item::Broken(origin, what) => Outcome::Broken(origin, what),
        };
        let result = Numbered {
            number: task.number,
            bytes: task.bytes,
            what: Done::of(outcome, format),
        };
        if done.send(result).is_err() {
            return;
        }
    }
}

/// Writes what is done, in order. Once the output takes no more, what comes is only counted off.
fn write(
    results: &Receiver<Numbered<Done>>,
    gate: &Gate,
    stop: &AtomicBool,
    output: &mut Output,
    progress: &mut Progress,
) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for result in results {
        waiting.insert(result.number, result);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            gate.leave(result.bytes);
            let Done {
                outcome,
                rows,
                encoded,
            } = result.what;
            progress.count(&outcome, rows, result.bytes);
            if !output.write(encoded) {
                stop.store(true, Ordering::Relaxed);
            }
        }
    }
}
