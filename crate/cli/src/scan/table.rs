//! Rows as a Parquet file: the columns of the CSV, unknown as null, packed with Zstandard.

use std::io::Write;
use std::sync::Arc;

use linkglance_core::export::{COLUMNS, Column, ColumnType};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

/// So many rows, or so many bytes of text, are written at once: what a reader takes at a time.
const GROUP_ROWS: usize = 20_000;
const GROUP_BYTES: usize = 32 << 20;

/// The cells of a row.
pub(super) type Cells = [String; COLUMNS.len()];

/// A Parquet file that is written.
pub(super) struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Vec<Cells>,
    bytes: usize,
}

impl<W: Write + Send> Table<W> {
    pub(super) fn new(out: W) -> Result<Self, ParquetError> {
        let fields: String = COLUMNS.iter().map(field).collect();
        let schema = parse_message_type(&format!("message row {{ {fields}}}"))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("linkglance ", env!("CARGO_PKG_VERSION")).to_owned());
        let properties = Arc::new(properties.build());
        Ok(Self {
            writer: SerializedFileWriter::new(out, Arc::new(schema), properties)?,
            rows: Vec::new(),
            bytes: 0,
        })
    }

    pub(super) fn write(&mut self, rows: Vec<Cells>) -> Result<(), ParquetError> {
        let texts = rows.iter().flatten();
        self.bytes += texts.map(String::len).sum::<usize>();
        self.rows.extend(rows);
        if self.rows.len() >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for (at, described) in COLUMNS.iter().enumerate() {
            let Some(mut column) = group.next_column()? else {
                break;
            };
            let cells = self
                .rows
                .iter()
                .map(|row| row.get(at).map_or("", String::as_str));
            write_column(&mut column, described.kind, cells)?;
            column.close()?;
        }
        group.close()?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Writes what is left, and the file's end.
    pub(super) fn finish(mut self) -> Result<(), ParquetError> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.writer.close().map(drop)
    }
}

/// A column of the schema.
fn field(column: &Column) -> String {
    let (kind, annotation) = match column.kind {
        ColumnType::Text => ("binary", " (UTF8)"),
        ColumnType::Flag => ("boolean", ""),
        ColumnType::Fraction => ("double", ""),
        ColumnType::Whole => ("int64", ""),
    };
    format!("optional {kind} {}{annotation}; ", column.name)
}

/// Writes the cells of a column; an empty one is null.
fn write_column<'c>(
    column: &mut SerializedColumnWriter<'_>,
    kind: ColumnType,
    cells: impl Iterator<Item = &'c str> + Clone,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = cells
        .clone()
        .map(|cell| i16::from(!cell.is_empty()))
        .collect();
    let levels = Some(levels.as_slice());
    let known = cells.filter(|cell| !cell.is_empty());
    match kind {
        ColumnType::Fraction => {
            let values: Vec<f64> = known.map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
            column
                .typed::<DoubleType>()
                .write_batch(&values, levels, None)?;
        }
        ColumnType::Whole => {
            let values: Vec<i64> = known.map(|cell| cell.parse().unwrap_or(-1)).collect();
            column
                .typed::<Int64Type>()
                .write_batch(&values, levels, None)?;
        }
        ColumnType::Flag => {
            let values: Vec<bool> = known.map(|cell| cell == "true").collect();
            column
                .typed::<BoolType>()
                .write_batch(&values, levels, None)?;
        }
        ColumnType::Text => {
            let values: Vec<ByteArray> = known.map(ByteArray::from).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, levels, None)?;
        }
    }
    Ok(())
}
