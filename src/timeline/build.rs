//! A graph, and articles where they are given, to a timeline.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::basis::{Dates, dated};
use super::when::When;
use super::{Basis, Choice, Fact, Item, Origin, Timeline};
use crate::extract::Extractor;
use crate::graph::{Article, Edge, Evidence, Graph, Value};
use crate::marked::{Mark, Marked};
use crate::write::content_hash;

/// What makes two reports the same: ends, relation, date, status and denial.
type Key = (String, Arc<str>, String, (When, Basis), u8, bool);

impl Timeline {
    /// The timeline of a graph. `articles` add dated sentences that name two or more. Linear in the
    /// records and the text.
    pub fn of(graph: &Graph, articles: &[Marked], extractor: &Extractor, choice: &Choice) -> Self {
        let mut timeline = Self::default();
        let wanted = Wanted::new(graph, choice);
        timeline.relations(graph, extractor, choice, &wanted);
        timeline.dated_sentences(articles, choice, &wanted);
        // What is the same but for its place keeps the order of the input.
        timeline.items.sort_by_key(|item| (item.date.when, item.fact.is_none()));
        timeline
    }

    fn relations(
        &mut self,
        graph: &Graph,
        extractor: &Extractor,
        choice: &Choice,
        wanted: &Wanted,
    ) {
        let dates = Dates { extractor };
        let mut known: FxHashMap<Key, usize> = FxHashMap::default();
        for (number, edge) in graph.edges.iter().enumerate() {
            if !wanted.edge(graph, edge) {
                continue;
            }
            for (which, evidence) in edge.evidence.iter().enumerate() {
                let Some(date) = dates.of(graph, edge, evidence) else {
                    self.undated += 1;
                    continue;
                };
                if !choice.bases.is_empty() && !choice.bases.contains(&date.basis) {
                    self.left_out += 1;
                    continue;
                }
                self.dated += 1;
                let origin = graph.article(evidence).map(origin).unwrap_or_default();
                let fact = fact(graph, edge, evidence, (number, which));
                let key = (
                    fact.subject.clone(),
                    Arc::clone(&edge.relation),
                    fact.object.clone(),
                    (date.when, date.basis),
                    fact.status as u8,
                    fact.negated,
                );
                let same = known.get(&key).filter(|_| !choice.apart);
                if let Some(item) = same.and_then(|at| self.items.get_mut(*at)) {
                    item.also.push(origin);
                    continue;
                }
                known.insert(key, self.items.len());
                self.items.push(Item {
                    id: evidence.id.to_string(),
                    date,
                    names: vec![fact.subject.clone(), fact.object.clone()],
                    fact: Some(fact),
                    sentence: evidence.sentence.to_string(),
                    place: None,
                    article: Some(evidence.article),
                    origin,
                    also: Vec::new(),
                });
            }
        }
    }

    /// Sentences with a date and two or more names, unless a relation with that date says the same.
    fn dated_sentences(&mut self, articles: &[Marked], choice: &Choice, wanted: &Wanted) {
        let told: FxHashSet<(&str, &str, When)> =
            self.items.iter().map(|i| (&*i.origin.doc, &*i.sentence, i.date.when)).collect();
        let mut added = Vec::new();
        for (number, marked) in articles.iter().enumerate() {
            let text = marked.article.text.as_str();
            for &sentence in &marked.sentences {
                let from = marked.marks.partition_point(|m| m.span.start < sentence.start);
                let rest = marked.marks.get(from..).unwrap_or(&[]);
                let inside: Vec<&Mark> =
                    rest.iter().take_while(|m| sentence.contains(m.span)).collect();
                let mut names: Vec<String> = Vec::new();
                for (_, name) in inside.iter().filter_map(|m| m.entity.as_ref()) {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
                if names.len() < 2 || !wanted.names(&names) {
                    continue;
                }
                let mut seen: Vec<When> = Vec::new();
                for mark in inside {
                    let Some(when) = mark.timex.as_deref().and_then(When::parse) else { continue };
                    let date = dated(when, Some(mark.span.of(text).to_owned()));
                    let chosen = choice.bases.is_empty() || choice.bases.contains(&date.basis);
                    let said = told.contains(&(&*marked.article.id, sentence.of(text), when));
                    if !chosen || said || seen.contains(&when) {
                        continue;
                    }
                    seen.push(when);
                    added.push(Item {
                        id: content_hash(&[
                            marked.article.id.as_bytes(),
                            sentence.of(text).as_bytes(),
                            when.iso().as_bytes(),
                            &sentence.start.to_le_bytes(),
                        ]),
                        date,
                        fact: None,
                        names: names.clone(),
                        sentence: sentence.of(text).to_owned(),
                        place: Some((number, sentence)),
                        article: None,
                        origin: Origin {
                            doc: marked.article.id.clone(),
                            title: marked.article.title.clone(),
                            date: marked.article.date.map(|d| d.to_string()),
                            url: marked.article.url.clone(),
                            publisher: marked.article.publisher.clone(),
                        },
                        also: Vec::new(),
                    });
                }
            }
        }
        self.sentences = added.len() as u64;
        self.items.extend(added);
    }
}

fn origin(article: &Article) -> Origin {
    let text = |t: &Option<Arc<str>>| t.as_ref().map(|t| t.to_string());
    Origin {
        doc: article.doc.to_string(),
        title: text(&article.title),
        date: text(&article.date),
        url: text(&article.url),
        publisher: text(&article.publisher),
    }
}

fn fact(graph: &Graph, edge: &Edge, evidence: &Evidence, (number, which): (usize, usize)) -> Fact {
    Fact {
        edge: number,
        evidence: which,
        subject: graph.name(&edge.subject).to_owned(),
        relation: edge.relation.to_string(),
        object: graph.name(&edge.object).to_owned(),
        status: evidence.status,
        negated: evidence.negated,
        hedged: evidence.hedged,
        with: with(evidence),
    }
}

/// Share, money, role … in few words, without the date.
fn with(evidence: &Evidence) -> String {
    let shown = |(name, value): &(Arc<str>, Value)| match value {
        Value::Share(share) => Some(share.short()),
        Value::Change(change) => Some(change.kind.clone()),
        Value::Amount(amount) => {
            let value = amount.value.map(|v| v.to_string()).unwrap_or_default();
            Some(format!("{} {value}", amount.currency.as_deref().unwrap_or("")).trim().to_owned())
        }
        Value::Party(party) => Some(format!("{name} {}", party.name)),
        Value::Text(text) if &**name != "date" => Some(text.to_string()),
        Value::Text(_) | Value::Null => None,
    };
    let all: Vec<String> =
        evidence.attributes.iter().filter_map(shown).filter(|s| !s.is_empty()).collect();
    all.join(", ")
}

/// Which names are asked for.
struct Wanted {
    /// Folded names; `None` wants all.
    names: Option<FxHashSet<String>>,
}

impl Wanted {
    /// The name that is asked for, and all other names of the entities that have it.
    fn new(graph: &Graph, choice: &Choice) -> Self {
        let Some(about) = &choice.about else { return Self { names: None } };
        let mut names = FxHashSet::from_iter([folded(about)]);
        let called = graph.called(about).into_iter();
        names.extend(
            called.filter_map(|n| graph.entities.get(n.0 as usize)).map(|e| folded(&e.name)),
        );
        Self { names: Some(names) }
    }

    fn names(&self, names: &[String]) -> bool {
        let Some(wanted) = &self.names else { return true };
        names.iter().any(|name| wanted.contains(&folded(name)))
    }

    fn edge(&self, graph: &Graph, edge: &Edge) -> bool {
        let Some(wanted) = &self.names else { return true };
        [&edge.subject, &edge.object].iter().any(|end| wanted.contains(&folded(graph.name(end))))
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}
