//! Rows of tables back to lines of JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::input::AnyRecordBatch;
use stakeout::write::{Object, list, number, string};

use crate::rows::RELATIONS;

/// A line a row, a key a column of a table of relations: what `stakeout merge` reads of a table.
#[pyfunction]
pub(crate) fn table_lines<'py>(
    py: Python<'py>,
    table: AnyRecordBatch,
) -> PyResult<Bound<'py, PyBytes>> {
    let reader = table.into_reader()?;
    let lines = py.detach(|| {
        let mut out = Vec::new();
        for batch in reader {
            rows(&mut out, &batch?)?;
        }
        Ok(out)
    });
    let lines = lines.map_err(|e: ArrowError| PyValueError::new_err(e.to_string()))?;
    Ok(PyBytes::new(py, &lines))
}

fn rows(out: &mut Vec<u8>, batch: &RecordBatch) -> Result<(), ArrowError> {
    let schema = batch.schema();
    let mut columns = Vec::new();
    for (field, column) in schema.fields().iter().zip(batch.columns()) {
        if !RELATIONS.iter().any(|(name, _)| name == field.name()) {
            continue;
        }
        let wanted = match field.data_type() {
            DataType::Boolean => DataType::Boolean,
            DataType::Float16 | DataType::Float32 | DataType::Float64 => DataType::Float64,
            kind if kind.is_integer() => DataType::Int64,
            DataType::List(_) | DataType::LargeList(_) | DataType::ListView(_) => {
                DataType::new_list(DataType::Utf8, true)
            }
            _ => DataType::Utf8,
        };
        columns.push((field.name(), arrow_cast::cast(column, &wanted)?));
    }
    for row in 0..batch.num_rows() {
        let mut record = Object::new(out);
        for (name, column) in &columns {
            cell(record.key(name), column, row);
        }
        record.end();
        out.push(b'\n');
    }
    Ok(())
}

fn cell(out: &mut Vec<u8>, column: &dyn Array, row: usize) {
    if column.is_null(row) {
        return out.extend_from_slice(b"null");
    }
    match column.data_type() {
        DataType::Boolean => {
            let flag = column.as_boolean().value(row);
            out.extend_from_slice(if flag { b"true" } else { b"false" });
        }
        DataType::Float64 => number(out, Some(column.as_primitive::<Float64Type>().value(row))),
        DataType::Int64 => {
            let whole = column.as_primitive::<Int64Type>().value(row);
            out.extend_from_slice(whole.to_string().as_bytes());
        }
        DataType::List(_) => {
            let texts = column.as_list::<i32>().value(row);
            let texts = texts.as_string::<i32>();
            list(out, texts.iter().flatten(), string);
        }
        _ => string(out, column.as_string::<i32>().value(row)),
    }
}
