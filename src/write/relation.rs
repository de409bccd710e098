//! Relation records.

use super::json::Object;
use super::mention::entity_id;
use super::record::{self, Share, Statement, Value};
use super::{Found, Offsets, content_hash};
use crate::relation::{Argument, Attribute, Relation};
use crate::span::Span;

/// Adds a line for each relation, in the order of evidence, then id.
pub fn relations(out: &mut Vec<u8>, found: Found<'_>) {
    let offsets = Offsets::new(&found.article.text, found.unit);
    let mut ordered: Vec<(Span, String, &Relation, Vec<u8>)> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for relation in &found.extraction.relations {
        let attributes = attributes(found, relation);
        let id = (0u32..)
            .map(|again| id(found, relation, &attributes, again))
            .find(|id| seen.insert(id.clone()))
            .unwrap_or_default();
        let evidence = relation.evidence.first().map(|e| e.span).unwrap_or_default();
        ordered.push((evidence, id, relation, attributes));
    }
    ordered.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    for (evidence, id, relation, attributes) in &ordered {
        line(out, found, &offsets, relation, *evidence, id, attributes);
    }
}

/// The id: a hash of what is said, not of the place that says it or the rule that found it. Should
/// an article give two records that say the same, the later has another one.
fn id(found: Found<'_>, relation: &Relation, attributes: &[u8], again: u32) -> String {
    let axes = [u8::from(relation.negated), u8::from(relation.hedged)];
    let repeat = again.to_le_bytes();
    content_hash(&[
        found.article.id.as_bytes(),
        relation.relation.as_bytes(),
        relation.subject.name.as_bytes(),
        relation.object.name.as_bytes(),
        relation.status.name().as_bytes(),
        &axes,
        attributes,
        if again == 0 { &[] } else { &repeat },
    ])
}

fn line(
    out: &mut Vec<u8>,
    found: Found<'_>,
    offsets: &Offsets<'_>,
    relation: &Relation,
    evidence: Span,
    id: &str,
    attributes: &[u8],
) {
    let (article, text) = (found.article, found.article.text.as_str());
    let mut record = Object::new(out);
    record.string("id", id);
    record.string("doc", &article.id);
    record.string("relation", &relation.relation);
    record.object("subject", |o| argument(o, found, offsets, &relation.subject));
    record.object("object", |o| argument(o, found, offsets, &relation.object));
    record.key("attributes").extend_from_slice(attributes);
    let (start, end) = offsets.span(evidence);
    let date = article.date.map(|d| d.to_string());
    let said = relation.attribution.as_ref();
    let statement = Statement {
        status: relation.status.name(),
        negated: relation.negated,
        hedged: relation.hedged,
        attribution: said.map(|a| (a.span.of(text), a.kind)),
        sentence: evidence.of(text),
        start,
        end,
        rule: &relation.rule,
        confidence: (relation.confidence * 1e4).round() / 1e4,
        title: article.title.as_deref(),
        date: date.as_deref(),
        url: article.url.as_deref(),
        publisher: article.publisher.as_deref(),
        source: &article.source,
    };
    statement.write(&mut record);
    record.end();
    out.push(b'\n');
}

fn argument(record: &mut Object<'_>, found: Found<'_>, offsets: &Offsets<'_>, argument: &Argument) {
    let (entities, text) = (&found.extraction.entities, &found.article.text);
    let entity = argument.entity.and_then(|id| entities.all.get(id.0 as usize));
    let local = entity.map(|e| entity_id(e.id));
    let (start, end) = offsets.span(argument.text);
    let aliases = entity.map_or(&[][..], |e| entities.aliases_of(e)).iter().map(|a| a.name(text));
    let known = entity.map(|e| entities.ids_of(e, &found.extraction.document, found.gazetteer));
    let known = known.unwrap_or_default();
    let written = record::Argument {
        entity: local.as_deref(),
        name: &argument.name,
        argument_type: argument.argument_type,
        text: argument.text.of(text),
        start,
        end,
    };
    written.write(
        record,
        aliases.filter(|a| *a != argument.name),
        known.iter().map(|(k, v)| (k.as_str(), v.as_str())),
    );
}

/// All attributes as a JSON object, in the order of the rule file.
pub fn attributes(found: Found<'_>, relation: &Relation) -> Vec<u8> {
    let mut out = Vec::new();
    let mut record = Object::new(&mut out);
    for (name, attribute) in &relation.attributes {
        value(record.key(name), found, attribute);
    }
    record.end();
    out
}

fn value(out: &mut Vec<u8>, found: Found<'_>, attribute: &Attribute) {
    let local;
    let value = match attribute {
        Attribute::Share(Some(share)) => Value::Share(Share {
            exact: share.share.exact,
            min: share.share.min,
            max: share.share.max,
            exclusive_min: share.share.exclusive_min,
            exclusive_max: share.share.exclusive_max,
            approximate: share.share.approximate,
            literal: share.literal.of(&found.article.text),
        }),
        Attribute::Change(Some(change)) => {
            Value::Change { kind: &change.kind, from: change.from, to: change.to, by: change.by }
        }
        Attribute::Amount(Some(amount)) => {
            Value::Amount { value: Some(amount.value), currency: amount.currency.as_deref() }
        }
        Attribute::Entity(Some(party)) => {
            local = party.entity.map(entity_id);
            Value::Party { entity: local.as_deref(), name: &party.name }
        }
        Attribute::Date(Some(text)) | Attribute::Text(Some(text)) => Value::Text(text),
        _ => Value::Null,
    };
    value.write(out);
}
