//! The DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use std::io;

use super::super::model::Graph;
use super::table::{Columns, end_id, nodes};
use super::{Report, Sink};
use crate::escape::dot;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink, report: &mut Report) -> io::Result<()> {
    let mut out = sink.file("")?;
    writeln!(out, "digraph stakeout {{\n  node [shape=box];")?;
    for node in nodes(graph) {
        let kind = node.cells.first().and_then(|c| c.written()).unwrap_or_default();
        let shape = match &*kind {
            "organization" => "box",
            "person" => "ellipse",
            "place" => "house",
            _ => "plaintext",
        };
        let (label, kind) =
            (dot(&node.label, &mut report.refused), dot(&kind, &mut report.refused));
        writeln!(out, "  \"{}\" [label={label}, shape={shape}, type={kind}];", node.id)?;
    }
    let columns = Columns::of(graph);
    let names = columns.edge();
    for edge in &graph.edges {
        let ends = [&edge.subject, &edge.object].map(|end| end_id(graph, edge, end));
        let mut label = edge.relation.replace('_', " ");
        if let Some(share) = edge.share() {
            label = format!("{label} {}", share.short());
        }
        if edge.negated {
            label = format!("not: {label}");
        }
        let style = match edge.status.name() {
            "actual" if !edge.negated => "solid",
            _ => "dashed",
        };
        let label = dot(&label, &mut report.refused);
        write!(
            out,
            "  \"{}\" -> \"{}\" [id=\"{}\", label={label}, style={style}",
            ends[0], ends[1], edge.id
        )?;
        write!(out, ", relation={}", dot(&edge.relation, &mut report.refused))?;
        for ((name, _), cell) in names.iter().zip(columns.cells(graph, edge)) {
            if let Some(value) = cell.written() {
                let name = dot(&format!("x_{name}"), &mut report.refused);
                write!(out, ", {name}={}", dot(&value, &mut report.refused))?;
            }
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")?;
    out.flush()
}
