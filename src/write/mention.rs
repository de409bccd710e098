//! Mention records.

use super::json::Object;
use super::{Found, Offsets};
use crate::entity::EntityId;
use crate::gazetteer::Gazetteer;
use crate::mention::{Kind, Mention, MentionId, MentionType, Source, Value};

/// Adds a line for each mention: names and values, and with `nominals` descriptions and pronouns.
/// What stands for several entities has a line for each.
/// Names of type `other` are kept inside.
pub fn mentions(out: &mut Vec<u8>, found: Found<'_>) {
    let entities = &found.extraction.entities;
    let text = &found.article.text;
    let offsets = Offsets::new(text, found.unit);
    let document = &found.extraction.document;
    let ids = |entity| entities.ids_of(entity, document, found.gazetteer);
    let ids: Vec<_> = entities.all.iter().map(ids).collect();
    for (id, mention) in entities.mentions.iter().filter(|(_, m)| is_printed(m, found.nominals)) {
        let link = entities.links.get(id.0 as usize).copied().flatten();
        let known = |entity: EntityId| ids.get(entity.0 as usize).map_or(&[][..], Vec::as_slice);
        let entity = link.map(|l| l.entity);
        line(out, found, &offsets, mention, (entity, entity.map_or(&[][..], known)));
        for entity in entities.others_of(id) {
            line(out, found, &offsets, mention, (Some(entity), known(entity)));
        }
    }
}

/// True for a mention that has a record of its own.
pub(super) fn is_printed(mention: &Mention, nominals: bool) -> bool {
    let described = matches!(mention.kind, Kind::Nominal | Kind::Pronoun);
    let worded = mention.source == Source::Rule(crate::value::WORDED);
    mention.mention_type != MentionType::Other && !worded && (nominals || !described)
}

fn line(
    out: &mut Vec<u8>,
    found: Found<'_>,
    offsets: &Offsets<'_>,
    mention: &Mention,
    (entity, known): (Option<EntityId>, &[(String, String)]),
) {
    let (start, end) = offsets.span(mention.span);
    let mut record = Object::new(out);
    record.string("doc", &found.article.id);
    record.integer("start", start);
    record.integer("end", end);
    record.string("text", mention.span.of(&found.article.text));
    record.string("type", mention.mention_type.name());
    record.string("kind", mention.kind.name());
    record.optional("entity", entity.map(entity_id).as_deref());
    value(&mut record, mention.value.as_ref());
    ids(&mut record, known);
    record.string("source", &source(&mention.source, found.gazetteer));
    record.end();
    out.push(b'\n');
}

/// `value`, `timex`, `number` and `currency`.
fn value(record: &mut Object<'_>, value: Option<&Value>) {
    let timex = match value {
        Some(Value::Timex(timex)) => Some(timex),
        _ => None,
    };
    let number = match value {
        Some(Value::Percent(share)) => share.exact.or(share.min).or(share.max),
        Some(Value::Money { value, .. } | Value::Number(value)) => Some(*value),
        _ => None,
    };
    let currency = match value {
        Some(Value::Money { currency, .. }) if !currency.is_empty() => Some(currency.as_str()),
        _ => None,
    };
    record.optional("value", timex.map(|t| t.value.as_str()));
    record.optional("timex", timex.map(|t| t.kind.name()));
    record.number("number", number);
    record.optional("currency", currency);
}

/// An entity's number as printed.
pub(super) fn entity_id(id: EntityId) -> String {
    format!("e{}", u64::from(id.0) + 1)
}

/// Identifiers of a mention or an entity.
pub(super) fn ids(record: &mut Object<'_>, ids: &[(String, String)]) {
    super::record::ids(record, ids.iter().map(|(k, v)| (k.as_str(), v.as_str())));
}

/// The entry or rule that found a mention.
fn source(source: &Source, gazetteer: &Gazetteer) -> String {
    match source {
        Source::Rule(name) => (*name).to_owned(),
        Source::Entry(entry) => {
            format!("gazetteer/{}", gazetteer.row(*entry).map_or("", |row| row.name))
        }
    }
}

/// `start`, `end` and `text` of a mention; what is not there is empty.
pub(super) fn place(
    record: &mut Object<'_>,
    found: Found<'_>,
    offsets: &Offsets<'_>,
    id: MentionId,
) {
    let span = found.extraction.entities.mentions.get(id).map(|m| m.span).unwrap_or_default();
    let (start, end) = offsets.span(span);
    record.integer("start", start);
    record.integer("end", end);
    record.string("text", span.of(&found.article.text));
}
