//! Gold: passages with their relations, or records in the output's own schema beside their articles.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::normal::normal_name;

/// A line that is no gold.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct GoldError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

/// One gold relation. Names are in their normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The type.
    pub relation: String,
    /// All accepted names of the subject.
    pub subject: BTreeSet<String>,
    /// All accepted names of the object.
    pub object: BTreeSet<String>,
    /// False where a reader may take it or leave it.
    pub required: bool,
}

/// The gold of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoldDocument {
    /// Its id: of the passage, or of the article the records speak of.
    pub id: String,
    /// The text, where the gold carries it.
    pub text: Option<String>,
    /// The day of the article, as written.
    pub date: Option<String>,
    /// The relations.
    pub facts: Vec<Fact>,
    /// The types for which the gold is complete; `None` for all.
    pub scope: Option<BTreeSet<String>>,
    /// The words at the place count besides the full name.
    pub by_words: bool,
}

impl GoldDocument {
    /// True when a found relation of this type that the gold lacks is wrong.
    pub fn judges(&self, relation: &str) -> bool {
        self.scope.as_ref().is_none_or(|s| s.contains(relation))
    }
}

#[derive(Deserialize)]
struct Passage {
    id: String,
    text: String,
    date: Option<String>,
    relations: Vec<PassageRelation>,
    scope: Option<BTreeSet<String>>,
    names: Option<String>,
}

#[derive(Deserialize)]
struct PassageRelation {
    relation: String,
    subject: Vec<String>,
    object: Vec<String>,
    #[serde(default = "yes")]
    required: bool,
}

#[derive(Deserialize)]
struct Record {
    doc: String,
    relation: String,
    subject: RecordEnd,
    object: RecordEnd,
    #[serde(default = "yes")]
    required: bool,
    accept: Option<Accept>,
    article: Option<RecordArticle>,
}

#[derive(Deserialize)]
struct RecordEnd {
    name: String,
}

#[derive(Deserialize)]
struct Accept {
    subject: Vec<String>,
    object: Vec<String>,
}

#[derive(Deserialize)]
struct RecordArticle {
    date: Option<String>,
}

fn yes() -> bool {
    true
}

/// Passages, one a line: `{"id", "text", "date"?, "relations": […], "scope"?, "names"?}`.
///
/// # Errors
/// The first line that is none.
pub fn passages(text: &str) -> Result<Vec<GoldDocument>, GoldError> {
    lines(text, |passage: Passage| GoldDocument {
        facts: passage
            .relations
            .into_iter()
            .map(|r| fact(r.relation, &r.subject, &r.object, r.required))
            .collect(),
        by_words: passage.names.as_deref() == Some("surface"),
        id: passage.id,
        text: Some(passage.text),
        date: passage.date,
        scope: passage.scope,
    })
}

/// Records in the output's own schema, one a line, grouped by the article they speak of.
///
/// # Errors
/// The first line that is none.
pub fn records(text: &str) -> Result<Vec<GoldDocument>, GoldError> {
    let mut documents: BTreeMap<String, GoldDocument> = BTreeMap::new();
    for record in lines(text, |r: Record| r)? {
        let Record { doc, relation, subject, object, required, accept, article } = record;
        let document = documents.entry(doc.clone()).or_default();
        document.id = doc;
        document.date = article.and_then(|a| a.date).or(document.date.take());
        let own = Accept { subject: vec![subject.name], object: vec![object.name] };
        let accept = accept.unwrap_or(own);
        document.facts.push(fact(relation, &accept.subject, &accept.object, required));
    }
    Ok(documents.into_values().collect())
}

fn fact(relation: String, subject: &[String], object: &[String], required: bool) -> Fact {
    let normal = |names: &[String]| names.iter().map(|n| normal_name(n)).collect();
    Fact { relation, subject: normal(subject), object: normal(object), required }
}

fn lines<T: for<'a> Deserialize<'a>, U>(
    text: &str,
    make: impl Fn(T) -> U,
) -> Result<Vec<U>, GoldError> {
    let filled = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    filled
        .map(|(i, line)| match serde_json::from_str(line) {
            Ok(value) => Ok(make(value)),
            Err(e) => Err(GoldError { line: i + 1, fault: e.to_string() }),
        })
        .collect()
}
