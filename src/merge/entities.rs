//! Which entities of articles are one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::alias;
use super::corrections::{Corrections, split};
use super::edges::Fact;
use super::knowledge::Knowledge;
use super::name::{self, Name, Strength};
use super::union::Sets;
use crate::graph::{ArticleId, Entity, Graph, Join, Mappings, MemberId, NodeId, Text, local_id};
use crate::write::content_hash;

/// A name without its legal form, of one type; equal numbers are equal names.
pub(super) type Core = u32;

/// One entity of one article, for comparing.
#[derive(Debug)]
pub(super) struct Bearer {
    pub(super) member: MemberId,
    /// An index into the names.
    pub(super) name: u32,
    pub(super) core: Core,
    /// Entities that it stands in a relation with, by name: those that say who it is.
    pub(super) neighbours: Vec<Core>,
    /// Those of them that are persons.
    pub(super) persons: Vec<Core>,
    /// Where it has its seat.
    pub(super) seat: Option<Text>,
    /// The country that a name list gives.
    country: Option<Text>,
}

/// All names, and who is one with whom. Bearers are in the order of their names, then articles.
pub(super) struct Names {
    pub(super) bearers: Vec<Bearer>,
    pub(super) names: Vec<Name>,
    /// Core to its type and words, in their order.
    pub(super) cores: Vec<(Text, Text)>,
    pub(super) aliases: Vec<(Core, u32)>,
    pub(super) sets: Sets,
    place: FxHashMap<MemberId, u32>,
    by_document: BTreeMap<(Text, Text), Vec<u32>>,
    identifiers: Vec<(u32, Text, Text)>,
}

impl Names {
    pub(super) fn new(
        graph: &Graph,
        facts: &[Fact],
        mappings: &Mappings,
        knowledge: &Knowledge,
    ) -> Self {
        let mut read = Reading::new(graph, knowledge);
        let mut bearers: Vec<Bearer> =
            (0..graph.members.len() as u32).filter_map(|m| read.bearer(MemberId(m))).collect();
        read.neighbours(&mut bearers, facts, mappings);
        let rank = read.rank();
        let article = |b: &Bearer| {
            let member = graph.member(b.member)?;
            Some((graph.articles.get(member.article.0 as usize)?, &member.local))
        };
        bearers.sort_by(|a, b| {
            let by_rank = |b: &Bearer| rank.get(b.name as usize).copied();
            by_rank(a).cmp(&by_rank(b)).then_with(|| article(a).cmp(&article(b)))
        });
        let mut names = Self {
            sets: Sets::new(bearers.len()),
            place: FxHashMap::default(),
            by_document: BTreeMap::new(),
            identifiers: Vec::new(),
            aliases: Vec::new(),
            bearers,
            names: read.names,
            cores: Vec::new(),
        };
        for (i, bearer) in names.bearers.iter().enumerate() {
            let i = i as u32;
            names.place.insert(bearer.member, i);
            let Some(member) = graph.member(bearer.member) else { continue };
            for (key, value) in &member.ids {
                if knowledge.identifiers.contains(&**key) {
                    names.identifiers.push((i, Arc::clone(key), Arc::clone(value)));
                }
            }
            for core in alias::cores(member, &mut read.cores, knowledge) {
                names.aliases.push((core, i));
            }
        }
        names.number_by_content(&read.cores);
        for (i, key, value) in &names.identifiers {
            names.sets.mark(*i, key, value);
        }
        names
    }

    /// Numbers cores by type and words, so that no order depends on that of the input.
    fn number_by_content(&mut self, cores: &Cores) {
        let mut all: Vec<_> = cores.0.iter().map(|((kind, words), n)| (kind, words, *n)).collect();
        all.sort_unstable();
        let mut new = vec![0; all.len()];
        for (number, (_, _, old)) in all.iter().enumerate() {
            if let Some(slot) = new.get_mut(*old as usize) {
                *slot = number as Core;
            }
        }
        let number = |core: &mut Core| *core = new.get(*core as usize).copied().unwrap_or_default();
        for bearer in &mut self.bearers {
            number(&mut bearer.core);
            for list in [&mut bearer.neighbours, &mut bearer.persons] {
                list.iter_mut().for_each(number);
                list.sort_unstable();
            }
        }
        self.aliases.iter_mut().for_each(|(core, _)| number(core));
        self.cores = all.into_iter().map(|(k, w, _)| (Text::clone(k), Text::from(&**w))).collect();
    }

    /// What a person knows better comes first.
    pub(super) fn correct(&mut self, corrections: &Corrections) {
        let find = |by: &BTreeMap<(Text, Text), Vec<u32>>, member: &str| {
            let (doc, local) = split(member).unwrap_or_default();
            by.get(&(Text::from(doc), Text::from(local))).cloned().unwrap_or_default()
        };
        for group in &corrections.apart {
            let all: Vec<u32> =
                group.members.iter().flat_map(|m| find(&self.by_document, m)).collect();
            for (i, a) in all.iter().enumerate() {
                for b in all.iter().skip(i + 1) {
                    self.sets.keep_apart(*a, *b);
                }
            }
        }
        for group in &corrections.same {
            let all: Vec<u32> =
                group.members.iter().flat_map(|m| find(&self.by_document, m)).collect();
            for (a, b) in all.iter().zip(all.iter().skip(1)) {
                self.sets.join(*a, *b, || "a correction".to_owned());
            }
        }
    }

    /// One identifier, one entity.
    pub(super) fn by_identifier(&mut self) {
        let mut first: BTreeMap<(&Text, &Text, &Text), u32> = BTreeMap::new();
        for (i, key, value) in &self.identifiers {
            let core = self.bearers.get(*i as usize).and_then(|b| self.cores.get(b.core as usize));
            let Some((kind, _)) = core else { continue };
            let one = *first.entry((kind, key, value)).or_insert(*i);
            self.sets.join(one, *i, || format!("same {key}: {value}"));
        }
    }

    /// One name, one entity, as far as the name says who it is.
    pub(super) fn by_name(&mut self) {
        for (i, bearer) in self.bearers.iter().enumerate() {
            let form = self.names.get(bearer.name as usize).map_or("", |n| &n.form);
            for (key, value) in [("form", Some(form)), ("country", bearer.country.as_deref())] {
                if let Some(value) = value.filter(|v| !v.is_empty()) {
                    self.sets.mark(i as u32, key, value);
                }
            }
        }
        let mut from = 0;
        while let Some(bearer) = self.bearers.get(from) {
            let core = bearer.core;
            let rest = self.bearers.get(from..).unwrap_or(&[]);
            let count = rest.iter().take_while(|b| b.core == core).count();
            self.block(from as u32..(from + count) as u32);
            from += count;
        }
    }

    /// All who have one name without its legal form.
    fn block(&mut self, block: std::ops::Range<u32>) {
        let (mut forms, mut seats, mut countries) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut full = Vec::new();
        for i in block.clone() {
            let Some((bearer, name)) = self.bearer(i) else { continue };
            if name.strength == Strength::Full {
                full.push((i, name.form.clone(), bearer.seat.clone(), bearer.country.clone()));
                forms.extend(Some(name.form.clone()).filter(|f| !f.is_empty()));
                seats.extend(bearer.seat.clone());
                countries.extend(bearer.country.clone());
            }
        }
        let contested = forms.len() > 1 || seats.len() > 1 || countries.len() > 1;
        let mut first: BTreeMap<(String, Option<Text>, Option<Text>), u32> = BTreeMap::new();
        for (i, form, seat, country) in full {
            let key = if contested { (form, seat, country) } else { (String::new(), None, None) };
            let one = *first.entry(key).or_insert(i);
            let same =
                self.bearer(one).map(|(_, n)| &n.form) == self.bearer(i).map(|(_, n)| &n.form);
            self.sets.join(one, i, || {
                let name = "same full name";
                if same { name } else { "same name but for the legal form" }.to_owned()
            });
        }
        let weak =
            |n: &Names, i: u32| n.bearer(i).is_some_and(|(_, n)| n.strength != Strength::Full);
        if contested || block.clone().any(|i| weak(self, i)) {
            self.by_neighbour(block.collect(), "same name");
        }
    }

    /// Joins those that have a neighbour or a seat in common; the cost is that of their neighbours.
    pub(super) fn by_neighbour(&mut self, all: Vec<u32>, what: &str) {
        let mut first: BTreeMap<Core, u32> = BTreeMap::new();
        let mut seats: BTreeMap<Text, u32> = BTreeMap::new();
        for i in all {
            let Some((bearer, name)) = self.bearer(i) else { continue };
            let neighbours = match name.strength {
                Strength::Bare => continue,
                Strength::General => bearer.persons.clone(),
                _ => bearer.neighbours.clone(),
            };
            let seat = bearer.seat.clone();
            for core in neighbours {
                let one = *first.entry(core).or_insert(i);
                let words =
                    self.cores.get(core as usize).map(|c| Arc::clone(&c.1)).unwrap_or_default();
                self.sets.join(one, i, || format!("{what}, neighbour in common: {words}"));
            }
            if let Some(seat) = seat {
                let one = *seats.entry(Arc::clone(&seat)).or_insert(i);
                self.sets.join(one, i, || format!("{what}, one seat: {seat}"));
            }
        }
    }

    /// A name of one as alias of another, with a neighbour or seat in common.
    pub(super) fn by_alias(&mut self) {
        for bearers in alias::blocks(self) {
            self.by_neighbour(bearers, "alias");
        }
    }

    pub(super) fn bearer(&self, i: u32) -> Option<(&Bearer, &Name)> {
        let bearer = self.bearers.get(i as usize)?;
        Some((bearer, self.names.get(bearer.name as usize)?))
    }

    /// Gives the graph its entities, and every member its entity.
    pub(super) fn assign(mut self, graph: &mut Graph) {
        let mut sets: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for i in 0..self.bearers.len() as u32 {
            let root = self.sets.root(i);
            sets.entry(root).or_default().push(i);
        }
        let mut used: FxHashMap<String, u32> = FxHashMap::default();
        let ids: Vec<String> = sets.values().map(|set| self.id(graph, set, None)).collect();
        for id in &ids {
            *used.entry(id.clone()).or_default() += 1;
        }
        graph.entities.clear();
        for (set, id) in sets.values().zip(ids) {
            let again = used.get(&id).is_some_and(|n| *n > 1);
            let id = if again { self.id(graph, set, set.first()) } else { id };
            let node = NodeId(graph.entities.len() as u32);
            let entity = self.entity(graph, set, id);
            graph.entities.push(entity);
            for i in set {
                if let Some(bearer) = self.bearers.get(*i as usize)
                    && let Some(member) = graph.members.get_mut(bearer.member.0 as usize)
                {
                    member.node = node;
                }
            }
        }
    }

    /// The id: of the first identifier, else of the name; where two have one, also of the first member.
    fn id(&self, graph: &Graph, set: &[u32], first: Option<&u32>) -> String {
        let known = set.iter().flat_map(|i| {
            let from = self.identifiers.partition_point(|(j, ..)| j < i);
            self.identifiers.iter().skip(from).take_while(move |(j, ..)| j == i)
        });
        let known = known.map(|(_, key, value)| (key, value)).min();
        let bearer = set.first().and_then(|i| self.bearers.get(*i as usize));
        let member = bearer.and_then(|b| graph.member(b.member));
        let entity_type = member.map_or("", |m| &m.entity_type);
        let own = first.and(member).and_then(|m| {
            let article = graph.articles.get(m.article.0 as usize)?;
            Some(local_id(article, &m.local))
        });
        let core = bearer.and_then(|b| self.cores.get(b.core as usize)).map_or("", |c| &c.1);
        let (key, value) = known.map_or(("name", core), |(k, v)| (&**k, &**v));
        let own = own.unwrap_or_default();
        content_hash(&[
            b"entity",
            entity_type.as_bytes(),
            key.as_bytes(),
            value.as_bytes(),
            own.as_bytes(),
        ])
    }

    fn entity(&self, graph: &Graph, set: &[u32], id: String) -> Entity {
        let mut counts: BTreeMap<&Text, usize> = BTreeMap::new();
        let (mut aliases, mut ids) = (BTreeSet::new(), BTreeSet::new());
        let mut joins = Vec::with_capacity(set.len());
        let mut entity_type = Text::default();
        for i in set {
            let Some(bearer) = self.bearers.get(*i as usize) else { continue };
            let Some(member) = graph.member(bearer.member) else { continue };
            *counts.entry(&member.name).or_default() += 1;
            aliases.extend(member.aliases.iter().chain(Some(&member.name)).cloned());
            ids.extend(member.ids.iter().cloned());
            entity_type = Arc::clone(&member.entity_type);
            let article = graph.articles.get(member.article.0 as usize);
            joins.push(Join {
                doc: article.map(|a| Arc::clone(&a.doc)).unwrap_or_default(),
                local: Arc::clone(&member.local),
                name: Arc::clone(&member.name),
                reason: self.sets.reason(*i).map(Text::from),
            });
        }
        let best =
            counts.iter().max_by_key(|(name, n)| (**n, name.len(), std::cmp::Reverse(**name)));
        let name = best.map(|(name, _)| Text::clone(name)).unwrap_or_default();
        aliases.remove(&name);
        let mut known: BTreeSet<Text> = BTreeSet::new();
        // Of two values of one key the first is shown; identifiers never have two.
        let ids = ids.into_iter().filter(|(k, _)| known.insert(Arc::clone(k))).collect();
        Entity {
            id: Text::from(id),
            name,
            entity_type,
            aliases: aliases.into_iter().collect(),
            ids,
            joins,
        }
    }
}

/// Numbers of cores.
#[derive(Debug, Default)]
pub(super) struct Cores(FxHashMap<(Text, String), Core>);

impl Cores {
    pub(super) fn of(&mut self, entity_type: &Text, core: &str) -> Core {
        let next = self.0.len() as Core;
        *self.0.entry((Arc::clone(entity_type), core.to_owned())).or_insert(next)
    }
}

/// Members to bearers.
struct Reading<'a> {
    graph: &'a Graph,
    knowledge: &'a Knowledge,
    known: FxHashMap<(Text, Text), u32>,
    /// In the order of `names`.
    written: Vec<(Text, Text)>,
    names: Vec<Name>,
    of_name: Vec<Core>,
    cores: Cores,
}

impl<'a> Reading<'a> {
    fn new(graph: &'a Graph, knowledge: &'a Knowledge) -> Self {
        Self {
            graph,
            knowledge,
            known: FxHashMap::default(),
            written: Vec::new(),
            names: Vec::new(),
            of_name: Vec::new(),
            cores: Cores::default(),
        }
    }

    fn bearer(&mut self, id: MemberId) -> Option<Bearer> {
        let member = self.graph.member(id)?;
        let key = (Arc::clone(&member.entity_type), Arc::clone(&member.name));
        let name = match self.known.get(&key) {
            Some(known) => *known,
            None => {
                let name = name::parse(&member.name, &member.entity_type, self.knowledge);
                self.of_name.push(self.cores.of(&member.entity_type, &name.core));
                self.names.push(name);
                self.written.push(key.clone());
                let number = self.known.len() as u32;
                self.known.insert(key, number);
                number
            }
        };
        let country = member.ids.iter().find(|(k, _)| self.knowledge.countries.contains(&**k));
        Some(Bearer {
            member: id,
            name,
            core: self.of_name.get(name as usize).copied().unwrap_or_default(),
            neighbours: Vec::new(),
            persons: Vec::new(),
            seat: None,
            country: country.map(|(_, v)| Arc::clone(v)),
        })
    }

    /// Who stands in a relation with whom. Bearers are still in the order of members.
    fn neighbours(&self, bearers: &mut [Bearer], facts: &[Fact], mappings: &Mappings) {
        for fact in facts {
            let ends = [&fact.evidence.subject, &fact.evidence.object].map(|p| p.member);
            let [Some(subject), Some(object)] = ends else { continue };
            let seat = mappings.of(&fact.relation).seat;
            for (one, other) in [(subject, object), (object, subject)] {
                let Some(far) = self.graph.member(other) else { continue };
                let Some(far_bearer) = bearers.get(other.0 as usize) else { continue };
                let (core, name) = (far_bearer.core, self.names.get(far_bearer.name as usize));
                let full = name.is_some_and(|n| n.strength == Strength::Full);
                let Some(near) = bearers.get_mut(one.0 as usize) else { continue };
                match &*far.entity_type {
                    "place" if seat && one == subject => {
                        let place = name.map(|n| Text::from(&*n.core));
                        // The least of several, so that their order does not matter.
                        near.seat = [near.seat.take(), place].into_iter().flatten().min();
                    }
                    "place" => {}
                    kind if full => {
                        near.neighbours.push(core);
                        if kind == "person" {
                            near.persons.push(core);
                        }
                    }
                    _ => {}
                }
            }
        }
        for bearer in bearers {
            for list in [&mut bearer.neighbours, &mut bearer.persons] {
                list.sort_unstable();
                list.dedup();
            }
        }
    }

    /// Name to its place in the order: by type, words, form, then as written.
    fn rank(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.names.len() as u32).collect();
        let key = |i: &u32| {
            let (kind, written) = self.written.get(*i as usize)?;
            let name = self.names.get(*i as usize)?;
            Some((kind, &name.core, &name.form, written))
        };
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut rank = vec![0; order.len()];
        for (place, i) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(*i as usize) {
                *slot = place as u32;
            }
        }
        rank
    }
}

impl Names {
    /// Lets corrections find members by document and number.
    pub(super) fn index_documents(&mut self, graph: &Graph) {
        for (i, bearer) in self.bearers.iter().enumerate() {
            let Some(member) = graph.member(bearer.member) else { continue };
            let ArticleId(article) = member.article;
            let Some(article) = graph.articles.get(article as usize) else { continue };
            let key = (Arc::clone(&article.doc), Arc::clone(&member.local));
            self.by_document.entry(key).or_default().push(i as u32);
        }
    }
}
