//! Sets that grow together, and what keeps them apart.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

/// What sets are known by: key and value, one value a key, in order.
type Marks = Box<[(u32, u32)]>;

/// Members in sets; the least member stands for its set. `W` says why two came together.
#[derive(Debug)]
pub(super) struct Sets<W> {
    up: Vec<u32>,
    why: Vec<Option<W>>,
    /// Per set an index into `known`: most sets are known by as little as others.
    marks: Vec<u32>,
    known: Vec<Marks>,
    numbers: FxHashMap<Marks, u32>,
    /// Per set: the sets that corrections keep it apart from, by any of their members.
    apart: FxHashMap<u32, BTreeSet<u32>>,
}

impl<W: Copy> Sets<W> {
    /// So many members, each for itself.
    pub(super) fn new(count: usize) -> Self {
        let none = Marks::default();
        Self {
            up: (0..count as u32).collect(),
            why: vec![None; count],
            marks: vec![0; count],
            known: vec![none.clone()],
            numbers: FxHashMap::from_iter([(none, 0)]),
            apart: FxHashMap::default(),
        }
    }

    /// The set of a member.
    pub(super) fn root(&mut self, member: u32) -> u32 {
        let mut at = member;
        while let Some(&up) = self.up.get(at as usize).filter(|up| **up != at) {
            // Halves the way for the next who asks.
            let over = self.up.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.up.get_mut(at as usize) {
                *slot = over;
            }
            at = over;
        }
        at
    }

    fn marks(&self, root: u32) -> &[(u32, u32)] {
        let number = self.marks.get(root as usize).copied().unwrap_or_default();
        self.known.get(number as usize).map_or(&[], |m| m)
    }

    fn set_marks(&mut self, root: u32, marks: Vec<(u32, u32)>) {
        let marks = marks.into_boxed_slice();
        let number = match self.numbers.get(&marks) {
            Some(number) => *number,
            None => {
                let number = self.known.len() as u32;
                self.known.push(marks.clone());
                self.numbers.insert(marks, number);
                number
            }
        };
        if let Some(slot) = self.marks.get_mut(root as usize) {
            *slot = number;
        }
    }

    /// Gives a set a mark; the first one of a key stays.
    pub(super) fn mark(&mut self, member: u32, key: u32, value: u32) {
        let root = self.root(member);
        let mut marks = self.marks(root).to_vec();
        if let Err(at) = marks.binary_search_by_key(&key, |(k, _)| *k) {
            marks.insert(at, (key, value));
            self.set_marks(root, marks);
        }
    }

    /// Keeps two members apart, whatever speaks for one set.
    pub(super) fn keep_apart(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.apart.entry(a).or_default().insert(b);
            self.apart.entry(b).or_default().insert(a);
        }
    }

    /// True when two sets cannot be one: other marks of one key, or a correction.
    pub(super) fn conflict(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let told: Vec<u32> = self.apart.get(&a).into_iter().flatten().copied().collect();
        if told.into_iter().any(|other| self.root(other) == b) {
            return true;
        }
        if self.marks.get(a as usize) == self.marks.get(b as usize) {
            return false;
        }
        let b = self.marks(b);
        self.marks(a).iter().any(|(key, value)| {
            let other = b.binary_search_by_key(key, |(k, _)| *k).ok().and_then(|at| b.get(at));
            other.is_some_and(|(_, other)| other != value)
        })
    }

    /// Makes two sets one, unless they are or conflict; true when it did.
    pub(super) fn join(&mut self, a: u32, b: u32, why: W) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || self.conflict(a, b) {
            return false;
        }
        let (low, high) = (a.min(b), a.max(b));
        if let (Some(slot), Some(reason)) =
            (self.up.get_mut(high as usize), self.why.get_mut(high as usize))
        {
            *slot = low;
            *reason = Some(why);
        }
        if self.marks.get(low as usize) != self.marks.get(high as usize) {
            // Without a conflict what both have is the same.
            let mut all = [self.marks(low), self.marks(high)].concat();
            all.sort_unstable();
            all.dedup();
            self.set_marks(low, all);
        }
        if let Some(apart) = self.apart.remove(&high) {
            self.apart.entry(low).or_default().extend(apart);
        }
        true
    }

    /// Why a member's set came to another; `None` for one that stands for its set.
    pub(super) fn why(&self, member: u32) -> Option<W> {
        self.why.get(member as usize).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_what_keeps_them_apart() {
        let mut sets = Sets::new(6);
        sets.mark(0, 7, 1);
        sets.mark(3, 7, 2);
        sets.mark(3, 7, 1);
        sets.keep_apart(4, 1);
        assert!(sets.join(1, 0, "name"));
        assert!(!sets.join(0, 1, "again"));
        assert!(sets.join(3, 2, "name"));
        assert!(!sets.join(1, 2, "another number"));
        assert!(!sets.join(4, 0, "a correction"));
        assert!(sets.join(5, 4, "alias"));
        assert!(!sets.join(5, 1, "a correction"));
        let roots: Vec<u32> = (0..6).map(|m| sets.root(m)).collect();
        assert_eq!(roots, [0, 0, 2, 2, 4, 4]);
        assert_eq!((sets.why(1), sets.why(0)), (Some("name"), None));
    }

    #[test]
    fn marks_of_both_stay() {
        let mut sets = Sets::new(4);
        sets.mark(0, 9, 5);
        sets.mark(1, 4, 5);
        sets.mark(2, 4, 6);
        sets.mark(3, 9, 6);
        assert!(sets.join(0, 1, ()));
        assert!(sets.conflict(0, 2) && sets.conflict(3, 1) && !sets.conflict(2, 3));
    }
}
