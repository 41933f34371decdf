//! Rows as an Arrow record batch: the columns of `scan`'s Parquet, unknown as null.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use linkglance_core::export::{COLUMNS, Column, ColumnType, Row};
use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

/// The cells of a row.
type Cells = [String; COLUMNS.len()];

/// The columns.
pub(crate) fn schema() -> Schema {
    let fields: Vec<Field> = COLUMNS.iter().map(field).collect();
    Schema::new(fields)
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Flag => DataType::Boolean,
        ColumnType::Fraction => DataType::Float64,
        ColumnType::Whole => DataType::Int64,
    };
    Field::new(column.name, kind, true)
}

/// A batch of rows. Text of one batch may be 2 GiB at most, which its rows are far from: each is of a
/// page of which 16 MiB are read, and texts in rows are cut.
pub(crate) fn batch(rows: &[Row]) -> Result<RecordBatch, PyErr> {
    let cells: Vec<Cells> = rows.iter().map(Row::cells).collect();
    let columns = COLUMNS.iter().enumerate();
    let columns = columns.map(|(at, column)| array(column.kind, at, &cells));
    RecordBatch::try_new(Arc::new(schema()), columns.collect())
        .map_err(|error: ArrowError| PyValueError::new_err(error.to_string()))
}

/// The cells of a column; an empty one is null.
fn array(kind: ColumnType, at: usize, rows: &[Cells]) -> ArrayRef {
    let cells = rows.iter().map(|row| {
        let cell = row.get(at).map_or("", String::as_str);
        Some(cell).filter(|cell| !cell.is_empty())
    });
    match kind {
        ColumnType::Text => Arc::new(cells.collect::<StringArray>()),
        ColumnType::Flag => {
            let flags = cells.map(|cell| cell.map(|cell| cell == "true"));
            Arc::new(flags.collect::<BooleanArray>())
        }
        ColumnType::Fraction => {
            let numbers = cells.map(|cell| cell.and_then(|cell| cell.parse::<f64>().ok()));
            Arc::new(numbers.collect::<Float64Array>())
        }
        ColumnType::Whole => {
            let numbers = cells.map(|cell| cell.and_then(|cell| cell.parse::<i64>().ok()));
            Arc::new(numbers.collect::<Int64Array>())
        }
    }
}
