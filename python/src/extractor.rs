//! The extractor as Python sees it.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::AnyRecordBatch;
use stakeout::cli::{answer_text, explanation_text};
use stakeout::explain::{Claim, Patch, explain, why_not};
use stakeout::read::{Options, Parsed};

use crate::article::{Draft, day};
use crate::document::Document;
use crate::pool::Pool;
use crate::shared::{Done, Shared, Sources};
use crate::table::{Emit, Names, Stream};

/// Rules, name lists and threads: made once, shared by all threads.
#[pyclass(frozen, module = "stakeout._core")]
pub(crate) struct Extractor {
    pub(crate) shared: Arc<Shared>,
}

#[pymethods]
impl Extractor {
    /// From the names and contents of rule files, name lists and corrections.
    #[new]
    #[pyo3(signature = (rules, gazetteers, corrections, builtin_rules, date, any_language, nominals, threads))]
    #[expect(clippy::too_many_arguments, reason = "one call, from lib/")]
    fn new(
        py: Python<'_>,
        rules: Vec<(String, String)>,
        gazetteers: Vec<(String, Vec<u8>)>,
        corrections: Vec<(String, String)>,
        builtin_rules: bool,
        date: Option<&str>,
        any_language: bool,
        nominals: bool,
        threads: usize,
    ) -> PyResult<Self> {
        let sources = Sources { rules, gazetteers, corrections, builtin_rules };
        let built = py.detach(|| {
            sources.builder().and_then(|builder| builder.build().map_err(|e| e.to_string()))
        });
        let extractor = built.map_err(PyValueError::new_err)?;
        let options = Options { any_language, ..Options::default() };
        let (date, pool) = (day(date)?, Pool::new(threads));
        let shared = Shared { extractor, sources, options, date, nominals, pool };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// What is found in one article, on this thread.
    fn extract(&self, py: Python<'_>, article: &Bound<'_, PyAny>) -> PyResult<Document> {
        let draft = Draft::of(article);
        let done = py.detach(|| self.shared.group(vec![draft]).pop());
        let done = done.ok_or_else(|| PyRuntimeError::new_err("nothing came of it"))?;
        Ok(Document { shared: Arc::clone(&self.shared), done })
    }

    /// Begins with articles, on all threads.
    fn begin(&self, articles: Vec<Bound<'_, PyAny>>) -> PyResult<Pending> {
        let drafts: Vec<Draft> = articles.iter().map(Draft::of).collect();
        let (shared, pool) = (Arc::clone(&self.shared), self.shared.pool.get()?);
        let (send, results) = sync_channel(1);
        pool.spawn_fifo(move || {
            // A receiver that is gone wants no more.
            let _ = send.send(shared.extract(drafts));
        });
        Ok(Pending { shared: Arc::clone(&self.shared), results: Mutex::new(results) })
    }

    /// How many threads there are.
    #[getter]
    fn threads(&self) -> usize {
        self.shared.pool.threads()
    }

    /// A stream of batches of relations or mentions from one of articles. `columns` says in which columns
    /// text, id, title, date, url, publisher and author stand.
    fn stream(
        &self,
        input: AnyRecordBatch,
        columns: Vec<Option<String>>,
        emit: &str,
    ) -> PyResult<PyRecordBatchReader> {
        let emit = Emit::of(emit)
            .ok_or_else(|| PyValueError::new_err("emit is `relations` or `mentions`"))?;
        let pool = self.shared.pool.get()?;
        let names = Names::of(columns);
        let stream = Stream::new(input.into_reader()?, names, emit, Arc::clone(&self.shared), pool)
            .map_err(PyValueError::new_err)?;
        Ok(PyRecordBatchReader::new(Box::new(stream)))
    }

    /// All that was found in an article and why: as JSON, and as text.
    fn explain(&self, py: Python<'_>, article: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
        let parsed = self.parsed(article)?;
        py.detach(|| {
            let found = explain(&self.shared.extractor, &parsed.article);
            let json = serde_json::to_string(&found);
            Ok((json.map_err(fault)?, explanation_text(&found)))
        })
    }

    /// Why a relation was not found in an article: as JSON, and as text.
    fn why_not(
        &self,
        py: Python<'_>,
        claim: &str,
        article: &Bound<'_, PyAny>,
    ) -> PyResult<(String, String)> {
        let claim = Claim::parse(claim).map_err(wrong)?;
        let parsed = self.parsed(article)?;
        py.detach(|| {
            let rebuild = |patch: &Patch| self.patched(patch);
            let answer = why_not(&self.shared.extractor, &parsed.article, &claim, &rebuild);
            let answer = answer.map_err(wrong)?;
            let json = serde_json::to_string(&answer);
            Ok((json.map_err(fault)?, answer_text(&answer)))
        })
    }
}

impl Extractor {
    fn parsed(&self, article: &Bound<'_, PyAny>) -> PyResult<Arc<Parsed>> {
        let options = Options { any_language: true, ..self.shared.options.clone() };
        let parsed = Draft::of(article).article(&options, self.shared.date);
        parsed.map_err(|failed| PyValueError::new_err(failed.reason.clone()))
    }

    /// An extractor with what is suggested besides what was loaded.
    fn patched(&self, patch: &Patch) -> Option<stakeout::extract::Extractor> {
        let name = || "suggestion".to_owned();
        let one = match patch {
            Patch::Gazetteer(text) => Sources {
                gazetteers: vec![(name(), text.clone().into_bytes())],
                ..Sources::default()
            },
            Patch::Rules(text) => {
                Sources { rules: vec![(name(), text.clone())], ..Sources::default() }
            }
            Patch::Corrections(text) => {
                Sources { corrections: vec![(name(), text.clone())], ..Sources::default() }
            }
        };
        self.shared.sources.with(one).builder().ok()?.build().ok()
    }
}

fn wrong(e: impl ToString) -> PyErr {
    PyValueError::new_err(e.to_string())
}

fn fault(e: impl ToString) -> PyErr {
    PyRuntimeError::new_err(e.to_string())
}

/// Articles that are being worked on.
#[pyclass(frozen, module = "stakeout._core")]
pub(crate) struct Pending {
    shared: Arc<Shared>,
    results: Mutex<Receiver<Vec<Done>>>,
}

#[pymethods]
impl Pending {
    /// Waits for them: one document an article, in their order.
    fn documents(&self, py: Python<'_>) -> PyResult<Vec<Document>> {
        let done = py.detach(|| self.results.lock().ok()?.recv().ok());
        let done = done.ok_or_else(|| PyRuntimeError::new_err("they have been given out"))?;
        let document = |done| Document { shared: Arc::clone(&self.shared), done };
        Ok(done.into_iter().map(document).collect())
    }
}
