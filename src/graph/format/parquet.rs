//! A folder of Parquet with the tables of the folder of CSV: nodes, edges, and one flat row per
//! record. Texts come back as they are: nothing here is for spreadsheets.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::super::model::Graph;
use super::Sink;
use super::table::{Cell, Column, Columns, Kind, RECORD, edge_ends, node_columns, nodes, record};

/// Rows that are held and written together.
const ROWS: usize = 1 << 15;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink) -> io::Result<()> {
    let text = |name: &str| (name.to_owned(), Kind::Text);
    let columns = [text("id"), text("label")].into_iter().chain(node_columns()).collect();
    let rows = nodes(graph).map(|node| {
        let mut row = vec![Cell::Text(node.id), Cell::Text(node.label)];
        row.extend(node.cells);
        row
    });
    table(sink, "nodes.parquet", columns, rows)?;

    let edge_columns = Columns::of(graph);
    let first = ["id", "source", "target", "source_name", "target_name", "relation"].map(text);
    let columns = first.into_iter().chain(edge_columns.edge()).collect();
    let rows = graph.edges.iter().map(|edge| {
        let mut row = edge_ends(graph, edge).to_vec();
        row.extend(edge_columns.cells(graph, edge));
        row
    });
    table(sink, "edges.parquet", columns, rows)?;

    let columns = RECORD.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    let rows = graph.edges.iter().flat_map(|e| e.evidence.iter().map(|one| record(graph, e, one)));
    table(sink, "relations.parquet", columns, rows)
}

fn table(
    sink: &mut dyn Sink,
    name: &str,
    columns: Vec<Column>,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> io::Result<()> {
    let mut out = sink.file(name)?;
    fill(&mut *out, &columns, rows).map_err(io::Error::other)?;
    out.flush()
}

fn fill(
    out: &mut (dyn Write + Send),
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<(), ParquetError> {
    let field = |(name, kind): &Column| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Integer => (Physical::INT64, None),
            Kind::Boolean => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        field.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("stakeout").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let held: Vec<Vec<Cell>> = rows.by_ref().take(ROWS).collect();
        let mut group = writer.next_row_group()?;
        for (i, (_, kind)) in columns.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            let cells = held.iter().map(|row| row.get(i).unwrap_or(&Cell::None));
            values(&mut column, *kind, cells)?;
            column.close()?;
        }
        group.close()?;
    }
    writer.close().map(drop)
}

/// Writes the cells of a column; a cell of another kind than its column's is empty.
fn values<'a>(
    column: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<(), ParquetError> {
    macro_rules! put {
        ($column:ty, $cell:pat => $value:expr) => {{
            let value = |cell: &Cell| match cell {
                $cell => Some($value),
                _ => None,
            };
            let there: Vec<i16> =
                cells.clone().map(|cell| i16::from(value(cell).is_some())).collect();
            let values: Vec<_> = cells.filter_map(value).collect();
            column.typed::<$column>().write_batch(&values, Some(&there), None)
        }};
    }
    let written = match kind {
        Kind::Text => put!(ByteArrayType, Cell::Text(text) => ByteArray::from(text.as_str())),
        Kind::Number => put!(DoubleType, Cell::Number(number) => *number),
        Kind::Integer => put!(Int64Type, Cell::Integer(number) => *number as i64),
        Kind::Boolean => put!(BoolType, Cell::Boolean(is) => *is),
    };
    written.map(drop)
}
