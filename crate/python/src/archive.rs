//! Archives, read batch by batch with the GIL released.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use arrow_pyarrow::ToPyArrow;
use linkglance_archive::{Event, Members, Raw, Records};
use linkglance_core::Profiles;
use linkglance_core::export::{Origin, Row};
use linkglance_scan::{Options, Outcome, Reader, Source};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::batch::batch;
use crate::profile;
use crate::source::{self, Failure};

/// How long an archive is read before Python is asked whether Ctrl-C was pressed.
const ASK_EVERY: Duration = Duration::from_millis(200);

/// What was read so far.
#[derive(Clone, Copy, Default, Serialize)]
struct Counts {
    records: u64,
    pages: u64,
    inspected: u64,
    rows: u64,
    cut: u64,
    unreadable: u64,
    bytes: u64,
}

/// The rows of an archive: an iterator over ``pyarrow.RecordBatch``.
#[pyclass(frozen, module = "linkglance")]
pub(crate) struct Scan(Mutex<State>);

struct State {
    records: Records,
    reader: Reader,
    failure: Failure,
    file: String,
    source: Source,
    /// What is added to the place of each record.
    offset: u64,
    batch_rows: usize,
    rows: Vec<Row>,
    counts: Counts,
    ended: bool,
}

/// What came of reading for a while.
#[derive(Default)]
struct Step {
    /// A batch is complete, or the archive ended.
    rows: Option<Vec<Row>>,
    /// What can't be read.
    unreadable: Vec<String>,
}

/// Reads a WARC file (plain, gzip or Zstandard) as ``linkglance scan`` does, and gives its rows in batches.
///
/// ``source`` is a path, bytes, or an object with ``read(size)``; of an object no more than what is under
/// way is in memory. ``name`` is what the rows call the file, by default its path. Where ``source`` begins within
/// a file, ``offset`` says where: it is added to the places of records. ``all_links``, ``unknown`` and
/// ``first_look`` are the options of the command.
///
/// What can't be read is named as a warning in the log ``linkglance`` and ends nothing. An error of the source
/// itself (a connection that broke) is raised, because rows would be missing.
///
/// >>> import linkglance
/// >>> page = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<a href='https://acme.com/'>Tea</a>"
/// >>> record = (
/// ...     b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://blog.example/tea\r\n"
/// ...     b"Content-Type: application/http; msgtype=response\r\n"
/// ...     b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
/// ... )
/// >>> scan = linkglance.scan_warc(record, "acme.com", name="example")
/// >>> [row["page"] for batch in scan for row in batch.to_pylist()]
/// ['https://blog.example/tea']
/// >>> scan.counts["pages"]
/// 1
#[pyfunction]
#[pyo3(signature = (source, sites, *, name=None, offset=0, all_links=false, unknown=false, first_look=true, batch_rows=10_000))]
#[expect(
    clippy::too_many_arguments,
    reason = "keywords of a function of Python's"
)]
pub(crate) fn scan_warc(
    source: &Bound<'_, PyAny>,
    sites: &Bound<'_, PyAny>,
    name: Option<String>,
    offset: u64,
    all_links: bool,
    unknown: bool,
    first_look: bool,
    batch_rows: usize,
) -> PyResult<Scan> {
    let py = source.py();
    let sites = profile::sites(Some(sites))?;
    if sites.is_empty() && !all_links {
        return Err(PyValueError::new_err("name a site, or ask for all_links"));
    }
    let (source, path) = source::open(source)?;
    let failure = source.failure();
    let first = failure.clone();
    let options = Options {
        all_links,
        unknown,
        first_look,
    };
    let file = name.unwrap_or(path);
    let scan = py.detach(move || -> std::io::Result<Scan> {
        let members = Members::of(Raw::new(Box::new(source)))?;
        Ok(Scan(Mutex::new(State {
            records: Records::of(members),
            reader: Reader::new(Profiles::of(sites), options),
            failure,
            source: Source::of(Path::new(&file), None),
            file,
            offset,
            batch_rows: batch_rows.max(1),
            rows: Vec::new(),
            counts: Counts::default(),
            ended: false,
        })))
    })?;
    // The archive's kind is read off its first bytes.
    first.take().map_or(Ok(scan), |error| Err(error.into()))
}

#[pymethods]
impl Scan {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            let step = py.detach(|| self.lock().step())?;
            for line in step.unreadable {
                let log = py
                    .import("logging")?
                    .call_method1("getLogger", ("linkglance",))?;
                log.call_method1("warning", ("%s", line))?;
            }
            py.check_signals()?;
            match step.rows {
                Some(rows) if rows.is_empty() => return Ok(None),
                Some(rows) => {
                    let batch = py.detach(|| batch(&rows))?;
                    return batch.to_pyarrow(py).map(Some);
                }
                None => {}
            }
        }
    }

    /// What was read so far: ``records``, ``pages``, ``inspected``, ``rows``, ``cut``, ``unreadable``, and the ``bytes``
    /// of records.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let counts = py.detach(|| self.lock().counts);
        Ok(pythonize::pythonize(py, &counts)?)
    }
}

impl Scan {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Reads for a while, or until a batch is complete.
    fn step(&mut self) -> PyResult<Step> {
        let start = Instant::now();
        let mut step = Step::default();
        while !self.ended && self.rows.len() < self.batch_rows {
            if start.elapsed() > ASK_EVERY {
                return Ok(step);
            }
            match self.records.next() {
                Some(event) => step.unreadable.extend(self.take(event)),
                None => self.ended = true,
            }
            if let Some(error) = self.failure.take() {
                self.ended = true;
                self.rows.clear();
                return Err(error.into());
            }
        }
        step.rows = Some(std::mem::take(&mut self.rows));
        Ok(step)
    }

    /// Takes what comes next in the archive; gives a line where it can't be read.
    fn take(&mut self, event: Event) -> Option<String> {
        let outcome = match event {
            Event::Other => Outcome::Other,
            Event::Broken { offset, fault } => {
                Outcome::Broken(self.origin(offset, None, None), fault.to_string())
            }
            Event::Record(record) => {
                self.counts.bytes += record.block.len() as u64;
                let part_of = record.part_of.as_deref();
                let origin = self.origin(record.offset, record.date.clone(), part_of);
                self.reader.record(record, origin)
            }
        };
        match outcome {
            Outcome::Other => self.counts.records += 1,
            Outcome::Page(looked) => {
                self.counts.records += 1;
                self.counts.pages += 1;
                self.counts.inspected += u64::from(looked.inspected);
                self.counts.cut += u64::from(looked.cut);
                self.counts.rows += looked.rows.len() as u64;
                self.rows.extend(looked.rows);
            }
            Outcome::Broken(origin, what) => {
                self.counts.unreadable += 1;
                return Some(format!("{}, byte {}: {what}", origin.file, origin.offset));
            }
        }
        None
    }

    /// Where a record is; `part_of` is what the archive says that it is a part of.
    fn origin(&self, offset: u64, fetched: Option<String>, part_of: Option<&str>) -> Origin {
        Origin {
            source: self.source.name(part_of).to_owned(),
            file: self.file.clone(),
            offset: self.offset + offset,
            fetched,
        }
    }
}
