//! `stakeout extract`: articles in, records out.

use std::path::PathBuf;
use std::sync::Mutex;

use clap::{Args, ValueEnum};
use stakeout::article::Day;
use stakeout::document::LONGEST;
use stakeout::extract::Extractor;
use stakeout::read::{Failure, Options, Reader, Record};
use stakeout::watch::Times;
use stakeout::write;

use super::Status;
use super::account::Account;
use super::checkpoint::{Checkpoint, Fingerprint};
use super::input::Input;
use super::lines::lines;
use super::load::{self, Sources};
use super::output::{Output, Unwritten};
use super::resume::{self, Begun};
use super::run::{self, Outcome};
use super::terminal::{self, Progress};
use super::timing::{Clock, Timed};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files and folders; `-` or nothing is standard input. Plain text, Markdown, HTML, JSON, JSONL, CSV, TSV,
    /// RSS, Atom, NITF, NewsML, WARC, each also packed with gzip, zstd or bzip2.
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) input: Input,
    /// Which records to write.
    #[arg(long, value_enum, default_value_t = Emit::Relations)]
    pub(super) emit: Emit,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Number of threads [default: one a processor].
    #[arg(short = 'j', long = "threads", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// The day of publication of articles that have none.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = load::day)]
    pub(super) date: Option<Day>,
    /// With `--emit mentions|entities`: also descriptions and pronouns that were resolved.
    #[arg(long)]
    pub(super) nominals: bool,
    /// In what offsets are counted.
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    pub(super) offsets: Offsets,
    #[command(flatten)]
    pub(super) sources: Sources,
    /// Write error records to a file instead of stderr.
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    /// Stop at the first document that fails.
    #[arg(long)]
    strict: bool,
    /// Go on where a run that was broken off came to: `-o` as it was, and all else.
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// After how many documents a run with `-o` makes a checkpoint to go on from.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..))]
    checkpoint: u64,
    /// Write what was read, extracted, rejected and skipped, and why, to a file as JSON.
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Mentions of a document at most; more are an error.
    #[arg(long, value_name = "N", default_value_t = 200_000)]
    pub(super) limit_mentions: usize,
    /// Relations of a document at most; more are an error.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(super) limit_relations: usize,
    /// Tokens of a sentence at most; a longer one is cut at the next punctuation, and counted.
    #[arg(long, value_name = "N", default_value_t = LONGEST, value_parser = longest)]
    pub(super) limit_sentence: usize,
    /// At the end, say on stderr how long each stage took.
    #[arg(long)]
    timing: bool,
    /// Say nothing on stderr but errors.
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Emit {
    Relations,
    Mentions,
    Entities,
    Documents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Offsets {
    /// Unicode code points.
    Chars,
    /// Bytes of UTF-8.
    Bytes,
}

/// Warnings, and parts of files passed over, said one by one; more are only counted.
const WARNINGS: u64 = 20;
/// Bytes of records between two checkpoints at most.
const CHECKPOINT_BYTES: u64 = 64 << 20;

pub(crate) fn run(arguments: &Arguments) -> Status {
    let Some(options) = arguments.input.options(&arguments.paths) else { return Status::Usage };
    let Some(builder) = arguments.sources.builder() else { return Status::Usage };
    match builder.longest_sentence(arguments.limit_sentence).build() {
        Ok(extractor) => extract(arguments, options, &extractor),
        Err(e) => {
            terminal::say(&format!("stakeout: {e}"));
            Status::Usage
        }
    }
}

fn longest(written: &str) -> Result<usize, String> {
    let tokens = written.parse().ok().filter(|tokens| (20..=100_000).contains(tokens));
    tokens.ok_or_else(|| "a number from 20 to 100000".to_owned())
}

pub(super) fn extract(arguments: &Arguments, options: Options, extractor: &Extractor) -> Status {
    let begun = resume::begin(arguments, &options);
    match begun.and_then(|begun| Session::new(arguments, options, begun)) {
        Ok(session) => session.run(extractor),
        Err(status) => status,
    }
}

/// One run: its outputs and counts.
struct Session<'a> {
    arguments: &'a Arguments,
    options: Options,
    output: Output,
    errors: Option<Output>,
    progress: Progress,
    account: Account,
    /// Items that are done, and what they are to be fingerprinted with at a checkpoint.
    items: u64,
    fingerprint: Option<Fingerprint>,
    /// Documents and bytes since the last checkpoint.
    since: (u64, u64),
    unwritten: Option<Unwritten>,
}

impl<'a> Session<'a> {
    fn new(arguments: &'a Arguments, options: Options, begun: Begun) -> Result<Self, Status> {
        let Begun { fingerprint, checkpoint } = begun;
        let from = checkpoint.as_ref();
        let open = |path: &PathBuf, length: Option<u64>| match length {
            Some(length) => Output::grown(path, length),
            None => Output::file(path),
        };
        let output = match &arguments.output {
            Some(path) => open(path, from.map(|c| c.output)),
            None => Ok(Output::standard()),
        };
        let output = output.map_err(|e| e.status())?;
        let errors = arguments.errors.as_ref().map(|path| open(path, from.and_then(|c| c.errors)));
        let errors = errors.transpose().map_err(|e| e.status())?;
        let progress = Progress::new(arguments.quiet);
        let (items, account) = checkpoint.map_or_else(Default::default, |c| (c.items, c.account));
        let since = (0, 0);
        let unwritten = None;
        Ok(Self {
            arguments,
            options,
            output,
            errors,
            progress,
            account,
            items,
            fingerprint,
            since,
            unwritten,
        })
    }

    fn run(mut self, extractor: &Extractor) -> Status {
        let arguments = self.arguments;
        let options = self.options.clone();
        let threads = arguments.threads.map_or_else(
            || std::thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        );
        let done = usize::try_from(self.items).unwrap_or(usize::MAX);
        let items = arguments.input.shard.of(Reader::new(options.clone())).skip(done);
        let mut sink = |outcome| self.take(outcome);
        let times = Mutex::new(Times::default());
        let name = |record: &Record| {
            let parsed = record.article(&options, None);
            parsed.map_or_else(|failure| failure.id, |parsed| Some(parsed.article.id))
        };
        let ran = if arguments.timing {
            let work = |records: &[&Record]| {
                let mut clock = Clock::start();
                let mut size = 0;
                let found = lines(records, &options, arguments, extractor, &mut clock, &mut size);
                clock.stop(size, &times);
                found
            };
            run::run(Timed { items, sums: &times }, threads, (&work, &name), &mut sink)
        } else {
            let work = |records: &[&Record]| {
                lines(records, &options, arguments, extractor, &mut (), &mut 0)
            };
            run::run(items, threads, (&work, &name), &mut sink)
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
            Outcome::Document { lines, warnings, cut, size } => {
                self.account.extracted += 1;
                self.account.sentences_cut += u64::from(cut);
                self.account.bytes += size as u64;
                self.since.1 += size as u64;
                self.progress.at(self.account.read(), self.account.bytes);
                warnings.iter().for_each(|w| self.warn(w));
                if lines.is_empty() { Ok(()) } else { self.output.write(&lines) }
            }
            Outcome::Skipped(skipped) => {
                self.account.skip(&skipped);
                if !skipped.inner || self.account.parts_skipped <= WARNINGS {
                    self.note(&format!("stakeout: skipped {}: {}", skipped.source, skipped.reason));
                }
                Ok(())
            }
            Outcome::Failure(failure) => {
                self.account.reject(&failure);
                self.reject(&failure)
            }
        };
        self.items += 1;
        self.since.0 += 1;
        let strict = self.arguments.strict && self.account.rejected > 0;
        let due = self.since.0 >= self.arguments.checkpoint || self.since.1 >= CHECKPOINT_BYTES;
        let kept = if due && !strict { written.and_then(|()| self.keep()) } else { written };
        match kept {
            Ok(()) => !strict,
            Err(unwritten) => {
                self.unwritten = Some(unwritten);
                false
            }
        }
    }

    /// Makes a checkpoint, where the output is one that can be gone on with.
    fn keep(&mut self) -> Result<(), Unwritten> {
        self.since = (0, 0);
        let (Some(path), Some(fingerprint)) = (&self.arguments.output, self.fingerprint.take())
        else {
            return Ok(());
        };
        let fingerprint = fingerprint.with_program();
        self.fingerprint = Some(fingerprint.clone());
        let errors = self.errors.as_mut().map_or(Ok(None), Output::settle)?;
        let Some(output) = self.output.settle()? else { return Ok(()) };
        let account = self.account.clone();
        let checkpoint = Checkpoint { fingerprint, items: self.items, output, errors, account };
        checkpoint
            .save(path)
            .map_err(|e| Unwritten::of(&e, &Checkpoint::path(path).display().to_string()))
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
        self.account.warnings += 1;
        if self.account.warnings <= WARNINGS {
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
        let rejected = self.account.rejected > 0;
        let stopped = self.arguments.strict && rejected;
        if self.unwritten.is_none() {
            // Error records first: while the output has not its name the run can be gone on with.
            let errors = self.errors.take().map_or(Ok(()), Output::finish);
            let end = |output: Output| if stopped { output.stop() } else { output.finish() };
            self.unwritten = errors.and_then(|()| end(self.output)).err();
            if let Some(path) =
                self.arguments.output.as_ref().filter(|_| self.unwritten.is_none() && !stopped)
            {
                let removed =
                    Checkpoint::remove(path).map_err(|e| Unwritten::of(&e, "the checkpoint"));
                self.unwritten = removed.err();
            }
        }
        let complete = !stopped && self.unwritten.is_none();
        let mut status = if rejected { Status::Failed } else { Status::Done };
        if let Some(unwritten) = self.unwritten {
            status = unwritten.status();
        }
        if let Some(path) = &self.arguments.summary {
            let line = self.account.summary(complete, status as u8);
            let written =
                Output::file(path).and_then(|mut to| to.write(&line).and_then(|()| to.finish()));
            status = status.max(written.err().map_or(Status::Done, |e| e.status()));
        }
        if !self.arguments.quiet && (complete || stopped) {
            let more = self.account.warnings.saturating_sub(WARNINGS);
            if more > 0 {
                terminal::say(&format!("stakeout: and {more} more warnings"));
            }
            terminal::say(&format!("stakeout: {}", self.account.line()));
        }
        status
    }
}
