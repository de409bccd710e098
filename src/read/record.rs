//! One record: the bytes of one document with its place, and the way to its article.

use std::sync::Arc;

use super::draft::Draft;
use super::failure::{Fault, Kind};
use super::rows::Columns;
use super::stream::Stream;
use super::{Failure, Item, Options, Stage};
use super::{feed, html, json, language, markdown, news, plain, rows};
use crate::article::{Article, Day};

/// The bytes of one document.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file, relative to its argument.
    pub(super) source: Arc<str>,
    /// Put after the source to make an id, where a file holds several: a line or a number.
    pub(super) suffix: Option<u64>,
    /// The line it begins on, from 1, where lines are counted.
    pub(super) line: Option<u64>,
    /// The byte it begins at in the unpacked file.
    pub(super) offset: u64,
    /// In which form it is.
    pub(super) form: Form,
    /// What was said of it around it.
    pub(super) hint: Option<Box<Hint>>,
    pub(super) bytes: Vec<u8>,
}

/// The form of a record. For each there is a module whose `draft` reads it.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// The text itself.
    Text,
    /// A text with marks for headings, links and emphasis.
    Markdown,
    /// A JSON object.
    Json,
    /// A page.
    Html,
    /// A row of a table.
    Row(Arc<Columns>),
    /// An item of RSS or an entry of Atom.
    Feed,
    /// A story in NITF or NewsML.
    News,
}

/// What the surroundings of a record say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hint {
    pub(super) charset: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
    /// How the body was sent over HTTP.
    pub(super) sent: super::http::Sent,
}

/// An article, and what was odd about its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The article.
    pub article: Article,
    /// What could not be read but does not matter to the text: a date, for example.
    pub warnings: Vec<String>,
}

/// A whole file as one record.
pub(super) fn whole(source: &Arc<str>, mut stream: Stream, form: Form, limit: usize) -> Item {
    let offset = stream.offset;
    match stream.rest(limit) {
        Err(e) => Item::Failure(Failure::unread(source, &e)),
        Ok(bytes) if bytes.len() > limit => {
            let reason = super::failure::too_long("text", limit);
            Item::Failure(Failure::whole(source, Stage::Read, Kind::Long, reason))
        }
        Ok(bytes) => Item::Record(Record {
            source: source.clone(),
            suffix: None,
            line: Some(1),
            offset,
            form,
            hint: None,
            bytes,
        }),
    }
}

/// Why a text is not extracted from: it is too long, empty, holds a NUL or is not English. Looks at
/// the beginning of the text alone, but for the NUL.
pub fn unfit(text: &str, options: &Options) -> Option<(Kind, String)> {
    if text.len() > options.max_text {
        return Some((Kind::Long, super::failure::too_long("text", options.max_text)));
    }
    if text.trim().is_empty() {
        return Some((Kind::Empty, "the document has no text".to_owned()));
    }
    if text.contains('\0') {
        return Some((Kind::Malformed, "the text holds a NUL character".to_owned()));
    }
    let foreign = if options.any_language { None } else { language::foreign(text) };
    foreign.map(|reason| (Kind::Language, reason))
}

impl Record {
    /// The file, relative to its argument.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Where it begins, for a person: the file with the line, or with the byte.
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.source),
            None => format!("{} at byte {}", self.source, self.offset),
        }
    }

    /// Its size in bytes, as read.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// A failure of this record.
    pub fn failure(&self, stage: Stage, kind: Kind, reason: impl Into<String>) -> Failure {
        Failure::whole(&self.source, stage, kind, reason).at(self.line, self.offset)
    }

    /// The article. `date` serves one that has none of its own. Linear in its bytes.
    ///
    /// # Errors
    /// When the record holds no text that can be read.
    pub fn article(&self, options: &Options, date: Option<Day>) -> Result<Parsed, Failure> {
        let draft = self.draft(options);
        draft
            .and_then(|draft| self.judged(draft, options, date))
            .map_err(|fault| self.failed(fault))
    }

    fn draft(&self, options: &Options) -> Result<Draft, Fault> {
        let hint = self.hint.as_deref();
        let body = hint.map(|h| h.sent.body(&self.bytes, options)).transpose()?;
        let bytes = body.as_deref().unwrap_or(&self.bytes);
        match &self.form {
            Form::Text => plain::draft(bytes, hint, options),
            Form::Markdown => markdown::draft(bytes, options),
            Form::Json => json::draft(bytes, &options.fields),
            Form::Html => html::draft(bytes, hint, options),
            Form::Row(columns) => rows::draft(bytes, columns, options),
            Form::Feed => feed::draft(bytes, options),
            Form::News => news::draft(bytes, options),
        }
    }

    /// The article of a draft that holds to the limits.
    fn judged(&self, draft: Draft, options: &Options, date: Option<Day>) -> Result<Parsed, Fault> {
        let Draft { id, title, date: written, url, publisher, author, text, mut warnings } = draft;
        let id = id.unwrap_or_else(|| self.id());
        let fault = |mut fault: Fault| {
            fault.id = Some(id.clone());
            Err(fault)
        };
        if let Some((kind, mut reason)) = unfit(&text, options) {
            if kind == Kind::Empty && matches!(self.form, Form::Json) {
                reason += "; where the field has another name, `--field text=NAME` says which";
            }
            return fault(Fault::new(kind, reason));
        }
        let hint = self.hint.as_deref();
        let written = written.or_else(|| hint.and_then(|h| h.date.clone()));
        let own = written.as_deref().and_then(super::parse_date);
        let unread = written.filter(|_| own.is_none());
        warnings.extend(unread.map(|w| format!("the date `{w}` cannot be read")));
        let article = Article {
            id,
            title,
            date: own.or(date),
            url: url.or_else(|| hint.and_then(|h| h.url.clone())),
            publisher: publisher.or_else(|| hint.and_then(|h| h.publisher.clone())),
            author,
            source: self.source.to_string(),
            text,
        };
        Ok(Parsed { article, warnings })
    }

    fn failed(&self, fault: Fault) -> Failure {
        let (lines, bytes) = fault.place;
        let failure = self.failure(Stage::Parse, fault.kind, fault.reason);
        let failure = failure.at(self.line.map(|line| line + lines), self.offset + bytes);
        match fault.id {
            Some(id) => failure.of(&id),
            None => failure,
        }
    }

    fn id(&self) -> String {
        match self.suffix {
            Some(n) => format!("{}#{n}", self.source),
            None => self.source.to_string(),
        }
    }
}
