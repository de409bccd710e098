//! Which entities of articles are one.

use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alias;
use super::bearer::{Bearers, Core, NONE};
use super::corrections::{Corrections, Group, split};
use super::knowledge::Knowledge;
use super::name::Strength;
use super::union::Sets;
use crate::graph::{Graph, Text};

/// Why two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Why {
    Correction,
    /// An index into the identifiers.
    Identifier(u32),
    FullName,
    /// The same name but for the legal form.
    Words,
    Neighbour(By, Core),
    Seat(By, Core),
}

/// What a neighbour or a seat in common bears out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum By {
    Name,
    Alias,
}

/// An identifier of a bearer.
#[derive(Debug)]
pub(super) struct Identifier {
    pub(super) bearer: u32,
    pub(super) key: Text,
    pub(super) value: Text,
}

/// All names, and who is one with whom.
pub(super) struct Names {
    pub(super) bearers: Bearers,
    pub(super) sets: Sets<Why>,
    /// In the order of bearers.
    pub(super) identifiers: Vec<Identifier>,
}

impl Names {
    pub(super) fn new(graph: &Graph, bearers: Bearers, knowledge: &Knowledge) -> Self {
        let sets = Sets::new(bearers.all.len());
        let mut names = Self { sets, bearers, identifiers: Vec::new() };
        for (i, bearer) in names.bearers.all.iter().enumerate() {
            let Some(member) = graph.member(bearer.member) else { continue };
            for (key, value) in member.ids.iter() {
                if !knowledge.identifiers.contains(&**key) {
                    continue;
                }
                let symbols = &mut names.bearers.symbols;
                names.sets.mark(i as u32, symbols.of(key), symbols.of(value));
                let (key, value) = (Arc::clone(key), Arc::clone(value));
                names.identifiers.push(Identifier { bearer: i as u32, key, value });
            }
        }
        names
    }

    /// What a person knows better comes first.
    pub(super) fn correct(&mut self, graph: &Graph, corrections: &Corrections) {
        let groups = || corrections.same.iter().chain(&corrections.apart);
        let wanted: FxHashSet<(&str, &str)> =
            groups().flat_map(|g| &g.members).filter_map(|m| split(m)).collect();
        if wanted.is_empty() {
            return;
        }
        let mut having: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
        for (i, bearer) in self.bearers.all.iter().enumerate() {
            let Some(member) = graph.member(bearer.member) else { continue };
            let Some(article) = graph.articles.get(member.article.0 as usize) else { continue };
            if let Some(key) = wanted.get(&(&*article.doc, &*member.local)) {
                having.entry(*key).or_default().push(i as u32);
            }
        }
        let find = |group: &Group| -> Vec<u32> {
            let members = group.members.iter().filter_map(|m| split(m));
            members.flat_map(|key| having.get(&key).into_iter().flatten()).copied().collect()
        };
        for group in &corrections.apart {
            let all = find(group);
            for (i, a) in all.iter().enumerate() {
                for b in all.iter().skip(i + 1) {
                    self.sets.keep_apart(*a, *b);
                }
            }
        }
        for group in &corrections.same {
            let all = find(group);
            for (a, b) in all.iter().zip(all.iter().skip(1)) {
                self.sets.join(*a, *b, Why::Correction);
            }
        }
    }

    /// One identifier, one entity.
    pub(super) fn by_identifier(&mut self) {
        let mut first: FxHashMap<(&str, &str, &str), u32> = FxHashMap::default();
        for (number, identifier) in self.identifiers.iter().enumerate() {
            let Some((bearer, _)) = self.bearers.get(identifier.bearer) else { continue };
            let kind = self.bearers.kind(bearer.core);
            let key = (kind, &*identifier.key, &*identifier.value);
            let one = *first.entry(key).or_insert(identifier.bearer);
            self.sets.join(one, identifier.bearer, Why::Identifier(number as u32));
        }
    }

    /// One name, one entity, as far as the name says who it is.
    pub(super) fn by_name(&mut self) {
        let [form, country] = ["form", "country"].map(|key| self.bearers.symbols.of(key));
        for (i, bearer) in self.bearers.all.iter().enumerate() {
            let own = self.bearers.names.get(bearer.name as usize).map_or(NONE, |n| n.form);
            for (key, value) in [(form, own), (country, bearer.country)] {
                if value != NONE {
                    self.sets.mark(i as u32, key, value);
                }
            }
        }
        let mut from = 0;
        while let Some(bearer) = self.bearers.all.get(from) {
            let core = bearer.core;
            let rest = self.bearers.all.get(from..).unwrap_or(&[]);
            let count = rest.iter().take_while(|b| b.core == core).count();
            if count > 1 {
                self.block(from as u32..(from + count) as u32);
            }
            from += count;
        }
    }

    /// All who have one name without its legal form.
    fn block(&mut self, block: Range<u32>) {
        let mut seen = [Several::default(); 3];
        let (mut full, mut weak) = (Vec::new(), false);
        for i in block.clone() {
            let Some((bearer, name)) = self.bearers.get(i) else { continue };
            if name.strength == Strength::Full {
                let says = [name.form, bearer.seat, bearer.country];
                seen.iter_mut().zip(says).for_each(|(several, one)| several.add(one));
                full.push((i, says));
            } else {
                weak = true;
            }
        }
        let contested = seen.iter().any(|s| s.differ);
        let mut first: FxHashMap<[u32; 3], (u32, u32)> = FxHashMap::default();
        for (i, says) in full {
            let key = if contested { says } else { [NONE; 3] };
            let (one, form) = *first.entry(key).or_insert((i, says[0]));
            let why = if form == says[0] { Why::FullName } else { Why::Words };
            self.sets.join(one, i, why);
        }
        if contested || weak {
            self.by_neighbour(block, By::Name);
        }
    }

    /// Joins those that have a neighbour or a seat in common; the cost is that of their neighbours.
    pub(super) fn by_neighbour(&mut self, all: impl Iterator<Item = u32>, by: By) {
        let mut first: FxHashMap<Core, u32> = FxHashMap::default();
        let mut seats: FxHashMap<Core, u32> = FxHashMap::default();
        let mut join = |first: &mut FxHashMap<Core, u32>, core, i, why| match first.entry(core) {
            Entry::Vacant(free) => drop(free.insert(i)),
            Entry::Occupied(one) => drop(self.sets.join(*one.get(), i, why)),
        };
        for i in all {
            let Some((bearer, name)) = self.bearers.get(i) else { continue };
            if name.strength == Strength::Bare {
                continue;
            }
            let general = name.strength == Strength::General;
            for core in self.bearers.neighbours.of(i) {
                if !general || self.bearers.is_person(*core) {
                    join(&mut first, *core, i, Why::Neighbour(by, *core));
                }
            }
            if bearer.seat != NONE {
                join(&mut seats, bearer.seat, i, Why::Seat(by, bearer.seat));
            }
        }
    }

    /// A name of one as alias of another, with a neighbour or seat in common.
    pub(super) fn by_alias(&mut self) {
        for bearers in alias::blocks(&self.bearers) {
            self.by_neighbour(bearers.into_iter(), By::Alias);
        }
    }
}

/// Whether all that say something say the same.
#[derive(Debug, Clone, Copy)]
struct Several {
    first: u32,
    differ: bool,
}

impl Default for Several {
    fn default() -> Self {
        Self { first: NONE, differ: false }
    }
}

impl Several {
    fn add(&mut self, one: u32) {
        if self.first == NONE {
            self.first = one;
        } else if one != NONE {
            self.differ |= one != self.first;
        }
    }
}
