//! GEXF 1.3 (<https://gexf.net>): edges have the time in which they hold.

use std::io;

use super::super::model::{Edge, Graph};
use super::super::time::{first_day, last_day};
use super::table::{Cell, Columns, Kind, end_id, node_columns, nodes};
use super::{Report, Sink};
use crate::escape::xml;

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink, report: &mut Report) -> io::Result<()> {
    let mut out = sink.file("")?;
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
    writeln!(out, r#"<meta><creator>stakeout</creator></meta>"#)?;
    writeln!(
        out,
        r#"<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">"#
    )?;
    let columns = Columns::of(graph);
    let edge_columns = columns.edge();
    for (class, columns) in [("node", &node_columns()), ("edge", &edge_columns)] {
        writeln!(out, r#"<attributes class="{class}">"#)?;
        for (i, (name, kind)) in columns.iter().enumerate() {
            let (name, kind) = (xml(name, &mut report.refused), kind_name(*kind));
            writeln!(out, r#"<attribute id="{i}" title="{name}" type="{kind}"/>"#)?;
        }
        writeln!(out, "</attributes>")?;
    }
    writeln!(out, "<nodes>")?;
    for node in nodes(graph) {
        let label = xml(&node.label, &mut report.refused);
        writeln!(out, r#"<node id="{}" label="{label}">"#, node.id)?;
        write!(out, "{}", values(&node.cells, report))?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for edge in &graph.edges {
        let ends = [&edge.subject, &edge.object].map(|end| end_id(graph, edge, end));
        let relation = xml(&edge.relation, &mut report.refused);
        writeln!(
            out,
            r#"<edge id="{}" source="{}" target="{}" label="{relation}" kind="{relation}" weight="{}"{}>"#,
            edge.id,
            ends[0],
            ends[1],
            edge.outlets,
            span(edge)
        )?;
        write!(out, "{}", values(&columns.cells(graph, edge), report))?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")?;
    out.flush()
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Number => "double",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
    }
}

/// The time in which an edge holds: from the day that a text gives, else the first article.
fn span(edge: &Edge) -> String {
    let start = edge.start.as_deref().and_then(first_day);
    let start = start.or_else(|| edge.first_seen.as_deref().and_then(first_day));
    let end = edge.end.as_deref().and_then(last_day);
    let end = end.filter(|end| start.as_ref().is_none_or(|start| start <= end));
    let mut out = String::new();
    for (name, day) in [("start", start), ("end", end)] {
        if let Some(day) = day {
            out += &format!(r#" {name}="{day}""#);
        }
    }
    out
}

fn values(cells: &[Cell], report: &mut Report) -> String {
    let mut out = String::from("<attvalues>");
    for (i, cell) in cells.iter().enumerate() {
        if let Some(value) = cell.written() {
            out +=
                &format!(r#"<attvalue for="{i}" value="{}"/>"#, xml(&value, &mut report.refused));
        }
    }
    out + "</attvalues>"
}
