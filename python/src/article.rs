//! Articles from Python: texts, records, and files.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use stakeout::article::{self, Day};
use stakeout::read::{self, FieldNames, Item, Options, Parsed, Reader};
use stakeout::write::content_hash;

/// What an article is made from.
#[derive(Debug, Clone)]
pub(crate) enum Draft {
    /// An article.
    Article(Arc<Parsed>),
    /// A JSON object, as a line of JSONL has it.
    Json(Vec<u8>),
    /// Something that cannot be read.
    Failed(Arc<Failed>),
}

/// Why there is no article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Failed {
    /// The document's id, where it got that far.
    pub(crate) id: String,
    /// The file.
    pub(crate) source: String,
    /// In words for a person.
    pub(crate) reason: String,
}

impl Draft {
    /// From a text, the JSON of a record, or an [`Article`]. Whatever else is none.
    pub(crate) fn of(given: &Bound<'_, PyAny>) -> Self {
        if let Ok(text) = given.cast::<PyString>() {
            return match text.to_str() {
                Ok(text) => Self::text(text.to_owned()),
                // A lone surrogate.
                Err(e) => Self::failed(format!("the text cannot be encoded: {e}")),
            };
        }
        if let Ok(record) = given.cast::<PyBytes>() {
            return Self::Json(record.as_bytes().to_vec());
        }
        if let Ok(article) = given.cast::<Article>() {
            return article.get().0.clone();
        }
        let kind = given.get_type().name().map_or_else(|_| String::new(), |n| n.to_string());
        Self::failed(format!("a text, a record or an article is wanted, not {kind}"))
    }

    /// A text that nothing else is known of.
    fn text(text: String) -> Self {
        let (id, source) = (id_of(&text), "-".to_owned());
        let article = article::Article { id, source, text, ..article::Article::default() };
        Self::Article(Arc::new(Parsed { article, warnings: Vec::new() }))
    }

    pub(crate) fn failed(reason: String) -> Self {
        Self::Failed(Arc::new(Failed { source: "-".to_owned(), reason, ..Failed::default() }))
    }

    /// The article, if it is one that can be extracted from. `date` serves one that has none.
    pub(crate) fn article(
        self,
        options: &Options,
        date: Option<Day>,
    ) -> Result<Arc<Parsed>, Arc<Failed>> {
        match self {
            Self::Failed(failed) => Err(failed),
            Self::Json(record) => of_json(record, options, date).map(Arc::new).map_err(Arc::new),
            Self::Article(mut parsed) => {
                let article = &parsed.article;
                if let Some((_, reason)) = read::unfit(&article.text, options) {
                    let (id, source) = (article.id.clone(), article.source.clone());
                    return Err(Arc::new(Failed { id, source, reason }));
                }
                if article.date.is_none() && date.is_some() {
                    Arc::make_mut(&mut parsed).article.date = date;
                }
                Ok(parsed)
            }
        }
    }
}

/// What an article without an id is called.
pub(crate) fn id_of(text: &str) -> String {
    let mut id = content_hash(&[text.as_bytes()]);
    id.truncate(16);
    id
}

/// One line of JSONL, read as the command line reads it.
fn of_json(record: Vec<u8>, options: &Options, date: Option<Day>) -> Result<Parsed, Failed> {
    let failed = |failure: read::Failure| Failed {
        id: failure.id.filter(|id| id != NAMELESS).unwrap_or_default(),
        source: "-".to_owned(),
        reason: failure.reason,
    };
    match Reader::of_bytes("-.jsonl", record, options.clone()).next() {
        Some(Item::Record(record)) => {
            let mut parsed = record.article(options, date).map_err(failed)?;
            if parsed.article.id == NAMELESS {
                parsed.article.id = id_of(&parsed.article.text);
            }
            parsed.article.source = "-".to_owned();
            Ok(parsed)
        }
        Some(Item::Failure(failure)) => Err(failed(failure)),
        _ => Err(Failed { reason: "no record".to_owned(), ..Failed::default() }),
    }
}

/// What the reader calls a record without id.
const NAMELESS: &str = "-.jsonl#1";

/// One article before anything is found in it.
#[pyclass(frozen, module = "stakeout._core")]
#[derive(Debug)]
pub(crate) struct Article(Draft);

/// Id, text, title, date, address, publisher, author, source.
pub(crate) type Fields = (
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
);

pub(crate) fn fields(article: &article::Article) -> Fields {
    let a = article.clone();
    let date = a.date.map(|day| day.to_string());
    (a.id, a.text, a.title, date, a.url, a.publisher, a.author, a.source)
}

#[pymethods]
impl Article {
    /// An article from its fields. The date is written in any of the forms in which records have it.
    #[new]
    #[pyo3(signature = (text, id=None, title=None, date=None, url=None, publisher=None, author=None, source=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn new(
        text: String,
        id: Option<String>,
        title: Option<String>,
        date: Option<String>,
        url: Option<String>,
        publisher: Option<String>,
        author: Option<String>,
        source: Option<String>,
    ) -> Self {
        let day = date.as_deref().and_then(read::parse_date);
        let unread = date.filter(|_| day.is_none());
        let warnings = unread.map(|w| format!("the date `{w}` cannot be read"));
        let id = id.unwrap_or_else(|| id_of(&text));
        let source = source.unwrap_or_else(|| "-".to_owned());
        let article =
            article::Article { id, title, date: day, url, publisher, author, source, text };
        let warnings = warnings.into_iter().collect();
        Self(Draft::Article(Arc::new(Parsed { article, warnings })))
    }

    /// What could not be made an article.
    #[staticmethod]
    fn failed(reason: String) -> Self {
        Self(Draft::failed(reason))
    }

    /// Id, text, title, date, url, publisher, author and source.
    fn fields(&self) -> Fields {
        match &self.0 {
            Draft::Article(parsed) => fields(&parsed.article),
            Draft::Failed(failed) => {
                let (id, source) = (failed.id.clone(), failed.source.clone());
                (id, String::new(), None, None, None, None, None, source)
            }
            Draft::Json(_) => Fields::default(),
        }
    }

    /// Why it could not be read.
    #[getter]
    fn error(&self) -> Option<&str> {
        match &self.0 {
            Draft::Failed(failed) => Some(&failed.reason),
            _ => None,
        }
    }
}

/// The articles of files, one by one.
#[pyclass(frozen, module = "stakeout._core")]
pub(crate) struct Articles {
    reader: Mutex<Reader>,
    options: Options,
    date: Option<Day>,
}

#[pymethods]
impl Articles {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> Option<Article> {
        py.detach(|| {
            let mut reader = self.reader.lock().ok()?;
            let failed = loop {
                match reader.next()? {
                    Item::Skipped(_) => {}
                    Item::Failure(failure) => break failure,
                    Item::Record(record) => match record.article(&self.options, self.date) {
                        Ok(parsed) => return Some(Article(Draft::Article(Arc::new(parsed)))),
                        Err(failure) => break failure,
                    },
                }
            };
            let id = failed.id.unwrap_or_default();
            let failed = Failed { id, source: failed.source, reason: failed.reason };
            Some(Article(Draft::Failed(Arc::new(failed))))
        })
    }
}

/// Reads files and folders. `fields` says under which names fields stand, as `text=body`.
#[pyfunction]
#[pyo3(signature = (paths, fields, date=None, any_language=false))]
pub(crate) fn read_articles(
    paths: Vec<PathBuf>,
    fields: Vec<String>,
    date: Option<&str>,
    any_language: bool,
) -> PyResult<Articles> {
    let mut names = FieldNames::default();
    for field in &fields {
        names.choose(field).map_err(PyValueError::new_err)?;
    }
    let options = Options { paths, fields: names, any_language, ..Options::default() };
    let reader = Mutex::new(Reader::new(options.clone()));
    Ok(Articles { reader, options, date: day(date)? })
}

/// A date that is given for articles without one.
pub(crate) fn day(written: Option<&str>) -> PyResult<Option<Day>> {
    let wrong = |w| PyValueError::new_err(format!("the date `{w}` cannot be read"));
    written.map(|w| read::parse_date(w).ok_or_else(|| wrong(w))).transpose()
}
