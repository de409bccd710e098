//! Names of one entity that another has as alias.

use rustc_hash::FxHashMap;

use super::bearer::{Bearers, Core};

/// For each name that somebody has as alias: all who have it, as name or alias, in their order. Who
/// stands in a relation with somebody of that name is another.
pub(super) fn blocks(bearers: &Bearers) -> Vec<Vec<u32>> {
    let mut by_core: FxHashMap<Core, Vec<u32>> = FxHashMap::default();
    for (core, i) in &bearers.aliases {
        by_core.entry(*core).or_default().push(*i);
    }
    for (i, bearer) in bearers.all.iter().enumerate() {
        if let Some(block) = by_core.get_mut(&bearer.core) {
            block.push(i as u32);
        }
    }
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for (core, mut block) in by_core {
        block.retain(|i| bearers.neighbours.of(*i).binary_search(&core).is_err());
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
