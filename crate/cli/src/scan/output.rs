//! Where rows go: NDJSON or CSV, standard output or a file. A row is written whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};

use linkglance_core::export::row_heading;

use super::page::Outcome;
use crate::args::{RowFormat, Scan};

/// The rows of one page as they are written.
pub(super) struct Encoded(String);

impl Encoded {
    /// Made where pages are inspected, so that it takes time of all cores.
    pub(super) fn of(outcome: &Outcome, format: RowFormat) -> Self {
        let mut text = String::new();
        if let Outcome::Page(looked) = outcome {
            for row in &looked.rows {
                match format {
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
        }
        Self(text)
    }
}

/// The output.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    name: String,
    format: RowFormat,
    /// Why it takes no more.
    failed: Option<io::Error>,
}

impl Output {
    pub(super) fn open(command: &Scan) -> Result<Self, String> {
        let (writer, name): (Box<dyn Write>, String) = match &command.output {
            None => (Box::new(io::stdout()), "standard output".to_owned()),
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|error| format!("{name}: {error}"))?;
                (Box::new(file), name)
            }
        };
        let mut output = Self {
            writer: BufWriter::new(writer),
            name,
            format: command.format,
            failed: None,
        };
        if output.format == RowFormat::Csv {
            output.write(&Encoded(row_heading()));
        }
        Ok(output)
    }

    pub(super) fn format(&self) -> RowFormat {
        self.format
    }

    /// Writes rows; says whether the output takes more.
    pub(super) fn write(&mut self, rows: &Encoded) -> bool {
        if self.failed.is_none() {
            self.failed = self.writer.write_all(rows.0.as_bytes()).err();
        }
        self.failed.is_none()
    }

    /// Writes what is left; says whether all was written. That the reader of standard output has closed
    /// it is no error.
    pub(super) fn finish(mut self) -> Result<bool, String> {
        let failed = self.failed.take().or_else(|| self.writer.flush().err());
        match failed {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(format!("{}: {error}", self.name))
            }
            Some(_) => Ok(false),
            None => Ok(true),
        }
    }
}
