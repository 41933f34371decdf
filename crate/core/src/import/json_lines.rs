//! Rows of `linkglance scan` as it writes them by itself: one JSON object per line (NDJSON), handed over in
//! pieces of any size, read as the rows of a table.

use serde::Deserialize;

use super::table::{MAX_ROW_BYTES, TableRow, Unreadable};
use crate::spreadsheet::guarded;

/// The columns of the table, named as the rows' fields are. What else a row has is not imported.
const HEADER: [&str; 20] = [
    "row", "site", "page", "fetched", "url", "wraps", "text", "anchor", "rel", "followed",
    "region", "kind", "linked", "possible", "hidden", "before", "after", "title", "language",
    "source",
];

/// A row as its line has it.
#[derive(Deserialize)]
struct Line {
    row: Option<String>,
    site: Option<String>,
    page: Option<String>,
    fetched: Option<String>,
    url: Option<String>,
    wraps: Option<String>,
    text: Option<String>,
    anchor: Option<String>,
    #[serde(default)]
    rel: Vec<String>,
    followed: Option<bool>,
    region: Option<String>,
    kind: Option<String>,
    linked: Option<String>,
    possible: Option<bool>,
    hidden: Option<bool>,
    before: Option<String>,
    after: Option<String>,
    title: Option<String>,
    language: Option<String>,
    source: Option<String>,
}

impl Line {
    /// Its values, guarded as in a table, so that they are read as those are.
    fn fields(self) -> Vec<String> {
        let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string());
        let rel = self.rel.join(" ");
        let values: [Option<String>; HEADER.len()] = [
            self.row,
            self.site,
            self.page,
            self.fetched,
            self.url,
            self.wraps,
            self.text,
            self.anchor,
            Some(rel),
            flag(self.followed),
            self.region,
            self.kind,
            self.linked,
            flag(self.possible),
            flag(self.hidden),
            self.before,
            self.after,
            self.title,
            self.language,
            self.source,
        ];
        let values = values.into_iter().map(Option::unwrap_or_default);
        values.map(|value| guarded(&value).into_owned()).collect()
    }
}

/// Reads rows line by line.
#[derive(Debug, Default)]
pub(super) struct JsonLines {
    /// What was pushed and not read yet.
    text: String,
    at: usize,
    /// How far it was looked at for the end of a line.
    looked: usize,
    /// The last line that was read; the header has none.
    line: usize,
    headed: bool,
    ended: bool,
    /// The line that is read is too long, and was left up to here.
    overlong: bool,
}

impl JsonLines {
    pub(super) fn push(&mut self, piece: &str) {
        self.text.drain(..self.at);
        self.looked -= self.at;
        self.at = 0;
        self.text.push_str(piece);
    }

    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// The next row, at first that of the columns' names; `None` if more text is needed, or if there is
    /// none.
    pub(super) fn next_row(&mut self) -> Option<Result<TableRow, Unreadable>> {
        if !self.headed {
            self.headed = true;
            return Some(Ok(TableRow {
                line: 0,
                fields: HEADER.map(str::to_owned).to_vec(),
            }));
        }
        loop {
            let (start, end) = self.next_line()?;
            self.line += 1;
            let line = self.line;
            let text = self.text.get(start..end).unwrap_or("").trim();
            let overlong = std::mem::take(&mut self.overlong) || text.len() > MAX_ROW_BYTES;
            if text.is_empty() && !overlong {
                continue;
            }
            let read = serde_json::from_str::<Line>(if overlong { "" } else { text });
            return Some(match read {
                Ok(row) => Ok(TableRow {
                    line,
                    fields: row.fields(),
                }),
                Err(_) => Err(Unreadable { line }),
            });
        }
    }

    /// Where the next line is; `None` where its end is still to come.
    fn next_line(&mut self) -> Option<(usize, usize)> {
        let rest = self.text.as_bytes().get(self.looked..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let end = end.map(|end| self.looked + end);
        let start = self.at;
        let end = match end {
            Some(end) => {
                self.at = end + 1;
                end
            }
            None if self.ended && (start < self.text.len() || self.overlong) => {
                self.at = self.text.len();
                self.at
            }
            None => {
                self.looked = self.text.len();
                if self.looked - start > MAX_ROW_BYTES {
                    // Of a line that does not end nothing is held.
                    self.overlong = true;
                    self.at = self.looked;
                }
                return None;
            }
        };
        self.looked = self.at;
        Some((start, end))
    }
}
