//! Single pages, and lists of them.

use std::time::Instant;

use arrow_pyarrow::ToPyArrow;
use linkglance_core::export::Origin;
use linkglance_core::page::Day;
use linkglance_core::{Page, Profiles, inspect_until};
use linkglance_scan::{Headers, Options, Outcome, Reader, TIME_LIMIT, decode};
use pyo3::exceptions::{PyKeyError, PyRuntimeWarning, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::batch::batch;
use crate::profile;

/// Reads one page, and gives its report as a dict: the JSON of ``linkglance inspect --format json``.
///
/// ``html`` is the page's text, or its bytes, which are decoded as a browser does it. ``sites`` is one
/// site or several, each a domain or a profile as a dict. ``headers`` are the response's, where they
/// are known: a dict, whose values may be lists, or pairs. ``today`` (``YYYY-MM-DD``) is the day by which
/// what the page says of a day is judged.
///
/// >>> import linkglance
/// >>> html = '<article><p>We like <a rel=nofollow href="https://acme.com/">the tea</a>.</p></article>'
/// >>> report = linkglance.inspect(html, "https://blog.example/tea", sites="acme.com")
/// >>> report["links"][0]["follow"]["followed"]
/// False
/// >>> report["backlinks"][0]["site"]
/// 'Acme'
#[pyfunction]
#[pyo3(signature = (html, url, sites=None, headers=None, *, today=None))]
pub(crate) fn inspect<'py>(
    html: &Bound<'py, PyAny>,
    url: String,
    sites: Option<&Bound<'py, PyAny>>,
    headers: Option<&Bound<'py, PyAny>>,
    today: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = html.py();
    let sites = profile::sites(sites)?;
    let today = today.map(|written| {
        Day::read(written).ok_or_else(|| PyValueError::new_err(format!("no day: {written:?}")))
    });
    let page = Page {
        today: today.transpose()?,
        ..page(url, html, headers)?
    };
    let report = py.detach(|| {
        let start = Instant::now();
        let profiles = Profiles::of(sites);
        inspect_until(&page, &profiles, &|| start.elapsed() > TIME_LIMIT)
    });
    let report = report.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(pythonize::pythonize(py, &report)?)
}

/// Reads many pages, and gives a row for each backlink and each mention as a ``pyarrow.RecordBatch``.
///
/// ``pages`` are dicts with ``url``, ``html`` (text or bytes) and, where they are known, ``headers`` and
/// ``fetched``. ``offset`` of a row is the page's place among them, from 0. A page that can't be read is
/// warned of (``RuntimeWarning``) and ends nothing. With ``all_links`` every outbound link is a row, too.
///
/// >>> import linkglance
/// >>> pages = [{"url": "https://blog.example/tea", "html": '<p><a href="https://acme.com/">Tea</a>'}]
/// >>> linkglance.inspect_batch(pages, "acme.com").select(["row", "page", "url"]).to_pylist()
/// [{'row': 'backlink', 'page': 'https://blog.example/tea', 'url': 'https://acme.com/'}]
#[pyfunction]
#[pyo3(signature = (pages, sites, all_links=false, *, first_look=true))]
pub(crate) fn inspect_batch<'py>(
    pages: &Bound<'py, PyAny>,
    sites: &Bound<'py, PyAny>,
    all_links: bool,
    first_look: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let py = pages.py();
    let sites = profile::sites(Some(sites))?;
    let listed = pages
        .try_iter()?
        .enumerate()
        .map(|(at, item)| listed(at, &item?));
    let listed: Vec<(Page, Origin)> = listed.collect::<PyResult<_>>()?;
    let options = Options {
        all_links,
        first_look,
        ..Options::default()
    };
    let outcomes = py.detach(|| {
        let reader = Reader::new(Profiles::of(sites), options);
        let outcomes = listed.into_iter();
        let outcomes = outcomes.map(|(page, origin)| reader.page(page, origin));
        outcomes.collect::<Vec<_>>()
    });
    let mut rows = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Page(looked) => rows.extend(looked.rows),
            Outcome::Other => {}
            Outcome::Broken(origin, what) => warn(py, &format!("page {}: {what}", origin.offset))?,
        }
    }
    py.detach(|| batch(&rows))?.to_pyarrow(py)
}

fn warn(py: Python<'_>, line: &str) -> PyResult<()> {
    let line = std::ffi::CString::new(line.replace('\0', " "))?;
    PyErr::warn(py, &py.get_type::<PyRuntimeWarning>(), &line, 1)
}

/// A page of a list, and its place in it.
fn listed(at: usize, item: &Bound<'_, PyAny>) -> PyResult<(Page, Origin)> {
    let field = |name: &str| item.get_item(name);
    let known = |name: &str| match item.get_item(name) {
        Ok(value) => Ok((!value.is_none()).then_some(value)),
        Err(error) if error.is_instance_of::<PyKeyError>(item.py()) => Ok(None),
        Err(error) => Err(error),
    };
    let url = field("url")?.extract()?;
    let page = page(url, &field("html")?, known("headers")?.as_ref())?;
    let fetched = known("fetched")?.map(|fetched| fetched.extract());
    let origin = Origin {
        offset: at as u64,
        fetched: fetched.transpose()?,
        ..Origin::default()
    };
    Ok((page, origin))
}

/// A page of text or bytes.
fn page(
    url: String,
    html: &Bound<'_, PyAny>,
    headers: Option<&Bound<'_, PyAny>>,
) -> PyResult<Page> {
    let headers = headers.map(pythonize::depythonize::<Headers>).transpose();
    let headers = headers
        .map_err(|error| PyValueError::new_err(format!("headers: {error}")))?
        .map(Headers::pairs);
    let Ok(bytes) = html.cast::<PyBytes>() else {
        return Ok(Page {
            url,
            html: html.extract()?,
            headers,
            ..Page::default()
        });
    };
    let decoded = decode(bytes.as_bytes(), content_type(headers.as_deref()))
        .map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(Page {
        url,
        html: decoded.text,
        encoding: Some(decoded.encoding.to_owned()),
        headers,
        ..Page::default()
    })
}

fn content_type(headers: Option<&[(String, String)]>) -> Option<&str> {
    let mut headers = headers?.iter();
    headers
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| value.as_str())
}
