//! A graph to the lines of a merged file.

use std::io::{self, Write};

use super::attribute::{Amount, Attributes, Change, Holding, Value};
use super::evidence::{Article, Evidence, Place};
use super::model::{Contradiction, Edge, End, Entity, Graph, Text};
use super::summary::{Period, ShareAt};
use crate::write::record::{Argument, Share, Statement, Value as Written, ids};
use crate::write::{Object, list};

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
    ids(record, entity.ids.iter().map(|(k, v)| (&**k, &**v)));
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
    share(&held.share).write(record.key("share"));
    held.change.as_ref().map_or(Written::Null, change).write(record.key("change"));
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
    let statement = Statement {
        status: e.status.name(),
        negated: e.negated,
        hedged: e.hedged,
        attribution: e.attribution.as_ref().map(|said| (&*said.text, &*said.kind)),
        sentence: &e.sentence,
        start: u64::from(e.start),
        end: u64::from(e.end),
        rule: &e.rule,
        confidence: e.confidence,
        title: article.title.as_deref(),
        date: article.date.as_deref(),
        url: article.url.as_deref(),
        publisher: article.publisher.as_deref(),
        source: &article.source,
    };
    statement.write(&mut record);
    record.optional("story", e.story.as_deref());
    record.boolean("swapped", e.swapped);
    record.end();
}

fn argument(record: &mut Object<'_>, graph: &Graph, place: &Place, end: &End) {
    let member = place.member.and_then(|m| graph.member(m));
    let argument = Argument {
        entity: member.map(|m| &*m.local),
        name: member.map_or_else(|| graph.name(end), |m| &m.name),
        argument_type: member.map_or_else(|| graph.type_of(end), |m| &m.entity_type),
        text: &place.text,
        start: u64::from(place.start),
        end: u64::from(place.end),
    };
    argument.write(
        record,
        member.map_or(&[][..], |m| &m.aliases).iter().map(|a| &**a),
        member.map_or(&[][..], |m| &m.ids).iter().map(|(k, v)| (&**k, &**v)),
    );
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
    let written = match value {
        Value::Party(party) => {
            let node = party.node.and_then(|n| graph.entities.get(n.0 as usize));
            let entity = node.map(|e| &*e.id).or(party.local.as_deref());
            Written::Party { entity, name: &party.name }
        }
        value => literal(value),
    };
    written.write(out);
}

/// The value of an attribute, as a record has it; of a party the name alone.
pub(crate) fn literal(value: &Value) -> Written<'_> {
    match value {
        Value::Null => Written::Null,
        Value::Text(text) => Written::Text(text),
        Value::Share(share) => self::share(share),
        Value::Change(change) => self::change(change),
        Value::Amount(Amount { value, currency }) => {
            Written::Amount { value: *value, currency: currency.as_deref() }
        }
        Value::Party(party) => Written::Text(&party.name),
    }
}

fn share(share: &Holding) -> Written<'_> {
    Written::Share(Share {
        exact: share.exact,
        min: share.min,
        max: share.max,
        exclusive_min: share.exclusive_min,
        exclusive_max: share.exclusive_max,
        approximate: share.approximate,
        literal: &share.literal,
    })
}

fn change(change: &Change) -> Written<'_> {
    Written::Change { kind: &change.kind, from: change.from, to: change.to, by: change.by }
}
