//! Copies of one story: the same sentence, or nearly, in several articles.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::graph::{Evidence, Text};
use crate::write::content_hash;

/// Words of a shingle.
const WORDS: usize = 4;
/// Hashes that are kept of a sentence, the least ones.
const KEPT: usize = 12;
/// How many of them two copies share at least, in tenths.
const SHARED: usize = 5;
/// Earlier sentences with a hash in common that are compared at most.
const COMPARED: usize = 32;

/// Gives evidence of one fact whose sentences are copies one story. Short sentences (under eight
/// words) are too like one another to tell. The cost is linear in the evidence.
pub(super) fn mark(evidence: &mut [Evidence]) {
    if evidence.len() < 2 {
        return;
    }
    let sketches: Vec<Vec<u64>> = evidence.iter().map(|e| sketch(&e.sentence)).collect();
    let mut story: Vec<usize> = (0..evidence.len()).collect();
    let mut having: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (i, sketch) in sketches.iter().enumerate() {
        let mut near: Vec<usize> =
            sketch.iter().flat_map(|h| having.get(h).into_iter().flatten()).copied().collect();
        near.sort_unstable();
        near.dedup();
        let same = |other: &&usize| sketches.get(**other).is_some_and(|o| is_copy(sketch, o));
        let first = near.iter().take(COMPARED).find(same);
        if let (Some(first), Some(slot)) = (first, story.get_mut(i)) {
            *slot = *first;
        } else {
            // Copies are found through the first of their story.
            for hash in sketch {
                having.entry(*hash).or_default().push(i);
            }
        }
    }
    let mut count = vec![0u32; evidence.len()];
    for first in &story {
        if let Some(slot) = count.get_mut(*first) {
            *slot += 1;
        }
    }
    let ids: Vec<Text> = evidence.iter().map(|e| e.id.clone()).collect();
    for (i, e) in evidence.iter_mut().enumerate() {
        let mine = story.get(i).copied().unwrap_or(i);
        let copied = count.get(mine).is_some_and(|n| *n > 1);
        let first = ids.get(mine).filter(|_| copied);
        e.story = first.map(|id| Text::from(content_hash(&[b"story", id.as_bytes()])));
    }
}

/// The least hashes of the shingles of a sentence.
fn sketch(sentence: &str) -> Vec<u64> {
    let folded = sentence.to_lowercase();
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.len() < 2 * WORDS {
        return Vec::new();
    }
    let mut hashes: Vec<u64> = words.windows(WORDS).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// FNV-1a of 64 bits over words.
fn hash(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|w| w.bytes().chain(Some(b' ')));
    bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn is_copy(a: &[u64], b: &[u64]) -> bool {
    let all: FxHashSet<u64> = a.iter().copied().collect();
    let shared = b.iter().filter(|h| all.contains(h)).count();
    let least = a.len().min(b.len());
    least > 0 && shared * 10 >= least * SHARED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_what_is_none() {
        let first = "Tindefjord ASA said on Monday it had bought a 12 percent stake in Petrel Isles Ferries plc, its third purchase this year.";
        for (other, expected) in [
            (first.to_uppercase(), true),
            (first.replace("on Monday ", ""), true),
            (first.replace("its third purchase this year", "sources said"), true),
            ("Petrel Isles Ferries plc said Tindefjord ASA now holds 12 percent of its shares after Monday's trade.".to_owned(), false),
            ("Tindefjord owns Petrel.".to_owned(), false),
        ] {
            assert_eq!(is_copy(&sketch(first), &sketch(&other)), expected, "{other}");
        }
    }
}
