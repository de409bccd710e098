//! `stakeout gazetteer check` and `compile`.

mod check;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use stakeout::gazetteer::{Entry, compile_own, tsv};

use super::examples;
use super::output::Output;
use super::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the faults of name lists, with file and line.
    #[command(after_long_help = examples::GAZETTEER)]
    Check {
        /// TSV or CSV files with a header.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Turn name lists into one file that loads at once, for `--gazetteer`.
    #[command(after_long_help = examples::GAZETTEER)]
    Compile {
        /// TSV or CSV files with a header; of two rows for one name the first comes first.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The file to write.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Status {
    match &arguments.verb {
        Verb::Check { files } => check(files),
        Verb::Compile { files, output } => compile(files, output),
    }
}

fn check(files: &[PathBuf]) -> Status {
    let mut found = 0;
    for file in files {
        let faults = check::check(file);
        found += faults.len();
        for fault in faults {
            terminal::say(&format!("{}:{fault}", file.display()));
        }
    }
    if found > 0 {
        return Status::Failed;
    }
    let names = if let [one] = files {
        one.display().to_string()
    } else {
        format!("{} files", files.len())
    };
    terminal::say(&format!("{names}: no fault"));
    Status::Done
}

fn compile(files: &[PathBuf], output: &Path) -> Status {
    let mut entries: Vec<Entry> = Vec::new();
    let mut faults = Vec::new();
    for file in files {
        match fs::read_to_string(file) {
            Ok(text) => {
                let (rows, unread) = tsv::parse(&text);
                let place = |line: usize| format!("{}:{line}", file.display());
                faults.extend(unread.iter().map(|f| format!("{}: {}", place(f.line), f.fault)));
                entries.extend(rows);
            }
            Err(e) => faults.push(format!("{}: {e}", file.display())),
        }
    }
    if !faults.is_empty() {
        faults.iter().for_each(|fault| terminal::say(fault));
        return Status::Usage;
    }
    let bytes = match compile_own(&mut entries) {
        Ok(bytes) => bytes,
        Err(fault) => {
            terminal::say(&fault);
            return Status::Usage;
        }
    };
    let written = Output::file(output).and_then(|mut out| {
        out.write(&bytes)?;
        out.finish()
    });
    match written {
        Ok(()) => {
            terminal::say(&format!("stakeout: {} names, {} bytes", entries.len(), bytes.len()));
            Status::Done
        }
        Err(unwritten) => unwritten.status(),
    }
}
