//! Names of one entity that another has as alias.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::entities::{Core, Cores, Names};
use super::knowledge::Knowledge;
use super::name::{self, Strength};
use crate::graph::Member;

/// The other names of a member that say who it is.
pub(super) fn cores(member: &Member, cores: &mut Cores, knowledge: &Knowledge) -> Vec<Core> {
    let mut all = BTreeSet::new();
    for alias in &member.aliases {
        let name = name::parse(alias, &member.entity_type, knowledge);
        // A single word is a part of the full name more often than another name.
        if name.strength == Strength::Full && name.core.contains(' ') {
            all.insert(cores.of(&member.entity_type, &name.core));
        }
    }
    all.into_iter().collect()
}

/// For each name that somebody has as alias: all who have it, as name or alias, in their order. Who
/// stands in a relation with somebody of that name is another.
pub(super) fn blocks(names: &Names) -> Vec<Vec<u32>> {
    let mut by_core: FxHashMap<Core, Vec<u32>> = FxHashMap::default();
    for (core, i) in &names.aliases {
        by_core.entry(*core).or_default().push(*i);
    }
    for (i, bearer) in names.bearers.iter().enumerate() {
        if let Some(block) = by_core.get_mut(&bearer.core) {
            block.push(i as u32);
        }
    }
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for (core, mut block) in by_core {
        block.retain(|i| {
            names.bearer(*i).is_some_and(|(b, _)| b.neighbours.binary_search(&core).is_err())
        });
        block.sort_unstable();
        block.dedup();
        if block.len() > 1 {
            blocks.push(block);
        }
    }
    // Bearers are in an order of content alone, and so are these.
    blocks.sort_unstable();
    blocks
}
