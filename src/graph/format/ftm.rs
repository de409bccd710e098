//! FollowTheMoney (<https://followthemoney.tech>): one entity a line. All values are strings in lists.
//!
//! A link has the schema of its mapping when it holds or has ended; what is planned, agreed, called off
//! or denied is an `UnknownLink` that says so in its role, so that nobody takes it for a fact.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::super::attribute::Value;
use super::super::mapping::{Ftm, Mappings};
use super::super::model::{ArticleId, Edge, End, Graph, NodeId};
use super::{Report, Sink};
use crate::escape::ftm;
use crate::phrase::Status;
use crate::write::{Object, content_hash};

type Properties = BTreeMap<String, BTreeSet<String>>;

pub(super) fn write(
    graph: &Graph,
    mappings: &Mappings,
    sink: &mut dyn Sink,
    report: &mut Report,
) -> io::Result<()> {
    let mut out = sink.file("")?;
    let mut line = Vec::new();
    let links: Vec<Option<Link<'_>>> =
        graph.edges.iter().map(|edge| Link::of(graph, edge, mappings)).collect();
    let mut entities: Vec<(&str, Properties)> = graph
        .entities
        .iter()
        .map(|e| {
            let mut all = Properties::new();
            add(&mut all, "name", &e.name);
            for alias in &e.aliases {
                add(&mut all, "alias", alias);
            }
            for (key, value) in &e.ids {
                match &**key {
                    "wikidata" if is_wikidata(value) => add(&mut all, "wikidataId", value),
                    "lei" if is_lei(value) && &*e.entity_type == "organization" => {
                        add(&mut all, "leiCode", value);
                    }
                    _ => {}
                }
            }
            (fit(&e.entity_type, "Thing").unwrap_or("Thing"), all)
        })
        .collect();
    for (edge, link) in graph.edges.iter().zip(&links) {
        match link {
            Some(link) => {
                for (node, schema) in &link.ends {
                    if let Some((old, _)) = entities.get_mut(node.0 as usize) {
                        *old = finer(old, schema);
                    }
                }
            }
            None => note(graph, edge, mappings, &mut entities),
        }
    }
    for (entity, (schema, mut properties)) in graph.entities.iter().zip(entities) {
        if schema == "Address" || schema == "Person" {
            properties.remove("incorporationDate");
            properties.remove("leiCode");
        }
        put(&mut *out, &mut line, &entity.id, schema, &properties, report)?;
    }
    for article in used(graph) {
        let Some(source) = graph.articles.get(article.0 as usize) else { continue };
        let mut all = Properties::new();
        add(&mut all, "title", source.title.as_deref().unwrap_or(&source.doc));
        add(&mut all, "fileName", &source.source);
        for (key, value) in [
            ("publishedAt", &source.date),
            ("publisher", &source.publisher),
            ("sourceUrl", &source.url),
        ] {
            if let Some(value) = value.as_deref().filter(|v| key != "sourceUrl" || is_url(v)) {
                add(&mut all, key, value);
            }
        }
        put(&mut *out, &mut line, &article_id(graph, article), "Article", &all, report)?;
    }
    for (edge, link) in graph.edges.iter().zip(&links) {
        if let Some(link) = link {
            let all = properties(graph, edge, link);
            put(&mut *out, &mut line, &edge.id, link.schema, &all, report)?;
        }
    }
    out.flush()
}

/// An edge between two entities.
struct Link<'a> {
    schema: &'a str,
    names: [&'a str; 2],
    ends: [(NodeId, &'static str); 2],
    mapped: Option<&'a Ftm>,
}

impl<'a> Link<'a> {
    fn of(graph: &Graph, edge: &Edge, mappings: &'a Mappings) -> Option<Self> {
        let (End::Entity(subject), End::Entity(object)) = (&edge.subject, &edge.object) else {
            return None;
        };
        let kinds = [graph.type_of(&edge.subject), graph.type_of(&edge.object)];
        let ftm = &mappings.of(&edge.relation).ftm;
        let holds = matches!(edge.status, Status::Actual | Status::Ended) && !edge.negated;
        let fits = [fit(kinds[0], &ftm.subject_schema), fit(kinds[1], &ftm.object_schema)];
        if let (true, false, [Some(first), Some(second)]) = (holds, ftm.schema.is_empty(), fits) {
            return Some(Self {
                schema: &ftm.schema,
                names: [&ftm.subject, &ftm.object],
                ends: [(*subject, first), (*object, second)],
                mapped: Some(ftm),
            });
        }
        let thing = |kind| fit(kind, "Thing").unwrap_or("Thing");
        Some(Self {
            schema: "UnknownLink",
            names: ["subject", "object"],
            ends: [(*subject, thing(kinds[0])), (*object, thing(kinds[1]))],
            mapped: None,
        })
    }
}

/// The schema of an entity of a type where one is wanted; `None` where it cannot stand.
fn fit(kind: &str, wanted: &str) -> Option<&'static str> {
    match (kind, wanted) {
        ("organization", "Company") => Some("Company"),
        ("organization", "LegalEntity" | "Organization" | "Thing") => Some("Organization"),
        ("person", "Person" | "LegalEntity" | "Thing") => Some("Person"),
        // A state that owns or joins something.
        ("place", "LegalEntity" | "Organization") => Some("PublicBody"),
        ("place", "Thing") => Some("Address"),
        _ => None,
    }
}

/// The finer of two schemata of one entity.
fn finer<'a>(a: &'a str, b: &'a str) -> &'a str {
    let rank = |schema| {
        ["Thing", "Address", "Organization", "PublicBody", "Company", "Person"]
            .iter()
            .position(|s| *s == schema)
    };
    if rank(b) > rank(a) { b } else { a }
}

fn properties(graph: &Graph, edge: &Edge, link: &Link<'_>) -> Properties {
    let mut all = Properties::new();
    for (name, (node, _)) in link.names.iter().zip(link.ends) {
        if let Some(entity) = graph.entities.get(node.0 as usize) {
            add(&mut all, name, &entity.id);
        }
    }
    let said = edge.relation.replace('_', " ");
    let role = match (edge.negated, edge.status) {
        (true, _) => format!("denied: {said}"),
        (_, Status::Actual) => said,
        (_, status) => format!("{said} ({})", status.name()),
    };
    let own = link.mapped.and_then(|m| m.properties.get("role")).and_then(|a| edge.text(a));
    add(&mut all, "role", own.unwrap_or(&role));
    add(&mut all, "status", edge.status.name());
    add(&mut all, "recordId", &edge.id);
    for (property, attribute) in link.mapped.iter().flat_map(|m| &m.properties) {
        if let Some(value) = value(edge, attribute).filter(|_| property != "role") {
            add(&mut all, property, &value);
        }
    }
    if let Some(share) = edge.share() {
        add(&mut all, "description", &format!("share: {} ({})", share.short(), share.literal));
    }
    for (name, value) in edge.attributes.iter() {
        match value {
            Value::Text(text) if &**name != "date" => {
                add(&mut all, "description", &format!("{name}: {text}"));
            }
            Value::Party(party) => add(&mut all, "description", &format!("{name}: {}", party.name)),
            Value::Amount(amount) => {
                let value = amount.value.unwrap_or_default();
                let currency = amount.currency.as_deref().unwrap_or("");
                add(&mut all, "description", &format!("{name}: {value} {currency}"));
            }
            _ => {}
        }
    }
    for (property, date) in [
        ("date", edge.text("date")),
        ("startDate", edge.start.as_deref()),
        ("endDate", edge.end.as_deref()),
    ] {
        if let Some(date) = date.and_then(partial) {
            add(&mut all, property, date);
        }
    }
    for e in &edge.evidence {
        add(&mut all, "summary", &e.sentence);
        add(&mut all, "proof", &article_id(graph, e.article));
        let Some(article) = graph.article(e) else { continue };
        if let Some(url) = article.url.as_deref().filter(|u| is_url(u)) {
            add(&mut all, "sourceUrl", url);
        }
        if let Some(publisher) = &article.publisher {
            add(&mut all, "publisher", publisher);
        }
    }
    all
}

/// An edge to a value: a property of the subject if there is one for it, and a note.
fn note(graph: &Graph, edge: &Edge, mappings: &Mappings, entities: &mut [(&str, Properties)]) {
    let End::Entity(node) = &edge.subject else { return };
    let Some((_, properties)) = entities.get_mut(node.0 as usize) else { return };
    let name = graph.name(&edge.object);
    let denied = if edge.negated { "denied: " } else { "" };
    add(
        properties,
        "notes",
        &format!("{denied}{} {name} [{}]", edge.relation.replace('_', " "), edge.id),
    );
    let property = mappings.of(&edge.relation).ftm.entity_property.as_deref();
    let is_date = graph.type_of(&edge.object) == "date";
    let value = if is_date { partial(name) } else { Some(name) };
    if let (Some(property), Some(value), false) = (property, value, edge.negated) {
        add(properties, property, value);
    }
}

/// The value of an attribute as FollowTheMoney has it.
fn value(edge: &Edge, attribute: &str) -> Option<String> {
    let (name, part) = attribute.split_once('.').unwrap_or((attribute, ""));
    match edge.attribute(name)? {
        Value::Share(share) => share.exact.map(|e| e.to_string()),
        Value::Amount(amount) if part == "currency" => amount.currency.clone(),
        Value::Amount(amount) => amount.value.map(|v| v.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Party(party) => Some(party.name.to_string()),
        Value::Change(_) | Value::Null => None,
    }
}

/// A date of year, month or day; of quarters and weeks the year.
fn partial(date: &str) -> Option<&str> {
    let digits = |text: &str, from: usize, to: usize| {
        text.get(from..to).is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()))
    };
    let dash = |at: usize| date.as_bytes().get(at) == Some(&b'-');
    if !digits(date, 0, 4) || (date.len() > 4 && !dash(4)) {
        return None;
    }
    if dash(7) && digits(date, 5, 7) && digits(date, 8, 10) {
        return date.get(..10);
    }
    if date.len() == 7 && digits(date, 5, 7) { date.get(..7) } else { date.get(..4) }
}

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// A legal entity identifier whose check digits are right (ISO 17442, mod 97).
fn is_lei(id: &str) -> bool {
    let value = id.chars().try_fold(0u32, |sum, c| {
        let digit = c.to_digit(36).filter(|_| !c.is_lowercase())?;
        Some((sum * if digit > 9 { 100 } else { 10 } + digit) % 97)
    });
    id.len() == 20 && value == Some(1)
}

fn is_url(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn add(all: &mut Properties, key: &str, value: &str) {
    if !value.trim().is_empty() {
        all.entry(key.to_owned()).or_default().insert(value.to_owned());
    }
}

fn used(graph: &Graph) -> BTreeSet<ArticleId> {
    graph.edges.iter().flat_map(|e| &e.evidence).map(|e| e.article).collect()
}

fn article_id(graph: &Graph, id: ArticleId) -> String {
    let article = graph.articles.get(id.0 as usize).cloned().unwrap_or_default();
    crate::graph::local_id(&article, "article")
}

fn put(
    out: &mut dyn Write,
    line: &mut Vec<u8>,
    id: &str,
    schema: &str,
    properties: &Properties,
    report: &mut Report,
) -> io::Result<()> {
    line.clear();
    let mut record = Object::new(line);
    record.string("id", id);
    record.string("schema", schema);
    record.object("properties", |o| {
        for (key, values) in properties {
            let values: BTreeSet<String> =
                values.iter().map(|v| ftm(v, &mut report.refused)).collect();
            o.strings(key, values.iter().map(|v| &**v));
        }
    });
    record.end();
    line.push(b'\n');
    out.write_all(line)
}

/// The id of a statement about something.
pub(super) fn statement_id(what: &str, id: &str) -> String {
    content_hash(&[what.as_bytes(), id.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_identifiers() {
        for (date, expected) in [
            ("2024", Some("2024")),
            ("2024-05", Some("2024-05")),
            ("2024-05-03T10:00", Some("2024-05-03")),
            ("2024-Q2", Some("2024")),
            ("2024-W07", Some("2024")),
            ("P3M", None),
            ("20245", None),
            ("XXXX-05", None),
        ] {
            assert_eq!(partial(date), expected, "{date}");
        }
        assert!(is_lei("5493001KJTIIGC8Y1R12") && !is_lei("5493001KJTIIGC8Y1R13"));
        assert!(is_wikidata("Q42") && !is_wikidata("42"));
    }
}
