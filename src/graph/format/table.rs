//! Nodes, edges and records as rows: the columns that all formats of tables and attributes share.

use std::collections::BTreeSet;

use super::super::attribute::Value;
use super::super::evidence::Evidence;
use super::super::model::{Edge, End, Entity, Graph, Text};
use crate::write::content_hash;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Integer,
    Boolean,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    None,
    Text(String),
    Number(f64),
    Integer(u64),
    Boolean(bool),
}

impl Cell {
    pub(super) fn text(text: Option<&str>) -> Self {
        text.map_or(Self::None, |t| Self::Text(t.to_owned()))
    }

    fn number(number: Option<f64>) -> Self {
        number.map_or(Self::None, Self::Number)
    }

    /// As it is written, without any escape; `None` where it is empty.
    pub(super) fn written(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Integer(number) => Some(number.to_string()),
            Self::Boolean(is) => Some(is.to_string()),
        }
    }
}

/// The name and kind of a column.
pub(super) type Column = (String, Kind);

/// A node: an entity, or the value at the end of one edge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) cells: Vec<Cell>,
}

/// The columns of nodes beside id and label.
pub(super) fn node_columns() -> Vec<Column> {
    use Kind::{Integer, Text};
    let all = [
        ("type", Text),
        ("kind", Text),
        ("aliases", Text),
        ("wikidata", Text),
        ("lei", Text),
        ("ticker", Text),
        ("ids", Text),
        ("documents", Integer),
    ];
    all.map(|(name, kind)| (name.to_owned(), kind)).into()
}

/// All nodes: entities first, then the values of edges.
pub(super) fn nodes(graph: &Graph) -> impl Iterator<Item = Node> {
    let values = graph.edges.iter().filter_map(|edge| match &edge.object {
        End::Value { name, value_type } => Some(value_node(edge, name, value_type)),
        End::Entity(_) => None,
    });
    graph.entities.iter().map(entity_node).chain(values)
}

fn entity_node(entity: &Entity) -> Node {
    let id = |key: &str| entity.ids.iter().find(|(k, _)| &**k == key).map(|(_, v)| &**v);
    let documents: BTreeSet<&Text> = entity.joins.iter().map(|j| &j.doc).collect();
    let others: Vec<String> = entity.ids.iter().map(|(k, v)| format!("{k}={v}")).collect();
    // A stroke within a name is told from those between names.
    let escaped = entity.aliases.iter().map(|a| a.replace('\\', "\\\\").replace('|', "\\|"));
    let aliases = escaped.collect::<Vec<_>>().join("|");
    Node {
        id: entity.id.to_string(),
        label: entity.name.to_string(),
        cells: vec![
            Cell::text(Some(&entity.entity_type)),
            Cell::text(Some("entity")),
            Cell::text(Some(&aliases).filter(|a| !a.is_empty()).map(|a| &**a)),
            Cell::text(id("wikidata")),
            Cell::text(id("lei")),
            Cell::text(id("ticker")),
            Cell::text(Some(others.join(";")).filter(|o| !o.is_empty()).as_deref()),
            Cell::Integer(documents.len() as u64),
        ],
    }
}

fn value_node(edge: &Edge, name: &str, value_type: &str) -> Node {
    let mut cells = vec![Cell::text(Some(value_type)), Cell::text(Some("value"))];
    cells.resize(node_columns().len(), Cell::None);
    Node { id: value_id(edge), label: name.to_owned(), cells }
}

fn value_id(edge: &Edge) -> String {
    content_hash(&[b"value", edge.id.as_bytes()])
}

/// The id of the node at an end of an edge.
pub(super) fn end_id(graph: &Graph, edge: &Edge, end: &End) -> String {
    graph.entity(end).map_or_else(|| value_id(edge), |e| e.id.to_string())
}

/// Attributes of words and parties, by the names that the graph has; each a column.
#[derive(Debug)]
pub(super) struct Columns {
    words: Vec<String>,
    parties: Vec<String>,
}

/// Columns of edges that are always there, beside id, source, target and relation.
const ALWAYS: [(&str, Kind); 28] = [
    ("status", Kind::Text),
    ("negated", Kind::Boolean),
    ("hedged", Kind::Boolean),
    ("confidence", Kind::Number),
    ("outlets", Kind::Integer),
    ("records", Kind::Integer),
    ("share_exact", Kind::Number),
    ("share_min", Kind::Number),
    ("share_max", Kind::Number),
    ("share_exclusive_min", Kind::Boolean),
    ("share_exclusive_max", Kind::Boolean),
    ("share_approximate", Kind::Boolean),
    ("share_text", Kind::Text),
    ("change", Kind::Text),
    ("change_from", Kind::Number),
    ("change_to", Kind::Number),
    ("change_by", Kind::Number),
    ("amount", Kind::Number),
    ("currency", Kind::Text),
    ("date", Kind::Text),
    ("start", Kind::Text),
    ("end", Kind::Text),
    ("first_seen", Kind::Text),
    ("last_seen", Kind::Text),
    ("evidence", Kind::Text),
    ("sources", Kind::Text),
    ("urls", Kind::Text),
    ("rules", Kind::Text),
];

impl Columns {
    pub(super) fn of(graph: &Graph) -> Self {
        let (mut words, mut parties) = (BTreeSet::new(), BTreeSet::new());
        for edge in &graph.edges {
            for (name, value) in edge.attributes.iter() {
                match value {
                    Value::Text(_) if &**name != "date" => words.insert(name.to_string()),
                    Value::Party(_) => parties.insert(name.to_string()),
                    _ => false,
                };
            }
        }
        Self { words: words.into_iter().collect(), parties: parties.into_iter().collect() }
    }

    /// The columns of an edge. What an attribute of words is called in it may not be taken.
    pub(super) fn edge(&self) -> Vec<Column> {
        let mut all: Vec<Column> = ALWAYS.map(|(n, k)| (n.to_owned(), k)).into();
        for name in &self.words {
            let taken = ALWAYS.iter().any(|(n, _)| n == name)
                || matches!(&**name, "id" | "source" | "target" | "relation" | "label" | "weight");
            all.push((if taken { format!("attribute_{name}") } else { name.clone() }, Kind::Text));
        }
        for name in &self.parties {
            all.push((format!("{name}_name"), Kind::Text));
            all.push((format!("{name}_id"), Kind::Text));
        }
        all
    }

    /// The cells of an edge, one a column.
    pub(super) fn cells(&self, graph: &Graph, edge: &Edge) -> Vec<Cell> {
        let mut cells = always(graph, edge);
        cells.extend(self.words.iter().map(|name| Cell::text(edge.text(name))));
        for name in &self.parties {
            let party = match edge.attribute(name) {
                Some(Value::Party(party)) => Some(party),
                _ => None,
            };
            let node = party.and_then(|p| p.node).and_then(|n| graph.entities.get(n.0 as usize));
            cells.push(Cell::text(party.map(|p| &*p.name)));
            cells.push(Cell::text(node.map(|e| &*e.id)));
        }
        cells
    }
}

fn always(graph: &Graph, edge: &Edge) -> Vec<Cell> {
    let share = edge.share();
    let change = edge.attributes.iter().find_map(|(_, v)| match v {
        Value::Change(change) => Some(change),
        _ => None,
    });
    let amount = edge.attributes.iter().find_map(|(_, v)| match v {
        Value::Amount(amount) => Some(amount),
        _ => None,
    });
    let articles = || edge.evidence.iter().filter_map(|e| graph.article(e));
    let sentences = edge.evidence.iter().map(|e| one_line(&e.sentence));
    let urls = articles().filter_map(|a| a.url.as_deref()).map(one_line);
    vec![
        Cell::text(Some(edge.status.name())),
        Cell::Boolean(edge.negated),
        Cell::Boolean(edge.hedged),
        Cell::Number(edge.confidence),
        Cell::Integer(u64::from(edge.outlets)),
        Cell::Integer(edge.evidence.len() as u64),
        Cell::number(share.and_then(|s| s.exact)),
        Cell::number(share.and_then(|s| s.min)),
        Cell::number(share.and_then(|s| s.max)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.exclusive_min)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.exclusive_max)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.approximate)),
        Cell::text(share.map(|s| &*s.literal)),
        Cell::text(change.map(|c| &*c.kind)),
        Cell::number(change.and_then(|c| c.from)),
        Cell::number(change.and_then(|c| c.to)),
        Cell::number(change.and_then(|c| c.by)),
        Cell::number(amount.and_then(|a| a.value)),
        Cell::text(amount.and_then(|a| a.currency.as_deref())),
        Cell::text(edge.text("date")),
        Cell::text(edge.start.as_deref()),
        Cell::text(edge.end.as_deref()),
        Cell::text(edge.first_seen.as_deref()),
        Cell::text(edge.last_seen.as_deref()),
        joined(sentences),
        joined(articles().map(|a| one_line(&a.doc))),
        joined(urls),
        joined(edge.evidence.iter().map(|e| e.rule.to_string())),
    ]
}

/// Lines, each once, in their order.
fn joined(all: impl Iterator<Item = String>) -> Cell {
    let mut lines: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in all {
        if seen.insert(line.clone()) {
            lines.push(line);
        }
    }
    Cell::text(Some(lines.join("\n")).filter(|l| !l.is_empty()).as_deref())
}

/// A text without line breaks, where lines are what is between them: a blank stands for them.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let lines = text.split(['\n', '\r']).map(|l| l.trim_matches(' ')).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// What an edge is and what it links: id, source, target, their names, relation.
pub(super) fn edge_ends(graph: &Graph, edge: &Edge) -> [Cell; 6] {
    [
        Cell::text(Some(&edge.id)),
        Cell::Text(end_id(graph, edge, &edge.subject)),
        Cell::Text(end_id(graph, edge, &edge.object)),
        Cell::text(Some(graph.name(&edge.subject))),
        Cell::text(Some(graph.name(&edge.object))),
        Cell::text(Some(&edge.relation)),
    ]
}

/// The columns of a record: a flat row of one relation in one article.
pub(super) const RECORD: [(&str, Kind); 36] = [
    ("id", Kind::Text),
    ("edge", Kind::Text),
    ("relation", Kind::Text),
    ("subject_id", Kind::Text),
    ("subject", Kind::Text),
    ("subject_type", Kind::Text),
    ("object_id", Kind::Text),
    ("object", Kind::Text),
    ("object_type", Kind::Text),
    ("share", Kind::Text),
    ("share_exact", Kind::Number),
    ("share_min", Kind::Number),
    ("share_max", Kind::Number),
    ("share_exclusive_min", Kind::Boolean),
    ("share_exclusive_max", Kind::Boolean),
    ("share_approximate", Kind::Boolean),
    ("from", Kind::Number),
    ("to", Kind::Number),
    ("amount", Kind::Number),
    ("currency", Kind::Text),
    ("status", Kind::Text),
    ("negated", Kind::Boolean),
    ("hedged", Kind::Boolean),
    ("date", Kind::Text),
    ("attributes", Kind::Text),
    ("attribution", Kind::Text),
    ("sentence", Kind::Text),
    ("start", Kind::Integer),
    ("end", Kind::Integer),
    ("rule", Kind::Text),
    ("confidence", Kind::Number),
    ("doc", Kind::Text),
    ("article_date", Kind::Text),
    ("title", Kind::Text),
    ("outlet", Kind::Text),
    ("url", Kind::Text),
];

/// The cells of a record, one a column of [`RECORD`].
pub(super) fn record(graph: &Graph, edge: &Edge, e: &Evidence) -> Vec<Cell> {
    let find = |pick: fn(&Value) -> bool| e.attributes.iter().map(|(_, v)| v).find(|v| pick(v));
    let share = match find(|v| matches!(v, Value::Share(_))) {
        Some(Value::Share(share)) => Some(share),
        _ => None,
    };
    let change = match find(|v| matches!(v, Value::Change(_))) {
        Some(Value::Change(change)) => Some(change),
        _ => None,
    };
    let amount = match find(|v| matches!(v, Value::Amount(_))) {
        Some(Value::Amount(amount)) => Some(amount),
        _ => None,
    };
    let words = e.attributes.iter().filter_map(|(name, v)| match v {
        Value::Text(text) if &**name != "date" => Some(format!("{name}: {text}")),
        Value::Party(party) => Some(format!("{name}: {}", party.name)),
        _ => None,
    });
    let date = match e.attribute("date") {
        Some(Value::Text(date)) => Some(&**date),
        _ => None,
    };
    let article = graph.article(e);
    let end_cells = |end: &End| {
        [
            Cell::Text(end_id(graph, edge, end)),
            Cell::text(Some(graph.name(end))),
            Cell::text(Some(graph.type_of(end))),
        ]
    };
    let mut cells =
        vec![Cell::text(Some(&e.id)), Cell::text(Some(&edge.id)), Cell::text(Some(&edge.relation))];
    cells.extend(end_cells(&edge.subject));
    cells.extend(end_cells(&edge.object));
    cells.extend([
        Cell::text(share.map(|s| &*s.literal)),
        Cell::number(share.and_then(|s| s.exact)),
        Cell::number(share.and_then(|s| s.min)),
        Cell::number(share.and_then(|s| s.max)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.exclusive_min)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.exclusive_max)),
        share.map_or(Cell::None, |s| Cell::Boolean(s.approximate)),
        Cell::number(change.and_then(|c| c.from)),
        Cell::number(change.and_then(|c| c.to)),
        Cell::number(amount.and_then(|a| a.value)),
        Cell::text(amount.and_then(|a| a.currency.as_deref())),
        Cell::text(Some(e.status.name())),
        Cell::Boolean(e.negated),
        Cell::Boolean(e.hedged),
        Cell::text(date),
        joined(words),
        Cell::text(e.attribution.as_ref().map(|a| &*a.text)),
        Cell::text(Some(&e.sentence)),
        Cell::Integer(u64::from(e.start)),
        Cell::Integer(u64::from(e.end)),
        Cell::text(Some(&e.rule)),
        Cell::Number(e.confidence),
        Cell::text(article.map(|a| &*a.doc)),
        Cell::text(article.and_then(|a| a.date.as_deref())),
        Cell::text(article.and_then(|a| a.title.as_deref())),
        Cell::text(article.and_then(|a| a.publisher.as_deref())),
        Cell::text(article.and_then(|a| a.url.as_deref())),
    ]);
    cells
}
