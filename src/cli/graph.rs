//! `stakeout graph -f FORMAT FILE…`: a graph in the formats of others.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use stakeout::graph::{Filter, Format, Report, Sink};

use super::load::day;
use super::relations::{self, Input};
use super::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// gexf, graphml, neo4j, ftm, bods, turtle, ntriples, jsonld, cytoscape, dot, csv, sqlite; parquet
    /// where it is built in. neo4j, csv and parquet write a folder.
    #[arg(short, long, value_parser = format)]
    format: Kind,
    /// Write to a file, or a folder, instead of standard output.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Leave entities as the articles have them: no merging.
    #[arg(long)]
    apart: bool,
    /// Only relations of this type (may be given again).
    #[arg(long, value_name = "RELATION")]
    relation: Vec<String>,
    /// Only relations of this status: actual, agreed, planned, cancelled, ended (may be given again).
    #[arg(long)]
    status: Vec<String>,
    /// Only evidence of this day or later: the day that the text gives, else that of the article.
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<stakeout::article::Day>,
    /// Only evidence of this day or earlier.
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<stakeout::article::Day>,
    /// The graph as it was known to be on this day: who owned whom then.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<stakeout::article::Day>,
    /// Only relations at least so sure, 0 to 1.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    confidence: f64,
    /// Only what is around an entity: its name or how that begins, an alias or its id (may be given
    /// again).
    #[arg(long, value_name = "ENTITY")]
    about: Vec<String>,
    /// How many steps around it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    hops: usize,
    /// Leave out what the texts deny.
    #[arg(long)]
    affirmed: bool,
    /// Leave out dates, numbers and names as objects: a graph of entities alone.
    #[arg(long)]
    entities_only: bool,
}

/// A format, or one that is no text.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text(Format),
    Sqlite,
}

fn format(name: &str) -> Result<Kind, String> {
    if let Some((_, format)) = Format::ALL.iter().find(|(n, _)| *n == name) {
        return Ok(Kind::Text(*format));
    }
    let features = [("parquet", cfg!(feature = "parquet")), ("sqlite", cfg!(feature = "sqlite"))];
    match features.iter().find(|(n, _)| *n == name) {
        Some((_, true)) => Ok(Kind::Sqlite),
        Some((_, false)) => {
            Err(format!("this stakeout was built without it: build one with `--features {name}`"))
        }
        None => {
            let names: Vec<&str> = Format::ALL.iter().map(|(n, _)| *n).collect();
            let built = if cfg!(feature = "sqlite") { ", sqlite" } else { "" };
            Err(format!("formats are {}{built}", names.join(", ")))
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    let mut read = match arguments.input.graph(false, arguments.apart) {
        Ok(read) => read,
        Err(fault) => return usage(&fault),
    };
    if relations::unknown(&read.graph, arguments.about.iter()) {
        return Status::Failed;
    }
    let undated = read.graph.filter(&arguments.filter());
    if undated > 0 {
        terminal::say(&format!("stakeout: relations without any date, left out: {undated}"));
    }
    let output = arguments.output.as_deref();
    let written = match (arguments.format, output) {
        (Kind::Text(format), None) if format.is_folder() => {
            return usage("this format writes a folder: say which with -o");
        }
        (Kind::Sqlite, None) => {
            return usage("this format writes a database: say which file with -o");
        }
        (Kind::Sqlite, Some(path)) => return sqlite(&read, path),
        (Kind::Text(format), None) => format
            .write(&read.graph, &read.mappings, &mut Standard)
            .map_err(|e| (e, "standard output".to_owned())),
        (Kind::Text(format), Some(path)) => {
            let mut files = Files { path, folder: format.is_folder(), partial: Vec::new() };
            let written = prepare(path, format.is_folder())
                .and_then(|()| format.write(&read.graph, &read.mappings, &mut files));
            written
                .and_then(|report| files.name().map(|()| report))
                .map_err(|e| (e, path.display().to_string()))
        }
    };
    match written {
        Ok(report) => {
            tell(&report);
            relations::count(&read);
            if read.failed > 0 { Status::Failed } else { Status::Done }
        }
        Err((e, _)) if e.kind() == io::ErrorKind::BrokenPipe => Status::Done,
        Err((e, name)) => {
            terminal::say(&format!("stakeout: {name} cannot be written: {e}"));
            Status::Unwritten
        }
    }
}

fn usage(fault: &str) -> Status {
    terminal::say(&format!("stakeout: {fault}"));
    Status::Usage
}

#[cfg(feature = "sqlite")]
fn sqlite(read: &relations::Loaded, path: &Path) -> Status {
    match stakeout::graph::write_sqlite(&read.graph, &read.mappings, path) {
        Ok(()) => {
            relations::count(read);
            if read.failed > 0 { Status::Failed } else { Status::Done }
        }
        Err(e) => {
            terminal::say(&format!("stakeout: {} cannot be written: {e}", path.display()));
            Status::Unwritten
        }
    }
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &relations::Loaded, _: &Path) -> Status {
    usage("this stakeout was built without SQLite")
}

/// What did not come through, on stderr.
fn tell(report: &Report) {
    for (relation, count) in &report.left_out {
        terminal::say(&format!(
            "stakeout: the format has no place for {relation}: {count} left out"
        ));
    }
    for (c, count) in &report.refused {
        let code = u32::from(*c);
        terminal::say(&format!(
            "stakeout: the format cannot hold U+{code:04X}: U+FFFD stands for it {count} times"
        ));
    }
}

impl Arguments {
    fn filter(&self) -> Filter {
        let day = |d: &Option<stakeout::article::Day>| d.as_ref().map(ToString::to_string);
        Filter {
            relations: self.relation.clone(),
            statuses: self.status.clone(),
            since: day(&self.since),
            until: day(&self.until),
            as_of: day(&self.as_of),
            confidence: self.confidence,
            about: self.about.clone(),
            hops: self.hops,
            affirmed: self.affirmed,
            entities_only: self.entities_only,
        }
    }
}

struct Standard;

impl Sink for Standard {
    fn file(&mut self, _: &str) -> io::Result<Box<dyn Write + Send + '_>> {
        Ok(Box::new(BufWriter::new(io::stdout())))
    }
}

/// Files that have their names when all are written.
struct Files<'a> {
    path: &'a Path,
    folder: bool,
    partial: Vec<(PathBuf, PathBuf)>,
}

impl Sink for Files<'_> {
    fn file(&mut self, name: &str) -> io::Result<Box<dyn Write + Send + '_>> {
        let path = if self.folder { self.path.join(name) } else { self.path.to_owned() };
        if path.metadata().is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            return Ok(Box::new(BufWriter::new(File::options().write(true).open(path)?)));
        }
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial)?;
        self.partial.push((partial, path));
        Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
    }
}

impl Files<'_> {
    fn name(&self) -> io::Result<()> {
        self.partial.iter().try_for_each(|(from, to)| fs::rename(from, to))
    }
}

fn prepare(path: &Path, folder: bool) -> io::Result<()> {
    if folder { fs::create_dir_all(path) } else { Ok(()) }
}
