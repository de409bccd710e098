//! Drives a target: replays files, or mutates them a number of times, the same way for the same seed.
//!
//! A target says what came of an input as an [`Outcome`]; inputs with an outcome that none before had
//! are mutated further, so that runs find their way to where the code goes on.

mod mutate;
mod outcome;

use std::collections::HashSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

pub use outcome::Outcome;

use mutate::{Random, mutated};

/// What is driven.
pub struct Target {
    /// Its name: that of the binary and of the folder of its seeds.
    pub name: &'static str,
    /// Pieces that its inputs turn on.
    pub pieces: &'static [&'static str],
    /// Takes an input, and panics where a property does not hold.
    pub run: fn(&[u8]) -> Outcome,
}

/// Inputs that are mutated further, at most, beyond those given.
const KEPT: usize = 4096;
/// Failing inputs that are written before a run gives up.
const FAILURES: usize = 20;
/// An input may take so long: one of a few kilobytes takes less than a hundredth of it.
const SLOW: Duration = Duration::from_millis(500);

struct Arguments {
    runs: u64,
    seed: u64,
    longest: usize,
    keep: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

impl Arguments {
    /// `[--runs N] [--seed N] [--longest BYTES] [--keep FOLDER] PATH…`
    fn read() -> Self {
        let mut read = Self { runs: 0, seed: 1, longest: 2048, keep: None, paths: Vec::new() };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut number = || arguments.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            match argument.as_str() {
                "--runs" => read.runs = number(),
                "--seed" => read.seed = number(),
                "--longest" => read.longest = number() as usize,
                "--keep" => read.keep = arguments.next().map(PathBuf::from),
                path => collect(Path::new(path), &mut read.paths),
            }
        }
        read
    }
}

/// Reads the arguments and runs the target on each input.
pub fn drive(target: &Target) -> ExitCode {
    let arguments = Arguments::read();
    let mut inputs: Vec<Vec<u8>> =
        arguments.paths.iter().filter_map(|p| fs::read(p).ok()).collect();
    let given = inputs.len();
    let mut failures = 0;
    let mut known: HashSet<Outcome> = HashSet::new();
    for input in &inputs {
        match held(target, input) {
            Some(outcome) => drop(known.insert(outcome)),
            None => failures += 1,
        }
    }
    let mut random = Random::new(arguments.seed);
    let mut done = 0;
    while done < arguments.runs && failures < FAILURES {
        let input = mutated(&inputs, target.pieces, arguments.longest, &mut random);
        done += 1;
        let Some(outcome) = held(target, &input) else {
            failures += 1;
            continue;
        };
        if known.insert(outcome) {
            // The oldest of those found give way.
            match inputs.len() < given + KEPT {
                true => inputs.push(input),
                false => inputs[given + random.below(KEPT)] = input,
            }
        }
        if done % 100_000 == 0 {
            eprintln!("{}: {done} runs, {} outcomes", target.name, known.len());
        }
    }
    if let Some(folder) = &arguments.keep {
        keep(folder, &inputs[given..]);
    }
    let (name, outcomes) = (target.name, known.len());
    println!(
        "{name}: {given} inputs replayed, {done} runs, {outcomes} outcomes, {failures} failed"
    );
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes what was found, for another run to begin with.
fn keep(folder: &Path, inputs: &[Vec<u8>]) {
    let written = fs::create_dir_all(folder).and_then(|()| {
        inputs
            .iter()
            .enumerate()
            .try_for_each(|(n, input)| fs::write(folder.join(n.to_string()), input))
    });
    if let Err(e) = written {
        eprintln!("{}: {e}", folder.display());
    }
}

/// All files at a path, folders walked in the order of names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        files.push(path.to_owned());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| collect(path, files));
}

/// How long this thread has been on a processor, where the system tells.
fn worked() -> Option<Duration> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// What came of an input; `None` when a property did not hold, or it took too long, and again.
fn held(target: &Target, input: &[u8]) -> Option<Outcome> {
    let run = || catch_unwind(AssertUnwindSafe(|| (target.run)(input))).ok();
    let begun = Instant::now();
    let outcome = run();
    let too_slow = begun.elapsed() > SLOW && input.len() < 1 << 16 && {
        // Not what it waited for others.
        let before = worked();
        run();
        before.zip(worked()).is_none_or(|(before, after)| after - before > SLOW)
    };
    if outcome.is_none() || too_slow {
        let name = target.name;
        let file = format!("fuzz-failure-{name}-{:016x}", Outcome::of([input]).0);
        let why = if too_slow { "took too long" } else { "failed" };
        match fs::write(&file, input) {
            Ok(()) => eprintln!("{name}: {why}; the input is in {file}"),
            Err(e) => eprintln!("{name}: {why}; the input cannot be written: {e}"),
        }
        return None;
    }
    outcome
}
