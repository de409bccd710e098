//! The elements JSON of Cytoscape.js (<https://js.cytoscape.org/#notation/elements-json>).

use std::io;

use super::super::model::Graph;
use super::Sink;
use super::table::{Cell, Column, Columns, end_id, node_columns, nodes};
use crate::write::Object;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink) -> io::Result<()> {
    let mut out = sink.file("")?;
    let mut line = Vec::new();
    out.write_all(b"{\"elements\":{\"nodes\":[")?;
    let names = node_columns();
    for (i, node) in nodes(graph).enumerate() {
        line.clear();
        element(&mut line, i, |data| {
            data.string("id", &node.id);
            data.string("label", &node.label);
            cells(data, &names, &node.cells);
        });
        out.write_all(&line)?;
    }
    out.write_all(b"],\"edges\":[")?;
    let columns = Columns::of(graph);
    let names = columns.edge();
    for (i, edge) in graph.edges.iter().enumerate() {
        line.clear();
        element(&mut line, i, |data| {
            data.string("id", &edge.id);
            data.string("source", &end_id(graph, edge, &edge.subject));
            data.string("target", &end_id(graph, edge, &edge.object));
            data.string("label", &edge.relation);
            data.string("relation", &edge.relation);
            cells(data, &names, &columns.cells(graph, edge));
        });
        out.write_all(&line)?;
    }
    out.write_all(b"]}}\n")?;
    out.flush()
}

fn element(out: &mut Vec<u8>, i: usize, fill: impl FnOnce(&mut Object<'_>)) {
    out.extend_from_slice(if i > 0 { b",\n" } else { b"\n" });
    let mut object = Object::new(out);
    object.object("data", fill);
    object.end();
}

pub(super) fn cells(data: &mut Object<'_>, names: &[Column], cells: &[Cell]) {
    for ((name, _), cell) in names.iter().zip(cells) {
        match cell {
            Cell::None => {}
            Cell::Text(text) => data.string(name, text),
            Cell::Number(number) => data.number(name, Some(*number)),
            Cell::Integer(number) => data.integer(name, *number),
            Cell::Boolean(is) => data.boolean(name, *is),
        }
    }
}
