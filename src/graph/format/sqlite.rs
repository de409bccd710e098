//! An SQLite database: entities, relations, evidence and articles as tables with keys, and a view
//! `who_owns_whom`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params, params_from_iter};

use super::super::mapping::Mappings;
use super::super::model::{End, Graph};
use super::table::{Cell, Columns, Kind, end_id, node_columns, nodes};

const TABLES: &str = "
CREATE TABLE articles (id INTEGER PRIMARY KEY, doc TEXT NOT NULL, title TEXT, date TEXT, url TEXT, publisher TEXT, source TEXT NOT NULL);
CREATE TABLE aliases (entity TEXT NOT NULL REFERENCES entities(id), alias TEXT NOT NULL, PRIMARY KEY (entity, alias)) WITHOUT ROWID;
CREATE TABLE members (entity TEXT NOT NULL REFERENCES entities(id), doc TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, reason TEXT);
CREATE TABLE evidence (id TEXT NOT NULL, relation TEXT NOT NULL REFERENCES relations(id), article INTEGER NOT NULL REFERENCES articles(id),
  status TEXT NOT NULL, negated INTEGER NOT NULL, hedged INTEGER NOT NULL, share_exact REAL, share_min REAL, share_max REAL, share_text TEXT, date TEXT,
  attribution TEXT, sentence TEXT NOT NULL, start INTEGER NOT NULL, \"end\" INTEGER NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (id, article)) WITHOUT ROWID;
CREATE TABLE contradictions (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, date TEXT, detail TEXT NOT NULL);
CREATE TABLE contradiction_relations (contradiction INTEGER NOT NULL REFERENCES contradictions(id), relation TEXT NOT NULL REFERENCES relations(id));
CREATE TABLE holds (relation TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (relation, status)) WITHOUT ROWID;
";

const AFTER: &str = "
CREATE INDEX relations_source ON relations(source);
CREATE INDEX relations_target ON relations(target);
CREATE INDEX evidence_relation ON evidence(relation);
CREATE INDEX evidence_article ON evidence(article);
CREATE VIEW who_owns_whom AS
  SELECT s.label AS owner, t.label AS owned, r.share_exact, r.share_min, r.share_max, r.share_text, r.start, r.\"end\", r.first_seen, r.last_seen,
         r.confidence, r.hedged, r.outlets, r.relation, r.id, r.source AS owner_id, r.target AS owned_id, r.evidence
  FROM relations r JOIN entities s ON s.id = r.source JOIN entities t ON t.id = r.target
  JOIN holds h ON h.relation = r.relation AND h.status = r.status
  WHERE NOT r.negated;
";

/// Writes a database to a new file; one of that name is replaced when all is written.
///
/// # Errors
/// When the file cannot be written.
pub fn write(graph: &Graph, mappings: &Mappings, path: &Path) -> Result<(), String> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = Path::new(&partial);
    if partial.exists() {
        fs::remove_file(partial).map_err(|e| e.to_string())?;
    }
    fill(graph, mappings, partial).map_err(|e| e.to_string())?;
    fs::rename(partial, path).map_err(|e| e.to_string())
}

fn fill(graph: &Graph, mappings: &Mappings, path: &Path) -> rusqlite::Result<()> {
    let mut database = Connection::open(path)?;
    database.execute_batch(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;",
    )?;
    let all = database.transaction()?;
    let columns = Columns::of(graph);
    let declared = |names: &[(String, Kind)]| {
        let one =
            |(name, kind): &(String, Kind)| format!(", {} {}", quoted(name), kind_name(*kind));
        names.iter().map(one).collect::<String>()
    };
    all.execute_batch(&format!(
        "CREATE TABLE entities (id TEXT PRIMARY KEY, label TEXT NOT NULL{}) WITHOUT ROWID;\n\
         CREATE TABLE relations (id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES entities(id), \
         target TEXT NOT NULL REFERENCES entities(id), relation TEXT NOT NULL{}) WITHOUT ROWID;{TABLES}",
        declared(&node_columns()),
        declared(&columns.edge())
    ))?;
    entities(&all, graph)?;
    relations(&all, graph, &columns)?;
    evidence(&all, graph)?;
    for (i, found) in graph.contradictions.iter().enumerate() {
        let id = i as i64 + 1;
        all.prepare_cached("INSERT INTO contradictions VALUES (?, ?, ?, ?)")?.execute(params![
            id,
            &*found.kind,
            found.date.as_deref(),
            found.detail
        ])?;
        for edge in &found.edges {
            all.prepare_cached("INSERT INTO contradiction_relations VALUES (?, ?)")?
                .execute(params![id, &**edge])?;
        }
    }
    let types: BTreeSet<&str> = graph.edges.iter().map(|e| &*e.relation).collect();
    for relation in types {
        for status in &mappings.of(relation).holds {
            all.prepare_cached("INSERT INTO holds VALUES (?, ?)")?
                .execute(params![relation, status])?;
        }
    }
    all.execute_batch(AFTER)?;
    all.commit()
}

fn entities(to: &Connection, graph: &Graph) -> rusqlite::Result<()> {
    let places = vec!["?"; 2 + node_columns().len()].join(", ");
    let mut insert = to.prepare(&format!("INSERT INTO entities VALUES ({places})"))?;
    for node in nodes(graph) {
        let first = [Cell::Text(node.id), Cell::Text(node.label)];
        insert.execute(params_from_iter(first.iter().chain(&node.cells).map(sql)))?;
    }
    let mut alias = to.prepare("INSERT OR IGNORE INTO aliases VALUES (?, ?)")?;
    let mut member = to.prepare("INSERT INTO members VALUES (?, ?, ?, ?, ?)")?;
    for entity in &graph.entities {
        for name in &entity.aliases {
            alias.execute(params![&*entity.id, &**name])?;
        }
        for join in &entity.joins {
            member.execute(params![
                &*entity.id,
                &*join.doc,
                &*join.local,
                &*join.name,
                join.reason.as_deref()
            ])?;
        }
    }
    Ok(())
}

fn relations(to: &Connection, graph: &Graph, columns: &Columns) -> rusqlite::Result<()> {
    let places = vec!["?"; 4 + columns.edge().len()].join(", ");
    let mut insert = to.prepare(&format!("INSERT INTO relations VALUES ({places})"))?;
    for edge in &graph.edges {
        let end = |end: &End| Cell::Text(end_id(graph, edge, end));
        let first = [
            Cell::text(Some(&edge.id)),
            end(&edge.subject),
            end(&edge.object),
            Cell::text(Some(&edge.relation)),
        ];
        insert
            .execute(params_from_iter(first.iter().chain(&columns.cells(graph, edge)).map(sql)))?;
    }
    Ok(())
}

fn evidence(to: &Connection, graph: &Graph) -> rusqlite::Result<()> {
    let used: BTreeSet<_> =
        graph.edges.iter().flat_map(|e| &e.evidence).map(|e| e.article).collect();
    let mut insert = to.prepare("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for id in used {
        let Some(a) = graph.articles.get(id.0 as usize) else { continue };
        let (title, date, url) = (a.title.as_deref(), a.date.as_deref(), a.url.as_deref());
        insert.execute(params![
            id.0,
            &*a.doc,
            title,
            date,
            url,
            a.publisher.as_deref(),
            &*a.source
        ])?;
    }
    let places = ["?"; 17].join(", ");
    let mut insert = to.prepare(&format!("INSERT INTO evidence VALUES ({places})"))?;
    for edge in &graph.edges {
        for e in &edge.evidence {
            let share = e.attributes.iter().find_map(|(_, v)| match v {
                super::super::attribute::Value::Share(share) => Some(share),
                _ => None,
            });
            insert.execute(params![
                &*e.id,
                &*edge.id,
                e.article.0,
                e.status.name(),
                e.negated,
                e.hedged,
                share.and_then(|s| s.exact),
                share.and_then(|s| s.min),
                share.and_then(|s| s.max),
                share.map(|s| &*s.literal),
                e.said_date().map(|d| &**d),
                e.attribution.as_ref().map(|a| &*a.text),
                &*e.sentence,
                e.start,
                e.end,
                &*e.rule,
                e.confidence,
            ])?;
        }
    }
    Ok(())
}

fn sql(cell: &Cell) -> Sql {
    match cell {
        Cell::None => Sql::Null,
        Cell::Text(text) => Sql::Text(text.clone()),
        Cell::Number(number) => Sql::Real(*number),
        Cell::Integer(number) => Sql::Integer(*number as i64),
        Cell::Boolean(is) => Sql::Integer(i64::from(*is)),
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "TEXT",
        Kind::Number => "REAL",
        Kind::Integer | Kind::Boolean => "INTEGER",
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
