//! Relations of many articles as one graph, and what is written of it.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use stakeout::article::Day;
use stakeout::graph::{self, Filter, Format, Mappings, Reader, Sink, write_merged};
use stakeout::merge::{Corrections, Knowledge, merge};
use stakeout::timeline::{self, Basis, Choice, Timeline};

use crate::article::day;
use crate::extractor::Extractor;

/// What was written, where no file takes it, and how many relations of which types were left out.
type Written<'py> = (Option<Bound<'py, PyBytes>>, Vec<(String, usize)>);

/// A graph of relations.
#[pyclass(frozen, module = "stakeout._core")]
pub(crate) struct Graph {
    graph: graph::Graph,
    mappings: Mappings,
    faults: Vec<String>,
}

#[pymethods]
impl Graph {
    /// From lines of records and from files of them. Lines that cannot be read are kept as `faults`.
    /// `rules` are rule files of one's own: their names and texts.
    #[new]
    fn new(
        py: Python<'_>,
        lines: Vec<Vec<u8>>,
        paths: Vec<PathBuf>,
        merged: bool,
        corrections: Option<&str>,
        rules: Vec<(String, String)>,
    ) -> PyResult<Self> {
        py.detach(|| {
            let mut mappings = Mappings::shipped().map_err(PyValueError::new_err)?;
            for (name, text) in &rules {
                mappings.add_rules(name, text).map_err(PyValueError::new_err)?;
            }
            let (mut reader, mut faults) = (Reader::default(), Vec::new());
            let mut fault = |fault: graph::Fault| faults.push(fault.to_string());
            for lines in &lines {
                reader.read("records", &mut lines.as_slice(), &mut fault)?;
            }
            for path in &paths {
                let mut input = BufReader::new(File::open(path)?);
                reader.read(&path.display().to_string(), &mut input, &mut fault)?;
            }
            let corrections =
                corrections.map_or_else(|| Ok(Corrections::default()), Corrections::parse);
            let corrections = corrections.map_err(PyValueError::new_err)?;
            let knowledge = Knowledge::shipped().map_err(PyValueError::new_err)?;
            let mut graph = reader.records();
            if merged {
                graph = merge(graph, &mappings, &knowledge, &corrections);
            } else {
                graph.settle();
            }
            Ok(Self { graph, mappings, faults })
        })
    }

    /// Lines that could not be read, and why.
    #[getter]
    fn faults(&self) -> Vec<String> {
        self.faults.clone()
    }

    /// The lines that `stakeout merge` writes.
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let mut out = Vec::new();
        py.detach(|| write_merged(&self.graph, &mut out))?;
        Ok(PyBytes::new(py, &out))
    }

    /// Writes a format to a file, or to a folder; without a path it is given back. Says what did not come
    /// through: relations that the format has no place for.
    #[pyo3(signature = (format, path, filter))]
    fn write<'py>(
        &self,
        py: Python<'py>,
        format: &str,
        path: Option<PathBuf>,
        filter: &Bound<'py, PyAny>,
    ) -> PyResult<Written<'py>> {
        let Some((_, format)) = Format::ALL.iter().find(|(name, _)| *name == format) else {
            let known: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
            return Err(PyValueError::new_err(format!("formats are {}", known.join(", "))));
        };
        let filter = chosen(filter)?;
        let (mut graph, format) = (self.graph.clone(), *format);
        py.detach(|| graph.filter(&filter));
        let Some(path) = path else {
            if format.is_folder() {
                return Err(PyValueError::new_err("this format writes a folder: say which"));
            }
            let mut memory = Memory(Vec::new());
            let report = py.detach(|| format.write(&graph, &self.mappings, &mut memory))?;
            return Ok((Some(PyBytes::new(py, &memory.0)), left_out(report)));
        };
        let report = py.detach(|| {
            if format.is_folder() {
                fs::create_dir_all(&path)?;
            }
            let mut files = Files { path: &path, folder: format.is_folder() };
            format.write(&graph, &self.mappings, &mut files)
        });
        let named = |e: io::Error| PyOSError::new_err(format!("{}: {e}", path.display()));
        Ok((None, left_out(report.map_err(named)?)))
    }

    /// A timeline: csv, markdown, timelinejs, ical or html.
    fn timeline(
        &self,
        py: Python<'_>,
        extractor: &Extractor,
        format: &str,
        about: Option<String>,
        bases: Vec<String>,
        title: &str,
    ) -> PyResult<String> {
        let basis = |name: &String| match name.as_str() {
            "stated" => Ok(Basis::Stated),
            "resolved" => Ok(Basis::Resolved),
            "publication" => Ok(Basis::Publication),
            _ => Err(PyValueError::new_err("a basis is stated, resolved or publication")),
        };
        let bases = bases.iter().map(basis).collect::<PyResult<Vec<_>>>()?;
        let choice = Choice { about, bases, ..Choice::default() };
        let extractor = &extractor.shared.extractor;
        let timeline = py.detach(|| Timeline::of(&self.graph, &[], extractor, &choice));
        match format {
            "csv" => Ok(timeline::csv(&timeline)),
            "markdown" => Ok(timeline::markdown(&timeline)),
            "timelinejs" => Ok(timeline::timelinejs(&timeline)),
            "ical" => Ok(timeline::ical(&timeline).0),
            "html" => Ok(timeline::html(&timeline, title)),
            _ => Err(PyValueError::new_err("formats are csv, markdown, timelinejs, ical, html")),
        }
    }
}

fn left_out(report: graph::Report) -> Vec<(String, usize)> {
    report.left_out.into_iter().collect()
}

/// A filter from a dictionary whose keys are all there.
fn chosen(filter: &Bound<'_, PyAny>) -> PyResult<Filter> {
    let date = |key: &str| -> PyResult<Option<String>> {
        let written: Option<String> = filter.get_item(key)?.extract()?;
        Ok(day(written.as_deref())?.map(|day: Day| day.to_string()))
    };
    Ok(Filter {
        relations: filter.get_item("relations")?.extract()?,
        statuses: filter.get_item("statuses")?.extract()?,
        since: date("since")?,
        until: date("until")?,
        as_of: date("as_of")?,
        confidence: filter.get_item("confidence")?.extract()?,
        about: filter.get_item("about")?.extract()?,
        hops: filter.get_item("hops")?.extract()?,
        affirmed: filter.get_item("affirmed")?.extract()?,
        entities_only: filter.get_item("entities_only")?.extract()?,
    })
}

struct Memory(Vec<u8>);

impl Sink for Memory {
    fn file(&mut self, _: &str) -> io::Result<Box<dyn Write + Send + '_>> {
        Ok(Box::new(&mut self.0))
    }
}

struct Files<'a> {
    path: &'a Path,
    folder: bool,
}

impl Sink for Files<'_> {
    fn file(&mut self, name: &str) -> io::Result<Box<dyn Write + Send + '_>> {
        let path = if self.folder { self.path.join(name) } else { self.path.to_owned() };
        Ok(Box::new(BufWriter::with_capacity(1 << 16, File::create(path)?)))
    }
}
