//! Records that are not yet in the graph, as plain lines give them: most of a large input is these,
//! so that they are small.

use std::sync::Arc;

use super::evidence::{Article, Evidence};
use super::model::{Edge, End, Entity, Graph, Join, MemberId, NodeId, Text};
use crate::write::content_hash;

/// The ends that are no entities, subject and object.
pub(crate) type Values = [Option<End>; 2];

/// A relation record without an edge; its ends are those of its evidence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loose {
    pub(crate) relation: Text,
    /// `None` for what most records are: two entities.
    values: Option<Box<Values>>,
    pub(crate) evidence: Evidence,
}

impl Loose {
    pub(crate) fn new(relation: Text, values: Values, evidence: Evidence) -> Self {
        let values = values.iter().any(Option::is_some).then(|| Box::new(values));
        Self { relation, values, evidence }
    }

    /// Subject and object in the graph, where the evidence's entities have their nodes.
    pub(crate) fn ends(&self, graph: &Graph) -> [End; 2] {
        let member = |id: Option<MemberId>| id.and_then(|id| graph.member(id));
        let none = || End::Value { name: Text::default(), value_type: Text::default() };
        let values = || self.values.as_deref().into_iter();
        let [subject, object] = [&self.evidence.subject, &self.evidence.object]
            .map(|place| member(place.member).map(|m| End::Entity(m.node)));
        [
            subject.or_else(|| values().find_map(|[v, _]| v.clone())).unwrap_or_else(none),
            object.or_else(|| values().find_map(|[_, v]| v.clone())).unwrap_or_else(none),
        ]
    }
}

impl Graph {
    /// Gives every record that has none an edge of its own and every entity of an article a node of
    /// its own, and works out all edges: the graph as the articles have it. The cost is linear.
    pub fn settle(&mut self) {
        for member in &mut self.members {
            if member.node != NodeId::NONE {
                continue;
            }
            let found = self.articles.get(member.article.0 as usize).cloned().unwrap_or_default();
            member.node = NodeId(self.entities.len() as u32);
            self.entities.push(Entity {
                id: Arc::from(local_id(&found, &member.local)),
                name: Arc::clone(&member.name),
                entity_type: Arc::clone(&member.entity_type),
                aliases: member.aliases.to_vec(),
                ids: member.ids.to_vec(),
                joins: vec![Join {
                    doc: found.doc,
                    local: Arc::clone(&member.local),
                    name: Arc::clone(&member.name),
                    reason: None,
                }],
            });
        }
        for loose in std::mem::take(&mut self.loose) {
            let [subject, object] = loose.ends(self);
            let id = Arc::clone(&loose.evidence.id);
            let mut edge = Edge::new(id, loose.relation, subject, object);
            edge.evidence = vec![loose.evidence];
            self.edges.push(edge);
        }
        self.summarise();
    }
}

/// The id of an entity that stands for itself alone.
pub(crate) fn local_id(article: &Article, local: &str) -> String {
    let part = |p: &Option<Text>| p.as_deref().unwrap_or("").to_owned();
    let parts = [
        article.doc.to_string(),
        part(&article.title),
        part(&article.date),
        part(&article.url),
        part(&article.publisher),
        article.source.to_string(),
        local.to_owned(),
    ];
    content_hash(&parts.each_ref().map(|p| p.as_bytes()))
}
