//! The data of the page as JSON. The scripts of the page are its only reader.

use rustc_hash::FxHashMap;

use super::Sources;
use super::documents::{Document, Documents};
use super::names::Names;
use super::units::Units;
use crate::graph::{Attributes, Edge, Evidence, Graph, Place, Value, literal};
use crate::marked::{Check, Found, Marked};
use crate::phrase::Status;
use crate::timeline::{Item, Timeline};
use crate::write::{Object, list, number};

const STATUSES: [Status; 5] =
    [Status::Actual, Status::Agreed, Status::Planned, Status::Cancelled, Status::Ended];

/// Strings that stand once, by number.
#[derive(Debug, Default)]
struct Table {
    all: Vec<String>,
    known: FxHashMap<String, u64>,
}

impl Table {
    fn of(&mut self, text: &str) -> u64 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.all.len() as u64;
        self.all.push(text.to_owned());
        self.known.insert(text.to_owned(), at);
        at
    }
}

/// What records point into.
struct Tables {
    names: Names,
    types: Table,
    rules: Table,
    mentions: Table,
    sources: Table,
}

/// All of it.
pub(super) fn json(sources: &Sources<'_>, documents: &Documents<'_>) -> Vec<u8> {
    let graph = sources.graph;
    let mut tables = Tables {
        names: Names::new(graph),
        types: Table::default(),
        rules: Table::default(),
        mentions: Table::default(),
        sources: Table::default(),
    };
    let mut out = Vec::new();
    let mut top = Object::new(&mut out);
    let units: Vec<Option<Units<'_>>> = documents
        .all
        .iter()
        .map(|d| d.whole.as_ref().map(|(_, marked, _)| Units::new(&marked.article.text)))
        .collect();
    list(top.key("docs"), documents.all.iter().zip(&units), |out, (document, units)| {
        doc(out, graph, document, units.as_ref(), &mut tables);
    });
    let edges_of = graph.edges.iter().enumerate();
    let records = edges_of.flat_map(|(n, edge)| edge.evidence.iter().map(move |e| (n, edge, e)));
    list(top.key("relations"), records, |out, (at_edge, edge, evidence)| {
        let at = documents.of_article.get(evidence.article.0 as usize).copied().unwrap_or(0);
        let whole = documents.all.get(at).and_then(|d| d.whole.as_ref()).map(|(_, _, check)| check);
        let place = whole.zip(units.get(at).and_then(Option::as_ref));
        let merged = graph.merged.then_some(at_edge as u64);
        relation(out, (merged, edge, evidence), at, place, &mut tables);
    });
    if graph.merged {
        edges(&mut top, graph);
    }
    let firsts = firsts(graph);
    let times =
        sources.timeline.items.iter().filter_map(|item| Some((item, doc_of(item, documents)?)));
    list(top.key("times"), times, |out, (item, at)| {
        time(out, item, at, &firsts, units.get(at).and_then(Option::as_ref));
    });
    tables.names.write(top.key("entities"));
    for (key, table) in [
        ("types", &tables.types),
        ("rules", &tables.rules),
        ("mentions", &tables.mentions),
        ("sources", &tables.sources),
    ] {
        top.strings(key, table.all.iter().map(String::as_str));
    }
    top.strings("statuses", STATUSES.iter().map(|s| s.name()));
    top.strings("notes", documents.lacks.iter().map(String::as_str));
    top.integer("undated", undated(sources.timeline));
    top.end();
    out
}

fn undated(timeline: &Timeline) -> u64 {
    timeline.undated
}

/// What merging says of each edge, and what does not fit together.
fn edges(top: &mut Object<'_>, graph: &Graph) {
    list(top.key("edges"), graph.edges.iter(), |out, edge| {
        let mut record = Object::new(out);
        record.optional("first", edge.first_seen.as_deref());
        record.optional("last", edge.last_seen.as_deref());
        record.integer("outlets", u64::from(edge.outlets));
        record.end();
    });
    let numbers: FxHashMap<&str, usize> =
        graph.edges.iter().enumerate().map(|(number, edge)| (&*edge.id, number)).collect();
    list(top.key("contradictions"), graph.contradictions.iter(), |out, found| {
        let mut record = Object::new(out);
        record.string("kind", &found.kind);
        record.optional("date", found.date.as_deref());
        record.string("detail", &found.detail);
        let of = found.edges.iter().filter_map(|id| numbers.get(&**id));
        list(record.key("edges"), of, |out, n| number(out, Some(*n as f64)));
        record.end();
    });
}

/// An article: `marks` holds five numbers a mention (units since the end of the last one, length, type,
/// name or -1, source).
fn doc(
    out: &mut Vec<u8>,
    graph: &Graph,
    document: &Document<'_>,
    units: Option<&Units<'_>>,
    tables: &mut Tables,
) {
    let known = document.known.and_then(|k| graph.articles.get(k.0 as usize));
    let given = document.whole.as_ref().map(|(_, marked, _)| *marked);
    let article = given.map(|m| &m.article);
    let date = article.and_then(|a| a.date).map(|d| d.to_string());
    let mut record = Object::new(out);
    record.string("id", known.map_or_else(|| article.map_or("", |a| &a.id), |k| &k.doc));
    let or = |known: Option<&str>, given: Option<&str>| known.or(given).map(str::to_owned);
    let title =
        or(known.and_then(|k| k.title.as_deref()), article.and_then(|a| a.title.as_deref()));
    optional(&mut record, "title", title.as_deref());
    let date = or(known.and_then(|k| k.date.as_deref()), date.as_deref());
    optional(&mut record, "date", date.as_deref());
    let url = or(known.and_then(|k| k.url.as_deref()), article.and_then(|a| a.url.as_deref()));
    optional(&mut record, "url", url.as_deref());
    let publisher = or(
        known.and_then(|k| k.publisher.as_deref()),
        article.and_then(|a| a.publisher.as_deref()),
    );
    optional(&mut record, "publisher", publisher.as_deref());
    optional(&mut record, "author", article.and_then(|a| a.author.as_deref()));
    optional(&mut record, "note", document.note.as_deref());
    if let (Some(marked), Some(units)) = (given, units) {
        record.string("text", &marked.article.text);
        marks(record.key("marks"), graph, document, marked, units, tables);
    }
    record.end();
}

fn marks(
    out: &mut Vec<u8>,
    graph: &Graph,
    document: &Document<'_>,
    marked: &Marked,
    units: &Units<'_>,
    tables: &mut Tables,
) {
    let mut numbers: Vec<f64> = Vec::with_capacity(marked.marks.len() * 5);
    let mut last = 0;
    for mark in &marked.marks {
        let (start, end) = units.span(mark.span);
        let (gap, length) = (start.saturating_sub(last), end.saturating_sub(start));
        last = end;
        let name = mark.entity.as_ref().map(|(local, name)| {
            // The same number with the same name is the same entity of the same extraction.
            let node = document.known.and_then(|k| graph.node_of(k, &format!("e{local}").into()));
            let same = node
                .filter(|n| graph.entities.get(n.0 as usize).is_some_and(|e| *e.name == **name));
            match same {
                Some(node) => tables.names.node(node),
                None => tables.names.called(mark.mention_type, name),
            }
        });
        let mention = tables.mentions.of(mark.mention_type);
        let source = tables.sources.of(&mark.source);
        let name = name.map_or(-1.0, |n| n as f64);
        numbers.extend([gap as f64, length as f64, mention as f64, name, source as f64]);
    }
    list(out, numbers.into_iter(), |out, n| number(out, Some(n)));
}

fn relation(
    out: &mut Vec<u8>,
    (merged, edge, evidence): (Option<u64>, &Edge, &Evidence),
    doc: usize,
    whole: Option<(&Check<'_>, &Units<'_>)>,
    tables: &mut Tables,
) {
    let mut record = Object::new(out);
    record.integer("type", tables.types.of(&edge.relation));
    record.integer("subject", tables.names.end(&edge.subject) as u64);
    record.integer("object", tables.names.end(&edge.object) as u64);
    record.integer("doc", doc as u64);
    if let Some(number) = merged {
        record.integer("edge", number);
    }
    let span = whole
        .and_then(|(check, units)| Some(units.span(check.span(evidence.start, evidence.end)?)));
    match span {
        Some((start, end)) => {
            record.integer("start", start);
            record.integer("end", end);
        }
        None => record.string("sentence", &evidence.sentence),
    }
    // A record of a symmetric relation may say it the other way round.
    let (subject, object) = match evidence.swapped {
        true => (&evidence.object, &evidence.subject),
        false => (&evidence.subject, &evidence.object),
    };
    for (key, place) in [("subject_at", subject), ("object_at", object)] {
        if let Some((start, end)) = within(evidence, place) {
            list(record.key(key), [start, end].into_iter(), |out, n| number(out, Some(n as f64)));
        }
    }
    let status = STATUSES.iter().position(|s| *s == evidence.status).unwrap_or(0);
    record.integer("status", status as u64);
    if evidence.negated {
        record.boolean("negated", true);
    }
    if evidence.hedged {
        record.boolean("hedged", true);
    }
    if let Some(said) = &evidence.attribution {
        record.object("attribution", |o| {
            o.string("text", &said.text);
            o.string("kind", &said.kind);
        });
    }
    record.integer("rule", tables.rules.of(&evidence.rule));
    record.number("confidence", Some(evidence.confidence));
    record.object("attributes", |o| attributes(o, &evidence.attributes));
    record.end();
}

/// A place in its sentence.
fn within(evidence: &Evidence, place: &Place) -> Option<(u64, u64)> {
    let (start, end) =
        (place.start.checked_sub(evidence.start)?, place.end.checked_sub(evidence.start)?);
    let check = Check::new(&evidence.sentence, &[Found { text: &place.text, start, end }]).ok()?;
    Some(Units::new(&evidence.sentence).span(check.span(start, end)?))
}

/// Those that are not empty. Their names are those of rule files.
fn attributes(record: &mut Object<'_>, all: &Attributes) {
    for (name, value) in all {
        match value {
            Value::Null => {}
            Value::Party(party) => record.object(name, |o| o.string("name", &party.name)),
            value => literal(value).write(record.key(name)),
        }
    }
}

/// The number of the first relation of each edge.
fn firsts(graph: &Graph) -> Vec<usize> {
    let mut next = 0;
    let first = |edge: &Edge| {
        let first = next;
        next += edge.evidence.len();
        first
    };
    graph.edges.iter().map(first).collect()
}

fn doc_of(item: &Item, documents: &Documents<'_>) -> Option<usize> {
    match (&item.article, &item.place) {
        (Some(article), _) => documents.of_article.get(article.0 as usize).copied(),
        (None, Some((given, _))) => documents.of_given.get(*given).copied().flatten(),
        (None, None) => None,
    }
}

fn time(out: &mut Vec<u8>, item: &Item, doc: usize, firsts: &[usize], units: Option<&Units<'_>>) {
    let mut record = Object::new(out);
    record.string("from", &item.date.when.first.to_string());
    record.string("shown", &item.date.when.shown());
    record.string("precision", item.date.when.precision.name());
    record.string("basis", item.date.basis.name());
    optional(&mut record, "words", item.date.words.as_deref());
    record.integer("doc", doc as u64);
    match &item.fact {
        Some(fact) => {
            let first = firsts.get(fact.edge).copied().unwrap_or(0);
            record.integer("relation", (first + fact.evidence) as u64);
        }
        None => {
            record.null("relation");
            if let Some((start, end)) = item.place.zip(units).map(|((_, span), u)| u.span(span)) {
                record.integer("start", start);
                record.integer("end", end);
            }
            record.strings("names", item.names.iter().map(String::as_str));
        }
    }
    record.end();
}

fn optional(record: &mut Object<'_>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        record.string(key, value);
    }
}
