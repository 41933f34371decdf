//! Reads pages as archives, lists and files hold them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use linkglance_archive::{Record, Response, body};
use linkglance_core::export::{Origin, Row, rows};
use linkglance_core::page::Day;
use linkglance_core::reason::Key;
use linkglance_core::{FirstLook, Page, Profiles, inspect_until};

use crate::decode::{DecodeError, decode};
use crate::line::{Headers, Line};

/// Longest time an inspection may take; real pages need milliseconds.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);
/// Media types of pages.
const PAGES: [&str; 2] = ["text/html", "application/xhtml+xml"];

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// A row for every outbound link, too.
    pub all_links: bool,
    /// A row for each page that is not all there, where nothing was found in what is.
    pub unknown: bool,
    /// Leave out pages in which a first look finds nothing that could be a row.
    pub first_look: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            all_links: false,
            unknown: false,
            first_look: true,
        }
    }
}

/// Reads pages.
#[derive(Debug)]
pub struct Reader {
    profiles: Arc<Profiles>,
    /// `None` where every page is inspected.
    first_look: Option<FirstLook<Arc<Profiles>>>,
    options: Options,
}

/// What came of one thing that may be a page.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It is no page, or one that a server answered an error with.
    Other,
    /// It can't be read, and why.
    Broken(Origin, String),
    /// A page.
    Page(Looked),
}

/// What came of a page.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Looked {
    /// Its rows.
    pub rows: Vec<Row>,
    /// It was inspected; else the first look found nothing that could be a row.
    pub inspected: bool,
    /// Not all of it is there.
    pub cut: bool,
}

/// A page, and whether it lacks its end.
struct Taken {
    page: Page,
    cut: bool,
}

/// Why there is no page.
enum NoPage {
    Other,
    Broken(String),
}

impl From<DecodeError> for NoPage {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::Empty
            | DecodeError::Binary
            | DecodeError::Pdf
            | DecodeError::Json
            | DecodeError::Declared(_) => Self::Other,
            DecodeError::Compressed | DecodeError::Nuls | DecodeError::Unmarked(_) => {
                Self::Broken(error.to_string())
            }
        }
    }
}

impl Reader {
    /// Makes profiles ready.
    pub fn new(profiles: Profiles, options: Options) -> Self {
        let profiles = Arc::new(profiles);
        // Of a page whose every link is a row none can be left out.
        let looks = options.first_look && !options.all_links;
        Self {
            first_look: looks.then(|| FirstLook::of(Arc::clone(&profiles))),
            profiles,
            options,
        }
    }

    /// Reads a record of an archive.
    pub fn record(&self, record: Record, origin: Origin) -> Outcome {
        self.read(origin, |_| of_record(record))
    }

    /// Reads a line of a list.
    pub fn line(&self, line: &[u8], origin: Origin) -> Outcome {
        self.read(origin, |origin| of_line(line, origin))
    }

    /// Reads a file; `cut`: it lacks its end.
    pub fn file(&self, url: String, bytes: &[u8], cut: bool, origin: Origin) -> Outcome {
        self.read(origin, |_| {
            let page = page_of(url, bytes, None)?;
            Ok(Taken { page, cut })
        })
    }

    /// Reads a page that is a text already.
    pub fn page(&self, page: Page, origin: Origin) -> Outcome {
        self.read(origin, |_| Ok(Taken { page, cut: false }))
    }

    /// A defect of the program in a page costs this one and ends nothing.
    fn read(
        &self,
        mut origin: Origin,
        take: impl FnOnce(&mut Origin) -> Result<Taken, NoPage>,
    ) -> Outcome {
        let read = AssertUnwindSafe(|| {
            let taken = take(&mut origin)?;
            self.look(taken, &origin)
        });
        match catch_unwind(read) {
            Ok(Ok(looked)) => Outcome::Page(looked),
            Ok(Err(NoPage::Other)) => Outcome::Other,
            Ok(Err(NoPage::Broken(what))) => Outcome::Broken(origin, what),
            Err(_) => Outcome::Broken(origin, "the program failed on it".to_owned()),
        }
    }

    fn look(&self, Taken { mut page, cut }: Taken, origin: &Origin) -> Result<Looked, NoPage> {
        // What a page says of a day is judged by the day on which it was fetched.
        page.today = origin.fetched.as_deref().and_then(Day::read);
        let mut looked = Looked {
            cut,
            ..Looked::default()
        };
        let first = self.first_look.as_ref();
        looked.inspected = first.is_none_or(|first| first.may_concern(&page));
        if looked.inspected {
            looked.rows = self.inspect(&page, cut, origin)?;
        }
        if cut && self.options.unknown && looked.rows.is_empty() {
            let because = Key::WatchTruncated.into();
            looked.rows.push(Row::unknown(&page.url, origin, because));
        }
        Ok(looked)
    }

    fn inspect(&self, page: &Page, cut: bool, origin: &Origin) -> Result<Vec<Row>, NoPage> {
        let start = Instant::now();
        let out_of_time = || start.elapsed() > TIME_LIMIT;
        let mut report = inspect_until(page, &self.profiles, &out_of_time)
            .map_err(|error| NoPage::Broken(error.to_string()))?;
        if cut {
            report.limits.push(Key::WatchTruncated.into());
        }
        Ok(rows(&report, origin, self.options.all_links))
    }
}

fn of_record(record: Record) -> Result<Taken, NoPage> {
    let mut cut = record.cut.is_some();
    if !record.http {
        let kind = record.content_type.as_deref();
        if !kind.is_some_and(is_page) {
            return Err(NoPage::Other);
        }
        let page = page_of(record.uri, &record.block, kind)?;
        return Ok(Taken { page, cut });
    }
    let Some(response) = Response::read(&record.block) else {
        return Err(NoPage::Broken(
            "no HTTP response is in the record".to_owned(),
        ));
    };
    let kind = response.header("content-type");
    let fine = (200..300).contains(&response.status);
    // A page may come without saying what it is; its bytes then say.
    if !fine || !kind.is_none_or(is_page) {
        return Err(NoPage::Other);
    }
    let body = body(&response).map_err(|error| NoPage::Broken(error.to_string()))?;
    cut |= body.cut;
    let page = page_of(record.uri, &body.bytes, kind)?;
    let headers = Some(response.headers);
    Ok(Taken {
        page: Page { headers, ..page },
        cut,
    })
}

/// A page of bytes that came with this media type.
fn page_of(url: String, bytes: &[u8], content_type: Option<&str>) -> Result<Page, NoPage> {
    let decoded = decode(bytes, content_type)?;
    Ok(Page {
        url,
        html: decoded.text,
        encoding: Some(decoded.encoding.to_owned()),
        ..Page::default()
    })
}

fn of_line(line: &[u8], origin: &mut Origin) -> Result<Taken, NoPage> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line: Line = serde_json::from_slice(line)
        .map_err(|error| NoPage::Broken(format!("not a page of a list: {error}")))?;
    origin.fetched = line.fetched;
    let page = Page {
        url: line.url,
        html: line.html,
        headers: line.headers.map(Headers::pairs),
        ..Page::default()
    };
    Ok(Taken { page, cut: false })
}

fn is_page(content_type: &str) -> bool {
    let essence = content_type.split([';', ',']).next().unwrap_or("").trim();
    essence.is_empty() || PAGES.iter().any(|page| essence.eq_ignore_ascii_case(page))
}
