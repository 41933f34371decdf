//! Tables as tools export them: values separated by commas, semicolons, tabs or bars, quoted where
//! they must be (RFC 4180), handed over in pieces of any size.
//!
//! The separator is detected from the first lines. An unclosed quote spoils its own line, not the rest
//! of the file.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde::{Deserialize, Serialize};

use crate::document::head_chars;

/// Longest row read, in bytes; a longer one is an unclosed quote.
pub const MAX_ROW_BYTES: usize = 64 * 1024;

/// How many characters of the beginning are read to detect the separator.
const SNIFFED_CHARS: usize = 16 * 1024;
const SNIFFED_ROWS: usize = 20;

/// What may part values, the likeliest first.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TableRow {
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its values.
    pub fields: Vec<String>,
}

impl TableRow {
    /// The row without white space at the ends of its values.
    #[must_use]
    pub(super) fn trimmed(mut self) -> Self {
        for field in &mut self.fields {
            let trimmed = field.trim();
            if trimmed.len() < field.len() {
                *field = trimmed.to_owned();
            }
        }
        self
    }
}

/// A line that is no row: longer than [`MAX_ROW_BYTES`] or with an unclosed quote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// The line, from 1.
    pub line: usize,
}

/// Reads a table piece by piece.
#[derive(Debug)]
pub struct Table {
    /// What was pushed and not read yet; begins with the row that is being read.
    text: String,
    /// How much of `text` was read.
    at: usize,
    /// Up to where the row being read was handed to the reader.
    scanned: usize,
    /// The line `at` is on.
    line: usize,
    separator: Option<u8>,
    reader: Reader,
    ended: bool,
    /// The row being read.
    bytes: Vec<u8>,
    len: usize,
    ends: Vec<usize>,
    end_count: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

impl Table {
    /// A table whose separator is detected from its beginning.
    pub fn new() -> Self {
        Self {
            text: String::new(),
            at: 0,
            scanned: 0,
            line: 1,
            separator: None,
            reader: Reader::new(),
            ended: false,
            bytes: vec![0; 4096],
            len: 0,
            ends: vec![0; 64],
            end_count: 0,
        }
    }

    /// All rows of a whole text, in order.
    pub fn rows_of(text: &str) -> Vec<Result<TableRow, Unreadable>> {
        let mut table = Self::new();
        table.push(text);
        table.end();
        std::iter::from_fn(|| table.next_row()).collect()
    }

    /// Takes in the next piece of the text. A byte order mark at the beginning is dropped.
    pub fn push(&mut self, piece: &str) {
        if self.at > 0 {
            self.text.drain(..self.at);
            self.scanned -= self.at;
            self.at = 0;
        }
        self.text.push_str(piece);
    }

    /// Says that there is no more text.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// What separates the values; `None` until enough was read to detect it.
    pub fn separator(&self) -> Option<char> {
        self.separator.map(char::from)
    }

    /// The next row; `None` if more text is needed, or if there is none.
    pub fn next_row(&mut self) -> Option<Result<TableRow, Unreadable>> {
        self.next_exact().map(|row| row.map(TableRow::trimmed))
    }

    /// The next row with the white space that its values have at their ends.
    pub(super) fn next_exact(&mut self) -> Option<Result<TableRow, Unreadable>> {
        if self.separator.is_none() {
            self.begin()?;
        }
        if self.scanned == self.at {
            self.skip_blank_lines();
        }
        loop {
            let rest = self.text.as_bytes().get(self.scanned..).unwrap_or_default();
            if rest.is_empty() && !self.ended {
                return None;
            }
            let (bytes, ends) = (
                self.bytes.get_mut(self.len..).unwrap_or_default(),
                self.ends.get_mut(self.end_count..).unwrap_or_default(),
            );
            let (result, read, written, ended) = self.reader.read_record(rest, bytes, ends);
            self.scanned += read;
            self.len += written;
            self.end_count += ended;
            if self.scanned - self.at > MAX_ROW_BYTES {
                return Some(Err(self.give_up()));
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Some(self.take_row(read == 0)),
                ReadRecordResult::End => return None,
            }
        }
    }

    /// Detects the separator, once there is enough text.
    fn begin(&mut self) -> Option<()> {
        if self.text.len() < SNIFFED_CHARS && !self.ended {
            return None;
        }
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        let text = self.text.get(self.at..).unwrap_or("");
        let separator = match declared(text) {
            Some((separator, taken)) => {
                self.at += taken;
                separator
            }
            None => sniff(text),
        };
        self.scanned = self.at;
        self.separator = Some(separator);
        self.reader = reader(separator);
        Some(())
    }

    fn skip_blank_lines(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        self.advance(blank.count());
    }

    /// Leaves so many bytes behind.
    fn advance(&mut self, count: usize) {
        let passed = self.text.as_bytes().get(self.at..self.at + count);
        self.line += lines(passed.unwrap_or_default());
        self.at += count;
        self.scanned = self.at;
    }

    /// Takes the row that was read; `last` if the end of the text ended it, not the end of a line.
    fn take_row(&mut self, last: bool) -> Result<TableRow, Unreadable> {
        let row = TableRow {
            line: self.line,
            fields: self.fields(),
        };
        let raw = self.text.get(self.at..self.scanned).unwrap_or("");
        let open = last
            && !raw.trim_end().ends_with('"')
            && row
                .fields
                .last()
                .is_some_and(|field| field.trim().contains('\n'));
        if open {
            return Err(self.give_up());
        }
        self.forget();
        self.advance(self.scanned - self.at);
        Ok(row)
    }

    fn fields(&self) -> Vec<String> {
        let mut start = 0;
        let ends = self.ends.get(..self.end_count).unwrap_or_default();
        let fields = ends.iter().map(|&end| {
            let bytes = self.bytes.get(start..end).unwrap_or_default();
            start = end;
            String::from_utf8_lossy(bytes).into_owned()
        });
        fields.collect()
    }

    /// Leaves the line on which the row being read began, and goes on with the one after it.
    fn give_up(&mut self) -> Unreadable {
        let line = self.line;
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|&byte| byte == b'\n');
        self.advance(end.map_or(rest.len(), |end| end + 1));
        self.forget();
        self.reader = reader(self.separator.unwrap_or(b','));
        Unreadable { line }
    }

    fn forget(&mut self) {
        self.len = 0;
        self.end_count = 0;
    }
}

fn reader(separator: u8) -> Reader {
    ReaderBuilder::new().delimiter(separator).build()
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

/// A first line that only names the separator (`sep=;`), as Excel writes and reads it, and its
/// length.
fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split('\n').next().unwrap_or("");
    let named = line.trim_end_matches('\r').strip_prefix("sep=")?;
    match named.as_bytes() {
        [separator] if SEPARATORS.contains(separator) => Some((*separator, line.len())),
        _ => None,
    }
}

/// The separator that gives most of the first rows the same number of values, and the most of them:
/// tools may write lines of another kind above their header. Lines that are an address each are one column, whatever the addresses hold.
fn sniff(text: &str) -> u8 {
    let text = first_lines(text);
    if text.lines().all(is_address) {
        return b'\t';
    }
    let score = |separator: u8| {
        let counts = field_counts(text, separator);
        let alike = |width: usize| counts.iter().filter(|&&count| count == width).count();
        let wide = counts.iter().copied().filter(|&width| width > 1);
        let width = wide.max_by_key(|&width| (alike(width), width))?;
        let most = alike(width) * 2 > counts.len() || (width > 2 && alike(width) > 1);
        most.then_some((alike(width), width))
    };
    let scored = SEPARATORS
        .iter()
        .rev()
        .filter_map(|&separator| Some((score(separator)?, separator)));
    scored.max().map_or(b'\t', |(_, separator)| separator)
}

/// What is looked at: whole lines, if there is an end of a line at all.
fn first_lines(text: &str) -> &str {
    let head = head_chars(text, SNIFFED_CHARS);
    match head.rfind('\n') {
        Some(end) if head.len() < text.len() => head.get(..end).unwrap_or(head),
        _ => head,
    }
}

fn is_address(line: &str) -> bool {
    let line = line.trim();
    let web = line.starts_with("http://") || line.starts_with("https://");
    line.is_empty() || (web && line.matches("://").count() == 1 && !line.contains(['"', ' ', '\t']))
}

/// Whether a row is a line of words as Google Analytics writes them above its tables.
fn is_comment(row: &TableRow) -> bool {
    matches!(row.fields.as_slice(), [words] if words.starts_with('#'))
}

/// How many values each of the first rows has, lines of words left out.
fn field_counts(text: &str, separator: u8) -> Vec<usize> {
    let mut table = Table {
        separator: Some(separator),
        reader: reader(separator),
        ..Table::new()
    };
    table.push(text);
    table.end();
    std::iter::from_fn(|| table.next_row())
        .take(SNIFFED_ROWS)
        .flatten()
        .filter(|row| !is_comment(row))
        .map(|row| row.fields.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let rows = Table::rows_of(text).into_iter();
        rows.map(|row| row.map_or_else(|bad| (bad.line, vec![]), |row| (row.line, row.fields)))
            .collect()
    }

    fn row(line: usize, fields: &[&str]) -> (usize, Vec<String>) {
        (line, fields.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn separators_are_told_from_the_first_lines() {
        for text in [
            "a,b,c\n1,2,3\n",
            "a;b;c\r\n1;2;3",
            "\u{feff}a\tb\tc\n1\t2\t3\n",
            "a|b|c\n1|2|3",
            "sep=;\na;b;c\n1;2;3\n",
        ] {
            let fields: Vec<_> = rows(text).into_iter().map(|(_, fields)| fields).collect();
            assert_eq!(
                fields,
                [vec!["a", "b", "c"], vec!["1", "2", "3"]],
                "{text:?}"
            );
        }
        let decimal = "page;traffic\nx;1,5\ny;2,7\n";
        assert_eq!(rows(decimal)[1], row(2, &["x", "1,5"]));
    }

    #[test]
    fn a_list_of_addresses_is_one_column() {
        let text = "https://a.example/one,1.html\nhttps://a.example/two,2.html\n";
        assert_eq!(rows(text)[0], row(1, &["https://a.example/one,1.html"]));
        let text = "https://a.example/one,https://b.example/\n";
        assert_eq!(rows(text)[0].1.len(), 2);
    }

    #[test]
    fn quoted_values_hold_anything_and_lines_are_counted() {
        let text = "a,b\r\n\"one\r\ntwo, \"\"three\"\"\",2\r\n\r\n3,4";
        assert_eq!(
            rows(text),
            [
                row(1, &["a", "b"]),
                row(2, &["one\r\ntwo, \"three\"", "2"]),
                row(5, &["3", "4"]),
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_spoils_its_own_line() {
        let text = "a,b\n1,\"2\n3,4\n5,6\n";
        let expected = [
            row(1, &["a", "b"]),
            row(2, &[]),
            row(3, &["3", "4"]),
            row(4, &["5", "6"]),
        ];
        assert_eq!(rows(text), expected);
        let long = format!("a,b\n1,\"2\n{}", "3,4\n".repeat(MAX_ROW_BYTES));
        let rows = rows(&long);
        assert_eq!(rows[..3], expected[..3]);
        assert_eq!(rows.len(), 2 + MAX_ROW_BYTES);
    }

    #[test]
    fn pieces_of_any_size_give_the_same_rows() {
        let text = "a;b\n\"x\ny\";ü\n\nlast;row";
        let mut table = Table::new();
        let mut found = Vec::new();
        for c in text.chars() {
            table.push(c.encode_utf8(&mut [0; 4]));
            found.extend(std::iter::from_fn(|| table.next_row()));
        }
        table.end();
        found.extend(std::iter::from_fn(|| table.next_row()));
        assert_eq!(found, Table::rows_of(text));
    }
}
