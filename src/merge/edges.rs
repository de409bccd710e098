//! Relation records to facts, and facts to edges.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::copies;
use crate::graph::{Edge, End, Evidence, Graph, Mapping, Mappings, Text, Value};
use crate::write::content_hash;

/// A relation record, loose from any graph.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) relation: Text,
    /// The ends that are no entities.
    values: [Option<End>; 2],
    pub(super) evidence: Evidence,
}

/// All records of a graph, as they came out of extraction, in an order of content alone.
pub(super) fn take_apart(graph: &mut Graph) -> Vec<Fact> {
    let mut facts = Vec::new();
    for edge in std::mem::take(&mut graph.edges) {
        let value = |end: &End| matches!(end, End::Value { .. }).then(|| end.clone());
        for mut evidence in edge.evidence {
            let values = [value(&edge.subject), value(&edge.object)];
            let values = if evidence.swapped {
                let [a, b] = values;
                [b, a]
            } else {
                values
            };
            (evidence.swapped, evidence.story) = (false, None);
            facts.push(Fact { relation: Arc::clone(&edge.relation), values, evidence });
        }
    }
    graph.contradictions.clear();
    let article = |f: &Fact| graph.articles.get(f.evidence.article.0 as usize);
    facts.sort_by(|a, b| {
        a.evidence.id.cmp(&b.evidence.id).then_with(|| article(a).cmp(&article(b)))
    });
    facts
}

/// What makes two records one fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    relation: Text,
    subject: End,
    object: End,
    negated: bool,
    distinct: Vec<Option<Text>>,
}

/// Makes edges of facts: one for all that say the same of the same entities.
pub(super) fn put_together(graph: &mut Graph, facts: Vec<Fact>, mappings: &Mappings) {
    let mut groups: FxHashMap<Key, Vec<Evidence>> = FxHashMap::default();
    for fact in facts {
        let (key, evidence) = key(graph, fact, mappings);
        // A company that merging makes its own owner says nothing.
        if key.subject != key.object {
            groups.entry(key).or_default().push(evidence);
        }
    }
    let mut groups: BTreeMap<Key, Vec<Evidence>> = groups.into_iter().collect();
    fill_gaps(&mut groups);
    for (key, mut evidence) in groups {
        copies::mark(&mut evidence);
        let mut edge = Edge::new(id(graph, &key), key.relation, key.subject, key.object);
        edge.evidence = evidence;
        graph.edges.push(edge);
    }
    graph.summarise();
    graph.edges.sort_by(|a, b| a.id.cmp(&b.id));
}

fn key(graph: &Graph, fact: Fact, mappings: &Mappings) -> (Key, Evidence) {
    let Fact { relation, values: [first, second], mut evidence } = fact;
    let none = || End::Value { name: Text::default(), value_type: Text::default() };
    let node = |member: Option<_>, value: Option<End>| {
        let member = member.and_then(|m| graph.member(m));
        member.map(|m| End::Entity(m.node)).or(value).unwrap_or_else(none)
    };
    let mut subject = node(evidence.subject.member, first);
    let mut object = node(evidence.object.member, second);
    let mapping: &Mapping = mappings.of(&relation);
    if mapping.symmetric && object < subject {
        std::mem::swap(&mut subject, &mut object);
        evidence.swapped = true;
    }
    let words = |name: &String| match evidence.attribute(name) {
        Some(Value::Text(text)) => Some(Text::from(text.trim().to_lowercase())),
        _ => None,
    };
    let distinct = mapping.distinct.iter().map(words).collect();
    (Key { relation, subject, object, negated: evidence.negated, distinct }, evidence)
}

/// A record that does not say which office, which court, which kind belongs to the only one that is
/// said.
fn fill_gaps(groups: &mut BTreeMap<Key, Vec<Evidence>>) {
    let vague: Vec<Key> = groups
        .keys()
        .filter(|k| !k.distinct.is_empty() && k.distinct.iter().all(Option::is_none))
        .cloned()
        .collect();
    for key in vague {
        let same = |k: &&Key| {
            (&k.relation, &k.subject, &k.object, k.negated)
                == (&key.relation, &key.subject, &key.object, key.negated)
        };
        // A key without words is the least of those that are the same otherwise.
        let mut others = groups.range(&key..).map(|(k, _)| k).take_while(same).skip(1);
        let (Some(only), None) = (others.next().cloned(), others.next()) else { continue };
        let Some(evidence) = groups.remove(&key) else { continue };
        groups.entry(only).or_default().extend(evidence);
    }
}

fn id(graph: &Graph, key: &Key) -> Text {
    let end = |end: &End| match graph.entity(end) {
        Some(entity) => entity.id.to_string(),
        None => format!("{}\0{}", graph.type_of(end), graph.name(end)),
    };
    let (subject, object) = (end(&key.subject), end(&key.object));
    let distinct: Vec<&str> = key.distinct.iter().map(|d| d.as_deref().unwrap_or("")).collect();
    let distinct = distinct.join("\0");
    let parts: [&[u8]; 6] = [
        b"edge",
        key.relation.as_bytes(),
        subject.as_bytes(),
        object.as_bytes(),
        &[u8::from(key.negated)],
        distinct.as_bytes(),
    ];
    Text::from(content_hash(&parts))
}
