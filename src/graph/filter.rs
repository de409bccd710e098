//! Which part of a graph is written.

use std::collections::BTreeSet;

use super::evidence::Evidence;
use super::model::{End, Graph, NodeId};
use super::time::{first_day, last_day};

/// What is kept. Nothing set keeps all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Relation types.
    pub relations: Vec<String>,
    /// Statuses.
    pub statuses: Vec<String>,
    /// Evidence of this day or later, `YYYY-MM-DD`: that of the text, else of the article.
    pub since: Option<String>,
    /// Evidence of this day or earlier.
    pub until: Option<String>,
    /// The graph as it was known to be on this day.
    pub as_of: Option<String>,
    /// Confidence at least.
    pub confidence: f64,
    /// Entities, by id, name or alias (capitals do not matter), and what is around them.
    pub about: Vec<String>,
    /// How many steps around them.
    pub hops: usize,
    /// Leave out what is denied.
    pub affirmed: bool,
    /// Leave out dates, numbers and names as objects.
    pub entities_only: bool,
}

impl Graph {
    /// Keeps what a filter keeps. Entities without a relation go. Gives the number of relations
    /// without a date that were left out for it.
    pub fn filter(&mut self, filter: &Filter) -> usize {
        let mut undated = filter.as_of.as_deref().map_or(0, |day| self.as_of(day));
        undated += self.within(filter.since.as_deref(), filter.until.as_deref());
        let said = |all: &[String], one: &str| all.is_empty() || all.iter().any(|a| a == one);
        self.edges.retain(|edge| {
            said(&filter.relations, &edge.relation)
                && said(&filter.statuses, edge.status.name())
                && edge.confidence >= filter.confidence
                && !(filter.affirmed && edge.negated)
                && !(filter.entities_only && matches!(edge.object, End::Value { .. }))
        });
        if !filter.about.is_empty() {
            self.around(&filter.about, filter.hops);
        }
        self.prune();
        undated
    }

    /// Keeps evidence of some days.
    fn within(&mut self, since: Option<&str>, until: Option<&str>) -> usize {
        if since.is_none() && until.is_none() {
            return 0;
        }
        let articles = std::mem::take(&mut self.articles);
        let days = |e: &Evidence| {
            let said = e.said_date().and_then(|d| Some((first_day(d)?, last_day(d)?)));
            let seen = || {
                articles
                    .get(e.article.0 as usize)?
                    .date
                    .as_ref()
                    .map(|d| (d.to_string(), d.to_string()))
            };
            said.or_else(seen)
        };
        let mut undated = 0;
        self.edges.retain_mut(|edge| {
            undated += usize::from(edge.evidence.iter().all(|e| days(e).is_none()));
            edge.evidence.retain(|e| {
                days(e).is_some_and(|(first, last)| {
                    since.is_none_or(|s| *last >= *s) && until.is_none_or(|u| *first <= *u)
                })
            });
            !edge.evidence.is_empty()
        });
        self.articles = articles;
        self.summarise();
        undated
    }

    /// Keeps what is within some steps of entities.
    fn around(&mut self, about: &[String], hops: usize) {
        let mut inside: BTreeSet<NodeId> = BTreeSet::new();
        let wanted: Vec<String> = about.iter().map(|a| a.to_lowercase()).collect();
        for (i, entity) in self.entities.iter().enumerate() {
            let mut names = entity.aliases.iter().chain([&entity.name, &entity.id]);
            if names.any(|n| wanted.contains(&n.to_lowercase())) {
                inside.insert(NodeId(i as u32));
            }
        }
        let node = |end: &End| match end {
            End::Entity(node) => Some(*node),
            End::Value { .. } => None,
        };
        for _ in 1..hops.max(1) {
            let mut next = inside.clone();
            for edge in &self.edges {
                let ends = [node(&edge.subject), node(&edge.object)];
                if ends.iter().flatten().any(|n| inside.contains(n)) {
                    next.extend(ends.into_iter().flatten());
                }
            }
            inside = next;
        }
        self.edges.retain(|edge| {
            let ends = [node(&edge.subject), node(&edge.object)];
            ends.iter().flatten().any(|n| inside.contains(n))
        });
    }

    /// Takes entities without a relation out, and contradictions between relations that are gone.
    fn prune(&mut self) {
        let mut used = vec![false; self.entities.len()];
        for edge in &self.edges {
            for end in [&edge.subject, &edge.object] {
                if let End::Entity(node) = end
                    && let Some(slot) = used.get_mut(node.0 as usize)
                {
                    *slot = true;
                }
            }
        }
        let mut new = Vec::with_capacity(used.len());
        let mut next = 0;
        for is_used in &used {
            new.push(is_used.then_some(NodeId(next)));
            next += u32::from(*is_used);
        }
        let mut old = used.iter();
        self.entities.retain(|_| old.next().copied().unwrap_or(false));
        let place = |node: NodeId| new.get(node.0 as usize).copied().flatten();
        for edge in &mut self.edges {
            for end in [&mut edge.subject, &mut edge.object] {
                if let End::Entity(node) = end {
                    *node = place(*node).unwrap_or(*node);
                }
            }
        }
        for member in &mut self.members {
            // What is gone points past the end, so that nothing takes it for another.
            member.node = place(member.node).unwrap_or(NodeId(u32::MAX));
        }
        let edges: BTreeSet<_> = self.edges.iter().map(|e| &e.id).collect();
        self.contradictions.retain(|c| c.edges.iter().all(|e| edges.contains(e)));
        self.summarise();
    }
}
