//! A graph to the lines of a merged file.

use std::io::{self, Write};

use super::attribute::{Amount, Attributes, Change, Holding, Value};
use super::evidence::{Article, Evidence, Place};
use super::model::{Contradiction, Edge, End, Entity, Graph, Text};
use super::summary::{Period, ShareAt};
use crate::write::{Object, list, string};

/// Writes all entities, then all relations, then all contradictions, one JSON object a line, every
/// key in every line of its kind.
///
/// # Errors
/// When `out` takes no more.
pub fn write_merged(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    let mut put = |fill: &dyn Fn(&mut Object<'_>)| {
        line.clear();
        let mut record = Object::new(&mut line);
        fill(&mut record);
        record.end();
        line.push(b'\n');
        out.write_all(&line)
    };
    for entity in &graph.entities {
        put(&|record| self::entity(record, entity))?;
    }
    for edge in &graph.edges {
        put(&|record| relation(record, graph, edge))?;
    }
    for contradiction in &graph.contradictions {
        put(&|record| self::contradiction(record, contradiction))?;
    }
    Ok(())
}

fn entity(record: &mut Object<'_>, entity: &Entity) {
    record.string("record", "entity");
    record.string("id", &entity.id);
    record.string("name", &entity.name);
    record.string("type", &entity.entity_type);
    strings(record, "aliases", &entity.aliases);
    ids(record, &entity.ids);
    list(record.key("members"), entity.joins.iter(), |out, join| {
        let mut record = Object::new(out);
        record.string("doc", &join.doc);
        record.string("entity", &join.local);
        record.string("name", &join.name);
        record.optional("reason", join.reason.as_deref());
        record.end();
    });
}

fn relation(record: &mut Object<'_>, graph: &Graph, edge: &Edge) {
    record.string("record", "relation");
    record.string("id", &edge.id);
    record.string("relation", &edge.relation);
    record.object("subject", |o| end(o, graph, &edge.subject));
    record.object("object", |o| end(o, graph, &edge.object));
    attributes(record, graph, &edge.attributes);
    record.string("status", edge.status.name());
    record.boolean("negated", edge.negated);
    record.boolean("hedged", edge.hedged);
    record.number("confidence", Some(edge.confidence));
    record.optional("first_seen", edge.first_seen.as_deref());
    record.optional("last_seen", edge.last_seen.as_deref());
    record.optional("start", edge.start.as_deref());
    record.optional("end", edge.end.as_deref());
    record.integer("outlets", u64::from(edge.outlets));
    list(record.key("history"), edge.history.iter(), period);
    list(record.key("shares"), edge.shares.iter(), share_at);
    list(record.key("evidence"), edge.evidence.iter(), |out, e| {
        evidence(out, graph, &edge.relation, (&edge.subject, &edge.object), e);
    });
}

fn contradiction(record: &mut Object<'_>, found: &Contradiction) {
    record.string("record", "contradiction");
    record.string("kind", &found.kind);
    strings(record, "relations", &found.edges);
    record.optional("date", found.date.as_deref());
    record.string("detail", &found.detail);
    strings(record, "evidence", &found.evidence);
}

fn end(record: &mut Object<'_>, graph: &Graph, end: &End) {
    record.optional("entity", graph.entity(end).map(|e| &*e.id));
    record.string("name", graph.name(end));
    record.string("type", graph.type_of(end));
}

fn period(out: &mut Vec<u8>, period: &Period) {
    let mut record = Object::new(out);
    record.string("status", period.status.name());
    record.optional("date", period.date.as_deref());
    record.optional("first_seen", period.first_seen.as_deref());
    record.optional("last_seen", period.last_seen.as_deref());
    record.boolean("hedged", period.hedged);
    strings(&mut record, "evidence", &period.evidence);
    record.end();
}

fn share_at(out: &mut Vec<u8>, held: &ShareAt) {
    let mut record = Object::new(out);
    share(record.key("share"), &held.share);
    match &held.change {
        Some(change) => self::change(record.key("change"), change),
        None => record.null("change"),
    }
    record.string("status", held.status.name());
    record.optional("date", held.date.as_deref());
    record.optional("first_seen", held.first_seen.as_deref());
    record.optional("last_seen", held.last_seen.as_deref());
    strings(&mut record, "evidence", &held.evidence);
    record.end();
}

/// The relation record as it came out of extraction, with its story and direction.
fn evidence(out: &mut Vec<u8>, graph: &Graph, relation: &str, ends: (&End, &End), e: &Evidence) {
    let none = Article::default();
    let article = graph.article(e).unwrap_or(&none);
    let (first, second) = if e.swapped { (ends.1, ends.0) } else { ends };
    let mut record = Object::new(out);
    record.string("id", &e.id);
    record.string("doc", &article.doc);
    record.string("relation", relation);
    record.object("subject", |o| argument(o, graph, &e.subject, first));
    record.object("object", |o| argument(o, graph, &e.object, second));
    attributes(&mut record, graph, &e.attributes);
    record.string("status", e.status.name());
    record.boolean("negated", e.negated);
    record.boolean("hedged", e.hedged);
    match &e.attribution {
        None => record.null("attribution"),
        Some(said) => record.object("attribution", |o| {
            o.string("text", &said.text);
            o.string("kind", &said.kind);
        }),
    }
    record.object("evidence", |o| {
        o.string("text", &e.sentence);
        o.integer("start", u64::from(e.start));
        o.integer("end", u64::from(e.end));
    });
    record.string("rule", &e.rule);
    record.number("confidence", Some(e.confidence));
    record.object("article", |o| {
        o.optional("title", article.title.as_deref());
        o.optional("date", article.date.as_deref());
        o.optional("url", article.url.as_deref());
        o.optional("publisher", article.publisher.as_deref());
        o.string("source", &article.source);
    });
    record.optional("story", e.story.as_deref());
    record.boolean("swapped", e.swapped);
    record.end();
}

fn argument(record: &mut Object<'_>, graph: &Graph, place: &Place, end: &End) {
    let member = place.member.and_then(|m| graph.member(m));
    record.optional("entity", member.map(|m| &*m.local));
    record.string("name", member.map_or_else(|| graph.name(end), |m| &m.name));
    record.string("type", member.map_or_else(|| graph.type_of(end), |m| &m.entity_type));
    record.string("text", &place.text);
    record.integer("start", u64::from(place.start));
    record.integer("end", u64::from(place.end));
    strings(record, "aliases", member.map_or(&[], |m| &m.aliases));
    ids(record, member.map_or(&[], |m| &m.ids));
}

/// Identifiers: three that are always there, then the others.
fn ids(record: &mut Object<'_>, ids: &[(Text, Text)]) {
    const ALWAYS: [&str; 3] = ["wikidata", "lei", "ticker"];
    record.object("ids", |record| {
        for key in ALWAYS {
            let known = ids.iter().find(|(k, _)| &**k == key);
            record.optional(key, known.map(|(_, v)| &**v));
        }
        for (key, value) in ids.iter().filter(|(k, _)| !ALWAYS.contains(&&**k)) {
            record.string(key, value);
        }
    });
}

fn strings(record: &mut Object<'_>, key: &str, all: &[Text]) {
    record.strings(key, all.iter().map(|a| &**a));
}

fn attributes(record: &mut Object<'_>, graph: &Graph, all: &Attributes) {
    record.object("attributes", |record| {
        for (name, value) in all {
            self::value(record.key(name), graph, value);
        }
    });
}

fn value(out: &mut Vec<u8>, graph: &Graph, value: &Value) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Text(text) => string(out, text),
        Value::Share(share) => self::share(out, share),
        Value::Change(change) => self::change(out, change),
        Value::Amount(Amount { value, currency }) => {
            let mut record = Object::new(out);
            record.number("value", *value);
            record.optional("currency", currency.as_deref());
            record.end();
        }
        Value::Party(party) => {
            let node = party.node.and_then(|n| graph.entities.get(n.0 as usize));
            let mut record = Object::new(out);
            record.optional("entity", node.map(|e| &*e.id).or(party.local.as_deref()));
            record.string("name", &party.name);
            record.end();
        }
    }
}

fn share(out: &mut Vec<u8>, share: &Holding) {
    let mut record = Object::new(out);
    record.number("exact", share.exact);
    record.number("min", share.min);
    record.number("max", share.max);
    record.boolean("exclusive_min", share.exclusive_min);
    record.boolean("exclusive_max", share.exclusive_max);
    record.boolean("approximate", share.approximate);
    record.string("literal", &share.literal);
    record.end();
}

fn change(out: &mut Vec<u8>, change: &Change) {
    let mut record = Object::new(out);
    record.string("kind", &change.kind);
    record.number("from", change.from);
    record.number("to", change.to);
    record.number("by", change.by);
    record.end();
}
