//! Groups and what was resolved, put together as entities.

use std::cmp::Reverse;

use super::entities::{Alias, Entities, Entity, EntityId, Link, Part, one_line};
use super::form::{Form, Forms};
use super::group::Groups;
use super::rename::OTHER_NAME;
use super::resolve::{Found, Resolved};
use crate::document::{Document, TokenRange};
use crate::mention::{Kind, Mention, MentionId, MentionType, Mentions, Source};
use crate::span::Span;

/// All entities in the order of their first mention. Linear in the mentions, but for sorting.
pub(super) fn assemble(
    document: &Document<'_>,
    forms: &Forms<'_>,
    groups: &Groups,
    mentions: Mentions,
    found: &Found,
) -> Entities {
    let resolved = found.resolved.as_slice();
    // Where the names stood, should the arbiter drop some of them.
    let before: Vec<Span> = match resolved {
        [] => Vec::new(),
        _ => mentions.all().iter().map(|m| m.span).collect(),
    };
    let added = resolved.iter().filter_map(|r| mention(document, forms, r)).collect();
    let mentions = without_titles(mentions, resolved).with(added);
    let mut builder = Builder {
        document,
        forms,
        groups,
        entity_of_root: vec![None; forms.all.len()],
        first_of_form: vec![None; forms.all.len()],
        entities: Entities { links: Vec::with_capacity(mentions.len()), ..Entities::default() },
        mentions: &mentions,
        linked: Vec::new(),
    };
    builder.entities.all.reserve(forms.all.len());
    builder.linked.reserve(mentions.len());
    let (mut name, mut anaphor) = (0, 0);
    for (id, mention) in mentions.iter() {
        let earlier = |r: &Resolved| r.tokens.start < mention.tokens.start;
        anaphor += resolved.iter().skip(anaphor).take_while(|r| earlier(r)).count();
        let here = |r: &&Resolved| r.tokens.start == mention.tokens.start;
        let mut here = resolved.iter().skip(anaphor).take_while(here);
        let kept = here.find(|r| r.stands_as(mention));
        let link = if let Some(kept) = kept {
            builder.share(id, kept, &found.others);
            builder.anaphor(id, kept)
        } else {
            while before.get(name).is_some_and(|span| *span < mention.span) {
                name += 1;
            }
            let same = before.get(name).is_none_or(|span| *span == mention.span);
            let form = forms.of_mention.get(name).copied().flatten().filter(|_| same);
            name += usize::from(same);
            form.map(|form| builder.name(id, mention.span, form))
        };
        builder.linked.extend(link.map(|l| (l.entity, id)));
        builder.entities.links.push(link);
    }
    let mut entities = builder.finish();
    entities.mentions = mentions;
    entities
}

/// `the minister` stands for a person, `the two firms` for two: no title or number any more.
fn without_titles(mentions: Mentions, resolved: &[Resolved]) -> Mentions {
    let covers = |r: &Resolved, m: &Mention| {
        r.kind == Kind::Nominal && r.tokens.start <= m.tokens.start && m.tokens.end <= r.tokens.end
    };
    let mut next = 0;
    mentions.without(|m| {
        next += resolved.iter().skip(next).take_while(|r| r.tokens.end <= m.tokens.start).count();
        matches!(m.mention_type, MentionType::Role | MentionType::Number)
            && resolved.iter().skip(next).take(3).any(|r| covers(r, m))
    })
}

fn mention(document: &Document<'_>, forms: &Forms<'_>, resolved: &Resolved) -> Option<Mention> {
    let form = forms.all.get(resolved.root as usize)?;
    Some(Mention {
        span: document.span(resolved.tokens),
        tokens: resolved.tokens,
        mention_type: form.mention_type,
        kind: resolved.kind,
        value: None,
        source: Source::Rule(resolved.reason),
        confidence: resolved.confidence,
    })
}

impl Resolved {
    /// True for the mention that was made of it.
    fn stands_as(&self, mention: &Mention) -> bool {
        self.tokens == mention.tokens && self.kind == mention.kind
    }
}

struct Builder<'a> {
    document: &'a Document<'a>,
    forms: &'a Forms<'a>,
    groups: &'a Groups,
    entity_of_root: Vec<Option<EntityId>>,
    /// For each form its first mention in the new numbering.
    first_of_form: Vec<Option<MentionId>>,
    entities: Entities,
    mentions: &'a Mentions,
    /// Which entity each mention is of, so far.
    linked: Vec<(EntityId, MentionId)>,
}

impl Builder<'_> {
    fn name(&mut self, id: MentionId, span: Span, form: u32) -> Link {
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
        if let Some(first) = first {
            let reason = if self.alike(span, first) { "same name" } else { "spelling" };
            return Link { entity, reason, antecedent: Some(first), confidence: 0.98 };
        }
        let joint = self.groups.joint(form);
        let (reason, confidence) = joint.map_or(("same name", 0.9), |j| (j.reason, j.confidence));
        let fuller = joint.and_then(|j| self.first_of_form.get(j.to as usize).copied().flatten());
        let first = self.entities.get(entity).map(|e| e.name);
        Link { entity, reason, antecedent: fuller.or(first), confidence }
    }

    /// Both are written alike, letter for letter.
    fn alike(&self, span: Span, first: MentionId) -> bool {
        let bytes =
            |span: Span| self.document.text.as_bytes().get(span.start as usize..span.end as usize);
        self.mentions.get(first).is_some_and(|m| bytes(m.span) == bytes(span))
    }

    /// A new entity, with its first mention.
    fn open(&mut self, id: MentionId, root: u32) -> EntityId {
        let entity = EntityId(self.entities.all.len() as u32);
        if let Some(slot) = self.entity_of_root.get_mut(root as usize) {
            *slot = Some(entity);
        }
        let form = self.forms.all.get(root as usize);
        self.entities.all.push(Entity {
            id: entity,
            mention_type: form.map_or(MentionType::Organization, |f| f.mention_type),
            name: id,
            mentions: Part::default(),
            aliases: Part::default(),
        });
        entity
    }

    fn anaphor(&self, id: MentionId, resolved: &Resolved) -> Option<Link> {
        let entity = self.entity_of_root.get(resolved.root as usize).copied().flatten()?;
        let so_far = self.mentions.all().get(..=id.0 as usize).unwrap_or(&[]);
        let at = so_far.partition_point(|m| m.tokens.start < resolved.antecedent);
        let antecedent = so_far.get(at).filter(|m| m.tokens.start == resolved.antecedent);
        let antecedent = antecedent.map(|_| MentionId(at as u32));
        let (reason, confidence) = (resolved.reason, resolved.confidence);
        Some(Link { entity, reason, antecedent, confidence })
    }

    /// The further entities of what stands for several.
    fn share(&mut self, id: MentionId, kept: &Resolved, others: &[(TokenRange, u32)]) {
        let from = others.partition_point(|(tokens, _)| tokens.start < kept.tokens.start);
        let own = others.iter().skip(from).take_while(|(tokens, _)| *tokens == kept.tokens);
        for (_, root) in own {
            let entity = self.entity_of_root.get(*root as usize).copied().flatten();
            self.entities.others.extend(entity.map(|entity| (id, entity)));
            self.linked.extend(entity.map(|entity| (entity, id)));
        }
    }

    fn finish(mut self) -> Entities {
        self.name_all();
        self.entities.share_out(&self.linked);
        self.entities
    }

    /// Gives each entity its names, the fullest first, each as its first mention writes it.
    fn name_all(&mut self) {
        let forms = &self.forms.all;
        let mut owned: Vec<(EntityId, u32)> = Vec::with_capacity(forms.len());
        for form in 0..forms.len() as u32 {
            let root = self.groups.root(form) as usize;
            owned.extend(self.entity_of_root.get(root).copied().flatten().map(|e| (e, form)));
        }
        owned.sort_unstable();
        for of_one in owned.chunk_by_mut(|a, b| a.0 == b.0) {
            if of_one.len() > 1 {
                let former = |id| self.groups.own_joint(id).is_some_and(|j| j.reason == OTHER_NAME);
                let key = |id: u32| forms.get(id as usize).map(|f| (former(id), fullness(f)));
                of_one.sort_by_key(|(_, id)| key(*id));
            }
        }
        self.entities.aliases.reserve(owned.len());
        let mut owned = owned.iter().peekable();
        for entity in &mut self.entities.all {
            let start = self.entities.aliases.len();
            let full = owned.peek().map_or(0, |(_, id)| *id as usize);
            entity.name = self.first_of_form.get(full).copied().flatten().unwrap_or(entity.name);
            while let Some((_, id)) = owned.next_if(|(e, _)| *e == entity.id) {
                let Some(form) = forms.get(*id as usize) else { continue };
                self.entities.aliases.push(alias(self.document, form));
            }
            entity.aliases = Part::new(start, self.entities.aliases.len());
        }
    }
}

/// What makes a name full: not from headings alone nor in capitals alone, most words, legal form.
type Fullness = (bool, Reverse<usize>, Reverse<usize>);

fn fullness(form: &Form<'_>) -> Fullness {
    let shouted = form.all_caps() && form.words.len() > 1 || form.heading_only;
    (shouted, Reverse(form.words.len()), Reverse(form.length))
}

fn alias(document: &Document<'_>, form: &Form<'_>) -> Alias {
    Alias {
        span: form.span,
        other: one_line(form.span.of(document.text)),
        tokens: form.tokens,
        words: form.words.len() as u32,
        source: form.source,
    }
}
