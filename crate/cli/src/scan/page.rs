//! From what an archive holds to rows: the response taken apart, its text decoded, the page looked at
//! and inspected.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use linkglance_archive::{Record, Response, body};
use linkglance_core::export::{Origin, Row, rows};
use linkglance_core::page::Day;
use linkglance_core::reason::Key;
use linkglance_core::{FirstLook, Page, Profiles, inspect_until};

use super::input::{Content, Found};
use super::lines::Line;
use crate::TIME_LIMIT;
use crate::args::Scan;
use crate::decode::{DecodeError, decode};

/// Media types of pages.
const PAGES: [&str; 2] = ["text/html", "application/xhtml+xml"];

/// Reads pages.
pub(super) struct Reader<'p> {
    profiles: &'p Profiles,
    /// `None` where every page is inspected.
    first_look: Option<FirstLook<'p>>,
    all_links: bool,
    unknown: bool,
}

/// What came of one thing that may be a page.
pub(super) enum Outcome {
    /// It is no page, or one that a server answered an error with.
    Other,
    /// It can't be read, and why.
    Broken(Origin, String),
    /// A page.
    Page(Looked),
}

/// What came of a page.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) rows: Vec<Row>,
    /// It was inspected; else the first look found nothing that could be a row.
    pub(super) inspected: bool,
    /// Not all of it is there.
    pub(super) cut: bool,
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

impl<'p> Reader<'p> {
    pub(super) fn new(profiles: &'p Profiles, command: &Scan) -> Self {
        // Of a page whose every link is a row none can be left out.
        let looks = !command.no_first_look && !command.all_links;
        Self {
            profiles,
            first_look: looks.then(|| FirstLook::of(profiles)),
            all_links: command.all_links,
            unknown: command.unknown,
        }
    }

    /// Reads one. A defect of the program in it costs this one and ends nothing.
    pub(super) fn read(&self, found: Found) -> Outcome {
        let mut origin = found.origin.clone();
        let read = AssertUnwindSafe(|| self.take(found, &mut origin));
        match catch_unwind(read) {
            Ok(Ok(looked)) => Outcome::Page(looked),
            Ok(Err(NoPage::Other)) => Outcome::Other,
            Ok(Err(NoPage::Broken(what))) => Outcome::Broken(origin, what),
            Err(_) => Outcome::Broken(origin, "the program failed on it".to_owned()),
        }
    }

    fn take(&self, found: Found, origin: &mut Origin) -> Result<Looked, NoPage> {
        let Taken { mut page, cut } = match found.content {
            Content::Record(record) => of_record(record)?,
            Content::Line(line) => of_line(&line, origin)?,
            Content::File { url, bytes, cut } => Taken {
                page: page_of(url, &bytes, None)?,
                cut,
            },
        };
        // What a page says of a day is judged by the day on which it was fetched.
        page.today = origin.fetched.as_deref().and_then(Day::read);
        self.look(&page, cut, origin)
    }

    fn look(&self, page: &Page, cut: bool, origin: &Origin) -> Result<Looked, NoPage> {
        let mut looked = Looked {
            cut,
            ..Looked::default()
        };
        let first = self.first_look.as_ref();
        looked.inspected = first.is_none_or(|first| first.may_concern(page));
        if looked.inspected {
            looked.rows = self.inspect(page, cut, origin)?;
        }
        if cut && self.unknown && looked.rows.is_empty() {
            let because = Key::WatchTruncated.into();
            looked.rows.push(Row::unknown(&page.url, origin, because));
        }
        Ok(looked)
    }

    fn inspect(&self, page: &Page, cut: bool, origin: &Origin) -> Result<Vec<Row>, NoPage> {
        let start = Instant::now();
        let out_of_time = || start.elapsed() > TIME_LIMIT;
        let mut report = inspect_until(page, self.profiles, &out_of_time)
            .map_err(|error| NoPage::Broken(error.to_string()))?;
        if cut {
            report.limits.push(Key::WatchTruncated.into());
        }
        Ok(rows(&report, origin, self.all_links))
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
        headers: line.headers.map(super::lines::Headers::pairs),
        ..Page::default()
    };
    Ok(Taken { page, cut: false })
}

fn is_page(content_type: &str) -> bool {
    let essence = content_type.split([';', ',']).next().unwrap_or("").trim();
    essence.is_empty() || PAGES.iter().any(|page| essence.eq_ignore_ascii_case(page))
}
