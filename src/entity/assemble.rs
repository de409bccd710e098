//! Groups and what was resolved, put together as entities.

use super::alias::Names;
use super::form::Form;
use super::group::Groups;
use super::resolve::Resolved;
use super::{Entities, Entity, EntityId, Link};
use crate::gazetteer::Marks;
use crate::mention::{Mention, MentionId, MentionType, Mentions, Source};

/// All entities in the order of their first mention. Linear in the mentions, but for one sort.
pub(super) fn assemble(names: &Names<'_>, groups: &Groups, resolved: &[Resolved]) -> Entities {
    let mut candidates = names.mentions.all().to_vec();
    candidates.extend(resolved.iter().filter_map(|r| mention(names, r)));
    let mentions = Mentions::arbitrate(candidates);
    let mut builder = Builder {
        names,
        mentions: &mentions,
        groups,
        entity_of_root: vec![None; names.forms.all.len()],
        first_of_form: vec![None; names.forms.all.len()],
        entities: Entities { links: Vec::with_capacity(mentions.len()), ..Entities::default() },
        at_token: vec![None; names.document.tokens.len()],
    };
    let all = names.mentions.all();
    let (mut name, mut anaphor) = (0, 0);
    for (id, mention) in mentions.iter() {
        if let Some(slot) = builder.at_token.get_mut(mention.tokens.start as usize) {
            *slot = Some(id);
        }
        // The arbiter may have dropped some of either kind.
        name += all.iter().skip(name).take_while(|m| m.span < mention.span).count();
        let earlier = |r: &&Resolved| r.tokens.start < mention.tokens.start;
        anaphor += resolved.iter().skip(anaphor).take_while(earlier).count();
        let link = if all.get(name).is_some_and(|m| m == mention) {
            names.form_of(name).map(|form| builder.name(id, form))
        } else {
            let kept = resolved.get(anaphor).filter(|r| r.tokens == mention.tokens);
            kept.and_then(|r| builder.anaphor(id, r))
        };
        builder.entities.links.push(link);
    }
    let mut entities = builder.finish();
    entities.mentions = mentions;
    entities
}

fn mention(names: &Names<'_>, resolved: &Resolved) -> Option<Mention> {
    let form = names.form(resolved.root)?;
    Some(Mention {
        span: names.document.span(resolved.tokens),
        tokens: resolved.tokens,
        mention_type: form.mention_type,
        kind: resolved.kind,
        value: None,
        source: Source::Rule(resolved.reason),
        confidence: resolved.confidence,
    })
}

struct Builder<'a, 'n> {
    names: &'n Names<'a>,
    mentions: &'n Mentions,
    groups: &'n Groups,
    entity_of_root: Vec<Option<EntityId>>,
    /// For each form its first mention in the new numbering.
    first_of_form: Vec<Option<MentionId>>,
    /// The mention that begins at each token, so far.
    at_token: Vec<Option<MentionId>>,
    entities: Entities,
}

impl Builder<'_, '_> {
    fn name(&mut self, id: MentionId, form: u32) -> Link {
        let root = self.groups.root(form);
        let known = self.entity_of_root.get(root as usize).copied().flatten();
        let first = self.first_of_form.get(form as usize).copied().flatten();
        if let Some(slot) = self.first_of_form.get_mut(form as usize)
            && slot.is_none()
        {
            *slot = Some(id);
        }
        let Some(entity) = known else {
            let entity = self.open(id, root);
            return Link { entity, reason: "first", antecedent: None, confidence: 1.0 };
        };
        self.add(entity, id);
        if let Some(first) = first {
            let reason = if self.alike(id, first) { "same name" } else { "spelling" };
            return Link { entity, reason, antecedent: Some(first), confidence: 0.98 };
        }
        let joint = self.groups.joint(form);
        let (reason, confidence) = joint.map_or(("same name", 0.9), |j| (j.reason, j.confidence));
        let fuller = joint.and_then(|j| self.first_of_form.get(j.to as usize).copied().flatten());
        let first = self.entities.all.get(entity.0 as usize).map(|e| e.name);
        Link { entity, reason, antecedent: fuller.or(first), confidence }
    }

    /// Both are written alike, letter for letter.
    fn alike(&self, id: MentionId, first: MentionId) -> bool {
        let text = |id| self.mentions.get(id).map_or("", |m| m.span.of(self.names.document.text));
        text(id) == text(first)
    }

    fn open(&mut self, id: MentionId, root: u32) -> EntityId {
        let entity = EntityId(self.entities.all.len() as u32);
        if let Some(slot) = self.entity_of_root.get_mut(root as usize) {
            *slot = Some(entity);
        }
        let mention_type =
            self.names.form(root).map_or(MentionType::Organization, |f| f.mention_type);
        self.entities.all.push(Entity {
            id: entity,
            mention_type,
            name: id,
            mentions: vec![id],
            aliases: Vec::new(),
            ids: Vec::new(),
        });
        entity
    }

    fn add(&mut self, entity: EntityId, id: MentionId) {
        if let Some(entity) = self.entities.all.get_mut(entity.0 as usize) {
            entity.mentions.push(id);
        }
    }

    fn anaphor(&mut self, id: MentionId, resolved: &Resolved) -> Option<Link> {
        let entity = self.entity_of_root.get(resolved.root as usize).copied().flatten()?;
        self.add(entity, id);
        let antecedent = self.at_token.get(resolved.antecedent as usize).copied().flatten();
        let (reason, confidence) = (resolved.reason, resolved.confidence);
        Some(Link { entity, reason, antecedent, confidence })
    }

    fn finish(mut self) -> Entities {
        let mut forms: Vec<Vec<u32>> = vec![Vec::new(); self.entities.all.len()];
        for form in 0..self.names.forms.all.len() as u32 {
            let root = self.groups.root(form) as usize;
            let entity = self.entity_of_root.get(root).copied().flatten();
            if let Some(list) = entity.and_then(|e| forms.get_mut(e.0 as usize)) {
                list.push(form);
            }
        }
        for (entity, mut ids) in self.entities.all.iter_mut().zip(forms) {
            ids.sort_by_key(|&id| fullness(self.names, id));
            let full =
                ids.first().and_then(|&id| self.first_of_form.get(id as usize).copied().flatten());
            entity.name = full.unwrap_or(entity.name);
            entity.ids = identifiers(self.names, &ids);
            entity.aliases = written(self.names, &ids);
        }
        self.entities
    }
}

/// The fullest name first: not from headings alone nor in capitals alone, most words, legal form.
fn fullness(
    names: &Names<'_>,
    id: u32,
) -> (bool, std::cmp::Reverse<usize>, std::cmp::Reverse<usize>, u32) {
    let Some(form) = names.form(id) else {
        return (true, std::cmp::Reverse(0), std::cmp::Reverse(0), id);
    };
    let shouted = form.all_caps() && form.words.len() > 1 || form.heading_only;
    (shouted, std::cmp::Reverse(form.words.len()), std::cmp::Reverse(form.length), id)
}

/// Each name as its first mention writes it.
fn written(names: &Names<'_>, ids: &[u32]) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    for form in ids.iter().filter_map(|&id| names.form(id)) {
        let text = names.mentions.get(form.first).map_or("", |m| m.span.of(names.document.text));
        aliases.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    aliases
}

/// Identifiers of the entry that the article's names agree with: one of them is its full name, or
/// it is sure by itself; none where two entries are left.
fn identifiers(names: &Names<'_>, ids: &[u32]) -> Vec<(String, String)> {
    let mut agreed = Vec::new();
    for form in ids.iter().filter_map(|&id| names.form(id)) {
        for &entry in &form.entries {
            if agrees(names, form, entry) && !agreed.contains(&entry) {
                agreed.push(entry);
            }
        }
    }
    let [entry] = agreed.as_slice() else { return Vec::new() };
    let row = names.gazetteer.row(*entry);
    let pairs = row.iter().flat_map(crate::gazetteer::Row::ids);
    let mut ids: Vec<(String, String)> =
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn agrees(names: &Names<'_>, form: &Form, entry: crate::gazetteer::EntryId) -> bool {
    let Some(row) = names.gazetteer.row(entry) else { return false };
    let written = names.mentions.get(form.first).map_or("", |m| m.span.of(names.document.text));
    let word = row.marks.has(Marks::WORD) && form.words.len() == 1;
    let sure = row.rank == 1 || written == row.name && form.words.len() > 1;
    super::form::entry_type(row.entry_type) == Some(form.mention_type) && !word && sure
}
