//! `stakeout extract`: articles in, records out.

use std::path::PathBuf;
use std::sync::Mutex;

use clap::{Args, ValueEnum};
use stakeout::article::{Article, Day};
use stakeout::extract::{Extraction, Extractor};
use stakeout::read::{Failure, Options, Parsed, Reader, Record};
use stakeout::watch::{Stage, Times, Watch};
use stakeout::write::{self, Found, Unit};

use super::Status;
use super::load::{self, Sources};
use super::output::{Output, Unwritten};
use super::run::{self, Lines, Outcome};
use super::terminal::{self, Progress};
use super::timing::{Clock, Timed};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files and folders; `-` or nothing is standard input. Plain text, JSON, JSONL, each also gzipped.
    paths: Vec<PathBuf>,
    /// Which records to write.
    #[arg(long, value_enum, default_value_t = Emit::Relations)]
    emit: Emit,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Number of threads [default: one a processor].
    #[arg(short = 'j', long = "threads", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// The day of publication of articles that have none.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = load::day)]
    date: Option<Day>,
    /// With `--emit mentions|entities`: also descriptions and pronouns that were resolved.
    #[arg(long)]
    nominals: bool,
    /// In what offsets are counted.
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    offsets: Offsets,
    #[command(flatten)]
    sources: Sources,
    /// Write error records to a file instead of stderr.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Stop at the first document that fails.
    #[arg(long)]
    strict: bool,
    /// At the end, say on stderr how long each stage took.
    #[arg(long)]
    timing: bool,
    /// Say nothing on stderr but errors.
    #[arg(short, long)]
    quiet: bool,
    /// Bytes of an article's text at most; a longer one is an error.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    limit_text: usize,
    /// Bytes of a line, or of a JSON value, at most; a longer one is an error.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    limit_line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Emit {
    Relations,
    Mentions,
    Entities,
    Documents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Offsets {
    /// Unicode code points.
    Chars,
    /// Bytes of UTF-8.
    Bytes,
}

/// Warnings said one by one; more are only counted.
const WARNINGS: u64 = 20;

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Some(extractor) = arguments.sources.extractor() else { return Status::Usage };
    match Session::new(arguments) {
        Ok(session) => session.run(&extractor),
        Err(unwritten) => unwritten.status(),
    }
}

/// One run: its outputs and counts.
struct Session<'a> {
    arguments: &'a Arguments,
    output: Output,
    errors: Option<Output>,
    progress: Progress,
    counts: Counts,
    unwritten: Option<Unwritten>,
}

/// read = extracted + rejected, always.
#[derive(Debug, Default)]
struct Counts {
    extracted: u64,
    rejected: u64,
    skipped: u64,
    warnings: u64,
    bytes: u64,
}

impl<'a> Session<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self, Unwritten> {
        let output = match &arguments.output {
            Some(path) => Output::file(path)?,
            None => Output::standard(),
        };
        let errors = arguments.errors.as_deref().map(Output::file).transpose()?;
        let progress = Progress::new(arguments.quiet);
        let counts = Counts::default();
        Ok(Self { arguments, output, errors, progress, counts, unwritten: None })
    }

    fn run(mut self, extractor: &Extractor) -> Status {
        let arguments = self.arguments;
        let options = Options {
            paths: arguments.paths.clone(),
            max_text: arguments.limit_text,
            max_line: arguments.limit_line,
        };
        let threads = arguments.threads.map_or_else(
            || std::thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        );
        let reader = Reader::new(options.clone());
        let mut sink = |outcome| self.take(outcome);
        let times = Mutex::new(Times::default());
        let ran = if arguments.timing {
            let work = |records: &[&Record]| {
                let mut clock = Clock::start();
                let mut size = 0;
                let found = lines(records, &options, arguments, extractor, &mut clock, &mut size);
                clock.stop(size, &times);
                found
            };
            run::run(Timed { items: reader, sums: &times }, threads, &work, &mut sink)
        } else {
            let work = |records: &[&Record]| {
                lines(records, &options, arguments, extractor, &mut (), &mut 0)
            };
            run::run(reader, threads, &work, &mut sink)
        };
        if let Err(e) = ran {
            terminal::say(&format!("stakeout: {e}"));
            return Status::Usage;
        }
        if let Some(times) = times.into_inner().ok().filter(|_| arguments.timing) {
            terminal::say(&times.table());
        }
        self.finish()
    }

    /// Writes one outcome; false stops the run.
    fn take(&mut self, outcome: Outcome) -> bool {
        let written = match outcome {
            Outcome::Document { lines, warnings, size } => {
                self.counts.extracted += 1;
                self.counts.bytes += size as u64;
                self.progress.at(self.counts.extracted + self.counts.rejected, self.counts.bytes);
                warnings.iter().for_each(|w| self.warn(w));
                if lines.is_empty() { Ok(()) } else { self.output.write(&lines) }
            }
            Outcome::Skipped(skipped) => {
                self.counts.skipped += 1;
                self.note(&format!("stakeout: skipped {}: {}", skipped.source, skipped.reason));
                Ok(())
            }
            Outcome::Failure(failure) => {
                self.counts.rejected += 1;
                self.reject(&failure)
            }
        };
        let strict = self.arguments.strict && self.counts.rejected > 0;
        match written {
            Ok(()) => !strict,
            Err(unwritten) => {
                self.unwritten = Some(unwritten);
                false
            }
        }
    }

    fn reject(&mut self, failure: &Failure) -> Result<(), Unwritten> {
        let mut line = Vec::new();
        write::failure(&mut line, failure);
        match &mut self.errors {
            Some(errors) => errors.write(&line),
            None => {
                self.progress.say(String::from_utf8_lossy(&line).trim_end());
                Ok(())
            }
        }
    }

    fn warn(&mut self, warning: &str) {
        self.counts.warnings += 1;
        if self.counts.warnings <= WARNINGS {
            self.note(&format!("stakeout: warning: {warning}"));
        }
    }

    fn note(&self, message: &str) {
        if !self.arguments.quiet {
            self.progress.say(message);
        }
    }

    fn finish(mut self) -> Status {
        self.progress.finish();
        let stopped = self.arguments.strict && self.counts.rejected > 0;
        if self.unwritten.is_none() {
            let end = if stopped { self.output.stop() } else { self.output.finish() };
            self.unwritten = end.err();
        }
        let errors = self.errors.take().map_or(Ok(()), Output::finish);
        if let Some(unwritten) = self.unwritten.or(errors.err()) {
            return unwritten.status();
        }
        let Counts { extracted, rejected, skipped, warnings, .. } = self.counts;
        if !self.arguments.quiet {
            let more = warnings.saturating_sub(WARNINGS);
            if more > 0 {
                terminal::say(&format!("stakeout: and {more} more warnings"));
            }
            let read = extracted + rejected;
            terminal::say(&format!(
                "stakeout: documents read {read}, extracted {extracted}, rejected {rejected}; files skipped {skipped}"
            ));
        }
        if rejected > 0 { Status::Failed } else { Status::Done }
    }
}

/// The output lines of records, and warnings. `size` becomes the bytes of their texts.
fn lines(
    records: &[&Record],
    options: &Options,
    arguments: &Arguments,
    extractor: &Extractor,
    watch: &mut impl Watch,
    size: &mut usize,
) -> Vec<Result<Lines, Failure>> {
    let parsed = records.iter().map(|record| record.article(options, arguments.date));
    let parsed: Vec<Result<Parsed, Failure>> = parsed.collect();
    let articles: Vec<&Article> = parsed.iter().flatten().map(|p| &p.article).collect();
    *size = articles.iter().map(|a| a.text.len()).sum();
    watch.ended(Stage::Parse);
    let mut extracted = extractor.extract_all(&articles, watch).into_iter();
    let mut all = Vec::with_capacity(records.len());
    for (parsed, record) in parsed.iter().zip(records) {
        let one = match parsed {
            Ok(parsed) => {
                let Some(extraction) = extracted.next() else { break };
                let place = format!("{}:{}: ", record.source(), record.line());
                let warnings = parsed.warnings.iter().map(|w| format!("{place}{w}")).collect();
                Ok((written(&parsed.article, &extraction, arguments, extractor), warnings))
            }
            Err(failure) => Err(failure.clone()),
        };
        all.push(one);
    }
    watch.ended(Stage::Write);
    all
}

fn written(
    article: &Article,
    extraction: &Extraction<'_>,
    arguments: &Arguments,
    extractor: &Extractor,
) -> Vec<u8> {
    let found = Found {
        article,
        extraction,
        gazetteer: &extractor.gazetteer,
        unit: match arguments.offsets {
            Offsets::Chars => Unit::Chars,
            Offsets::Bytes => Unit::Bytes,
        },
        nominals: arguments.nominals,
    };
    let mut out = Vec::new();
    match arguments.emit {
        Emit::Relations => write::relations(&mut out, found),
        Emit::Mentions => write::mentions(&mut out, found),
        Emit::Entities => write::entities(&mut out, found),
        Emit::Documents => write::document(&mut out, found),
    }
    out
}
