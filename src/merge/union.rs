//! Sets that grow together, and what keeps them apart.

use std::collections::{BTreeMap, BTreeSet};

/// Members in sets. The least member stands for its set.
#[derive(Debug)]
pub(super) struct Sets {
    up: Vec<u32>,
    reason: Vec<Option<String>>,
    /// Per set: what it is known by (`lei`, the number), of which one set has one each.
    marks: BTreeMap<u32, BTreeMap<String, String>>,
    /// Per set: the sets that corrections keep it apart from, by any of their members.
    apart: BTreeMap<u32, BTreeSet<u32>>,
}

impl Sets {
    /// So many members, each for itself.
    pub(super) fn new(count: usize) -> Self {
        Self {
            up: (0..count as u32).collect(),
            reason: vec![None; count],
            marks: BTreeMap::new(),
            apart: BTreeMap::new(),
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

    /// Gives a set a mark.
    pub(super) fn mark(&mut self, member: u32, key: &str, value: &str) {
        let root = self.root(member);
        self.marks
            .entry(root)
            .or_default()
            .entry(key.to_owned())
            .or_insert_with(|| value.to_owned());
    }

    /// Keeps two members apart, whatever speaks for one set.
    pub(super) fn keep_apart(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.apart.entry(a).or_default().insert(b);
            self.apart.entry(b).or_default().insert(a);
        }
    }

    /// True when two sets cannot be one: other marks of one kind, or a correction.
    pub(super) fn conflict(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let told: Vec<u32> = self.apart.get(&a).into_iter().flatten().copied().collect();
        if told.into_iter().any(|other| self.root(other) == b) {
            return true;
        }
        let (Some(a), Some(b)) = (self.marks.get(&a), self.marks.get(&b)) else { return false };
        a.iter().any(|(key, value)| b.get(key).is_some_and(|other| other != value))
    }

    /// Makes two sets one, unless they are or conflict; true when it did.
    pub(super) fn join(&mut self, a: u32, b: u32, reason: impl FnOnce() -> String) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || self.conflict(a, b) {
            return false;
        }
        let (low, high) = (a.min(b), a.max(b));
        if let (Some(slot), Some(why)) =
            (self.up.get_mut(high as usize), self.reason.get_mut(high as usize))
        {
            *slot = low;
            *why = Some(reason());
        }
        if let Some(marks) = self.marks.remove(&high) {
            let all = self.marks.entry(low).or_default();
            for (key, value) in marks {
                all.entry(key).or_insert(value);
            }
        }
        if let Some(apart) = self.apart.remove(&high) {
            self.apart.entry(low).or_default().extend(apart);
        }
        true
    }

    /// Why a member's set came to another; `None` for one that stands for its set.
    pub(super) fn reason(&self, member: u32) -> Option<&str> {
        self.reason.get(member as usize)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_what_keeps_them_apart() {
        let mut sets = Sets::new(6);
        sets.mark(0, "lei", "A");
        sets.mark(3, "lei", "B");
        sets.keep_apart(4, 1);
        assert!(sets.join(1, 0, || "name".to_owned()));
        assert!(!sets.join(0, 1, || "again".to_owned()));
        assert!(sets.join(3, 2, || "name".to_owned()));
        assert!(!sets.join(1, 2, || "another number".to_owned()));
        assert!(!sets.join(4, 0, || "a correction".to_owned()));
        assert!(sets.join(5, 4, || "alias".to_owned()));
        assert!(!sets.join(5, 1, || "a correction".to_owned()));
        let roots: Vec<u32> = (0..6).map(|m| sets.root(m)).collect();
        assert_eq!(roots, [0, 0, 2, 2, 4, 4]);
        assert_eq!((sets.reason(1), sets.reason(0)), (Some("name"), None));
    }
}
