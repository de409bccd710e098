//! One fact, one relation: what an article repeats is merged with all its evidence.

use rustc_hash::{FxHashMap, FxHashSet};

use super::assemble::Candidate;
use super::holding;
use super::{Argument, Attribute, Evidence, Relation};
use crate::entity::EntityId;

/// A telling is not preferred for its riches when its rule is so much less sure.
const LESS_SURE: f64 = 0.1;

/// Which end of a relation: an entity, or the words of a name, number or date.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone)]
pub(super) enum End {
    Entity(EntityId),
    Words(String),
}

fn end(argument: &Argument) -> End {
    match argument.entity {
        Some(entity) => End::Entity(entity),
        None => End::Words(argument.name.to_lowercase()),
    }
}

/// What makes two relations one fact.
pub(super) fn key(relation: &Relation) -> (String, End, End) {
    let (a, b) = (end(&relation.subject), end(&relation.object));
    if relation.symmetric && b < a {
        (relation.relation.clone(), b, a)
    } else {
        (relation.relation.clone(), a, b)
    }
}

/// Merges candidates for the same fact, in the order of the text. n log n in their number.
pub(super) fn all(mut candidates: Vec<Candidate>) -> Vec<Relation> {
    candidates.sort_by(|a, b| {
        place(&a.relation)
            .cmp(&place(&b.relation))
            .then(b.relation.confidence.total_cmp(&a.relation.confidence))
            .then_with(|| a.relation.rule.cmp(&b.relation.rule))
    });
    let mut facts: Vec<Fact> = Vec::new();
    let mut known: FxHashMap<(String, End, End), usize> = FxHashMap::default();
    for candidate in candidates {
        let next = facts.len();
        let index = *known.entry(key(&candidate.relation)).or_insert(next);
        match facts.get_mut(index) {
            Some(fact) => fact.merge(candidate),
            None => facts.push(Fact::new(candidate)),
        }
    }
    let mut told: Vec<Candidate> = facts.into_iter().map(|f| f.told).collect();
    holding::fill(&mut told);
    told.into_iter().map(|c| c.relation).collect()
}

fn place(relation: &Relation) -> (u32, u32, u32, u32) {
    let span = relation.evidence.first().map(|e| e.span).unwrap_or_default();
    (span.start, span.end, relation.subject.text.start, relation.object.text.start)
}

/// One fact, as told best so far.
struct Fact {
    told: Candidate,
    /// Its evidence, to be found at once.
    seen: FxHashSet<Evidence>,
}

impl Fact {
    fn new(told: Candidate) -> Self {
        let seen = told.relation.evidence.iter().cloned().collect();
        Self { told, seen }
    }

    /// The richer telling is printed; status, negation and hedge come from the first that states
    /// them. Costs what `other` holds, but for the few times when that is the richer one.
    fn merge(&mut self, mut other: Candidate) {
        let fact = &mut self.told;
        if other.status_stated && !fact.status_stated {
            fact.status_stated = true;
            adopt_status(&mut fact.relation, &other.relation);
        }
        // What the writer denies outweighs what somebody claims.
        let claimed = fact.relation.attribution.is_some() && !fact.relation.negated;
        if claimed && other.relation.negated && other.relation.attribution.is_none() {
            adopt_status(&mut fact.relation, &other.relation);
        }
        let trusted = other.rule + LESS_SURE > fact.rule;
        if trusted && filled(&other.relation) > filled(&fact.relation) {
            adopt_status(&mut other.relation, &fact.relation);
            std::mem::swap(&mut fact.relation, &mut other.relation);
            self.seen = fact.relation.evidence.iter().cloned().collect();
        }
        fact.whole_stake = fact.whole_stake.or(other.whole_stake);
        let (best, rest) = (&mut fact.relation, other.relation);
        for ((_, value), (_, spare)) in best.attributes.iter_mut().zip(rest.attributes) {
            if is_empty(value) {
                *value = spare;
            }
        }
        best.attribution = best.attribution.take().or(rest.attribution);
        best.confidence = 1.0 - (1.0 - best.confidence) * (1.0 - 0.5 * rest.confidence);
        for evidence in rest.evidence {
            if self.seen.insert(evidence.clone()) {
                best.evidence.push(evidence);
            }
        }
    }
}

fn adopt_status(relation: &mut Relation, from: &Relation) {
    relation.status = from.status;
    (relation.negated, relation.hedged) = (from.negated, from.hedged);
}

fn filled(relation: &Relation) -> usize {
    relation.attributes.iter().filter(|(_, v)| !is_empty(v)).count()
}

/// True for an attribute without value.
pub(super) fn is_empty(attribute: &Attribute) -> bool {
    match attribute {
        Attribute::Share(v) => v.is_none(),
        Attribute::Change(v) => v.is_none(),
        Attribute::Amount(v) => v.is_none(),
        Attribute::Entity(v) => v.is_none(),
        Attribute::Date(v) | Attribute::Text(v) => v.is_none(),
    }
}
