//! Relation files to a graph: what `merge`, `graph` and their like share.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use flate2::bufread::MultiGzDecoder;
use stakeout::graph::{Graph, Mappings, Reader};
use stakeout::merge::{Corrections, Knowledge, merge};

use super::load::rule_files;
use super::terminal;

/// Where relations come from.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Relation records: files that `stakeout extract` or `stakeout merge` wrote, gzipped or not; `-`,
    /// or none at all, is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Which entities are one and which are not, against what merging would say.
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
    /// A folder of rule files of your own, whose types stakeout is to know; mapping files stand in its
    /// folder `graph` (may be given again).
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
}

/// A graph and how it was read.
pub(crate) struct Loaded {
    pub(crate) graph: Graph,
    pub(crate) mappings: Mappings,
    /// Lines that could not be read.
    pub(crate) failed: u64,
}

impl Input {
    /// The graph of all files; merged, unless all of it was or `apart` is set. What is wrong with the
    /// arguments is the error; lines that cannot be read are told on stderr.
    pub(crate) fn graph(&self, again: bool, apart: bool) -> Result<Loaded, String> {
        let mappings = mappings(&self.rules)?;
        let corrections = match &self.corrections {
            None => Corrections::default(),
            Some(path) => Corrections::parse(&text(path)?).map_err(|e| told(path, &e))?,
        };
        let mut reader = Reader::default();
        let mut failed = 0;
        let standard = [PathBuf::from("-")];
        for path in if self.files.is_empty() { &standard[..] } else { &self.files } {
            let mut input = open(path).map_err(|e| told(path, &e.to_string()))?;
            let mut fault = |fault: stakeout::graph::Fault| {
                failed += 1;
                let mut line = b"{\"source\":".to_vec();
                stakeout::write::string(&mut line, &fault.source);
                line.extend_from_slice(format!(",\"line\":{},\"reason\":", fault.line).as_bytes());
                stakeout::write::string(&mut line, &fault.reason);
                line.extend_from_slice(b"}\n");
                let _ = io::stderr().lock().write_all(&line);
            };
            let name = path.display().to_string();
            reader.read(&name, &mut input, &mut fault).map_err(|e| told(path, &e.to_string()))?;
        }
        let mut graph = reader.records();
        if again || !(graph.merged || apart) || self.corrections.is_some() {
            graph = merge(graph, &mappings, &Knowledge::shipped()?, &corrections);
        } else {
            graph.settle();
        }
        Ok(Loaded { graph, mappings, failed })
    }
}

fn mappings(folders: &[PathBuf]) -> Result<Mappings, String> {
    let mut mappings = Mappings::shipped()?;
    for folder in folders {
        for (name, text) in rule_files(folder).map_err(|e| told(folder, &e.to_string()))? {
            mappings.add_rules(&name, &text)?;
        }
        let own = folder.join("graph");
        if own.is_dir() {
            for (name, text) in rule_files(&own).map_err(|e| told(&own, &e.to_string()))? {
                mappings.add(&name, &text)?;
            }
        }
    }
    Ok(mappings)
}

fn told(path: &Path, fault: &str) -> String {
    format!("{}: {fault}", path.display())
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| told(path, &e.to_string()))
}

/// A file, or standard input for `-`; unpacked where it begins as gzip does.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let raw: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path)?)
    };
    let mut raw = BufReader::with_capacity(1 << 16, raw);
    if raw.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw))));
    }
    Ok(Box::new(raw))
}

/// Says on stderr which names nobody in the graph has; true when there are some.
pub(crate) fn unknown<'a>(graph: &Graph, about: impl Iterator<Item = &'a String>) -> bool {
    const SHOWN: usize = 5;
    let mut any = false;
    for name in about.filter(|name| graph.called(name).is_empty()) {
        any = true;
        let wanted = name.to_lowercase();
        let near = graph.entities.iter().filter(|e| e.name.to_lowercase().contains(&wanted));
        let near: Vec<&str> = near.take(SHOWN).map(|e| &*e.name).collect();
        let near = if near.is_empty() {
            String::new()
        } else {
            format!("; names that hold it: {}", near.join(", "))
        };
        terminal::say(&format!("stakeout: nobody is called `{name}`{near}"));
    }
    any
}

/// One line of counts on stderr.
pub(crate) fn count(read: &Loaded) {
    let graph = &read.graph;
    let evidence: usize = graph.edges.iter().map(|e| e.evidence.len()).sum();
    terminal::say(&format!(
        "stakeout: records read {}, entities {}, relations {}, contradictions {}; lines not read {}",
        evidence,
        graph.entities.len(),
        graph.edges.len(),
        graph.contradictions.len(),
        read.failed
    ));
}
