//! One page that shows articles, graph, timeline and tables, opened from disk without a network.
//! Entry point: [`page`].
//!
//! What articles say is data: JSON in a script element that no script runs, set as text by the
//! page's own scripts. The page's policy allows its two scripts and one style sheet by their hashes
//! and nothing else.

mod data;
mod documents;
mod names;
mod template;
mod units;

use crate::graph::Graph;
use crate::marked::Marked;
use crate::timeline::Timeline;

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The heading.
    pub title: &'a str,
    /// The relations.
    pub graph: &'a Graph,
    /// The articles that they were read from; `None` when they were not given.
    pub articles: Option<&'a [Marked]>,
    /// Dates of the relations, each record apart, and dated sentences.
    pub timeline: &'a Timeline,
}

/// The page, and what it lacks, in words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// HTML.
    pub html: Vec<u8>,
    /// Articles that were not given or that are not those that were read; empty when all is there.
    pub lacks: Vec<String>,
}

/// The page. Linear in the records and the text.
pub fn page(sources: &Sources<'_>) -> Page {
    let documents = documents::Documents::new(sources);
    let json = data::json(sources, &documents);
    Page { html: template::fill(sources.title, &json), lacks: documents.lacks }
}
