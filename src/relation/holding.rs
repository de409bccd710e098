//! Whoever sells his stake sells what he holds: the share that another sentence of the article gives.

use rustc_hash::FxHashMap;

use super::assemble::Candidate;
use super::{Attribute, Relation, ShareValue};
use crate::entity::EntityId;

/// Who holds a share, and of whom.
type Held = (EntityId, EntityId);

/// Gives facts on whole stakes whose share is not said beside them (`is selling its stake in Beta`) the
/// one that the article names for that holding, if it names but one. Linear in the facts.
pub(super) fn fill(facts: &mut [Candidate]) {
    let mut held: FxHashMap<Held, Option<ShareValue>> = FxHashMap::default();
    for fact in facts.iter().filter(|fact| fact.holding && !fact.relation.negated) {
        let relation = &fact.relation;
        let (Some(owner), Some(asset)) = (relation.subject.entity, relation.object.entity) else {
            continue;
        };
        if let Some(share) = share(relation).filter(|s| s.share.exact.is_some()) {
            let known = held.entry((owner, asset)).or_insert_with(|| Some(share.clone()));
            if known.as_ref().is_some_and(|known| known.share != share.share) {
                *known = None;
            }
        }
    }
    for fact in facts.iter_mut().filter(|fact| fact.whole_stake.is_some()) {
        let (owner, asset) = (fact.whole_stake, fact.relation.object.entity);
        let known = owner.zip(asset).and_then(|held_by| held.get(&held_by));
        let spare = fact.relation.attributes.iter_mut().find_map(|(_, value)| match value {
            Attribute::Share(share) if share.is_none() => Some(share),
            _ => None,
        });
        if let (Some(Some(known)), Some(share)) = (known, spare) {
            *share = Some(known.clone());
        }
    }
}

fn share(relation: &Relation) -> Option<&ShareValue> {
    relation.attributes.iter().find_map(|(_, value)| match value {
        Attribute::Share(share) => share.as_ref(),
        _ => None,
    })
}
