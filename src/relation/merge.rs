//! One fact, one relation: what an article repeats is merged with all its evidence.

use rustc_hash::FxHashMap;

use super::assemble::Candidate;
use super::{Argument, Attribute, Relation};
use crate::entity::EntityId;

/// Which end of a relation: an entity, or the words of a name, number or date.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord, Clone)]
enum End {
    Entity(EntityId),
    Words(String),
}

fn end(argument: &Argument) -> End {
    match argument.entity {
        Some(entity) => End::Entity(entity),
        None => End::Words(argument.name.to_lowercase()),
    }
}

fn key(relation: &Relation) -> (String, End, End) {
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
    let mut facts: Vec<Candidate> = Vec::new();
    let mut known: FxHashMap<(String, End, End), usize> = FxHashMap::default();
    for candidate in candidates {
        match known.get(&key(&candidate.relation)) {
            Some(&index) => {
                if let Some(fact) = facts.get_mut(index) {
                    merge(fact, candidate);
                }
            }
            None => {
                known.insert(key(&candidate.relation), facts.len());
                facts.push(candidate);
            }
        }
    }
    facts.into_iter().map(|f| f.relation).collect()
}

fn place(relation: &Relation) -> (u32, u32, u32, u32) {
    let span = relation.evidence.first().map(|e| e.span).unwrap_or_default();
    (span.start, span.end, relation.subject.text.start, relation.object.text.start)
}

/// The richer telling is printed; status, negation and hedge come from the first that states them.
fn merge(fact: &mut Candidate, other: Candidate) {
    let states_more = other.status_stated && !fact.status_stated;
    if states_more {
        fact.status_stated = true;
        fact.relation.status = other.relation.status;
        fact.relation.negated = other.relation.negated;
        fact.relation.hedged = other.relation.hedged;
    }
    let richer = filled(&other.relation) > filled(&fact.relation);
    let (mut best, rest) = if richer {
        (other.relation, fact.relation.clone())
    } else {
        (fact.relation.clone(), other.relation)
    };
    for ((_, value), (_, spare)) in best.attributes.iter_mut().zip(rest.attributes) {
        if is_empty(value) {
            *value = spare;
        }
    }
    if richer {
        (best.status, best.negated, best.hedged) =
            (fact.relation.status, fact.relation.negated, fact.relation.hedged);
    }
    best.attribution = best.attribution.or(rest.attribution);
    best.confidence = 1.0 - (1.0 - best.confidence) * (1.0 - 0.5 * rest.confidence);
    for evidence in rest.evidence {
        if !best.evidence.contains(&evidence) {
            best.evidence.push(evidence);
        }
    }
    fact.relation = best;
}

fn filled(relation: &Relation) -> usize {
    relation.attributes.iter().filter(|(_, v)| !is_empty(v)).count()
}

fn is_empty(attribute: &Attribute) -> bool {
    match attribute {
        Attribute::Share(v) => v.is_none(),
        Attribute::Change(v) => v.is_none(),
        Attribute::Amount(v) => v.is_none(),
        Attribute::Entity(v) => v.is_none(),
        Attribute::Date(v) | Attribute::Text(v) => v.is_none(),
    }
}
