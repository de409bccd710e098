//! Gold: what a reader would find in some documents. Entry point: [`GoldDocument`]; the formats are
//! read by [`super::format`].

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::normal::normal_name;

/// Something that is no gold.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct GoldError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: String,
}

/// One gold relation. Names are in their normal form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fact {
    /// The type.
    pub relation: String,
    /// All accepted names of the subject.
    pub subject: BTreeSet<String>,
    /// All accepted names of the object.
    pub object: BTreeSet<String>,
    /// Subject and object as first written.
    pub shown: [String; 2],
    /// False where a reader may take it or leave it.
    pub required: bool,
    /// Attributes, status, negation and hedge that it must come out with.
    pub attributes: Map<String, Value>,
}

/// One gold mention. Offsets are code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoldMention {
    /// Its first code point.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// organization, person, place … or a type that is none of ours.
    pub mention_type: String,
    /// A reader may take it or leave it.
    pub soft: bool,
    /// The entity that it stands for.
    pub entity: Option<String>,
}

/// One gold temporal expression. Offsets are code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoldTimex {
    /// Its first code point.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// DATE, TIME, DURATION or SET.
    pub kind: String,
    /// The TIMEX3 value.
    pub value: String,
}

/// The gold of one document. What the gold does not speak of is `None`, and is not judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoldDocument {
    /// Its id: of the passage, or of the article the records speak of.
    pub id: String,
    /// The text, where the gold carries it.
    pub text: Option<String>,
    /// The day of the article, as written.
    pub date: Option<String>,
    /// The relations.
    pub facts: Option<Vec<Fact>>,
    /// The mentions.
    pub mentions: Option<Vec<GoldMention>>,
    /// The temporal expressions.
    pub timexes: Option<Vec<GoldTimex>>,
    /// The types, of relations or mentions, for which the gold is complete; `None` for all.
    pub scope: Option<BTreeSet<String>>,
    /// The words at the place count besides the full name.
    pub by_words: bool,
}

impl GoldDocument {
    /// True when a found relation of this type that the gold lacks is wrong.
    pub fn judges(&self, relation: &str) -> bool {
        self.scope.as_ref().is_none_or(|s| s.contains(relation))
    }

    /// Adds what another part of the gold says of the same document.
    pub(super) fn join(&mut self, other: Self) {
        self.text = self.text.take().or(other.text);
        self.date = self.date.take().or(other.date);
        let extend = |all: &mut Option<Vec<_>>, more: Option<Vec<_>>| {
            if let Some(more) = more {
                all.get_or_insert_default().extend(more);
            }
        };
        extend(&mut self.facts, other.facts);
        if let Some(more) = other.mentions {
            self.mentions.get_or_insert_default().extend(more);
        }
        if let Some(more) = other.timexes {
            self.timexes.get_or_insert_default().extend(more);
        }
        self.scope = self.scope.take().or(other.scope);
        self.by_words |= other.by_words;
    }
}

/// A relation with all its accepted names.
pub(super) fn fact(
    relation: String,
    subject: &[String],
    object: &[String],
    required: bool,
    attributes: Map<String, Value>,
) -> Fact {
    let normal = |names: &[String]| names.iter().map(|n| normal_name(n)).collect();
    let shown = [subject, object].map(|names| names.first().cloned().unwrap_or_default());
    Fact { relation, subject: normal(subject), object: normal(object), shown, required, attributes }
}

/// Our name for a type of mention that other schemes name otherwise.
pub(super) fn our_type(name: &str) -> String {
    match name {
        "ORG" | "ORGANIZATION" => "organization",
        "PER" | "PERSON" => "person",
        "LOC" | "LOCATION" | "GPE" | "FAC" | "PLACE" => "place",
        "DATE" => "date",
        "PERCENT" => "percent",
        "MONEY" => "money",
        other => other,
    }
    .to_owned()
}
