//! What the stage gives: entities with their mentions, names and identifiers.
//!
//! An entity is a few numbers; what belongs to it stands side by side in the lists of [`Entities`].
//! Identifiers are looked up when somebody asks for them.

use std::cell::OnceCell;

use super::beside;
use super::form::{entries_of, entry_type};
use crate::document::{Document, TokenRange};
use crate::gazetteer::{EntryId, Gazetteer, Marks, Row};
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions};
use crate::span::Span;

/// So many mentions of an entity are asked for what stands beside them.
const MENTIONS_TOLD: usize = 8;

/// The number of an entity in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// Why a mention belongs to its entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The entity.
    pub entity: EntityId,
    /// The named function that made the link: `same name`, `acronym`, `surname`, `nominal` …
    pub reason: &'static str,
    /// The earlier (or fuller) mention it was linked to; `None` for the first of an entity.
    pub antecedent: Option<MentionId>,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A stretch of one of the lists in [`Entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// Its first element.
    pub start: u32,
    /// One past its last.
    pub end: u32,
}

impl Part {
    /// From `start` to `end`.
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The elements; none where the list does not have them.
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.start as usize..self.end as usize).unwrap_or(&[])
    }
}

/// One of the distinct names of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// Where it first stands.
    pub span: Span,
    /// The name, where it is not what stands there: a line break in it counts as a blank.
    pub other: Option<String>,
    /// Its tokens there.
    pub tokens: TokenRange,
    /// Number of its words.
    pub words: u32,
    /// The entry of a name list that found it there, if one did.
    pub source: Option<EntryId>,
}

impl Alias {
    /// The name; `text` is that of the document.
    pub fn name<'a>(&'a self, text: &'a str) -> &'a str {
        self.other.as_deref().unwrap_or(self.span.of(text))
    }
}

/// One thing in the world, within one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its number.
    pub id: EntityId,
    /// organization, person or place.
    pub mention_type: MentionType,
    /// The mention with its fullest name.
    pub name: MentionId,
    /// Which part of [`Entities::members`] are its mentions.
    pub mentions: Part,
    /// Which part of [`Entities::aliases`] are its names.
    pub aliases: Part,
}

/// All mentions with the entities behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// Names and values, and the descriptions and pronouns that were resolved.
    pub mentions: Mentions,
    /// The entities, in the order of their first mention.
    pub all: Vec<Entity>,
    /// For each mention its link; `None` for values and for names of type other.
    pub links: Vec<Option<Link>>,
    /// The further entities of mentions that stand for several (`the two companies`), by mention; the
    /// link is to the first.
    pub others: Vec<(MentionId, EntityId)>,
    /// The mentions of all entities, entity after entity.
    pub members: Vec<MentionId>,
    /// The names of all entities, entity after entity.
    pub aliases: Vec<Alias>,
}

impl Entities {
    /// Adds an entity with this name and its first mention; its other mentions are those that
    /// [`Entities::fill_members`] finds links of.
    pub fn open(&mut self, id: MentionId, mention: &Mention, name: &str) -> EntityId {
        let entity = EntityId(self.all.len() as u32);
        let aliases = self.aliases.len();
        self.aliases.push(Alias {
            span: mention.span,
            other: Some(name.to_owned()),
            tokens: mention.tokens,
            words: 1,
            source: None,
        });
        self.all.push(Entity {
            id: entity,
            mention_type: mention.mention_type,
            name: id,
            mentions: Part::default(),
            aliases: Part::new(aliases, aliases + 1),
        });
        entity
    }

    /// Gives each entity the mentions whose links say so. Linear in the mentions.
    pub fn fill_members(&mut self) {
        let linked = (0..).zip(&self.links);
        let linked = linked.filter_map(|(id, link)| Some((link.as_ref()?.entity, MentionId(id))));
        let others = self.others.iter().map(|(id, entity)| (*entity, *id));
        let mut linked: Vec<(EntityId, MentionId)> = linked.chain(others).collect();
        linked.sort_by_key(|(_, id)| *id);
        self.share_out(&linked);
    }

    /// Gives each entity its mentions, of all that are linked, in order.
    pub(super) fn share_out(&mut self, linked: &[(EntityId, MentionId)]) {
        self.all.iter_mut().for_each(|entity| entity.mentions = Part::default());
        for (entity, _) in linked {
            if let Some(entity) = self.all.get_mut(entity.0 as usize) {
                entity.mentions.end += 1;
            }
        }
        let mut start = 0;
        for entity in &mut self.all {
            let count = entity.mentions.end;
            entity.mentions = Part { start, end: start };
            start += count;
        }
        self.members = vec![MentionId(0); start as usize];
        for (entity, id) in linked {
            let Some(entity) = self.all.get_mut(entity.0 as usize) else { continue };
            if let Some(slot) = self.members.get_mut(entity.mentions.end as usize) {
                *slot = *id;
            }
            entity.mentions.end += 1;
        }
    }

    /// The entities besides that of its link that a mention stands for.
    pub fn others_of(&self, id: MentionId) -> impl Iterator<Item = EntityId> + use<'_> {
        let from = self.others.partition_point(|(other, _)| *other < id);
        let own = self.others.iter().skip(from).take_while(move |(other, _)| *other == id);
        own.map(|(_, entity)| *entity)
    }

    /// One entity.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.all.get(id.0 as usize)
    }

    /// All mentions of an entity in order: names, descriptions and pronouns.
    pub fn mentions_of(&self, entity: &Entity) -> &[MentionId] {
        entity.mentions.of(&self.members)
    }

    /// All distinct names of an entity, the fullest first.
    pub fn aliases_of(&self, entity: &Entity) -> &[Alias] {
        entity.aliases.of(&self.aliases)
    }

    /// The fullest name of an entity; `text` is that of the document.
    pub fn name_of<'a>(&'a self, entity: &Entity, text: &'a str) -> Option<&'a str> {
        self.aliases_of(entity).first().map(|alias| alias.name(text))
    }

    /// The countries whose adjectives stand beside its names: `the Norwegian lender Acme`, `Acme, a
    /// Norwegian lender`. Looks at its first mentions alone.
    fn countries_told<'g>(
        &self,
        entity: &Entity,
        document: &Document<'_>,
        gazetteer: &'g Gazetteer,
    ) -> Vec<&'g str> {
        if entity.mention_type == MentionType::Place {
            return Vec::new();
        }
        let own = self.mentions_of(entity).iter().filter_map(|id| self.mentions.get(*id));
        let named = own.filter(|m| m.kind == Kind::Name).take(MENTIONS_TOLD);
        named.filter_map(|m| beside::country(document, gazetteer, m.tokens)).collect()
    }

    /// Identifiers (`wikidata`, `lei`, `ticker` …), sorted by key: those of the entry that the
    /// article's names agree with, since one of them is its full name or it is sure by itself; none
    /// where two entries are left, or where the article says that it is of another country. Costs a
    /// look into the lists for each name and its entries.
    pub fn ids_of(
        &self,
        entity: &Entity,
        document: &Document<'_>,
        gazetteer: &Gazetteer,
    ) -> Vec<(String, String)> {
        let mut agreed: Option<(EntryId, Row<'_>)> = None;
        let mention_type = entity.mention_type;
        let told = OnceCell::new();
        let told = || told.get_or_init(|| self.countries_told(entity, document, gazetteer));
        for alias in self.aliases_of(entity) {
            for entry in entries_of(document, gazetteer, alias.tokens, mention_type, alias.source) {
                let Some(row) = gazetteer.row(entry) else { continue };
                if agreed.is_some_and(|(known, _)| known == entry)
                    || !agrees(mention_type, alias, document.text, &row)
                    || !told().is_empty() && !told().contains(&row.country)
                {
                    continue;
                }
                if agreed.is_some() {
                    return Vec::new();
                }
                agreed = Some((entry, row));
            }
        }
        let pairs = agreed.iter().flat_map(|(_, row)| row.ids());
        let mut ids: Vec<(String, String)> =
            pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

fn agrees(mention_type: MentionType, alias: &Alias, text: &str, row: &Row<'_>) -> bool {
    let word = row.marks.has(Marks::WORD) && alias.words == 1;
    let sure = row.rank == 1 || alias.words > 1 && alias.span.of(text) == row.name;
    entry_type(row.entry_type) == Some(mention_type) && !word && sure
}

/// The words at a span, with one blank for any other space between them; `None` where nothing is
/// to be changed.
pub(super) fn one_line(text: &str) -> Option<String> {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        let single = byte == b' ' && before != b' ';
        before = byte;
        byte.is_ascii_graphic() || single
    });
    if plain && before != b' ' {
        return None;
    }
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (joined != text).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn only_odd_spaces_change_a_name() {
        for (text, wanted) in [
            ("Acme", None),
            ("Acme Holdings Ltd", None),
            ("Öltek AG", None),
            ("Acme\nHoldings", Some("Acme Holdings")),
            ("Acme  Ltd", Some("Acme Ltd")),
            ("Öltek\u{a0}AG", Some("Öltek AG")),
        ] {
            assert_eq!(one_line(text).as_deref(), wanted, "{text:?}");
        }
    }
}
