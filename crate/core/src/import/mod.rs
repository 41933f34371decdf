//! Lists from elsewhere: links that search engines and link indexes know of, or plain addresses.
//!
//! An [`Importer`] is pushed the text of a file in pieces of any size, shows what it recognised
//! ([`Preview`]) before any row is imported, then gives the rows in batches, so that the caller
//! can show progress and stop. Rows that name one page and one target are given once, by the
//! identity key of the addresses; rows that cannot be taken are listed with their line.

mod columns;
mod encoding;
mod figures;
pub mod table;

use std::collections::{HashSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::length::{
    MAX_ANCHOR_CHARS, MAX_LANGUAGE_CHARS, MAX_NAME_CHARS, MAX_TITLE_CHARS, cut, is_whole,
};
use crate::reason::{Key, Reason};
use crate::spreadsheet::unguarded;
use crate::url::{Url, identity, is_web};

pub use columns::{Column, Columns, Tool};
pub use encoding::{LOOKED_AT, encoding_of};
pub use figures::{Figure, Figures};
use table::{Table, TableRow, Unreadable};

/// How many rows are read to recognise the columns.
const SAMPLE: usize = 40;

/// How many rows a preview shows.
pub const PREVIEW_ROWS: usize = 10;

/// Most rows of a file that are imported.
pub const MAX_ROWS: usize = 1_000_000;

/// What a list is, before any row is imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The columns.
    pub columns: Columns,
    /// What parts its values.
    pub separator: char,
    /// Its first rows, at most [`PREVIEW_ROWS`].
    pub rows: Vec<TableRow>,
}

/// A row of a list: a page, and what the list says of it. What it does not say is empty.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// The line it is on.
    pub line: usize,
    /// The page's address.
    pub page: String,
    /// Whether the list names only the site: the address is then its first page.
    pub whole_site: bool,
    /// Where it links to.
    pub target: Option<String>,
    /// The page's title.
    pub title: Option<String>,
    /// The text of the link.
    pub anchor: Option<String>,
    /// The words before the link.
    pub before: Option<String>,
    /// The words after it.
    pub after: Option<String>,
    /// Whether the list says it is nofollow.
    pub nofollow: Option<bool>,
    /// Whether the list says it is marked as sponsored.
    pub sponsored: Option<bool>,
    /// Whether the list says it is marked as written by a visitor.
    pub ugc: Option<bool>,
    /// The page's language.
    pub language: Option<String>,
    /// Who wrote the page.
    pub author: Option<String>,
    /// When the link was first seen, as the list writes it.
    pub first_seen: Option<String>,
    /// When it was last seen, as the list writes it.
    pub last_seen: Option<String>,
}

/// A row that was not imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// The line it is on.
    pub line: usize,
    /// Why.
    pub because: Reason,
}

/// Some rows of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Batch {
    /// The rows taken, in order.
    pub taken: Vec<Listed>,
    /// The rows refused.
    pub refused: Vec<Refused>,
    /// How many rows repeat an earlier one.
    pub repeated: usize,
}

impl Batch {
    /// How many rows were looked at; none means that more text is needed, or that all is done.
    pub fn rows(&self) -> usize {
        self.taken.len() + self.refused.len() + self.repeated
    }
}

/// Reads a list piece by piece.
#[derive(Debug, Default)]
pub struct Importer {
    table: Table,
    /// Rows that were read to recognise the columns and not given yet.
    head: VecDeque<Result<TableRow, Unreadable>>,
    columns: Option<Columns>,
    seen: HashSet<String>,
    rows: usize,
    ended: bool,
}

impl Importer {
    /// Takes in the next piece of the text.
    pub fn push(&mut self, piece: &str) {
        self.table.push(piece);
        self.recognise();
    }

    /// Says that there is no more text.
    pub fn end(&mut self) {
        self.ended = true;
        self.table.end();
        self.recognise();
    }

    /// What was recognised; `None` until enough was pushed.
    pub fn preview(&self) -> Option<Preview> {
        let rows = self.head.iter().flatten();
        Some(Preview {
            columns: self.columns.clone()?,
            separator: self.table.separator()?,
            rows: rows.take(PREVIEW_ROWS).cloned().collect(),
        })
    }

    /// Says what the columns hold, where the user knows better. Rows given before stay as they are.
    pub fn set_columns(&mut self, holds: Vec<Option<Column>>) {
        if let Some(columns) = &mut self.columns {
            columns.holds = holds;
        }
    }

    /// The next rows, at most `most` of them.
    pub fn next_batch(&mut self, most: usize) -> Batch {
        let mut batch = Batch::default();
        let Some(columns) = self.columns.clone() else {
            return batch;
        };
        while batch.rows() < most {
            let Some(row) = self.head.pop_front().or_else(|| self.table.next_row()) else {
                break;
            };
            self.rows += 1;
            let taken = if self.rows > MAX_ROWS {
                Err(Key::ImportTooMany.into())
            } else {
                read(&columns, &row)
            };
            match taken {
                Ok(listed) if self.seen.insert(key(&listed)) => batch.taken.push(listed),
                Ok(_) => batch.repeated += 1,
                Err(because) => batch.refused.push(Refused {
                    line: row.map_or_else(|bad| bad.line, |row| row.line),
                    because,
                }),
            }
            if self.rows > MAX_ROWS {
                self.table = Table::new();
                self.head.clear();
                break;
            }
        }
        batch
    }

    fn recognise(&mut self) {
        if self.columns.is_some() {
            return;
        }
        while self.head.len() < SAMPLE {
            match self.table.next_row() {
                Some(row) => self.head.push_back(row),
                None => break,
            }
        }
        if self.head.len() < SAMPLE && !self.ended {
            return;
        }
        let rows: Vec<&TableRow> = self.head.iter().flatten().collect();
        let (columns, above) = Columns::of(&rows);
        self.columns = Some(columns);
        let first = rows.get(above).map(|row| row.line);
        self.head.retain(|row| {
            let line = row.as_ref().map_or_else(|bad| bad.line, |row| row.line);
            first.is_some_and(|first| line >= first)
        });
    }
}

/// What a row says.
fn read(columns: &Columns, row: &Result<TableRow, Unreadable>) -> Result<Listed, Reason> {
    let row = row
        .as_ref()
        .map_err(|_| Reason::from(Key::ImportUnreadable))?;
    let value = |column| {
        let field = row.fields.get(columns.index(column)?)?;
        let field = unguarded(field).trim().to_owned();
        (!field.is_empty()).then_some(field)
    };
    let text = |column, most| value(column).map(|text| cut(&text, most).into_owned());
    let flag = |column| value(column).as_deref().and_then(yes_or_no);
    let named = value(Column::Page);
    let whole_site = named.is_none();
    let written = named
        .or_else(|| value(Column::Site))
        .ok_or(Reason::from(Key::ImportEmpty))?;
    let page = address(&written).ok_or_else(|| {
        let shown = crate::document::head_chars(&written, 80).to_owned();
        Reason::new(Key::ImportNoAddress, [shown])
    })?;
    Ok(Listed {
        line: row.line,
        page: page.to_string(),
        whole_site,
        target: value(Column::Target)
            .as_deref()
            .and_then(address)
            .map(|url| url.to_string()),
        title: text(Column::Title, MAX_TITLE_CHARS),
        anchor: text(Column::Anchor, MAX_ANCHOR_CHARS),
        before: text(Column::Before, MAX_ANCHOR_CHARS),
        after: text(Column::After, MAX_ANCHOR_CHARS),
        nofollow: flag(Column::Nofollow),
        sponsored: flag(Column::Sponsored),
        ugc: flag(Column::Ugc),
        language: text(Column::Language, MAX_LANGUAGE_CHARS),
        author: text(Column::Author, MAX_NAME_CHARS),
        first_seen: text(Column::FirstSeen, MAX_NAME_CHARS),
        last_seen: text(Column::LastSeen, MAX_NAME_CHARS),
    })
}

/// A web address as lists write it, with or without its scheme; one too long to be saved is none.
fn address(text: &str) -> Option<Url> {
    if !columns::is_address(text) {
        return None;
    }
    let url = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    url.ok().filter(is_web).filter(|url| is_whole(url.as_str()))
}

/// What identifies a row: its page and its target.
fn key(listed: &Listed) -> String {
    let identity = |address: &str| Url::parse(address).map(|url| identity(&url)).ok();
    let page = identity(&listed.page).unwrap_or_default();
    let target = listed.target.as_deref().and_then(identity);
    format!("{page} {}", target.unwrap_or_default())
}

/// The ways tools write that something is so or not; `None` for anything else.
fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "+" | "nofollow" => Some(true),
        "false" | "no" | "0" | "-" | "follow" | "dofollow" => Some(false),
        _ => None,
    }
}
