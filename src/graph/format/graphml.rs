//! GraphML (<http://graphml.graphdrawing.org>).

use std::io;

use super::super::model::Graph;
use super::table::{Cell, Column, Columns, Kind, end_id, node_columns, nodes};
use super::{Report, Sink};
use crate::escape::xml;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink, report: &mut Report) -> io::Result<()> {
    let mut out = sink.file("")?;
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    let columns = Columns::of(graph);
    let own = |name: &str| vec![(name.to_owned(), Kind::Text)];
    let for_node: Vec<Column> = own("label").into_iter().chain(node_columns()).collect();
    let for_edge: Vec<Column> = own("relation").into_iter().chain(columns.edge()).collect();
    for (class, columns) in [("node", &for_node), ("edge", &for_edge)] {
        for (i, (name, kind)) in columns.iter().enumerate() {
            let (name, kind) = (xml(name, &mut report.refused), kind_name(*kind));
            writeln!(
                out,
                r#"<key id="{class}{i}" for="{class}" attr.name="{name}" attr.type="{kind}"/>"#
            )?;
        }
    }
    writeln!(out, r#"<graph edgedefault="directed">"#)?;
    for node in nodes(graph) {
        writeln!(out, r#"<node id="{}">"#, node.id)?;
        let label = [Cell::Text(node.label)];
        write!(out, "{}", values("node", label.iter().chain(&node.cells), report))?;
        writeln!(out, "</node>")?;
    }
    for edge in &graph.edges {
        let ends = [&edge.subject, &edge.object].map(|end| end_id(graph, edge, end));
        writeln!(out, r#"<edge id="{}" source="{}" target="{}">"#, edge.id, ends[0], ends[1])?;
        let relation = [Cell::text(Some(&edge.relation))];
        let cells = columns.cells(graph, edge);
        write!(out, "{}", values("edge", relation.iter().chain(&cells), report))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")?;
    out.flush()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Number => "double",
        Kind::Integer => "long",
        Kind::Boolean => "boolean",
    }
}

fn values<'a>(class: &str, cells: impl Iterator<Item = &'a Cell>, report: &mut Report) -> String {
    let mut out = String::new();
    for (i, cell) in cells.enumerate() {
        if let Some(value) = cell.written() {
            let value = xml(&value, &mut report.refused);
            out += &format!(r#"<data key="{class}{i}">{value}</data>"#);
        }
    }
    out
}
