//! How the neighbours of a candidate in a list were read: `Acme, Beta and Gamma` are of one kind.

use super::article::Recalled;
use super::ground::Ground;
use super::traits::{Trait, mask};
use super::weights::{Lane, ROLE};
use crate::document::TokenRange;

/// Commas and `and`.
const LINKS: u128 = mask(&[Trait::Comma, Trait::And]);

/// Where the names that the first pass chose begin and end.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// By token: one more than the type of the name that begins with it; 0 for none.
    begins: Vec<u8>,
    /// By token: the same of the name that ends before it.
    ends: Vec<u8>,
}

impl Neighbours {
    /// None yet in a document of so many tokens.
    pub(super) fn begin(&mut self, tokens: usize) {
        for side in [&mut self.begins, &mut self.ends] {
            side.clear();
            side.resize(tokens + 1, 0);
        }
    }

    /// Adds a name of a type.
    pub(super) fn add(&mut self, tokens: TokenRange, lane: Lane) {
        if lane < ROLE {
            let ends =
                [(&mut self.begins, tokens.start as usize), (&mut self.ends, tokens.end as usize)];
            for (side, at) in ends {
                if let Some(place) = side.get_mut(at) {
                    *place = lane as u8 + 1;
                }
            }
        }
    }

    /// What stands on both sides of a candidate, over a comma, an `and`, or both.
    #[inline]
    pub(super) fn of(&self, ground: &Ground<'_>, tokens: TokenRange) -> Recalled {
        let traits = &ground.traits;
        let has = |at: usize, t: Trait| traits.get(at).is_some_and(|set| set.has(t));
        let (start, end) = (tokens.start as usize, tokens.end as usize);
        let mut found = Recalled::default();
        if start > 0 && traits[start - 1].any(LINKS) {
            let mut at = start - usize::from(has(start - 1, Trait::And));
            at -= usize::from(at > 0 && has(at - 1, Trait::Comma));
            found.beside(self.ends.get(at));
        }
        if traits.get(end).is_some_and(|set| set.any(LINKS)) {
            let mut at = end + usize::from(has(end, Trait::Comma));
            at += usize::from(has(at, Trait::And));
            found.beside(self.begins.get(at));
        }
        found
    }
}
