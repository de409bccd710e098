//! Relation records to facts, and facts to edges.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::copies;
use crate::graph::{Edge, End, Evidence, Graph, Loose, Mapping, Mappings, Text, Value};
use crate::write::content_hash;

/// Facts that are moved at once: room that a part of them took is given back before all are moved.
const PORTION: usize = 1 << 16;

/// All records of a graph, as they came out of extraction, in an order of content alone.
pub(super) fn take_apart(graph: &mut Graph) -> Vec<Loose> {
    let mut facts = std::mem::take(&mut graph.loose);
    for edge in std::mem::take(&mut graph.edges) {
        let value = |end: &End| matches!(end, End::Value { .. }).then(|| end.clone());
        for mut evidence in edge.evidence {
            let mut values = [value(&edge.subject), value(&edge.object)];
            if evidence.swapped {
                values.reverse();
            }
            (evidence.swapped, evidence.story) = (false, None);
            facts.push(Loose::new(Arc::clone(&edge.relation), values, evidence));
        }
    }
    graph.contradictions.clear();
    let article = |f: &Loose| graph.articles.get(f.evidence.article.0 as usize);
    facts.sort_unstable_by(|a, b| {
        a.evidence.id.cmp(&b.evidence.id).then_with(|| article(a).cmp(&article(b)))
    });
    facts
}

/// Where a record belongs: what makes two of them one fact, as numbers, and its own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    relation: u32,
    ends: [u64; 2],
    negated: bool,
    /// The words of the attributes that make it another fact; 0 where there are none.
    words: u32,
    fact: u32,
}

impl Place {
    /// All but the words.
    fn vague(&self) -> impl PartialEq + use<> {
        (self.relation, self.ends, self.negated)
    }
}

/// The words of the attributes of a type that make it another fact.
type Distinct = Vec<Option<Text>>;

/// Numbers for what makes two records one fact.
#[derive(Default)]
struct Numbers {
    relations: FxHashMap<Text, u32>,
    values: FxHashMap<End, u64>,
    words: FxHashMap<Distinct, u32>,
}

impl Numbers {
    fn relation(&mut self, relation: &Text) -> u32 {
        let next = self.relations.len() as u32;
        *self.relations.entry(Arc::clone(relation)).or_insert(next)
    }

    fn end(&mut self, end: End) -> u64 {
        if let End::Entity(node) = end {
            return u64::from(node.0);
        }
        let next = (1 << 32) + self.values.len() as u64;
        *self.values.entry(end).or_insert(next)
    }

    fn words(&mut self, words: Distinct) -> u32 {
        if words.iter().all(Option::is_none) {
            return 0;
        }
        let next = self.words.len() as u32 + 1;
        *self.words.entry(words).or_insert(next)
    }
}

/// Makes edges of facts: one for all that say the same of the same entities.
pub(super) fn put_together(graph: &mut Graph, mut facts: Vec<Loose>, mappings: &Mappings) {
    let mut numbers = Numbers::default();
    let mut places: Vec<Place> = Vec::with_capacity(facts.len());
    for (i, fact) in facts.iter_mut().enumerate() {
        let mapping = mappings.of(&fact.relation);
        let [subject, object] = ends(graph, fact, mapping);
        fact.evidence.swapped = mapping.symmetric && fact.ends(graph).first() != Some(&subject);
        // A company that merging makes its own owner says nothing.
        if subject != object {
            places.push(Place {
                relation: numbers.relation(&fact.relation),
                ends: [numbers.end(subject), numbers.end(object)],
                negated: fact.evidence.negated,
                words: numbers.words(distinct(&fact.evidence, mapping)),
                fact: i as u32,
            });
        }
    }
    drop(numbers);
    places.sort_unstable();
    fill_gaps(&mut places);
    let groups = || places.chunk_by(|a, b| a.vague() == b.vague() && a.words == b.words);
    graph.edges.reserve_exact(groups().count());
    let mut facts = in_order(facts, &places).into_iter().flatten();
    for group in groups() {
        let mut group: Vec<Loose> = facts.by_ref().take(group.len()).collect();
        let Some(first) = group.first() else { break };
        let mapping = mappings.of(&first.relation);
        let relation = Arc::clone(&first.relation);
        let [subject, object] = ends(graph, first, mapping);
        // All that are not vague have the same words.
        let words = group.iter().map(|f| distinct(&f.evidence, mapping)).max().unwrap_or_default();
        let id = id(graph, &relation, [&subject, &object], first.evidence.negated, &words);
        let mut edge = Edge::new(id, relation, subject, object);
        edge.evidence = group.drain(..).map(|f| f.evidence).collect();
        copies::mark(&mut edge.evidence);
        graph.edges.push(edge);
    }
    graph.summarise();
    graph.edges.sort_unstable_by(|a, b| a.id.cmp(&b.id));
}

/// The ends of a fact; those of a symmetric one in an order of their own.
fn ends(graph: &Graph, fact: &Loose, mapping: &Mapping) -> [End; 2] {
    let mut ends = fact.ends(graph);
    if mapping.symmetric {
        ends.sort();
    }
    ends
}

fn distinct(evidence: &Evidence, mapping: &Mapping) -> Distinct {
    let words = |name: &String| match evidence.attribute(name) {
        Some(Value::Text(text)) => Some(Text::from(text.trim().to_lowercase())),
        _ => None,
    };
    mapping.distinct.iter().map(words).collect()
}

/// A record that does not say which office, which court, which kind belongs to the only one that is
/// said.
fn fill_gaps(places: &mut [Place]) {
    for same in places.chunk_by_mut(|a, b| a.vague() == b.vague()) {
        let vague = same.partition_point(|p| p.words == 0);
        let (Some(only), Some(last)) = (same.get(vague).copied(), same.last()) else { continue };
        if only.words == last.words {
            same.iter_mut().for_each(|p| p.words = only.words);
            same.rotate_left(vague);
        }
    }
}

/// The facts that have a place, in the order of places.
fn in_order(facts: Vec<Loose>, places: &[Place]) -> Vec<Vec<Loose>> {
    let mut facts: Vec<Option<Loose>> = facts.into_iter().map(Some).collect();
    let mut portions = Vec::with_capacity(places.len() / PORTION + 1);
    for portion in places.chunks(PORTION) {
        let mut taken = Vec::with_capacity(portion.len());
        taken.extend(portion.iter().filter_map(|p| facts.get_mut(p.fact as usize)?.take()));
        portions.push(taken);
    }
    portions
}

fn id(
    graph: &Graph,
    relation: &str,
    ends: [&End; 2],
    negated: bool,
    words: &[Option<Text>],
) -> Text {
    let [subject, object] = ends.map(|end| match graph.entity(end) {
        Some(entity) => entity.id.to_string(),
        None => format!("{}\0{}", graph.type_of(end), graph.name(end)),
    });
    let words: Vec<&str> = words.iter().map(|d| d.as_deref().unwrap_or("")).collect();
    let parts: [&[u8]; 6] = [
        b"edge",
        relation.as_bytes(),
        subject.as_bytes(),
        object.as_bytes(),
        &[u8::from(negated)],
        &words.join("\0").into_bytes(),
    ];
    Text::from(content_hash(&parts))
}
