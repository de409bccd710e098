//! A folder for Neo4j: CSV for `neo4j-admin database import`, and a Cypher script that loads the same
//! files into a running database (<https://neo4j.com/docs/operations-manual/current/import/>).

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::super::model::{Graph, Text};
use super::table::{Cell, Column, Columns, Kind, end_id, node_columns, nodes};
use super::{Report, Sink};
use crate::escape::{self, cypher, cypher_name};

/// Between the items of a list; nothing that a text holds.
const ITEMS: char = '\u{1f}';

pub(super) fn write(graph: &Graph, sink: &mut dyn Sink, report: &mut Report) -> io::Result<()> {
    let mut out = sink.file("entities.csv")?;
    let names: Vec<Column> = node_columns();
    let typed = names.iter().map(|(n, k)| match (&**n, k) {
        ("aliases", _) => "aliases:string[]".to_owned(),
        (n, k) => format!("{n}:{}", kind_name(*k)),
    });
    let head: Vec<String> = ["id:ID".to_owned(), "name:string".to_owned()]
        .into_iter()
        .chain(typed)
        .chain(Some(":LABEL".to_owned()))
        .collect();
    writeln!(out, "{}", head.join(","))?;
    let entities = graph.entities.iter().map(Some).chain(std::iter::repeat(None));
    for (node, entity) in nodes(graph).zip(entities) {
        let mut cells = vec![csv(&node.id), csv(&node.label)];
        for ((name, _), cell) in names.iter().zip(&node.cells) {
            cells.push(csv(&if name == "aliases" {
                items(entity.map_or(&[][..], |e| &e.aliases), report)
            } else {
                cell.written().unwrap_or_default()
            }));
        }
        let label = match node.cells.first().and_then(Cell::written).as_deref() {
            Some("organization") => "Organization",
            Some("person") => "Person",
            Some("place") => "Place",
            _ => "Value",
        };
        cells.push(format!("Entity{ITEMS}{label}"));
        writeln!(out, "{}", cells.join(","))?;
    }
    out.flush()?;
    drop(out);

    let columns = Columns::of(graph);
    let names = columns.edge();
    let mut out = sink.file("relations.csv")?;
    let typed: Vec<String> = names.iter().map(|(n, k)| format!("{n}:{}", kind_name(*k))).collect();
    writeln!(out, ":START_ID,:END_ID,:TYPE,id:string,{}", typed.join(","))?;
    let mut types = BTreeSet::new();
    for edge in &graph.edges {
        let kind = edge.relation.to_uppercase();
        let mut cells = vec![
            end_id(graph, edge, &edge.subject),
            end_id(graph, edge, &edge.object),
            csv(&kind),
            edge.id.to_string(),
        ];
        types.insert(kind);
        let values = columns.cells(graph, edge);
        cells.extend(values.iter().map(|c| csv(&c.written().unwrap_or_default())));
        writeln!(out, "{}", cells.join(","))?;
    }
    out.flush()?;
    drop(out);

    let mut out = sink.file("import.sh")?;
    out.write_all(IMPORT.as_bytes())?;
    out.flush()?;
    drop(out);
    let mut out = sink.file("load.cypher")?;
    script(&mut *out, &names, &types)?;
    out.flush()
}

fn csv(text: &str) -> String {
    let mut out = String::new();
    escape::csv(&mut out, text);
    out
}

const IMPORT: &str = r#"#!/bin/sh
# Into a new, empty database, with the server stopped: sh import.sh [DATABASE]
set -eu
cd "$(dirname "$0")"
neo4j-admin database import full "${1:-neo4j}" --overwrite-destination --multiline-fields=true \
  --array-delimiter=U+001F --nodes=entities.csv --relationships=relations.csv
"#;

/// Loads the same files into a running server, whose folder `import` holds them.
fn script(out: &mut dyn Write, names: &[Column], types: &BTreeSet<String>) -> io::Result<()> {
    writeln!(
        out,
        "// Put entities.csv and relations.csv into the server's folder `import`, then:"
    )?;
    writeln!(out, "//   cypher-shell -f load.cypher")?;
    writeln!(
        out,
        "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;"
    )?;
    let nodes = node_columns();
    let sets = properties(&nodes, "e");
    writeln!(out, "LOAD CSV WITH HEADERS FROM 'file:///entities.csv' AS row")?;
    writeln!(
        out,
        "CALL {{ WITH row MERGE (e:Entity {{id: row.`id:ID`}}) SET e.name = row.`name:string`, {sets}"
    )?;
    for label in ["Organization", "Person", "Place", "Value"] {
        let test = format!("row.`:LABEL` ENDS WITH '{label}'");
        writeln!(out, "FOREACH (x IN CASE WHEN {test} THEN [1] ELSE [] END | SET e:{label})")?;
    }
    writeln!(out, "}} IN TRANSACTIONS OF 10000 ROWS;")?;
    let sets = properties(names, "r");
    for kind in types {
        writeln!(out, "LOAD CSV WITH HEADERS FROM 'file:///relations.csv' AS row")?;
        writeln!(out, "WITH row WHERE row.`:TYPE` = {}", cypher(kind))?;
        writeln!(
            out,
            "CALL {{ WITH row MATCH (a:Entity {{id: row.`:START_ID`}}), (b:Entity {{id: row.`:END_ID`}})"
        )?;
        writeln!(
            out,
            "MERGE (a)-[r:{} {{id: row.`id:string`}}]->(b) SET {sets} }}",
            cypher_name(kind)
        )?;
        writeln!(out, "IN TRANSACTIONS OF 10000 ROWS;")?;
    }
    Ok(())
}

fn properties(names: &[Column], variable: &str) -> String {
    let one = |(name, kind): &Column| {
        let column = cypher_name(&if name == "aliases" {
            "aliases:string[]".to_owned()
        } else {
            format!("{name}:{}", kind_name(*kind))
        });
        let value = match kind {
            Kind::Text if name == "aliases" => format!("split(row.{column}, '\\u001F')"),
            Kind::Text => format!("row.{column}"),
            Kind::Number => format!("toFloat(row.{column})"),
            Kind::Integer => format!("toInteger(row.{column})"),
            Kind::Boolean => format!("toBoolean(row.{column})"),
        };
        format!("{variable}.{} = {value}", cypher_name(name))
    };
    names.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Number => "double",
        Kind::Integer => "long",
        Kind::Boolean => "boolean",
    }
}

/// Items of a list; the sign between them cannot stand in one.
fn items(all: &[Text], report: &mut Report) -> String {
    let item = |text: &Text| {
        let signs = text.matches(ITEMS).count();
        if signs > 0 {
            *report.refused.entry(ITEMS).or_default() += signs;
        }
        text.replace(ITEMS, "\u{fffd}")
    };
    all.iter().map(item).collect::<Vec<_>>().join(&ITEMS.to_string())
}
