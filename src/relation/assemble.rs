//! From the matches of a sentence to relations: roles to arguments, lists spread, status read off.

use super::respective::{self, Turn};
use super::source::{Said, Sources};
use super::{Argument, Evidence, Relation};
use super::{attribute, confidence, later, topic};
use crate::document::{Document, Shape};
use crate::entity::{Entities, EntityId};
use crate::lexicon::{Class, Lexicon};
use crate::mention::{Kind, Mention, MentionId, MentionType};
use crate::pattern::{Form, RoleId};
use crate::phrase::{Status, Unit, UnitKind, Units};
use crate::rule::{Filler, Match, Reading, RelationType, Rule, RuleSet};
use crate::span::Span;

/// How sure the rule of a fact must be for the next fact to lean on it.
const SURE: f64 = 0.8;

/// A relation with what merging needs to know.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) relation: Relation,
    /// The words or the rule state the status; it is not merely assumed.
    pub(super) status_stated: bool,
    /// Its type says who holds how much of whom.
    pub(super) holding: bool,
    /// Whose whole stake changes hands, where the words say no more of how much it is.
    pub(super) whole_stake: Option<EntityId>,
    /// Its type, as an index into those of the rules.
    pub(super) kind: usize,
    /// How sure its rule is.
    pub(super) rule: f64,
}

/// A mention as the end of a relation.
#[derive(Debug, Clone, Copy)]
struct End {
    mention: MentionId,
    /// Which entity is meant; `None` for that of its link.
    entity: Option<EntityId>,
}

impl End {
    fn of(mention: MentionId) -> Self {
        Self { mention, entity: None }
    }
}

/// What assembly looks at for one sentence.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) entities: &'a Entities,
    pub(super) rules: &'a RuleSet,
    pub(super) sources: &'a Sources,
    pub(super) units: &'a Units,
}

impl<'a> Scene<'a> {
    /// The relations of one match: one for each pair of subject and object; none in a sentence that
    /// names nobody.
    pub(super) fn relations(&self, found: &Match, named: bool, into: &mut Vec<Candidate>) {
        let Some(rule) = self.rules.rule(found.rule) else { return };
        let Some(header) = self.rules.relation_of(rule) else { return };
        if let Some(later) = rule.later {
            return later::add(self, (rule, header, later), found, into);
        }
        if !named {
            return;
        }
        let mut all = self.pairs(header, found);
        if rule.context && all.is_empty() {
            let ends = self.pairs_in_context(header, found, into).into_iter();
            all = ends.map(|(subject, object)| (End::of(subject), End::of(object))).collect();
        }
        if let Some(turns) = respective::turns(self, header, found) {
            for one in &turns {
                for (subject, object) in self.pairs(header, &one.found) {
                    into.extend(self.candidate(rule, header, one, subject, object));
                }
            }
            return;
        }
        for (subject, object) in all {
            into.extend(self.candidate(rule, header, &Turn::of(found), subject, object));
        }
    }

    /// All pairs of subject and object; in a symmetric relation one list, or what stands for several,
    /// may hold both.
    fn pairs(&self, header: &RelationType, found: &Match) -> Vec<(End, End)> {
        let [from, to] = header.edge.map(|role| mentions(found, role));
        let spread = |ids: &'_ [MentionId]| -> Vec<End> {
            ids.iter().flat_map(|id| self.ends_at(*id)).collect()
        };
        if header.symmetric && (from.is_empty() || to.is_empty()) {
            let all = spread(if from.is_empty() { to } else { from });
            let later = |i: usize| all.iter().skip(i + 1);
            return all.iter().enumerate().flat_map(|(i, a)| later(i).map(|b| (*a, *b))).collect();
        }
        let (from, to) = (spread(from), spread(to));
        from.iter().flat_map(|a| to.iter().map(|b| (*a, *b))).collect()
    }

    /// `Acme and Beta founded a firm in which they hold half`: no more than the firm do they hold each
    /// other. True where the words of `several` stand for the other end too.
    fn is_among(&self, one: &Argument, several: &Argument) -> bool {
        let mut others = self.entities.others_of(several.mention).peekable();
        one.mention != several.mention
            && others.peek().is_some()
            && one.entity.is_some()
            && (one.entity == self.entity_of(several.mention)
                || others.any(|e| Some(e) == one.entity))
    }

    /// One end for each entity that a mention stands for.
    fn ends_at(&self, mention: MentionId) -> impl Iterator<Item = End> + use<'a> {
        let others = self.entities.others_of(mention);
        let others = others.map(move |entity| End { mention, entity: Some(entity) });
        std::iter::once(End::of(mention)).chain(others)
    }

    /// Pairs of what the words name with the organization that the text is about.
    fn pairs_in_context(
        &self,
        header: &RelationType,
        found: &Match,
        before: &[Candidate],
    ) -> Vec<(MentionId, MentionId)> {
        let [from, to] = header.edge.map(|role| mentions(found, role));
        let named = from.iter().chain(to);
        let all = |m: &MentionId| self.entity_of(*m).into_iter().chain(self.entities.others_of(*m));
        let entities: Vec<EntityId> = named.flat_map(all).collect();
        let place = self.units.row.get(found.trigger).map_or(0, |u| u.tokens.start);
        let told = self
            .told_of(header, before, &entities, to.is_empty())
            .or_else(|| self.told_before(header, before, place, to.is_empty()));
        let told = told.filter(|m| self.entity_of(*m).is_some_and(|e| !entities.contains(&e)));
        let Some(topic) =
            told.or_else(|| topic::before(self.document, self.entities, place, &entities))
        else {
            return Vec::new();
        };
        let with = |ends: &[MentionId]| -> Vec<(MentionId, MentionId)> {
            ends.iter()
                .map(|end| if to.is_empty() { (*end, topic) } else { (topic, *end) })
                .collect()
        };
        with(if to.is_empty() { from } else { to })
    }

    /// `Acme chief Ann Lee met Bo Ek. Lee resigned`: the other end of the last fact of that kind about
    /// the same one, in this sentence or one of the two before.
    fn told_of(
        &self,
        header: &RelationType,
        before: &[Candidate],
        entities: &[EntityId],
        object: bool,
    ) -> Option<MentionId> {
        let here = self.units.row.first().map_or(0, |u| self.document.sentence_of(u.tokens.start));
        let mut recent = before.iter().rev().take(16);
        let same = |c: &&Candidate| {
            let known = if object { &c.relation.subject } else { &c.relation.object };
            let told = c.relation.relation == header.name && c.rule >= SURE;
            told && known.entity.is_some_and(|e| entities.contains(&e))
        };
        let last = &recent.find(same)?.relation;
        let end = if object { &last.object } else { &last.subject };
        let at = self.entities.mentions.get(end.mention)?.tokens.start;
        (end.argument_type == "organization" && here <= self.document.sentence_of(at) + 2)
            .then_some(end.mention)
    }

    /// `Lee holds 40 percent of Acme. The other 60 percent belongs to Beta`: the end of the fact of
    /// that kind that the sentence before told last.
    fn told_before(
        &self,
        header: &RelationType,
        before: &[Candidate],
        token: u32,
        object: bool,
    ) -> Option<MentionId> {
        let mut recent = before.iter().rev().take(8);
        let last = recent.find(|c| c.relation.relation == header.name && c.rule >= SURE)?;
        let last = &last.relation;
        let end = if object { &last.object } else { &last.subject };
        let at = self.entities.mentions.get(end.mention)?.tokens.start;
        let [here, there] = [token, at].map(|t| self.document.sentence_of(t));
        (end.argument_type == "organization" && here <= there + 1).then_some(end.mention)
    }

    fn candidate(
        &self,
        rule: &Rule,
        header: &RelationType,
        turn: &Turn<'_>,
        subject: End,
        object: End,
    ) -> Option<Candidate> {
        let found: &Match = &turn.found;
        if rule.same_entity && !self.is_another_name(subject.mention, object.mention) {
            return None;
        }
        let (subject, object) =
            (self.argument(subject, None)?, self.argument(object, header.literal.as_deref())?);
        let named = subject.entity.is_some() && object.entity.is_some();
        if named && subject.entity == object.entity || !named && subject.text == object.text {
            return None;
        }
        let said =
            self.sources.of(self.document, self.lexicon, self.entities, self.units, found.trigger);
        let hearsay = !self.takes_for_granted(found)
            && said
                .as_ref()
                .is_some_and(|s| s.hearsay && !speaks_of_itself(s, [&subject, &object]));
        let reading = Reading::of(rule, &found.mood);
        if self.is_among(&subject, &object) || self.is_among(&object, &subject) {
            return None;
        }
        let id = self.rules.full_id(rule);
        let attributes = header.attributes.iter().map(|(name, kind)| {
            (name.clone(), attribute::value(self, rule, header, turn, name, *kind))
        });
        let named = header.edge.iter().all(|role| !mentions(found, *role).is_empty());
        let assumed = rule.context && !named;
        let ends = [subject.mention, object.mention];
        let telling = confidence::Telling { rule, ends, assumed };
        let confidence = confidence::of(self.lexicon, telling, self.entities);
        let sentence = self.sentence();
        Some(Candidate {
            status_stated: found.mood.status.is_some() || rule.status != Status::Actual,
            kind: rule.relation,
            holding: header.holding,
            whole_stake: self.whole_stake(header, found),
            rule: rule.confidence,
            relation: Relation {
                relation: header.name.clone(),
                symmetric: header.symmetric,
                attributes: attributes.collect(),
                status: reading.status,
                negated: reading.negated,
                hedged: reading.hedged || hearsay,
                attribution: said.map(|s| s.attribution),
                evidence: vec![Evidence {
                    span: sentence,
                    rule: id.clone(),
                    subject: subject.mention,
                    object: object.mention,
                }],
                rule: id,
                confidence,
                assumed,
                subject,
                object,
            },
        })
    }

    /// `sells its | stake in Beta`, `buys Coil's | stake in Beta`: whose stake it is, where the words say no
    /// more of how much it is.
    fn whole_stake(&self, header: &RelationType, found: &Match) -> Option<EntityId> {
        let (owner, _) = self.single(found, header.held_by?)?;
        let read = found.steps.iter().filter_map(|s| s.units()).flat_map(|u| u.start..u.end);
        let row: Vec<&Unit> = read.filter_map(|at| self.units.row.get(at)).collect();
        let first = |unit: &Unit| self.document.word(unit.tokens.start as usize);
        let is = |unit: &Unit, class| self.lexicon.is(first(unit), class);
        let counted = |unit: &&Unit| match unit.kind {
            UnitKind::Mention(id) => {
                let mention = self.entities.mentions.get(id);
                mention.is_some_and(|m| !m.mention_type.is_entity())
            }
            _ => is(unit, Class::Partial),
        };
        let possessive = |unit: &&Unit| {
            let last = unit.tokens.end.saturating_sub(1) as usize;
            let token = self.document.tokens.get(last);
            is(unit, Class::PossessivePronoun)
                || token.is_some_and(|t| t.shape.has(Shape::POSSESSIVE))
        };
        let at = row.iter().position(possessive)?;
        let stake = row.iter().skip(at + 1).take(4).any(|unit| is(unit, Class::Holding));
        (stake && !row.iter().any(counted)).then(|| self.entity_of(owner))?
    }

    /// `Acme founder Ann Lee plans to sell, a source said`: what words without a verb say of a name is
    /// not what the source vouches for.
    fn takes_for_granted(&self, found: &Match) -> bool {
        let verbal =
            |at: usize| self.units.row.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Verb(_)));
        let mut read = found.steps.iter().filter_map(|s| s.units());
        found.form == Form::Linear && !read.any(|u| (u.start..u.end).any(verbal))
    }

    /// True when both mean one entity; capitals in brackets that are no initials are a ticker,
    /// but for names of three words or more without legal form (`General Workers' Front (CGT)`).
    fn is_another_name(&self, subject: MentionId, object: MentionId) -> bool {
        let text =
            |id| self.entities.mentions.get(id).map_or("", |m| m.span.of(self.document.text));
        let (name, short) = (text(subject), text(object));
        let capitals = !short.contains(|c: char| c.is_lowercase());
        let long = name.split_whitespace().count() > 2 && !self.ends_in_legal_form(subject);
        let ticker = capitals && !long && !is_initials(short, name);
        self.entity_of(subject) == self.entity_of(object) && !ticker
    }

    fn ends_in_legal_form(&self, mention: MentionId) -> bool {
        let last = self.entities.mentions.get(mention).and_then(|m| m.tokens.indices().last());
        last.is_some_and(|at| self.lexicon.is(self.document.word(at), Class::LegalForm))
    }

    fn link(&self, mention: MentionId) -> Option<&'a crate::entity::Link> {
        self.entities.links.get(mention.0 as usize)?.as_ref()
    }

    /// One end: the entity behind a mention, or the words for a name, number or date.
    fn argument(&self, end: End, literal: Option<&str>) -> Option<Argument> {
        let id = end.mention;
        let mention = self.entities.mentions.get(id)?;
        let plain = |argument_type| Argument {
            entity: None,
            mention: id,
            name: mention.span.of(self.document.text).to_owned(),
            text: mention.span,
            argument_type,
            reason: "as written",
        };
        if literal.is_some() {
            return Some(plain("name"));
        }
        match mention.mention_type {
            // A part of one counts nothing: `employs a sixth of its members`.
            MentionType::Number if is_part(mention) => None,
            MentionType::Number => Some(plain("number")),
            MentionType::Date => Some(plain("date")),
            kind if kind.is_entity() => self.entity_argument(end, mention),
            _ => None,
        }
    }

    fn entity_argument(&self, end: End, mention: &Mention) -> Option<Argument> {
        let link = self.link(end.mention)?;
        let entity = end.entity.unwrap_or(link.entity);
        Some(Argument {
            entity: Some(entity),
            mention: end.mention,
            name: self.name_of(entity)?.to_owned(),
            text: mention.span,
            argument_type: self.entities.all.get(entity.0 as usize)?.mention_type.name(),
            reason: if mention.kind == Kind::Name && link.antecedent.is_none() {
                "first name"
            } else {
                link.reason
            },
        })
    }

    /// The fullest name of an entity.
    pub(super) fn name_of(&self, entity: EntityId) -> Option<&'a str> {
        self.entities.name_of(self.entities.get(entity)?, self.document.text)
    }

    /// The span of the sentence.
    pub(super) fn sentence(&self) -> Span {
        let span = |u: Option<&crate::phrase::Unit>| {
            u.map(|u| self.document.span(u.tokens)).unwrap_or_default()
        };
        span(self.units.row.first()).cover(span(self.units.row.last()))
    }

    /// The number of the sentence.
    pub(super) fn number(&self) -> Option<usize> {
        Some(self.document.sentence_of(self.units.row.first()?.tokens.start))
    }

    /// The number of the sentence that a candidate was found in.
    pub(super) fn sentence_of(&self, told: &Candidate) -> Option<usize> {
        let at = self.entities.mentions.get(told.relation.object.mention)?.tokens.start;
        Some(self.document.sentence_of(at))
    }

    /// The mention in a role, if it holds exactly one.
    pub(super) fn single(&self, found: &Match, role: RoleId) -> Option<(MentionId, &'a Mention)> {
        let id = *mentions(found, role).first()?;
        Some((id, self.entities.mentions.get(id)?))
    }

    /// The entity behind a mention.
    pub(super) fn entity_of(&self, mention: MentionId) -> Option<EntityId> {
        self.link(mention).map(|l| l.entity)
    }

    /// The words that fill a role, if words fill it.
    pub(super) fn words(&self, found: &Match, role: RoleId) -> Option<Span> {
        match found.filler(role)? {
            Filler::Words(units) => {
                let rows = self.units.row.get(units.start..units.end)?;
                rows.iter().map(|u| self.document.span(u.tokens)).reduce(Span::cover)
            }
            Filler::Mentions(ids) => {
                let spans =
                    ids.iter().filter_map(|id| self.entities.mentions.get(*id)).map(|m| m.span);
                spans.reduce(Span::cover)
            }
        }
    }
}

/// The mentions that fill a role.
pub(super) fn mentions(found: &Match, role: RoleId) -> &[MentionId] {
    match found.filler(role) {
        Some(Filler::Mentions(ids)) => ids,
        _ => &[],
    }
}

/// A source that speaks of itself vouches for what it says.
fn speaks_of_itself(said: &Said, ends: [&Argument; 2]) -> bool {
    said.entity.is_some() && ends.iter().any(|a| a.entity == said.entity)
}

/// True when more than two thirds of the letters are initials of the name's words, in order.
fn is_initials(short: &str, name: &str) -> bool {
    let mut initials = name
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase);
    let letters = || short.chars().filter(|c| c.is_alphabetic());
    let mut found = 0;
    for letter in letters() {
        let mut ahead = initials.clone();
        if ahead.any(|i| i == letter) {
            initials = ahead;
            found += 1;
        }
    }
    found >= 2 && found * 3 > letters().count() * 2
}

fn is_part(mention: &Mention) -> bool {
    matches!(mention.value, Some(crate::mention::Value::Number(number)) if number > 0.0 && number < 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_no_tickers() {
        for (short, name, is) in [
            ("PRC", "Polar Research Centre", true),
            ("PBOC", "People's Bank of China", true),
            ("NORV", "Norvane", false),
            ("TLS", "Tallis Rail", false),
            ("POF", "Polar Foods", false),
        ] {
            assert_eq!(is_initials(short, name), is, "{short} for {name}");
        }
    }
}
