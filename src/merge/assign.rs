//! Entities of articles that are one, as entities of the graph.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::entities::{By, Names, Why};
use crate::graph::{Entity, Graph, Join, NodeId, Text, local_id};
use crate::write::content_hash;

impl Names {
    /// Gives the graph its entities, and every member its entity.
    pub(super) fn assign(mut self, graph: &mut Graph) {
        let count = self.bearers.all.len() as u32;
        // The least bearer of each set, and all of its set.
        let mut sets: Vec<(u32, u32)> = (0..count).map(|i| (self.sets.root(i), i)).collect();
        sets.sort_unstable();
        let sets = || sets.chunk_by(|(a, _), (b, _)| a == b);
        let ids: Vec<Text> = sets().map(|set| self.id(graph, set, false)).collect();
        let mut used: FxHashMap<&Text, u32> = FxHashMap::default();
        for id in &ids {
            *used.entry(id).or_default() += 1;
        }
        let mut entities = Vec::with_capacity(ids.len());
        let mut reasons = FxHashMap::default();
        for (set, id) in sets().zip(&ids) {
            let again = used.get(id).is_some_and(|n| *n > 1);
            let id = if again { self.id(graph, set, true) } else { Arc::clone(id) };
            let node = NodeId(entities.len() as u32);
            entities.push(self.entity(graph, set, id, &mut reasons));
            for (_, i) in set {
                if let Some(bearer) = self.bearers.all.get(*i as usize)
                    && let Some(member) = graph.members.get_mut(bearer.member.0 as usize)
                {
                    member.node = node;
                }
            }
        }
        graph.entities = entities;
    }

    /// The id: of the least identifier, else of the name; where others have it too, also of the first
    /// member.
    fn id(&self, graph: &Graph, set: &[(u32, u32)], own: bool) -> Text {
        let known = set.iter().flat_map(|(_, i)| {
            let from = self.identifiers.partition_point(|id| id.bearer < *i);
            self.identifiers.iter().skip(from).take_while(move |id| id.bearer == *i)
        });
        let known = known.map(|id| (&id.key, &id.value)).min();
        let bearer = set.first().and_then(|(_, i)| self.bearers.all.get(*i as usize));
        let member = bearer.and_then(|b| graph.member(b.member));
        let entity_type = member.map_or("", |m| &m.entity_type);
        let own = member.filter(|_| own).and_then(|m| {
            let article = graph.articles.get(m.article.0 as usize)?;
            Some(local_id(article, &m.local))
        });
        let core = bearer.map_or("", |b| self.bearers.words(b.core));
        let (key, value) = known.map_or(("name", core), |(k, v)| (&**k, &**v));
        let own = own.unwrap_or_default();
        Text::from(content_hash(&[
            b"entity",
            entity_type.as_bytes(),
            key.as_bytes(),
            value.as_bytes(),
            own.as_bytes(),
        ]))
    }

    fn entity(
        &self,
        graph: &Graph,
        set: &[(u32, u32)],
        id: Text,
        reasons: &mut FxHashMap<Why, Text>,
    ) -> Entity {
        let mut counts: BTreeMap<&Text, usize> = BTreeMap::new();
        let (mut aliases, mut ids) = (BTreeSet::new(), BTreeMap::new());
        let mut joins = Vec::with_capacity(set.len());
        let mut entity_type = Text::default();
        for (_, i) in set {
            let Some(bearer) = self.bearers.all.get(*i as usize) else { continue };
            let Some(member) = graph.member(bearer.member) else { continue };
            *counts.entry(&member.name).or_default() += 1;
            aliases.extend(member.aliases.iter().chain(Some(&member.name)));
            for (key, value) in member.ids.iter() {
                // Of two values of one key the least is shown; identifiers never have two.
                let shown = ids.entry(key).or_insert(value);
                *shown = value.min(*shown);
            }
            entity_type = Arc::clone(&member.entity_type);
            let article = graph.articles.get(member.article.0 as usize);
            let why = self.sets.why(*i);
            let reason =
                why.map(|w| reasons.entry(w).or_insert_with(|| Text::from(self.reason(w))));
            joins.push(Join {
                doc: article.map(|a| Arc::clone(&a.doc)).unwrap_or_default(),
                local: Arc::clone(&member.local),
                name: Arc::clone(&member.name),
                reason: reason.cloned(),
            });
        }
        let best = counts.iter().max_by_key(|(name, n)| (**n, name.len(), Reverse(**name)));
        let name = best.map(|(name, _)| Text::clone(name)).unwrap_or_default();
        aliases.remove(&name);
        Entity {
            id,
            name,
            entity_type,
            aliases: aliases.into_iter().cloned().collect(),
            ids: ids.into_iter().map(|(k, v)| (Arc::clone(k), Arc::clone(v))).collect(),
            joins,
        }
    }

    /// In words.
    fn reason(&self, why: Why) -> String {
        let what = |by| if by == By::Name { "same name" } else { "alias" };
        match why {
            Why::Correction => "a correction".to_owned(),
            Why::Identifier(number) => match self.identifiers.get(number as usize) {
                Some(id) => format!("same {}: {}", id.key, id.value),
                None => String::new(),
            },
            Why::FullName => "same full name".to_owned(),
            Why::Words => "same name but for the legal form".to_owned(),
            Why::Neighbour(by, core) => {
                format!("{}, neighbour in common: {}", what(by), self.bearers.words(core))
            }
            Why::Seat(by, core) => format!("{}, one seat: {}", what(by), self.bearers.words(core)),
        }
    }
}
