//! Lines to a graph.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::attribute::{Attributes, Shape, Value};
use super::evidence::{Article, Attribution, Evidence, Place};
use super::flat;
use super::loose::{Loose, Values};
use super::model::{
    ArticleId, Contradiction, Edge, End, Entity, Graph, Join, Member, MemberId, NodeId, Text,
};
use super::pool::{Lists, Pool};
use super::record::{
    Argument, Head, Merged, MergedContradiction, MergedEnd, MergedEntity, Plain, Source,
};
use crate::phrase::Status;

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub source: String,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.source, self.line, self.reason)
    }
}

/// Identifiers of an entity, those known.
type Ids = Arc<[(Text, Text)]>;

/// Builds a graph line by line. In a graph of plain lines every entity of every article is a node of
/// its own. A record that comes again counts once.
#[derive(Debug, Default)]
pub struct Reader {
    graph: Graph,
    pool: Pool,
    articles: FxHashMap<Article, ArticleId>,
    attributes: FxHashMap<Box<str>, Arc<Attributes>>,
    ids: FxHashMap<Box<str>, Ids>,
    aliases: Lists,
    attributions: FxHashSet<Arc<Attribution>>,
    nodes: FxHashMap<Text, NodeId>,
    edges: FxHashMap<Text, usize>,
    seen: FxHashSet<(Text, ArticleId)>,
    plain: u64,
}

impl Reader {
    /// Reads all lines; those that cannot be read are told to `fault`, and it goes on. Lines without
    /// anything on them are passed over.
    ///
    /// # Errors
    /// When the input cannot be read on.
    pub fn read(
        &mut self,
        name: &str,
        input: &mut dyn BufRead,
        fault: &mut dyn FnMut(Fault),
    ) -> io::Result<()> {
        let (mut bytes, mut line) = (Vec::new(), 0);
        loop {
            bytes.clear();
            if input.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            line += 1;
            let read = match std::str::from_utf8(&bytes) {
                Ok(text) if text.trim().is_empty() => Ok(()),
                Ok(text) => self.line(text),
                Err(e) => Err(format!("not valid UTF-8 at byte {}", e.valid_up_to())),
            };
            if let Err(reason) = read {
                fault(Fault { source: name.to_owned(), line, reason });
            }
        }
    }

    /// Reads one line.
    ///
    /// # Errors
    /// When it is neither a relation nor a line of a merged file: why.
    pub fn line(&mut self, line: &str) -> Result<(), String> {
        let plain = |e: serde_json::Error| format!("not a relation record: {e}");
        let merged = |e: serde_json::Error| format!("not a record of a merged file: {e}");
        // The key costs a look at lines that have it alone.
        let head = if line.contains("\"record\"") {
            serde_json::from_str::<Head<'_>>(line).map_err(plain)?.record
        } else {
            Cow::default()
        };
        match &*head {
            "" => match serde_json::from_str(line) {
                Ok(record) => {
                    self.plain += 1;
                    self.plain(&record)
                }
                Err(e) => self.row(line).unwrap_or_else(|| Err(plain(e))),
            },
            "relation" => self.merged(&serde_json::from_str(line).map_err(merged)?),
            "entity" => self.entity(&serde_json::from_str(line).map_err(merged)?),
            "contradiction" => {
                let record: MergedContradiction<'_> = serde_json::from_str(line).map_err(merged)?;
                self.contradiction(&record);
                Ok(())
            }
            other => Err(format!("unknown kind of record `{other}`")),
        }
    }

    /// Reads the row of a table, if the line is one.
    fn row(&mut self, line: &str) -> Option<Result<(), String>> {
        let record = match flat::read(line) {
            flat::Read::Other => return None,
            flat::Read::Failed => return Some(Ok(())),
            flat::Read::Relation(record) => record,
        };
        let read =
            serde_json::from_str(&record).map_err(|e| format!("not a row of relations: {e}"));
        self.plain += 1;
        Some(read.and_then(|record| self.plain(&record)))
    }

    /// The graph of all lines.
    pub fn finish(self) -> Graph {
        let mut graph = self.records();
        graph.settle();
        graph
    }

    /// The records of all lines, for merging: those of plain lines stand loose, without a relation and
    /// entities of their own, until [`Graph::settle`] or merging gives them some.
    pub fn records(mut self) -> Graph {
        self.graph.merged = self.plain == 0;
        self.graph
    }

    fn plain(&mut self, record: &Plain<'_>) -> Result<(), String> {
        let article = self.article(&record.doc, &record.article);
        let mut values = Values::default();
        for (argument, value) in [&record.subject, &record.object].into_iter().zip(&mut values) {
            *value = match &argument.entity {
                Some(local) => {
                    self.member(article, local, argument, None)?;
                    None
                }
                None => Some(End::Value {
                    name: self.pool.get(&argument.name),
                    value_type: self.pool.get(&argument.argument_type),
                }),
            };
        }
        let Some(evidence) = self.evidence(article, record)? else { return Ok(()) };
        let relation = self.pool.get(&record.relation);
        self.graph.loose.push(Loose::new(relation, values, evidence));
        Ok(())
    }

    fn merged(&mut self, record: &Merged<'_>) -> Result<(), String> {
        let relation = record.evidence.first().ok_or("a relation without evidence")?;
        let relation = self.pool.get(&relation.relation);
        let (subject, object) = (self.merged_end(&record.subject), self.merged_end(&record.object));
        let mut all = Vec::with_capacity(record.evidence.len());
        for plain in &record.evidence {
            let article = self.article(&plain.doc, &plain.article);
            let (first, second) =
                if plain.swapped { (&object, &subject) } else { (&subject, &object) };
            for (argument, end) in [(&plain.subject, first), (&plain.object, second)] {
                if let (Some(local), End::Entity(node)) = (&argument.entity, end) {
                    self.member(article, local, argument, Some(*node))?;
                }
            }
            all.extend(self.evidence(article, plain)?);
        }
        let id = self.pool.get(&record.id);
        match self.edges.get(&id).and_then(|i| self.graph.edges.get_mut(*i)) {
            Some(edge) => edge.evidence.append(&mut all),
            None if all.is_empty() => {}
            None => {
                self.edges.insert(Arc::clone(&id), self.graph.edges.len());
                let mut edge = Edge::new(id, relation, subject, object);
                edge.evidence = all;
                self.graph.edges.push(edge);
            }
        }
        Ok(())
    }

    fn entity(&mut self, record: &MergedEntity<'_>) -> Result<(), String> {
        let ids = self.identifiers(record.ids)?;
        let node = self.node(&record.id, &record.name, &record.entity_type);
        let aliases = record.aliases.iter().map(|a| self.pool.get(a)).collect();
        let joins = record.members.iter().map(|m| Join {
            doc: self.pool.get(&m.doc),
            local: self.pool.get(&m.entity),
            name: self.pool.get(&m.name),
            reason: self.pool.optional(m.reason.as_deref()),
        });
        let joins = joins.collect();
        if let Some(entity) = self.graph.entities.get_mut(node.0 as usize) {
            (entity.aliases, entity.ids, entity.joins) = (aliases, ids.to_vec(), joins);
        }
        Ok(())
    }

    fn contradiction(&mut self, record: &MergedContradiction<'_>) {
        let found = Contradiction {
            kind: self.pool.get(&record.kind),
            edges: record.relations.iter().map(|r| self.pool.get(r)).collect(),
            date: self.pool.optional(record.date.as_deref()),
            detail: record.detail.to_string(),
            evidence: record.evidence.iter().map(|e| self.pool.get(e)).collect(),
        };
        if !self.graph.contradictions.contains(&found) {
            self.graph.contradictions.push(found);
        }
    }

    /// The evidence of a record; `None` when it has been read before.
    fn evidence(
        &mut self,
        article: ArticleId,
        record: &Plain<'_>,
    ) -> Result<Option<Evidence>, String> {
        let status = Status::of_name(&record.status)
            .ok_or_else(|| format!("unknown status `{}`", record.status))?;
        let attributes = self.attributes(record.attributes)?;
        let id: Text = Arc::from(&*record.id);
        if !self.seen.insert((Arc::clone(&id), article)) {
            return Ok(None);
        }
        let attribution = record.attribution.as_ref().map(|said| {
            let text =
                Attribution { text: self.pool.get(&said.text), kind: self.pool.get(&said.kind) };
            match self.attributions.get(&text) {
                Some(known) => Arc::clone(known),
                None => {
                    let text = Arc::new(text);
                    self.attributions.insert(Arc::clone(&text));
                    text
                }
            }
        });
        Ok(Some(Evidence {
            id,
            article,
            swapped: record.swapped,
            subject: self.place(article, &record.subject),
            object: self.place(article, &record.object),
            attributes,
            status,
            negated: record.negated,
            hedged: record.hedged,
            attribution,
            sentence: self.pool.get(&record.evidence.text),
            start: record.evidence.start,
            end: record.evidence.end,
            rule: self.pool.get(&record.rule),
            confidence: record.confidence,
            story: self.pool.optional(record.story.as_deref()),
        }))
    }

    fn place(&mut self, article: ArticleId, argument: &Argument<'_>) -> Place {
        let local = argument.entity.as_ref().map(|e| self.pool.get(e));
        Place {
            member: local.and_then(|l| self.graph.places.get(&(article, l)).copied()),
            text: self.pool.get(&argument.text),
            start: argument.start,
            end: argument.end,
        }
    }

    fn article(&mut self, doc: &str, source: &Source<'_>) -> ArticleId {
        let article = Article {
            doc: self.pool.get(doc),
            title: self.pool.optional(source.title.as_deref()),
            date: self.pool.optional(source.date.as_deref()),
            url: self.pool.optional(source.url.as_deref()),
            publisher: self.pool.optional(source.publisher.as_deref()),
            source: self.pool.get(&source.source),
        };
        if let Some(known) = self.articles.get(&article) {
            return *known;
        }
        let id = ArticleId(self.graph.articles.len() as u32);
        self.graph.articles.push(article.clone());
        self.articles.insert(article, id);
        id
    }

    /// Makes an entity of an article known, as part of `node` where it is given.
    fn member(
        &mut self,
        article: ArticleId,
        local: &str,
        argument: &Argument<'_>,
        node: Option<NodeId>,
    ) -> Result<(), String> {
        let local = self.pool.get(local);
        if let Some(known) = self.graph.places.get(&(article, Arc::clone(&local))) {
            if let (Some(node), Some(member)) = (node, self.graph.members.get_mut(known.0 as usize))
                && member.node == NodeId::NONE
            {
                member.node = node;
            }
            return Ok(());
        }
        let ids = self.identifiers(argument.ids)?;
        let aliases = argument.aliases.iter().map(|a| self.pool.get(a)).collect();
        let member = Member {
            article,
            local: Arc::clone(&local),
            name: self.pool.get(&argument.name),
            entity_type: self.pool.get(&argument.argument_type),
            aliases: self.aliases.get(aliases),
            ids,
            node: node.unwrap_or(NodeId::NONE),
        };
        self.graph.places.insert((article, local), MemberId(self.graph.members.len() as u32));
        self.graph.members.push(member);
        Ok(())
    }

    fn merged_end(&mut self, end: &MergedEnd<'_>) -> End {
        match &end.entity {
            Some(id) => End::Entity(self.node(id, &end.name, &end.end_type)),
            None => End::Value {
                name: self.pool.get(&end.name),
                value_type: self.pool.get(&end.end_type),
            },
        }
    }

    /// The node with this id; made when it is new.
    fn node(&mut self, id: &str, name: &str, entity_type: &str) -> NodeId {
        let id = self.pool.get(id);
        if let Some(known) = self.nodes.get(&id) {
            return *known;
        }
        let node = NodeId(self.graph.entities.len() as u32);
        self.nodes.insert(Arc::clone(&id), node);
        let (name, entity_type) = (self.pool.get(name), self.pool.get(entity_type));
        self.graph.entities.push(Entity { id, name, entity_type, ..Entity::default() });
        node
    }

    fn attributes(&mut self, raw: &RawValue) -> Result<Arc<Attributes>, String> {
        if let Some(known) = self.attributes.get(raw.get()) {
            return Ok(Arc::clone(known));
        }
        let pairs: Pairs<'_> =
            serde_json::from_str(raw.get()).map_err(|e| format!("attributes: {e}"))?;
        let value = |shape| match shape {
            Shape::Null(()) => Value::Null,
            Shape::Text(text) => Value::Text(Text::from(&*text)),
            Shape::Object(fields) => fields.value(),
        };
        let all = pairs.0.into_iter().map(|(k, v)| (self.pool.get(&k), value(v))).collect();
        let all = Arc::new(all);
        self.attributes.insert(raw.get().into(), Arc::clone(&all));
        Ok(all)
    }

    fn identifiers(&mut self, raw: &RawValue) -> Result<Ids, String> {
        if let Some(known) = self.ids.get(raw.get()) {
            return Ok(Arc::clone(known));
        }
        let pairs: BTreeMap<String, Option<String>> =
            serde_json::from_str(raw.get()).map_err(|e| format!("ids: {e}"))?;
        let known = pairs.iter().filter_map(|(k, v)| Some((k, v.as_ref()?)));
        let all: Ids = known.map(|(k, v)| (self.pool.get(k), self.pool.get(v))).collect();
        self.ids.insert(raw.get().into(), Arc::clone(&all));
        Ok(all)
    }
}

/// The pairs of an object, in its order.
struct Pairs<'a>(Vec<(Cow<'a, str>, Shape<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of attributes")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
