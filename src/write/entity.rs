//! Entity records.

use super::json::{Object, list};
use super::mention::{entity_id, ids, is_printed, place};
use super::{Found, Offsets};

/// Adds a line for each entity, in the order of first mention.
pub fn entities(out: &mut Vec<u8>, found: Found<'_>) {
    let all = &found.extraction.entities;
    let text = &found.article.text;
    let offsets = Offsets::new(text, found.unit);
    for entity in &all.all {
        let name = all.mentions.get(entity.name).map_or("", |m| m.span.of(text));
        let mut record = Object::new(out);
        record.string("doc", &found.article.id);
        record.string("entity", &entity_id(entity.id));
        record.string("name", all.name_of(entity, text).unwrap_or(name));
        record.string("type", entity.mention_type.name());
        let aliases = all.aliases_of(entity).iter().skip(1);
        record.strings("aliases", aliases.map(|a| a.name(text)));
        ids(&mut record, &all.ids_of(entity, &found.extraction.document, found.gazetteer));
        let printed = all.mentions_of(entity).iter().filter_map(|&id| {
            let mention = all.mentions.get(id).filter(|m| is_printed(m, found.nominals))?;
            Some((id, mention.kind))
        });
        list(record.key("mentions"), printed, |out, (id, kind)| {
            let mut record = Object::new(out);
            place(&mut record, found, &offsets, id);
            record.string("kind", kind.name());
            record.end();
        });
        record.end();
        out.push(b'\n');
    }
}
