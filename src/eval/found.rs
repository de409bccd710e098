//! What was found: relation and mention records read back.

use serde::Deserialize;
use serde_json::{Map, Value};

/// One end of a relation record.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct FoundEnd {
    /// The entity's fullest name.
    pub name: String,
    /// The words at the place.
    #[serde(default)]
    pub text: String,
    /// The first code point of these words.
    #[serde(default)]
    pub start: u64,
    /// One past their last.
    #[serde(default)]
    pub end: u64,
}

/// The sentence of a relation record.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct FoundEvidence {
    /// The sentence.
    #[serde(default)]
    pub text: String,
    /// Its first code point.
    #[serde(default)]
    pub start: u64,
    /// One past its last.
    #[serde(default)]
    pub end: u64,
}

/// A relation record.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Found {
    /// The record's id.
    pub id: String,
    /// The document.
    pub doc: String,
    /// The type.
    pub relation: String,
    /// Who.
    pub subject: FoundEnd,
    /// Whom or what.
    pub object: FoundEnd,
    /// The attributes.
    pub attributes: Map<String, Value>,
    /// How far along.
    pub status: String,
    /// The text denies it.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// The sentence.
    pub evidence: FoundEvidence,
    /// The rule.
    pub rule: String,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

/// A mention record.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct FoundMention {
    /// The document.
    pub doc: String,
    /// Its first code point.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// organization, person, place, date …
    #[serde(rename = "type")]
    pub mention_type: String,
    /// The entity that it stands for.
    pub entity: Option<String>,
    /// The value of a date.
    pub value: Option<String>,
    /// The kind of a date.
    pub timex: Option<String>,
}

/// A line that is no record.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RecordError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

/// Reads records, one a line.
///
/// # Errors
/// The first line that is none.
pub fn records<T: for<'a> Deserialize<'a>>(text: &str) -> Result<Vec<T>, RecordError> {
    let filled = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    let one = |(i, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|e| RecordError { line: i + 1, fault: e.to_string() })
    };
    filled.map(one).collect()
}
