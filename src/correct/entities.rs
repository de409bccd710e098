//! `merge`, `split` and `rename`: once mentions are linked.

use super::{Applied, Corrections, Kind, same};
use crate::document::{Document, TokenRange};
use crate::entity::{Alias, Entities, Entity, EntityId, Link, Part};
use crate::mention::MentionId;

/// An entity while it is taken apart or put together.
struct Draft {
    /// An entity as it was.
    old: Entity,
    aliases: Vec<Alias>,
    /// It was merged into another.
    gone: bool,
}

impl Draft {
    fn has(&self, text: &str, name: &str) -> bool {
        !self.gone && self.aliases.iter().any(|alias| same(alias.name(text), name))
    }
}

impl Corrections {
    /// Puts entities together, takes them apart and names them. Linear in mentions for each entry.
    pub fn entities(
        &self,
        doc: &str,
        document: &Document<'_>,
        entities: &mut Entities,
        applied: &mut Applied,
    ) {
        let concerns =
            |k: &Kind| matches!(k, Kind::Merge { .. } | Kind::Split { .. } | Kind::Rename { .. });
        if !self.of(doc).any(|(_, kind)| concerns(kind)) {
            return;
        }
        let mut work = Work::new(document, entities);
        for (number, kind) in self.of(doc) {
            let times = match kind {
                Kind::Merge { names } => work.merge(names),
                Kind::Split { names } => work.split(names),
                Kind::Rename { from, to } => work.rename(from, to),
                _ => 0,
            };
            applied.extend(std::iter::repeat_n(number, times));
        }
        work.finish();
    }
}

struct Work<'a> {
    document: &'a Document<'a>,
    entities: &'a mut Entities,
    drafts: Vec<Draft>,
}

impl<'a> Work<'a> {
    fn new(document: &'a Document<'a>, entities: &'a mut Entities) -> Self {
        let draft = |entity: &Entity| Draft {
            old: entity.clone(),
            aliases: entities.aliases_of(entity).to_vec(),
            gone: false,
        };
        let drafts = entities.all.iter().map(draft).collect();
        Self { document, entities, drafts }
    }

    /// The entities of these names become that of the first.
    fn merge(&mut self, names: &[String]) -> usize {
        let text = self.document.text;
        let of = |name: &String| {
            let has = |(i, d): (usize, &Draft)| d.has(text, name).then_some(i);
            self.drafts.iter().enumerate().filter_map(has).collect::<Vec<usize>>()
        };
        let mut all: Vec<usize> = Vec::new();
        for place in names.iter().flat_map(of) {
            if !all.contains(&place) {
                all.push(place);
            }
        }
        let Some((&into, rest)) = all.split_first() else { return 0 };
        for &from in rest {
            let Some(draft) = self.drafts.get_mut(from) else { continue };
            draft.gone = true;
            let aliases = std::mem::take(&mut draft.aliases);
            if let Some(draft) = self.drafts.get_mut(into) {
                draft.aliases.extend(aliases);
            }
            let (from, to) = (EntityId(from as u32), EntityId(into as u32));
            for link in self.entities.links.iter_mut().flatten().filter(|l| l.entity == from) {
                *link = Link { entity: to, reason: "corrections/merge", ..*link };
            }
            for (_, other) in self.entities.others.iter_mut().filter(|(_, e)| *e == from) {
                *other = to;
            }
        }
        rest.len()
    }

    /// Where an entity has several of the names, all but the first become entities of their own,
    /// with what refers to them.
    fn split(&mut self, names: &[String]) -> usize {
        let text = self.document.text;
        let mut times = 0;
        for place in 0..self.drafts.len() {
            let mine = |d: &Draft| names.iter().filter(|n| d.has(text, n)).cloned().collect();
            let known: Vec<String> = self.drafts.get(place).map(mine).unwrap_or_default();
            for name in known.iter().skip(1) {
                times += usize::from(self.part(place, name));
            }
        }
        times
    }

    /// One name of an entity becomes an entity; false where no mention is left for it.
    fn part(&mut self, place: usize, name: &str) -> bool {
        let text = self.document.text;
        let entity = EntityId(self.drafts.len() as u32);
        let old = EntityId(place as u32);
        let mut first = None;
        for number in 0..self.entities.links.len() {
            let Some(link) = self.entities.links[number].filter(|l| l.entity == old) else {
                continue;
            };
            let Some(mention) = self.entities.mentions.get(MentionId(number as u32)) else {
                continue;
            };
            let moved = |m: MentionId| {
                let link = self.entities.links.get(m.0 as usize).copied().flatten();
                link.is_some_and(|l| l.entity == entity)
            };
            let named = mention.kind == crate::mention::Kind::Name;
            let own = same(mention.span.of(text), name);
            if own || !named && link.antecedent.is_some_and(moved) {
                first = first.or(Some(MentionId(number as u32)));
                self.entities.links[number] =
                    Some(Link { entity, reason: "corrections/split", ..link });
            }
        }
        let Some(first) = first else { return false };
        let Some(draft) = self.drafts.get_mut(place) else { return false };
        let (aliases, rest) = draft.aliases.drain(..).partition(|a| same(a.name(text), name));
        draft.aliases = rest;
        let old = Entity { name: first, ..draft.old.clone() };
        self.drafts.push(Draft { old, aliases, gone: false });
        true
    }

    /// The entities of this name are called otherwise.
    fn rename(&mut self, from: &str, to: &str) -> usize {
        let text = self.document.text;
        let mut times = 0;
        for draft in self.drafts.iter_mut().filter(|d| d.has(text, from)) {
            let Some(first) = draft.aliases.first().cloned() else { continue };
            let alias = Alias {
                other: Some(to.to_owned()),
                words: to.split_whitespace().count() as u32,
                tokens: TokenRange::new(0, 0),
                source: None,
                ..first
            };
            draft.aliases.retain(|a| !same(a.name(text), to));
            draft.aliases.insert(0, alias);
            times += 1;
        }
        times
    }

    /// Entities, numbered anew in the order of their first mention.
    fn finish(self) {
        let Self { entities, mut drafts, .. } = self;
        let mut order: Vec<u32> = Vec::new();
        for link in entities.links.iter().flatten() {
            if !order.contains(&link.entity.0) {
                order.push(link.entity.0);
            }
        }
        let mut numbers = vec![None; drafts.len()];
        (entities.all, entities.aliases) = (Vec::new(), Vec::new());
        for (new, old) in (0..).zip(&order) {
            let Some(draft) = drafts.get_mut(*old as usize) else { continue };
            if let Some(slot) = numbers.get_mut(*old as usize) {
                *slot = Some(EntityId(new));
            }
            let start = entities.aliases.len() as u32;
            entities.aliases.append(&mut draft.aliases);
            let end = entities.aliases.len() as u32;
            entities.all.push(Entity {
                id: EntityId(new),
                mentions: Part::default(),
                aliases: Part { start, end },
                ..draft.old.clone()
            });
        }
        for slot in &mut entities.links {
            let number = slot.and_then(|l| numbers.get(l.entity.0 as usize).copied().flatten());
            *slot = slot.zip(number).map(|(link, entity)| Link { entity, ..link });
        }
        let others = std::mem::take(&mut entities.others).into_iter();
        let renumbered = others.filter_map(|(id, old)| {
            let link = entities.links.get(id.0 as usize).copied().flatten()?;
            let entity = numbers.get(old.0 as usize).copied().flatten()?;
            (entity != link.entity).then_some((id, entity))
        });
        entities.others = renumbered.collect();
        entities.fill_members();
    }
}
