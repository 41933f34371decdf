//! Where rows go: NDJSON, CSV or Parquet, to standard output or a file. A row is written whole or not
//! at all.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};

use linkglance_core::export::{Row, row_heading};

use super::table::{Cells, Table};
use crate::args::{RowFormat, Scan};

/// The rows of one page as they are written.
pub(super) enum Encoded {
    Text(String),
    Cells(Vec<Cells>),
}

impl Encoded {
    /// Made where pages are inspected, so that it takes time of all cores.
    pub(super) fn of(rows: &[Row], format: RowFormat) -> Self {
        let mut text = String::new();
        for row in rows {
            match format {
                RowFormat::Parquet => {
                    return Self::Cells(rows.iter().map(Row::cells).collect());
                }
                RowFormat::Csv => row.push_csv(&mut text),
                RowFormat::Ndjson => {
                    // A row's maps have texts for keys, so that it can always be written.
                    if let Ok(json) = serde_json::to_string(row) {
                        text.push_str(&json);
                        text.push('\n');
                    }
                }
            }
        }
        Self::Text(text)
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.capacity(),
            Self::Cells(rows) => {
                let texts = rows.iter().flatten().map(String::capacity);
                texts.sum::<usize>() + size_of_val(rows.as_slice())
            }
        }
    }
}

/// What is written to.
type Sink = BufWriter<Box<dyn Write + Send>>;

/// The form the rows get there.
enum Writer {
    Text(Sink),
    Table(Box<Table<Sink>>),
}

/// The output.
pub(super) struct Output {
    writer: Writer,
    name: String,
    format: RowFormat,
    /// Why it takes no more.
    failed: Option<io::Error>,
}

impl Output {
    pub(super) fn open(command: &Scan) -> Result<Self, String> {
        let (sink, name): (Box<dyn Write + Send>, String) = match &command.output {
            None => (Box::new(io::stdout()), "standard output".to_owned()),
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|error| format!("{name}: {error}"))?;
                (Box::new(file), name)
            }
        };
        let sink = BufWriter::new(sink);
        let writer = match command.format {
            RowFormat::Ndjson | RowFormat::Csv => Writer::Text(sink),
            RowFormat::Parquet => {
                let table = Table::new(sink).map_err(|error| format!("{name}: {error}"))?;
                Writer::Table(Box::new(table))
            }
        };
        let mut output = Self {
            writer,
            name,
            format: command.format,
            failed: None,
        };
        if output.format == RowFormat::Csv {
            output.write(Encoded::Text(row_heading()));
        }
        Ok(output)
    }

    pub(super) fn format(&self) -> RowFormat {
        self.format
    }

    /// Writes rows; says whether the output takes more.
    pub(super) fn write(&mut self, rows: Encoded) -> bool {
        if self.failed.is_none() {
            let written = match (&mut self.writer, rows) {
                (Writer::Text(sink), Encoded::Text(text)) => sink.write_all(text.as_bytes()),
                (Writer::Table(table), Encoded::Cells(rows)) => {
                    table.write(rows).map_err(io::Error::from)
                }
                // A page without rows.
                _ => Ok(()),
            };
            self.failed = written.err();
        }
        self.failed.is_none()
    }

    /// Writes what is left; says whether all was written. That the reader of standard output has closed
    /// it is no error.
    pub(super) fn finish(self) -> Result<bool, String> {
        let finished = match (self.failed, self.writer) {
            (Some(error), _) => Err(error),
            (None, Writer::Text(mut sink)) => sink.flush(),
            (None, Writer::Table(table)) => table.finish().map_err(io::Error::from),
        };
        match finished {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(format!("{}: {error}", self.name)),
        }
    }
}
