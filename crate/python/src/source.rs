//! Where an archive's bytes come from: a file, bytes, or an object of Python's that is read.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The first error of a source. An archive's reader goes on after what is damaged; a file that can't be
/// read is another thing, and whoever reads it has to know that rows may be missing.
#[derive(Clone, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<io::Error>>>);

impl Failure {
    pub(crate) fn take(&self) -> Option<io::Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, error: io::Error) {
        let mut failure = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert(error);
    }
}

/// A source, and the name that its rows have for it.
pub(crate) fn open(given: &Bound<'_, PyAny>) -> PyResult<(Watched, String)> {
    let (source, name): (Box<dyn Read + Send>, String) = if let Ok(bytes) = given.cast::<PyBytes>()
    {
        (
            Box::new(Cursor::new(bytes.as_bytes().to_vec())),
            String::new(),
        )
    } else if given.hasattr("read")? {
        (Box::new(Object(given.clone().unbind())), String::new())
    } else {
        let path: PathBuf = given.extract()?;
        (Box::new(File::open(&path)?), path.display().to_string())
    };
    let failure = Failure::default();
    Ok((Watched { source, failure }, name))
}

/// A source whose first error is remembered.
pub(crate) struct Watched {
    source: Box<dyn Read + Send>,
    failure: Failure,
}

impl Watched {
    pub(crate) fn failure(&self) -> Failure {
        self.failure.clone()
    }
}

impl Read for Watched {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.source.read(out).or_else(|error| {
            if error.kind() == io::ErrorKind::Interrupted {
                return Err(error);
            }
            self.failure.set(error);
            // For the archive's reader the file ends here.
            Ok(0)
        })
    }
}

/// An object with a method `read(size)` that gives bytes.
struct Object(Py<PyAny>);

impl Read for Object {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        Python::attach(|py| {
            let read = self.0.bind(py).call_method1("read", (out.len(),))?;
            let bytes = read.cast::<PyBytes>().map_err(PyErr::from)?;
            let mut bytes = bytes.as_bytes();
            if bytes.len() > out.len() {
                return Err(PyValueError::new_err(
                    "read(size) gave more than size bytes",
                ));
            }
            Ok(bytes.read(out)?)
        })
        .map_err(io::Error::from)
    }
}
