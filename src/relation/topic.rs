//! The organization that a stretch of text is about, for words that leave it out: `Chairman Ann Lee
//! said`, `The fund owns 12 percent`.

use crate::document::Document;
use crate::entity::{Entities, EntityId};
use crate::mention::{MentionId, MentionType};

/// So many mentions before the place are looked at.
const WINDOW: usize = 40;

/// The organization that is spoken of most up to the sentence of a token, at least twice as often as
/// any other; where the sentence names organizations, it is among them. Those in `apart` do not
/// count. Cost bounded by the window.
pub(super) fn before(
    document: &Document<'_>,
    entities: &Entities,
    token: u32,
    apart: &[EntityId],
) -> Option<MentionId> {
    let all = entities.mentions.all();
    let sentence = document.sentences.get(document.sentence_of(token))?.tokens;
    let end = all.partition_point(|m| m.tokens.start < sentence.end);
    let start = end.saturating_sub(WINDOW);
    let mut seen: Vec<(EntityId, usize, MentionId)> = Vec::new();
    let mut inside: Vec<EntityId> = Vec::new();
    for (at, mention) in all.iter().enumerate().take(end).skip(start) {
        let link = entities.links.get(at).copied().flatten();
        let Some(entity) = link.map(|l| l.entity).filter(|e| !apart.contains(e)) else { continue };
        let id = MentionId(at as u32);
        let several = entities.others_of(id).next().is_some();
        if mention.mention_type != MentionType::Organization || several {
            continue;
        }
        match seen.iter_mut().find(|(e, _, _)| *e == entity) {
            Some((_, count, last)) => (*count, *last) = (*count + 1, id),
            None => seen.push((entity, 1, id)),
        }
        if mention.tokens.start >= sentence.start && !inside.contains(&entity) {
            inside.push(entity);
        }
    }
    let (entity, id) = leader(&seen)?;
    (inside.is_empty() || inside.contains(&entity)).then_some(id)
}

/// The one with most mentions, if no other has more than half as many.
fn leader(seen: &[(EntityId, usize, MentionId)]) -> Option<(EntityId, MentionId)> {
    let (entity, most, id) = seen.iter().max_by_key(|(_, count, _)| *count)?;
    let rivals = seen.iter().filter(|(e, count, _)| e != entity && count * 2 > *most);
    (rivals.count() == 0).then_some((*entity, *id))
}
