//! Entities of many articles to one entity each, and their relations to one fact each. Entry point:
//! [`merge`].
//!
//! Entities come together by identifier, by full name, by name without its legal form and by alias,
//! and each joins with a reason. A name that many bear (a family name that is common, an acronym, a
//! name of nothing but general words) joins only with evidence: a neighbour in common, or one seat.
//! A bare family name never joins. Everything is decided in an order that the content alone gives,
//! so the order of the input does not matter.

mod alias;
mod assign;
mod bearer;
mod contradiction;
mod copies;
mod corrections;
mod edges;
mod entities;
mod knowledge;
mod name;
mod union;

pub use corrections::Corrections;
pub use knowledge::Knowledge;

use crate::graph::{Graph, Mappings};

/// Merges a graph. Lines of merged files may be in it: they are taken apart first. The cost is that of
/// sorting entities and evidence.
pub fn merge(
    mut graph: Graph,
    mappings: &Mappings,
    knowledge: &Knowledge,
    corrections: &Corrections,
) -> Graph {
    let facts = edges::take_apart(&mut graph);
    let bearers = bearer::Bearers::read(&graph, &facts, mappings, knowledge);
    let mut names = entities::Names::new(&graph, bearers, knowledge);
    names.correct(&graph, corrections);
    names.by_identifier();
    names.by_name();
    names.by_alias();
    names.assign(&mut graph);
    edges::put_together(&mut graph, facts, mappings);
    graph.contradictions = contradiction::find(&graph, mappings);
    graph.merged = true;
    graph
}
