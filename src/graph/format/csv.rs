//! A folder of CSV for tables and spreadsheets: nodes, edges, and one flat row per record.

use std::io::{self, Write};

use super::super::model::Graph;
use super::Sink;
use super::table::{Cell, Columns, RECORD, edge_ends, node_columns, nodes, record};
use crate::escape;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink) -> io::Result<()> {
    let mut out = sink.file("nodes.csv")?;
    let names = node_columns();
    head(&mut *out, ["id", "label"].into_iter().chain(names.iter().map(|(n, _)| &**n)))?;
    for node in nodes(graph) {
        let first = [Cell::Text(node.id), Cell::Text(node.label)];
        row(&mut *out, first.iter().chain(&node.cells))?;
    }
    out.flush()?;
    drop(out);

    let mut out = sink.file("edges.csv")?;
    let columns = Columns::of(graph);
    let names = columns.edge();
    let first = ["id", "source", "target", "source_name", "target_name", "relation"];
    head(&mut *out, first.into_iter().chain(names.iter().map(|(n, _)| &**n)))?;
    for edge in &graph.edges {
        let first = edge_ends(graph, edge);
        row(&mut *out, first.iter().chain(&columns.cells(graph, edge)))?;
    }
    out.flush()?;
    drop(out);

    let mut out = sink.file("relations.csv")?;
    head(&mut *out, RECORD.iter().map(|(n, _)| *n))?;
    for edge in &graph.edges {
        for evidence in &edge.evidence {
            row(&mut *out, record(graph, edge, evidence).iter())?;
        }
    }
    out.flush()
}

fn head<'a>(out: &mut dyn Write, names: impl Iterator<Item = &'a str>) -> io::Result<()> {
    line(out, names, escape::csv)
}

fn row<'a>(out: &mut dyn Write, cells: impl Iterator<Item = &'a Cell>) -> io::Result<()> {
    line(out, cells, |line, cell| match cell {
        Cell::Text(text) => escape::sheet(line, text),
        other => line.push_str(&other.written().unwrap_or_default()),
    })
}

fn line<T>(
    out: &mut dyn Write,
    fields: impl Iterator<Item = T>,
    mut field: impl FnMut(&mut String, T),
) -> io::Result<()> {
    let mut line = String::new();
    for (i, one) in fields.enumerate() {
        if i > 0 {
            line.push(',');
        }
        field(&mut line, one);
    }
    line.push_str("\r\n");
    out.write_all(line.as_bytes())
}
