//! Which part of a graph is written.

use std::collections::BTreeSet;

use super::evidence::Evidence;
use super::model::{End, Entity, Graph, NodeId};
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
    /// Entities, as [`Graph::called`] finds them, and what is around them.
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

    /// The entities that a person means by a name: those with this id, name or alias, capitals aside;
    /// where there are none, those whose name or alias begins with its words. The cost is linear.
    pub fn called(&self, name: &str) -> Vec<NodeId> {
        let wanted = name.trim().to_lowercase();
        let begins = |n: &str| n.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' '));
        let find = |fits: &dyn Fn(&str) -> bool| -> Vec<NodeId> {
            let fits = |e: &Entity| {
                let mut names = e.aliases.iter().chain([&e.name, &e.id]);
                names.any(|n| fits(&n.to_lowercase()))
            };
            let all = self.entities.iter().enumerate().filter(|(_, e)| fits(e));
            all.map(|(i, _)| NodeId(i as u32)).collect()
        };
        let exact = find(&|n| n == wanted);
        if exact.is_empty() && !wanted.is_empty() { find(&begins) } else { exact }
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
        let mut inside: BTreeSet<NodeId> = about.iter().flat_map(|a| self.called(a)).collect();
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
            member.node = place(member.node).unwrap_or(NodeId::NONE);
        }
        let edges: BTreeSet<_> = self.edges.iter().map(|e| &e.id).collect();
        self.contradictions.retain(|c| c.edges.iter().all(|e| edges.contains(e)));
        self.summarise();
    }
}
