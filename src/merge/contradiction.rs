//! Evidence that cannot all be true: told, never resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::graph::{Contradiction, Edge, End, Graph, Mappings, ShareAt, Text, first_day, last_day};
use crate::phrase::Status;

/// Percent that rounding may add to a whole.
const SLACK: f64 = 0.5;

/// All contradictions of a graph, sorted.
pub(super) fn find(graph: &Graph, mappings: &Mappings) -> Vec<Contradiction> {
    let mut found = Vec::new();
    denied(graph, &mut found);
    for edge in &graph.edges {
        shares(graph, edge, &mut found);
    }
    wholes(graph, mappings, &mut found);
    singles(graph, mappings, &mut found);
    found.sort();
    found
}

/// One says so, another that it is not so.
fn denied(graph: &Graph, found: &mut Vec<Contradiction>) {
    let mut edges: Vec<&Edge> = graph.edges.iter().collect();
    fn fact<'a>(e: &&'a Edge) -> (&'a Text, &'a End, &'a End) {
        (&e.relation, &e.subject, &e.object)
    }
    // Those of one fact stay in the order of their ids.
    edges.sort_by(|a, b| fact(a).cmp(&fact(b)));
    for same in edges.chunk_by(|a, b| fact(a) == fact(b)) {
        let (denied, affirmed): (Vec<&Edge>, Vec<&Edge>) = same.iter().partition(|e| e.negated);
        let Some(first) = affirmed.first().filter(|_| !denied.is_empty()) else { continue };
        let all = || affirmed.iter().chain(&denied);
        found.push(Contradiction {
            kind: Text::from("denied"),
            edges: all().map(|e| Arc::clone(&e.id)).collect(),
            date: None,
            detail: format!(
                "{} {} {}: affirmed and denied",
                graph.name(&first.subject),
                first.relation,
                graph.name(&first.object)
            ),
            evidence: all().flat_map(|e| &e.evidence).map(|e| Arc::clone(&e.id)).collect(),
        });
    }
}

/// The days of a share: as the text says, else those of the articles.
fn days(held: &ShareAt) -> Option<(String, String)> {
    match &held.date {
        Some(date) => Some((first_day(date)?, last_day(date)?)),
        None => Some((held.first_seen.as_ref()?.to_string(), held.last_seen.as_ref()?.to_string())),
    }
}

/// Two shares for one date.
fn shares(graph: &Graph, edge: &Edge, found: &mut Vec<Contradiction>) {
    let held: Vec<_> = edge
        .shares
        .iter()
        .filter(|s| s.status == Status::Actual && !edge.negated)
        .filter_map(|s| Some((s, days(s)?)))
        .collect();
    for (i, (a, (a_from, a_to))) in held.iter().enumerate() {
        for (b, (b_from, b_to)) in held.iter().skip(i + 1) {
            // A day that both speak of; a year is too long to say that nothing changed in it.
            let exact = a_from == a_to && b_from == b_to;
            if !exact || a_from != b_from || a.share.agrees(&b.share) {
                continue;
            }
            found.push(Contradiction {
                kind: Text::from("shares"),
                edges: vec![Arc::clone(&edge.id)],
                date: Some(Text::from(&**a_from)),
                detail: format!(
                    "{} {} {}: {} and {}",
                    graph.name(&edge.subject),
                    edge.relation,
                    graph.name(&edge.object),
                    a.share.short(),
                    b.share.short()
                ),
                evidence: a.evidence.iter().chain(&b.evidence).cloned().collect(),
            });
        }
    }
}

/// Parts of one whole that come to more than all of it, by what was last said within one year.
fn wholes(graph: &Graph, mappings: &Mappings, found: &mut Vec<Contradiction>) {
    type Whole<'a> = (&'a Text, &'a End, &'a str);
    let mut parts: BTreeMap<Whole<'_>, Vec<(&Edge, f64)>> = BTreeMap::new();
    for edge in &graph.edges {
        let holds = mappings.of(&edge.relation).whole && !edge.negated && !edge.hedged;
        let last = edge.shares.iter().rev().find(|s| s.status == Status::Actual);
        let Some(held) = last.filter(|_| holds && edge.status == Status::Actual) else { continue };
        let day = held.date.as_deref().or(held.last_seen.as_deref());
        if let Some(year) = day.and_then(|d| d.get(..4)) {
            parts
                .entry((&edge.relation, &edge.object, year))
                .or_default()
                .push((edge, held.share.least()));
        }
    }
    for ((relation, object, year), parts) in parts {
        let total: f64 = parts.iter().map(|(_, share)| share).sum();
        if total <= 100.0 + SLACK {
            continue;
        }
        let names: Vec<String> =
            parts.iter().map(|(e, share)| format!("{} {share}%", graph.name(&e.subject))).collect();
        found.push(Contradiction {
            kind: Text::from("over_100"),
            edges: parts.iter().map(|(e, _)| Arc::clone(&e.id)).collect(),
            date: Some(Text::from(year)),
            detail: format!("{relation} {}: {}", graph.name(object), names.join(", ")),
            evidence: parts
                .iter()
                .flat_map(|(e, _)| &e.evidence)
                .map(|e| Arc::clone(&e.id))
                .collect(),
        });
    }
}

/// Two dates where there is one.
fn singles(graph: &Graph, mappings: &Mappings, found: &mut Vec<Contradiction>) {
    let mut values: BTreeMap<(&Text, &End), Vec<&Edge>> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|e| mappings.of(&e.relation).single && !e.negated) {
        if let End::Value { value_type, .. } = &edge.object
            && &**value_type == "date"
        {
            values.entry((&edge.relation, &edge.subject)).or_default().push(edge);
        }
    }
    for ((relation, subject), edges) in values {
        let year = |e: &&Edge| year(graph.name(&e.object));
        let mut years: Vec<String> = edges.iter().filter_map(year).collect();
        years.sort();
        years.dedup();
        if years.len() > 1 {
            found.push(Contradiction {
                kind: Text::from("differs"),
                edges: edges.iter().map(|e| Arc::clone(&e.id)).collect(),
                date: None,
                detail: format!("{} {relation}: {}", graph.name(subject), years.join(", ")),
                evidence: edges
                    .iter()
                    .flat_map(|e| &e.evidence)
                    .map(|e| Arc::clone(&e.id))
                    .collect(),
            });
        }
    }
}

/// The year in the words of a date.
fn year(words: &str) -> Option<String> {
    let mut digits = words.split(|c: char| !c.is_ascii_digit());
    digits.find(|d| d.len() == 4).map(str::to_owned)
}
