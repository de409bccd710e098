//! A relation record, as it came out of one article.

use std::sync::Arc;

use super::attribute::{Attributes, Value};
use super::model::{ArticleId, MemberId, Text};
use super::time::first_day;
use crate::phrase::Status;

/// The article that says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Article {
    /// Its id.
    pub doc: Text,
    /// Its headline.
    pub title: Option<Text>,
    /// `YYYY-MM-DD`.
    pub date: Option<Text>,
    /// Its address.
    pub url: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// The file that it was read from.
    pub source: Text,
}

/// One end of a relation, where the article says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The entity of the article; `None` for a date, a number or a name.
    pub member: Option<MemberId>,
    /// The words at this place.
    pub text: Text,
    /// Offset of the first, in the unit of the extraction (code points by default).
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attribution {
    /// The words.
    pub text: Text,
    /// anonymous, person, organization, document or media.
    pub kind: Text,
}

/// A relation record.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its id.
    pub id: Text,
    /// The article.
    pub article: ArticleId,
    /// True where its subject is the object of the edge: a symmetric relation, said the other way round.
    pub swapped: bool,
    /// Where the subject stands.
    pub subject: Place,
    /// Where the object stands.
    pub object: Place,
    /// What the record says besides.
    pub attributes: Arc<Attributes>,
    /// How far along it is.
    pub status: Status,
    /// The text says that it is not so.
    pub negated: bool,
    /// The writer does not vouch for it.
    pub hedged: bool,
    /// Who says so.
    pub attribution: Option<Arc<Attribution>>,
    /// The sentence.
    pub sentence: Text,
    /// Offset of its first character.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// The rule that found it.
    pub rule: Text,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// The same for all copies of one story, where merging found copies.
    pub story: Option<Text>,
}

impl Evidence {
    /// An attribute that is not empty.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        let found = self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, v)| v);
        found.filter(|v| **v != Value::Null)
    }

    /// The date that the text gives: a TIMEX3 value that begins with a year.
    pub fn said_date(&self) -> Option<&Text> {
        match self.attribute("date") {
            Some(Value::Text(date)) if first_day(date).is_some() => Some(date),
            _ => None,
        }
    }
}
