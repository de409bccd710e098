//! Beneficial Ownership Data Standard 0.4 (<https://standard.openownership.org/en/0.4.0/>): statements
//! of entities, persons and relationships. News does not prove beneficial ownership, so no interest
//! says that it is one. What is denied, and what has not come about, has no place.

use std::collections::BTreeSet;
use std::io;

use super::super::attribute::Holding;
use super::super::mapping::{Bods, Mappings};
use super::super::model::{Edge, End, Graph, NodeId};
use super::super::time::{first_day, last_day};
use super::ftm::statement_id;
use super::table::one_line;
use super::{Report, Sink};
use crate::escape::uri;
use crate::phrase::Status;
use crate::write::{Object, list, number, string};

pub(super) fn write(
    graph: &Graph,
    mappings: &Mappings,
    sink: &mut dyn Sink,
    report: &mut Report,
) -> io::Result<()> {
    let mut kept: Vec<(&Edge, &Bods, NodeId, NodeId)> = Vec::new();
    for edge in &graph.edges {
        let bods = &mappings.of(&edge.relation).bods;
        let holds = matches!(edge.status, Status::Actual | Status::Ended) && !edge.negated;
        let counts = bods.status.is_empty() || bods.status.iter().any(|s| s == edge.status.name());
        let ends = match (&edge.subject, &edge.object) {
            (End::Entity(subject), End::Entity(object)) if bods.party == "object" => {
                Some((*object, *subject))
            }
            (End::Entity(subject), End::Entity(object)) => Some((*subject, *object)),
            _ => None,
        };
        // Only an entity can be owned or run.
        let ends = ends.filter(|(_, held)| {
            graph.entities.get(held.0 as usize).is_some_and(|e| &*e.entity_type == "organization")
        });
        match ends.filter(|_| holds && counts && !bods.none) {
            Some((party, held)) => kept.push((edge, bods, party, held)),
            None => *report.left_out.entry(edge.relation.to_string()).or_default() += 1,
        }
    }
    let published = graph.articles.iter().filter_map(|a| a.date.as_deref()).max();
    let published = published.unwrap_or("1970-01-01");
    let mut out = sink.file("")?;
    let mut text = Vec::new();
    let nodes: BTreeSet<NodeId> = kept.iter().flat_map(|(_, _, a, b)| [*a, *b]).collect();
    out.write_all(b"[")?;
    let mut first = true;
    let mut put = |text: &mut Vec<u8>| {
        let between: &[u8] = if first { b"\n" } else { b",\n" };
        first = false;
        out.write_all(between).and_then(|()| out.write_all(text))?;
        text.clear();
        Ok::<(), io::Error>(())
    };
    for node in nodes {
        entity(&mut text, graph, node, published);
        put(&mut text)?;
    }
    for (edge, bods, party, held) in kept {
        relationship(&mut text, graph, edge, bods, (party, held), published);
        put(&mut text)?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

fn record_id(graph: &Graph, node: NodeId) -> String {
    graph.entities.get(node.0 as usize).map_or_else(String::new, |e| e.id.to_string())
}

fn head(record: &mut Object<'_>, id: &str, declared: &str, date: &str, kind: &str) {
    record.string("statementId", &statement_id("bods", id));
    record.string("declarationSubject", declared);
    record.string("statementDate", date);
    record.string("recordId", id);
    record.string("recordStatus", "new");
    record.string("recordType", kind);
}

fn foot(record: &mut Object<'_>, published: &str) {
    record.object("publicationDetails", |o| {
        o.string("publicationDate", published);
        o.string("bodsVersion", "0.4");
        o.object("publisher", |o| o.string("name", "stakeout"));
    });
}

fn entity(out: &mut Vec<u8>, graph: &Graph, node: NodeId, published: &str) {
    let Some(entity) = graph.entities.get(node.0 as usize) else { return };
    let person = &*entity.entity_type == "person";
    let mut record = Object::new(out);
    let kind = if person { "person" } else { "entity" };
    head(&mut record, &entity.id, &entity.id, published, kind);
    record.object("recordDetails", |o| {
        o.boolean("isComponent", false);
        if person {
            o.string("personType", "knownPerson");
            list(o.key("names"), std::iter::once(&entity.name), |out, name| {
                let mut o = Object::new(out);
                o.string("fullName", name);
                o.end();
            });
        } else {
            let kind = if &*entity.entity_type == "place" { "state" } else { "legalEntity" };
            o.object("entityType", |o| o.string("type", kind));
            o.string("name", &entity.name);
            o.strings("alternateNames", entity.aliases.iter().map(|a| &**a));
        }
        list(o.key("identifiers"), entity.ids.iter(), |out, (scheme, id)| {
            let mut o = Object::new(out);
            o.string("id", id);
            match &**scheme {
                "lei" => o.string("scheme", "XI-LEI"),
                other => o.string("schemeName", other),
            }
            o.end();
        });
    });
    foot(&mut record, published);
    record.end();
}

fn relationship(
    out: &mut Vec<u8>,
    graph: &Graph,
    edge: &Edge,
    bods: &Bods,
    (party, held): (NodeId, NodeId),
    published: &str,
) {
    let (party, held) = (record_id(graph, party), record_id(graph, held));
    let mut record = Object::new(out);
    let date = edge.last_seen.as_deref().unwrap_or(published);
    head(&mut record, &edge.id, &held, date, "relationship");
    record.object("recordDetails", |o| {
        o.boolean("isComponent", false);
        o.string("subject", &held);
        o.string("interestedParty", &party);
        list(o.key("interests"), std::iter::once(()), |out, ()| interest(out, edge, bods));
    });
    record.object("source", |o| {
        o.strings("type", ["thirdParty"].into_iter());
        let articles: Vec<_> = edge.evidence.iter().filter_map(|e| graph.article(e)).collect();
        let sentences: Vec<String> = edge.evidence.iter().map(|e| one_line(&e.sentence)).collect();
        o.string("description", &sentences.join("\n"));
        let url = articles.iter().filter_map(|a| a.url.as_deref()).find(|u| u.starts_with("http"));
        if let Some(url) = url {
            o.string("url", &uri(url));
        }
        let names: BTreeSet<&str> =
            articles.iter().filter_map(|a| a.publisher.as_deref()).collect();
        list(o.key("assertedBy"), names.into_iter(), |out, name| {
            let mut o = Object::new(out);
            o.string("name", name);
            o.end();
        });
    });
    foot(&mut record, published);
    record.end();
}

fn interest(out: &mut Vec<u8>, edge: &Edge, bods: &Bods) {
    let mut o = Object::new(out);
    o.string("type", kind(edge, bods));
    o.string("directOrIndirect", "unknown");
    o.boolean("beneficialOwnershipOrControl", false);
    let mut details = vec![edge.relation.to_string()];
    for (name, value) in edge.attributes.iter() {
        if let super::super::attribute::Value::Text(text) = value {
            details.push(format!("{name}: {text}"));
        }
    }
    if let Some(held) = edge.share() {
        details.push(format!("share: {}", held.literal));
        share(o.key("share"), held);
    }
    string(o.key("details"), &details.join("; "));
    if let Some(day) = edge.start.as_deref().and_then(first_day) {
        o.string("startDate", &day);
    }
    if let Some(day) = edge.end.as_deref().and_then(last_day) {
        o.string("endDate", &day);
    }
    o.end();
}

/// The type of interest: the one whose words stand in the attribute, else that of the relation.
fn kind<'a>(edge: &Edge, bods: &'a Bods) -> &'a str {
    let words = bods.words_from.as_deref().and_then(|a| edge.text(a)).unwrap_or("").to_lowercase();
    let finer = bods.words.iter().find(|(_, all)| all.iter().any(|w| words.contains(w.as_str())));
    match finer {
        Some((kind, _)) => kind,
        None if bods.interest.is_empty() => "unknownInterest",
        None => &bods.interest,
    }
}

fn share(out: &mut Vec<u8>, held: &Holding) {
    let mut o = Object::new(out);
    if let Some(exact) = held.exact.filter(|e| *e <= 100.0) {
        number(o.key("exact"), Some(exact));
    } else {
        let (min, max) = (
            if held.exclusive_min { "exclusiveMinimum" } else { "minimum" },
            if held.exclusive_max { "exclusiveMaximum" } else { "maximum" },
        );
        for (name, bound) in [(min, held.min), (max, held.max)] {
            if let Some(bound) = bound.filter(|b| *b <= 100.0) {
                number(o.key(name), Some(bound));
            }
        }
    }
    o.end();
}
