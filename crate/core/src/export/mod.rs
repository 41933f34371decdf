//! The report, a check of it and saved prospects in other forms.

mod check;
mod client;
mod clip;
mod contacts;
mod csv;
mod markdown;
mod markdown_text;
mod page;
mod prospects;
mod row;
mod text;
mod watch;

pub use check::{check_markdown, check_text};
pub use client::{ClientLine, ClientWords, Happened, client_csv, client_html};
pub use clip::{Form, link, sentence, table};
pub use csv::{csv, csv_of_links, table_csv};
pub use markdown::{markdown, markdown_of_links};
pub use prospects::{day, prospects_csv, prospects_json};
pub use row::{COLUMNS, Column, ColumnType, Origin, Row, RowKind, row_heading, rows};
pub use text::{text, verdict_sentence};

pub use watch::watch_text;

use text::region_words;
