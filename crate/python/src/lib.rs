//! The module `linkglance._linkglance` of the Python package: pages and archives in, reports and Arrow
//! batches of rows out. No rule about links is here, only conversions; what a row holds is decided in
//! `linkglance_core::export`, and how a record becomes rows in `linkglance_scan`.
//!
//! While pages are inspected and archives are read, other threads of Python run.

#![expect(
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    reason = "what Python sees has docstrings, with examples that the tests run"
)]

mod archive;
mod batch;
mod page;
mod profile;
mod source;

use arrow_pyarrow::ToPyArrow;
use pyo3::prelude::*;

/// The columns of a row, as a `pyarrow.Schema`; all of them may be null, which means unknown.
///
/// >>> import linkglance
/// >>> linkglance.schema().names[:5]
/// ['row', 'site', 'page', 'host', 'domain']
#[pyfunction]
fn schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    batch::schema().to_pyarrow(py)
}

#[pymodule]
mod _linkglance {
    #[pymodule_export]
    use super::archive::{Scan, scan_warc};
    #[pymodule_export]
    use super::page::{inspect, inspect_batch};
    #[pymodule_export]
    use super::schema;

    /// The version of the package.
    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
