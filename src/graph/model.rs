//! The graph: entities, edges, and what does not fit together.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::attribute::{Attributes, Holding, Value};
use super::evidence::{Article, Evidence};
use super::loose::Loose;
use super::summary::{Period, ShareAt};
use crate::phrase::Status;

/// A string that many records share.
pub type Text = Arc<str>;

/// An index into [`Graph::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u32);

/// An index into [`Graph::members`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId(pub u32);

/// An index into [`Graph::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// No entity of the graph: not yet, or no longer.
    pub(super) const NONE: Self = Self(u32::MAX);
}

/// An entity of one article, as extraction found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The article.
    pub article: ArticleId,
    /// Its number there: `e4`.
    pub local: Text,
    /// Its fullest name there.
    pub name: Text,
    /// organization, person or place.
    pub entity_type: Text,
    /// Its other names there.
    pub aliases: Arc<[Text]>,
    /// Its identifiers, those known: `(wikidata, Q5)`.
    pub ids: Arc<[(Text, Text)]>,
    /// The entity of the graph that it belongs to.
    pub node: NodeId,
}

/// How one member came to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Join {
    /// The article's id.
    pub doc: Text,
    /// The entity's number there.
    pub local: Text,
    /// Its name there.
    pub name: Text,
    /// Why it is the same as the others; `None` for the one that the entity began with.
    pub reason: Option<Text>,
}

/// An entity of the graph: one or more members.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entity {
    /// Its id in all formats: the same for the same members, whatever the order of the input.
    pub id: Text,
    /// Its name: the fullest of those used most.
    pub name: Text,
    /// organization, person or place.
    pub entity_type: Text,
    /// Its other names, sorted.
    pub aliases: Vec<Text>,
    /// Its identifiers, sorted.
    pub ids: Vec<(Text, Text)>,
    /// Its members and why they are one.
    pub joins: Vec<Join>,
}

/// One end of an edge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// An entity.
    Entity(NodeId),
    /// A date, a number or a name: no entity.
    Value {
        /// The words as written.
        name: Text,
        /// date, number or name.
        value_type: Text,
    },
}

/// One fact, with all that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// A hash of what it says: relation and ends.
    pub id: Text,
    /// The type's name.
    pub relation: Text,
    /// Who or what does it.
    pub subject: End,
    /// To whom or what.
    pub object: End,
    /// The text says that it is not so.
    pub negated: bool,
    /// Where it stood when last seen.
    pub status: Status,
    /// No evidence of the last status vouches for it.
    pub hedged: bool,
    /// The last known value of each attribute; further parties are linked to their nodes.
    pub attributes: Arc<Attributes>,
    /// Of the best evidence, raised by independent outlets, 0 to 1.
    pub confidence: f64,
    /// The first day of an article that says so, `YYYY-MM-DD`.
    pub first_seen: Option<Text>,
    /// The last day of one.
    pub last_seen: Option<Text>,
    /// When it began, if the text says so (TIMEX3).
    pub start: Option<Text>,
    /// When it ended, if it has: as the text says, else the day of the first article that says so.
    pub end: Option<Text>,
    /// Independent outlets: copies of one story, and articles of one publisher, count once.
    pub outlets: u32,
    /// Its history of status, oldest first.
    pub history: Vec<Period>,
    /// Its history of share, oldest first.
    pub shares: Vec<ShareAt>,
    /// Everything that says so: oldest article first, then by id.
    pub evidence: Vec<Evidence>,
}

impl Edge {
    /// An attribute that is not empty.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        let found = self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, v)| v);
        found.filter(|v| **v != Value::Null)
    }

    /// An attribute that is words.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.attribute(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The last known share.
    pub fn share(&self) -> Option<&Holding> {
        self.attributes.iter().find_map(|(_, v)| match v {
            Value::Share(share) => Some(share),
            _ => None,
        })
    }
}

/// Evidence that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// `shares`, `denied`, `over_100` …
    pub kind: Text,
    /// The edges that contradict one another, or the one that contradicts itself.
    pub edges: Vec<Text>,
    /// The day or year of which they speak.
    pub date: Option<Text>,
    /// In words.
    pub detail: String,
    /// The relation records that say so.
    pub evidence: Vec<Text>,
}

/// Entities and relations of many articles.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The articles.
    pub articles: Vec<Article>,
    /// The entities of each article.
    pub members: Vec<Member>,
    /// The entities of the graph.
    pub entities: Vec<Entity>,
    /// The relations of the graph.
    pub edges: Vec<Edge>,
    /// What does not fit together.
    pub contradictions: Vec<Contradiction>,
    /// True when all lines came from `stakeout merge`.
    pub merged: bool,
    /// Records that no edge has yet.
    pub(crate) loose: Vec<Loose>,
    /// Article and number to member.
    pub(super) places: FxHashMap<(ArticleId, Text), MemberId>,
}

impl Graph {
    /// The entity at an end; `None` for a value.
    pub fn entity(&self, end: &End) -> Option<&Entity> {
        match end {
            End::Entity(node) => self.entities.get(node.0 as usize),
            End::Value { .. } => None,
        }
    }

    /// The name at an end.
    pub fn name<'a>(&'a self, end: &'a End) -> &'a str {
        match end {
            End::Entity(node) => self.entities.get(node.0 as usize).map_or("", |e| &e.name),
            End::Value { name, .. } => name,
        }
    }

    /// The type at an end: organization, person, place, date, number, name.
    pub fn type_of<'a>(&'a self, end: &'a End) -> &'a str {
        match end {
            End::Entity(node) => self.entities.get(node.0 as usize).map_or("", |e| &e.entity_type),
            End::Value { value_type, .. } => value_type,
        }
    }

    /// The article of a piece of evidence.
    pub fn article(&self, evidence: &Evidence) -> Option<&Article> {
        self.articles.get(evidence.article.0 as usize)
    }

    /// An entity of an article.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.get(id.0 as usize)
    }

    /// The node of an entity that an article calls so.
    pub fn node_of(&self, article: ArticleId, local: &Text) -> Option<NodeId> {
        let id = self.places.get(&(article, Text::clone(local)))?;
        self.member(*id).map(|m| m.node)
    }
}
