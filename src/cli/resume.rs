//! How a run begins: anew, or where one that was broken off came to.

use std::fs;
use std::path::Path;

use stakeout::read::Options;

use super::Status;
use super::checkpoint::{Checkpoint, Fingerprint};
use super::extract::Arguments;
use super::output::{Output, Unwritten};
use super::terminal;

/// What a run begins with.
#[derive(Debug, Default)]
pub(crate) struct Begun {
    /// Present when the run can make checkpoints.
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) checkpoint: Option<Checkpoint>,
}

/// Finds where to begin.
///
/// # Errors
/// The status to end with, when there is nothing to go on with or nothing left to do; it has been
/// said why.
pub(crate) fn begin(arguments: &Arguments, options: &Options) -> Result<Begun, Status> {
    let Some(output) = arguments.output.as_deref().filter(|path| Output::can_grow(path)) else {
        return if arguments.resume {
            Err(usage("only a file can be gone on with"))
        } else {
            Ok(Begun::default())
        };
    };
    let standard = options.listed.is_none() && options.paths.is_empty()
        || options.paths.iter().any(|path| path == Path::new("-"));
    if standard {
        let asked = arguments.resume;
        return if asked {
            Err(usage("standard input cannot be gone on with"))
        } else {
            anew(output, None)
        };
    }
    let now = Fingerprint::take(&said(arguments, options), &arguments.sources, options)
        .map_err(|e| usage(&e.to_string()))?;
    if !arguments.resume {
        return anew(output, Some(now));
    }
    let partial = Output::partial(output);
    if !partial.exists() && output.exists() {
        let _ = Checkpoint::remove(output);
        terminal::say(&format!(
            "stakeout: {} is complete, nothing is left to do",
            output.display()
        ));
        return Err(Status::Done);
    }
    let Some(checkpoint) = Checkpoint::load(output).filter(|_| partial.exists()) else {
        return anew(output, Some(now));
    };
    let now = now.with_program();
    if let Some(difference) = checkpoint.fingerprint.difference(&now) {
        let reason =
            format!("cannot go on with {}: {difference} since it was begun", output.display());
        return Err(usage(&reason));
    }
    if checkpoint.errors.is_some()
        && let Some(errors) = &arguments.errors
    {
        take_back(errors);
    }
    terminal::say(&format!("stakeout: goes on behind {} documents", checkpoint.account.read()));
    Ok(Begun { fingerprint: Some(now), checkpoint: Some(checkpoint) })
}

/// A run from the beginning: what an older one left must not be taken for its own.
fn anew(output: &Path, fingerprint: Option<Fingerprint>) -> Result<Begun, Status> {
    let removed = Checkpoint::remove(output)
        .map_err(|e| Unwritten::of(&e, &Checkpoint::path(output).display().to_string()));
    removed.map_err(|unwritten| unwritten.status())?;
    Ok(Begun { fingerprint, checkpoint: None })
}

/// Error records that had taken their name before the output did become partial again.
fn take_back(errors: &Path) {
    let partial = Output::partial(errors);
    if !partial.exists() {
        // Where this fails, opening it says why.
        let _ = fs::rename(errors, partial);
    }
}

/// All options that change the output.
fn said(arguments: &Arguments, options: &Options) -> String {
    let Arguments { emit, date, nominals, offsets, .. } = arguments;
    let Arguments { limit_mentions, limit_relations, limit_sentence, .. } = arguments;
    let (shard, errors) = (arguments.input.shard, arguments.errors.is_some());
    format!(
        "{emit:?} {date:?} {nominals} {offsets:?} {limit_mentions} {limit_relations} {limit_sentence} {shard:?} {errors} {options:?}"
    )
}

fn usage(reason: &str) -> Status {
    terminal::say(&format!("stakeout: {reason}"));
    Status::Usage
}
