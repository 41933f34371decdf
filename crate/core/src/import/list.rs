//! The text of a list as rows: a table, or lines of JSON. Which of them it is, its first character says.

use super::json_lines::JsonLines;
use super::table::{Table, TableRow, Unreadable};
use crate::reason::Key;

/// Reads a list piece by piece.
#[derive(Debug)]
pub(super) enum List {
    /// Nothing but white space came yet.
    Begun(String),
    Table(Box<Table>),
    Json(JsonLines),
}

impl Default for List {
    fn default() -> Self {
        Self::Begun(String::new())
    }
}

impl List {
    pub(super) fn push(&mut self, piece: &str) {
        match self {
            Self::Table(table) => table.push(piece),
            Self::Json(lines) => lines.push(piece),
            Self::Begun(text) => {
                text.push_str(piece);
                if let Some(list) = Self::of(text) {
                    *self = list;
                }
            }
        }
    }

    fn of(text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match text.trim_start().chars().next()? {
            '{' => {
                let mut lines = JsonLines::default();
                lines.push(text);
                Some(Self::Json(lines))
            }
            _ => Some(Self::table(text)),
        }
    }

    fn table(text: &str) -> Self {
        let mut table = Table::new();
        table.push(text);
        Self::Table(Box::new(table))
    }

    pub(super) fn end(&mut self) {
        if let Self::Begun(text) = self {
            *self = Self::table(text);
        }
        match self {
            Self::Table(table) => table.end(),
            Self::Json(lines) => lines.end(),
            Self::Begun(_) => {}
        }
    }

    /// The next row, with white space at the ends of its values; `None` if more text is needed, or if there is none.
    pub(super) fn next_row(&mut self) -> Option<Result<TableRow, Unreadable>> {
        match self {
            Self::Table(table) => table.next_exact(),
            Self::Json(lines) => lines.next_row(),
            Self::Begun(_) => None,
        }
    }

    /// What parts the values; of lines of JSON it is the end of a line, which parts rows.
    pub(super) fn separator(&self) -> Option<char> {
        match self {
            Self::Table(table) => table.separator(),
            Self::Json(_) => Some('\n'),
            Self::Begun(_) => None,
        }
    }

    /// What is wrong with a row that can't be read.
    pub(super) fn unreadable(&self) -> Key {
        match self {
            Self::Json(_) => Key::ImportNoRow,
            Self::Table(_) | Self::Begun(_) => Key::ImportUnreadable,
        }
    }
}
