//! Relation records.

use super::document::date;
use super::json::{Object, string};
use super::mention::{entity_id, ids};
use super::{Found, Offsets, content_hash};
use crate::relation::{Argument, Attribute, Relation, ShareValue};
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
    record.string("status", relation.status.name());
    record.boolean("negated", relation.negated);
    record.boolean("hedged", relation.hedged);
    match &relation.attribution {
        None => record.null("attribution"),
        Some(attribution) => record.object("attribution", |o| {
            o.string("text", attribution.span.of(text));
            o.string("kind", attribution.kind);
        }),
    }
    record.object("evidence", |o| {
        let (start, end) = offsets.span(evidence);
        o.string("text", evidence.of(text));
        o.integer("start", start);
        o.integer("end", end);
    });
    record.string("rule", &relation.rule);
    record.number("confidence", Some((relation.confidence * 1e4).round() / 1e4));
    record.object("article", |o| {
        o.optional("title", article.title.as_deref());
        date(o, article);
        o.optional("url", article.url.as_deref());
        o.optional("publisher", article.publisher.as_deref());
        o.string("source", &article.source);
    });
    record.end();
    out.push(b'\n');
}

fn argument(record: &mut Object<'_>, found: Found<'_>, offsets: &Offsets<'_>, argument: &Argument) {
    let entities = &found.extraction.entities;
    let entity = argument.entity.and_then(|id| entities.all.get(id.0 as usize));
    let (start, end) = offsets.span(argument.text);
    record.optional("entity", entity.map(|e| entity_id(e.id)).as_deref());
    record.string("name", &argument.name);
    record.string("type", argument.argument_type);
    record.string("text", argument.text.of(&found.article.text));
    record.integer("start", start);
    record.integer("end", end);
    let text = &found.article.text;
    let aliases = entity.map_or(&[][..], |e| entities.aliases_of(e)).iter().map(|a| a.name(text));
    record.strings("aliases", aliases.filter(|a| *a != argument.name));
    let known = entity.map(|e| entities.ids_of(e, &found.extraction.document, found.gazetteer));
    ids(record, &known.unwrap_or_default());
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
    match attribute {
        Attribute::Share(Some(share)) => self::share(out, found, share),
        Attribute::Change(Some(change)) => {
            let mut record = Object::new(out);
            record.string("kind", &change.kind);
            record.number("from", change.from);
            record.number("to", change.to);
            record.number("by", change.by);
            record.end();
        }
        Attribute::Amount(Some(amount)) => {
            let mut record = Object::new(out);
            record.number("value", Some(amount.value));
            record.optional("currency", amount.currency.as_deref());
            record.end();
        }
        Attribute::Entity(Some(party)) => {
            let mut record = Object::new(out);
            record.optional("entity", party.entity.map(entity_id).as_deref());
            record.string("name", &party.name);
            record.end();
        }
        Attribute::Date(Some(text)) | Attribute::Text(Some(text)) => string(out, text),
        _ => out.extend_from_slice(b"null"),
    }
}

fn share(out: &mut Vec<u8>, found: Found<'_>, value: &ShareValue) {
    let mut record = Object::new(out);
    record.number("exact", value.share.exact);
    record.number("min", value.share.min);
    record.number("max", value.share.max);
    record.boolean("exclusive_min", value.share.exclusive_min);
    record.boolean("exclusive_max", value.share.exclusive_max);
    record.boolean("approximate", value.share.approximate);
    record.string("literal", value.literal.of(&found.article.text));
    record.end();
}
