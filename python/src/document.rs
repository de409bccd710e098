//! What was found in one article.

use std::borrow::Cow;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use stakeout::write::{self, Found, Object, Offsets, Unit};

use crate::article::{Fields, fields};
use crate::shared::{Done, Shared};

/// One article with what was found in it. Records come as the lines that the command line writes.
#[pyclass(frozen, module = "stakeout._core")]
pub(crate) struct Document {
    pub(crate) shared: Arc<Shared>,
    pub(crate) done: Done,
}

#[pymethods]
impl Document {
    /// Id, text, title, date, url, publisher, author and source.
    fn fields(&self) -> Fields {
        fields(&self.done.parsed.article)
    }

    /// Why nothing could be found.
    #[getter]
    fn error(&self) -> Option<&str> {
        self.done.error.as_deref()
    }

    /// What was odd about its record.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.done.parsed.warnings.clone()
    }

    /// The lines of its relations.
    fn relation_lines(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.done.relations)
    }

    /// The lines of its mentions.
    fn mention_lines<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let lines = py.detach(|| self.shared.mentions(&self.done));
        PyBytes::new(py, &lines)
    }

    /// The lines of its entities.
    fn entity_lines<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let lines = py.detach(|| self.shared.written(&self.done, write::entities));
        PyBytes::new(py, &lines)
    }

    /// The line of the document.
    fn document_line<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let lines = py.detach(|| self.shared.written(&self.done, write::document));
        PyBytes::new(py, &lines)
    }

    /// A line a sentence: where it stands, its words, and whether it is a heading.
    fn sentence_lines<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let lines = py.detach(|| self.shared.written(&self.done, sentences));
        PyBytes::new(py, &lines)
    }
}

fn sentences(out: &mut Vec<u8>, found: Found<'_>) {
    let document = &found.extraction.document;
    let offsets = Offsets::new(document.text, Unit::Chars);
    for sentence in &document.sentences {
        let span = document.span(sentence.tokens);
        let (start, end) = offsets.span(span);
        let mut record = Object::new(out);
        record.integer("start", start);
        record.integer("end", end);
        record.string("text", span.of(document.text));
        record.boolean("heading", sentence.heading);
        record.end();
        out.push(b'\n');
    }
}
