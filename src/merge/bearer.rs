//! Entities of articles as they are compared: their names, and who and what is around them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use super::name::{self, Strength};
use crate::graph::{Graph, Loose, Mappings, Member, MemberId, Text};

/// A name without its legal form, of one type; equal numbers are equal names. In the order of type,
/// then words.
pub(super) type Core = u32;

/// A number that stands for nothing.
pub(super) const NONE: u32 = u32::MAX;

/// One entity of one article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer {
    pub(super) member: MemberId,
    /// An index into the names.
    pub(super) name: u32,
    pub(super) core: Core,
    /// Where it has its seat: a place's name, or none.
    pub(super) seat: Core,
    /// The country that a name list gives: a symbol, or none.
    pub(super) country: u32,
}

/// A name that some bear.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) core: Core,
    /// Its legal form: a symbol, or none.
    pub(super) form: u32,
    pub(super) strength: Strength,
}

/// Strings as numbers, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    numbers: FxHashMap<Text, u32>,
    texts: Vec<Text>,
}

impl Symbols {
    pub(super) fn of(&mut self, text: &str) -> u32 {
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let (text, next) = (Text::from(text), self.texts.len() as u32);
        self.numbers.insert(Arc::clone(&text), next);
        self.texts.push(text);
        next
    }

    fn text(&self, symbol: u32) -> &str {
        self.texts.get(symbol as usize).map_or("", |t| t)
    }
}

/// Per bearer the entities that it stands in a relation with, by name: those that say who it is.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// Where each bearer's begin.
    from: Vec<u32>,
    cores: Vec<Core>,
}

impl Neighbours {
    fn new(bearers: usize, mut pairs: Vec<(u32, Core)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let begin = |bearer: u32| pairs.partition_point(|(b, _)| *b < bearer) as u32;
        let from = (0..=bearers as u32).map(begin).collect();
        Self { from, cores: pairs.into_iter().map(|(_, core)| core).collect() }
    }

    /// In order.
    pub(super) fn of(&self, bearer: u32) -> &[Core] {
        let at = |i: u32| self.from.get(i as usize).map_or(0, |from| *from as usize);
        self.cores.get(at(bearer)..at(bearer.saturating_add(1))).unwrap_or(&[])
    }
}

/// All that is compared.
#[derive(Debug)]
pub(super) struct Bearers {
    /// In the order of their names, then articles.
    pub(super) all: Vec<Bearer>,
    pub(super) neighbours: Neighbours,
    pub(super) names: Vec<Known>,
    /// Core to its type and words, in their order.
    pub(super) cores: Vec<(Text, Text)>,
    /// Another name, and who has it.
    pub(super) aliases: Vec<(Core, u32)>,
    pub(super) symbols: Symbols,
}

impl Bearers {
    /// Reads all members of a graph. The cost is that of sorting them.
    pub(super) fn read(
        graph: &Graph,
        facts: &[Loose],
        mappings: &Mappings,
        knowledge: &Knowledge,
    ) -> Self {
        let mut reading = Reading::new(knowledge);
        let mut all = Vec::with_capacity(graph.members.len());
        let mut aliases = Vec::new();
        for (i, member) in graph.members.iter().enumerate() {
            all.push(reading.bearer(MemberId(i as u32), member));
            aliases.extend(reading.aliases(member).into_iter().map(|core| (core, i as u32)));
        }
        let cores = reading.number_by_content(&mut all, &mut aliases);
        let rank = reading.rank();
        let Reading { names, symbols, .. } = reading;
        let article = |b: &Bearer| {
            let member = graph.member(b.member)?;
            Some((graph.articles.get(member.article.0 as usize)?, &member.local))
        };
        all.sort_unstable_by(|a, b| {
            let by_rank = |b: &Bearer| rank.get(b.name as usize).copied();
            by_rank(a).cmp(&by_rank(b)).then_with(|| article(a).cmp(&article(b)))
        });
        drop(rank);
        let mut place = vec![NONE; all.len()];
        for (i, bearer) in all.iter().enumerate() {
            if let Some(slot) = place.get_mut(bearer.member.0 as usize) {
                *slot = i as u32;
            }
        }
        for (_, who) in &mut aliases {
            *who = place.get(*who as usize).copied().unwrap_or(NONE);
        }
        let mut bearers =
            Self { all, neighbours: Neighbours::default(), names, cores, aliases, symbols };
        bearers.look_around(&place, facts, mappings);
        bearers
    }

    pub(super) fn get(&self, bearer: u32) -> Option<(&Bearer, &Known)> {
        let bearer = self.all.get(bearer as usize)?;
        Some((bearer, self.names.get(bearer.name as usize)?))
    }

    pub(super) fn words(&self, core: Core) -> &str {
        self.cores.get(core as usize).map_or("", |c| &c.1)
    }

    pub(super) fn kind(&self, core: Core) -> &str {
        self.cores.get(core as usize).map_or("", |c| &c.0)
    }

    pub(super) fn is_person(&self, core: Core) -> bool {
        self.kind(core) == "person"
    }

    /// Who stands in a relation with whom, and who has a seat where. `place` is member to bearer.
    fn look_around(&mut self, place: &[u32], facts: &[Loose], mappings: &Mappings) {
        let mut pairs = Vec::new();
        for fact in facts {
            let ends = [&fact.evidence.subject, &fact.evidence.object]
                .map(|p| place.get(p.member?.0 as usize).copied());
            let [Some(subject), Some(object)] = ends else { continue };
            let has_seat = mappings.of(&fact.relation).seat;
            for (one, other) in [(subject, object), (object, subject)] {
                let Some((far, name)) = self.get(other) else { continue };
                let (core, full) = (far.core, name.strength == Strength::Full);
                if self.kind(core) != "place" {
                    pairs.extend(full.then_some((one, core)));
                } else if has_seat
                    && one == subject
                    && let Some(near) = self.all.get_mut(one as usize)
                {
                    // The least of several, so that their order does not matter.
                    near.seat = near.seat.min(core);
                }
            }
        }
        self.neighbours = Neighbours::new(self.all.len(), pairs);
    }
}

/// Members to bearers.
struct Reading<'a> {
    knowledge: &'a Knowledge,
    known: FxHashMap<(Text, Text), u32>,
    /// In the order of `names`.
    written: Vec<Text>,
    names: Vec<Known>,
    cores: FxHashMap<(Text, Text), Core>,
    /// Type, name and alias to the alias's core, where it says who it is.
    other: FxHashMap<(Text, Text, Text), Option<Core>>,
    symbols: Symbols,
}

impl<'a> Reading<'a> {
    fn new(knowledge: &'a Knowledge) -> Self {
        Self {
            knowledge,
            known: FxHashMap::default(),
            written: Vec::new(),
            names: Vec::new(),
            cores: FxHashMap::default(),
            other: FxHashMap::default(),
            symbols: Symbols::default(),
        }
    }

    fn core(&mut self, entity_type: &Text, words: &str) -> Core {
        let next = self.cores.len() as Core;
        *self.cores.entry((Arc::clone(entity_type), Text::from(words))).or_insert(next)
    }

    fn bearer(&mut self, id: MemberId, member: &Member) -> Bearer {
        let key = (Arc::clone(&member.entity_type), Arc::clone(&member.name));
        let name = match self.known.get(&key) {
            Some(known) => *known,
            None => {
                let name = name::parse(&member.name, &member.entity_type, self.knowledge);
                let core = self.core(&member.entity_type, &name.core);
                let form = if name.form.is_empty() { NONE } else { self.symbols.of(&name.form) };
                self.names.push(Known { core, form, strength: name.strength });
                self.written.push(Arc::clone(&member.name));
                let number = self.known.len() as u32;
                self.known.insert(key, number);
                number
            }
        };
        let country = member.ids.iter().find(|(k, _)| self.knowledge.countries.contains(&**k));
        Bearer {
            member: id,
            name,
            core: self.names.get(name as usize).map_or(NONE, |n| n.core),
            seat: NONE,
            country: country.map_or(NONE, |(_, v)| self.symbols.of(v)),
        }
    }

    /// The other names of a member that say who it is.
    fn aliases(&mut self, member: &Member) -> BTreeSet<Core> {
        let mut all = BTreeSet::new();
        for alias in member.aliases.iter() {
            let (kind, name) = (&member.entity_type, &member.name);
            let key = (Arc::clone(kind), Arc::clone(name), Arc::clone(alias));
            let core = match self.other.get(&key) {
                Some(core) => *core,
                None => {
                    let own = name::parse(name, kind, self.knowledge);
                    let name = name::parse(alias, kind, self.knowledge);
                    // A single word is a part of the full name more often than another name.
                    let says = name.strength == Strength::Full
                        && name.core.contains(' ')
                        && !name::is_part(&name.core, &own.core, self.knowledge);
                    let core = says.then(|| self.core(kind, &name.core));
                    self.other.insert(key, core);
                    core
                }
            };
            all.extend(core);
        }
        all
    }

    /// Numbers cores by type and words, so that no order depends on that of the input.
    fn number_by_content(
        &mut self,
        bearers: &mut [Bearer],
        aliases: &mut [(Core, u32)],
    ) -> Vec<(Text, Text)> {
        let mut all: Vec<_> = std::mem::take(&mut self.cores).into_iter().collect();
        all.sort_unstable();
        let mut new = vec![0; all.len()];
        for (number, (_, old)) in all.iter().enumerate() {
            if let Some(slot) = new.get_mut(*old as usize) {
                *slot = number as Core;
            }
        }
        let number = |core: &mut Core| *core = new.get(*core as usize).copied().unwrap_or_default();
        bearers.iter_mut().for_each(|b| number(&mut b.core));
        self.names.iter_mut().for_each(|n| number(&mut n.core));
        aliases.iter_mut().for_each(|(core, _)| number(core));
        all.into_iter().map(|(core, _)| core).collect()
    }

    /// Name to its place in the order: by type, words, form, then as written.
    fn rank(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.names.len() as u32).collect();
        let key = |i: &u32| {
            let name = self.names.get(*i as usize)?;
            Some((name.core, self.symbols.text(name.form), self.written.get(*i as usize)?))
        };
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut rank = vec![0; order.len()];
        for (place, i) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(*i as usize) {
                *slot = place as u32;
            }
        }
        rank
    }
}
