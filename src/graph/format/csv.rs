//! A folder of CSV for tables and spreadsheets: nodes, edges, and one flat row per record.

use std::io::{self, Write};

use super::super::model::Graph;
use super::Sink;
use super::escape::{csv, sheet};
use super::table::{Cell, Columns, RECORD, end_id, node_columns, nodes, record};

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
        let first = [
            Cell::text(Some(&edge.id)),
            Cell::Text(end_id(graph, edge, &edge.subject)),
            Cell::Text(end_id(graph, edge, &edge.object)),
            Cell::text(Some(graph.name(&edge.subject))),
            Cell::text(Some(graph.name(&edge.object))),
            Cell::text(Some(&edge.relation)),
        ];
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
    let names: Vec<String> = names.map(csv).collect();
    write!(out, "{}\r\n", names.join(","))
}

fn row<'a>(out: &mut dyn Write, cells: impl Iterator<Item = &'a Cell>) -> io::Result<()> {
    let cells: Vec<String> = cells
        .map(|cell| match cell {
            Cell::Text(text) => sheet(text),
            other => other.written().unwrap_or_default(),
        })
        .collect();
    write!(out, "{}\r\n", cells.join(","))
}
