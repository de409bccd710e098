//! One record: the bytes of one document with its place, and the way to its article.

use std::sync::Arc;

use super::json::{Field, Fields};
use super::stream::Stream;
use super::{Failure, Item, Options, Stage};
use crate::article::{Article, Day};

/// The bytes of one document.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file, relative to its argument.
    pub(super) source: Arc<str>,
    /// Put after the source to make an id, where a file holds several: a line or a number.
    pub(super) suffix: Option<u64>,
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// The byte it begins at in the unpacked file.
    pub(super) offset: u64,
    /// In which form it is.
    pub(super) body: Body,
}

/// The form of a record.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// The text itself.
    Text(Vec<u8>),
    /// A JSON object.
    Json(Vec<u8>),
}

/// An article, and what was odd about its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The article.
    pub article: Article,
    /// What could not be read but does not matter to the text: a date, for example.
    pub warnings: Vec<String>,
}

/// A whole file as one text.
pub(super) fn text(source: &Arc<str>, mut stream: Stream, limit: usize) -> Item {
    let offset = stream.offset;
    match stream.rest(limit) {
        Err(e) => Item::Failure(Failure::whole(source, Stage::Read, e.to_string())),
        Ok(bytes) if bytes.len() > limit => {
            let reason = format!("longer than {limit} bytes, the most that a text may have");
            Item::Failure(Failure::whole(source, Stage::Read, reason))
        }
        Ok(bytes) => Item::Record(Record {
            source: source.clone(),
            suffix: None,
            line: 1,
            offset,
            body: Body::Text(bytes),
        }),
    }
}

impl Record {
    /// The file, relative to its argument.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The line it begins on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Its size in bytes, as read.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Text(bytes) | Body::Json(bytes) => bytes.len(),
        }
    }

    /// A failure of this record.
    pub fn failure(&self, stage: Stage, reason: impl Into<String>) -> Failure {
        Failure::whole(&self.source, stage, reason).at(self.line, self.offset)
    }

    /// The article. `date` serves one that has none of its own. Linear in its bytes.
    ///
    /// # Errors
    /// When the record holds no text that can be read.
    pub fn article(&self, options: &Options, date: Option<Day>) -> Result<Parsed, Failure> {
        match &self.body {
            Body::Text(bytes) => self.text_article(bytes, date),
            Body::Json(bytes) => self.json_article(bytes, options, date),
        }
    }

    fn text_article(&self, bytes: &[u8], date: Option<Day>) -> Result<Parsed, Failure> {
        let fail = |at: usize, reason: String| {
            let before = bytes.get(..at).unwrap_or(bytes);
            let line = before.iter().filter(|b| **b == b'\n').count() as u64;
            self.failure(Stage::Parse, reason).at(self.line + line, self.offset + at as u64)
        };
        if let Some(at) = bytes.iter().position(|b| *b == 0) {
            return Err(fail(at, "the text holds a NUL byte".to_owned()));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|e| fail(e.valid_up_to(), "the text is not valid UTF-8".to_owned()))?;
        if text.trim().is_empty() {
            return Err(self.failure(Stage::Parse, "the document has no text"));
        }
        let article = Article {
            id: self.id(),
            date,
            source: self.source.to_string(),
            text: text.to_owned(),
            ..Article::default()
        };
        Ok(Parsed { article, warnings: Vec::new() })
    }

    fn json_article(
        &self,
        bytes: &[u8],
        options: &Options,
        date: Option<Day>,
    ) -> Result<Parsed, Failure> {
        let mut fields = Fields::parse(bytes).map_err(|e| self.no_json(bytes, &e))?;
        let id = fields.get(Field::Id).map_or_else(|| self.id(), str::to_owned);
        let fail = |reason: String| Err(self.failure(Stage::Parse, reason).of(&id));
        let Some(text) = fields.take(Field::Text) else {
            return fail("the document has no text".to_owned());
        };
        if text.len() > options.max_text {
            let limit = options.max_text;
            return fail(format!("longer than {limit} bytes, the most that a text may have"));
        }
        if text.contains('\0') {
            return fail("the text holds a NUL character".to_owned());
        }
        let written = fields.take(Field::Date);
        let own = written.as_deref().and_then(super::parse_date);
        let warnings = written
            .filter(|_| own.is_none())
            .map(|w| format!("the date `{w}` cannot be read"))
            .into_iter()
            .collect();
        let article = Article {
            id,
            title: fields.take(Field::Title),
            date: own.or(date),
            url: fields.take(Field::Url),
            publisher: fields.take(Field::Publisher),
            author: fields.take(Field::Author),
            source: self.source.to_string(),
            text,
        };
        Ok(Parsed { article, warnings })
    }

    fn id(&self) -> String {
        match self.suffix {
            Some(n) => format!("{}#{n}", self.source),
            None => self.source.to_string(),
        }
    }

    fn no_json(&self, bytes: &[u8], error: &serde_json::Error) -> Failure {
        if let Err(e) = std::str::from_utf8(bytes) {
            let at = self.offset + e.valid_up_to() as u64;
            return self.failure(Stage::Parse, "not valid UTF-8").at(self.line, at);
        }
        let said = error.to_string();
        let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
        let line = self.line + (error.line() as u64).saturating_sub(1);
        let reason = format!("no JSON record: {reason}, column {}", error.column());
        self.failure(Stage::Parse, reason).at(line, self.offset)
    }
}
