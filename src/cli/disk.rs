//! What is done to outputs, each step of which may fail: tests let every one of them fail in turn.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes all of `bytes`.
pub(crate) fn write(to: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    step()?;
    to.write_all(bytes)
}

/// Hands on what is still held in memory.
pub(crate) fn flush(to: &mut dyn Write) -> io::Result<()> {
    step()?;
    to.flush()
}

/// Makes sure that a file is on disk.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    step()?;
    file.sync_data()
}

/// Opens a file for writing; `create` says whether there may be none yet.
pub(crate) fn open(path: &Path, create: bool) -> io::Result<File> {
    step()?;
    File::options().create(create).write(true).truncate(false).open(path)
}

/// Cuts a file to a length.
pub(crate) fn cut(file: &File, length: u64) -> io::Result<()> {
    step()?;
    file.set_len(length)
}

/// Gives a file another name.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Takes a file away, if there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Makes sure that a new name is on disk, where the system can.
pub(crate) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        // Not every file system knows this; none loses more for it than without.
        let _ = folder.sync_all();
    }
}

#[cfg(not(test))]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use failing::step;

#[cfg(test)]
mod failing {
    use std::cell::Cell;
    use std::io;

    /// Which steps fail, and how.
    #[derive(Clone, Copy)]
    pub(super) struct Fault {
        pub(super) from: usize,
        pub(super) to: usize,
        pub(super) kind: io::ErrorKind,
    }

    thread_local! {
        static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
        static TAKEN: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn step() -> io::Result<()> {
        let taken = TAKEN.get();
        TAKEN.set(taken + 1);
        match FAULT.get() {
            Some(fault) if (fault.from..fault.to).contains(&taken) => Err(fault.kind.into()),
            _ => Ok(()),
        }
    }

    /// Runs with a fault; says whether it was met.
    pub(super) fn with<T>(fault: Fault, run: impl FnOnce() -> T) -> (T, bool) {
        TAKEN.set(0);
        FAULT.set(Some(fault));
        let done = run();
        FAULT.set(None);
        (done, TAKEN.get() > fault.from)
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind::{BrokenPipe, StorageFull};

    use clap::Parser;
    use stakeout::extract::Extractor;

    use super::super::{Status, extract};
    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: extract::Arguments,
    }

    /// A run in a folder: over its `in.jsonl`, with a checkpoint every second document.
    fn run(at: &Path, extractor: &Extractor, output: &str, more: &[&str]) -> Status {
        let path = |name: &str| at.join(name).display().to_string();
        let files = ["it".to_owned(), path("in.jsonl"), "-o".to_owned(), path(output)];
        let files = files.into_iter().chain(["--errors".to_owned(), path("err")]);
        let rest = ["--checkpoint", "2", "-q", "-j", "1", "--emit", "documents"];
        let all = files.chain(rest.iter().chain(more).map(|s| (*s).to_owned()));
        let arguments = Line::parse_from(all).arguments;
        let options = arguments.input.options(&arguments.paths).expect("sound options");
        extract::extract(&arguments, options, extractor)
    }

    fn read(at: &Path, name: &str) -> Option<Vec<u8>> {
        fs::read(at.join(name)).ok()
    }

    /// Whichever step fails, alone or with all after it: the run ends with its status, what has the
    /// name of the output is whole, and going on gives the same.
    #[test]
    fn every_step_to_the_disk_may_fail() {
        for alone in [true, false] {
            each_step_fails(alone);
        }
    }

    fn each_step_fails(alone: bool) {
        let extractor = Extractor::builder().without_shipped_rules().build().expect("it loads");
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let lines = "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n{broken\n{\"text\":\"Four.\"}\n";
        fs::write(at.join("in.jsonl"), lines.repeat(2)).expect("room");
        assert_eq!(run(at, &extractor, "whole", &[]), Status::Failed);
        let (output, errors) = (read(at, "whole"), read(at, "err"));
        assert!(output.is_some() && errors.as_ref().is_some_and(|e| !e.is_empty()));
        let summary = at.join("sum").display().to_string();
        let mut n = 0;
        loop {
            for name in ["out", "err", "sum"] {
                let _ = fs::remove_file(at.join(name));
            }
            let first = || run(at, &extractor, "out", &["--summary", &summary]);
            let to = if alone { n + 1 } else { usize::MAX };
            let fault = failing::Fault { from: n, to, kind: StorageFull };
            let (status, failed) = failing::with(fault, first);
            if !failed {
                assert_eq!((status, read(at, "out")), (Status::Failed, output));
                break;
            }
            assert_eq!(status, Status::Unwritten, "step {n}");
            if let Some(summary) = read(at, "sum").filter(|_| alone) {
                let summary = String::from_utf8_lossy(&summary).into_owned();
                assert!(summary.contains("\"complete\":false,\"status\":3"), "{n} {summary}");
            }
            assert!(read(at, "out").is_none_or(|o| Some(o) == output), "step {n}: not whole");
            let complete = at.join("out").exists();
            let resumed = run(at, &extractor, "out", &["--resume"]);
            let expected = if complete { Status::Done } else { Status::Failed };
            assert_eq!(resumed, expected, "step {n}");
            assert_eq!((read(at, "out"), read(at, "err")), (output.clone(), errors.clone()), "{n}");
            for left in ["out.partial", "out.checkpoint", "err.partial"] {
                assert!(!at.join(left).exists(), "step {n}: {left}");
            }
            n += 1;
        }
        assert!(n > 40, "{n} steps");
    }

    /// A closed pipe is a quiet end.
    #[test]
    fn a_closed_pipe_ends_the_run_with_0() {
        let extractor = Extractor::builder().without_shipped_rules().build().expect("it loads");
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        fs::write(at.join("in.jsonl"), "{\"text\":\"One.\"}\n".repeat(4)).expect("room");
        let fault = failing::Fault { from: 3, to: usize::MAX, kind: BrokenPipe };
        let (status, failed) = failing::with(fault, || run(at, &extractor, "out", &[]));
        assert!(failed && status == Status::Done);
    }
}
