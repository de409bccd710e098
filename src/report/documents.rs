//! The articles of the page: those of the relations and those that were given.

use rustc_hash::FxHashMap;

use super::Sources;
use crate::graph::{ArticleId, Evidence, Graph};
use crate::marked::{Check, Found, Marked};

/// An article of the page.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// What the relations say of it.
    pub(super) known: Option<ArticleId>,
    /// The article as given, if it is the one that was read, with the way from offsets to bytes.
    pub(super) whole: Option<(usize, &'a Marked, Check<'a>)>,
    /// What is to be said of it.
    pub(super) note: Option<String>,
    /// `YYYY-MM-DD`.
    date: Option<String>,
}

/// All articles, the newest first.
#[derive(Debug)]
pub(super) struct Documents<'a> {
    pub(super) all: Vec<Document<'a>>,
    /// The document of each article of the graph.
    pub(super) of_article: Vec<usize>,
    /// The document of each article that was given, if it is shown.
    pub(super) of_given: Vec<Option<usize>>,
    /// What is lacking.
    pub(super) lacks: Vec<String>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(sources: &Sources<'a>) -> Self {
        let (graph, given) = (sources.graph, sources.articles.unwrap_or(&[]));
        let by_id: FxHashMap<&str, usize> =
            given.iter().enumerate().rev().map(|(at, m)| (m.article.id.as_str(), at)).collect();
        let places = places(graph);
        let (mut missing, mut different) = (0, 0);
        let mut used = vec![false; given.len()];
        let mut all: Vec<Document<'a>> = Vec::new();
        for (number, article) in graph.articles.iter().enumerate() {
            let found = by_id.get(&*article.doc).and_then(|at| Some((*at, given.get(*at)?)));
            let places = places.get(number).map_or(&[][..], Vec::as_slice);
            let (whole, note) = match found
                .map(|(at, marked)| (at, marked, Check::new(&marked.article.text, places)))
            {
                Some((at, marked, Ok(check))) => {
                    used.get_mut(at).into_iter().for_each(|u| *u = true);
                    (Some((at, marked, check)), None)
                }
                Some((at, _, Err(wrong))) => {
                    used.get_mut(at).into_iter().for_each(|u| *u = true);
                    different += 1;
                    let of = places.len();
                    (
                        None,
                        Some(format!(
                            "The article that was given is not the one that the relations were read from: \
                         {wrong} of {of} places hold other words. Below are the sentences as they were read."
                        )),
                    )
                }
                None => {
                    missing += 1;
                    let note = "The article was not given (--articles): below are the sentences \
                                that say relations.";
                    (None, Some(note.to_owned()))
                }
            };
            let date = article.date.as_ref().map(|d| d.to_string());
            all.push(Document { known: Some(ArticleId(number as u32)), whole, note, date });
        }
        for (at, marked) in given.iter().enumerate().filter(|(at, _)| used.get(*at) == Some(&false))
        {
            let check = Check::with(&marked.article.text, crate::write::Unit::Chars);
            let date = marked.article.date.map(|d| d.to_string());
            all.push(Document { known: None, whole: Some((at, marked, check)), note: None, date });
        }
        // The newest first, what has no date last; else the order of the articles that were given, and
        // that of the relations' input, which merged relations no longer have.
        let place = |d: &Document<'_>| {
            let article = d.known.and_then(|known| graph.articles.get(known.0 as usize));
            let doc = article.filter(|_| graph.merged).map(|a| &a.doc);
            (d.whole.as_ref().map_or(usize::MAX, |(given, ..)| *given), doc)
        };
        all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| place(a).cmp(&place(b))));
        let mut of_article = vec![0; graph.articles.len()];
        let mut of_given = vec![None; given.len()];
        for (at, document) in all.iter().enumerate() {
            if let Some(slot) = document.known.and_then(|k| of_article.get_mut(k.0 as usize)) {
                *slot = at;
            }
            if let Some(slot) = document.whole.as_ref().and_then(|(g, ..)| of_given.get_mut(*g)) {
                *slot = Some(at);
            }
        }
        let lacks = lacks(sources.articles.is_some(), missing, different);
        Self { all, of_article, of_given, lacks }
    }
}

fn lacks(given: bool, missing: usize, different: usize) -> Vec<String> {
    let mut lacks = Vec::new();
    if !given {
        lacks.push("sentences alone: whole articles are shown with --articles".to_owned());
    } else if missing > 0 {
        lacks.push(format!("{missing} articles of relations were not given"));
    }
    if different > 0 {
        lacks.push(format!("{different} articles are not those that the relations were read from"));
    }
    lacks
}

/// The places that the records of each article name.
fn places(graph: &Graph) -> Vec<Vec<Found<'_>>> {
    let mut all = vec![Vec::new(); graph.articles.len()];
    for evidence in graph.edges.iter().flat_map(|edge| &edge.evidence) {
        if let Some(places) = all.get_mut(evidence.article.0 as usize) {
            places.extend(places_of(evidence));
        }
    }
    all
}

fn places_of(evidence: &Evidence) -> [Found<'_>; 3] {
    let Evidence { sentence, start, end, subject, object, .. } = evidence;
    [
        Found { text: sentence, start: *start, end: *end },
        Found { text: &subject.text, start: subject.start, end: subject.end },
        Found { text: &object.text, start: object.start, end: object.end },
    ]
}
