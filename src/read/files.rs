//! Arguments to files: folders are walked in the order of names, depth first.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, Item, Kind, Skipped, Stage};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// The path relative to the argument, with `/`; the file's name for an argument that is a file.
    pub(super) name: String,
    /// True when a folder was walked to find it, false when it was named.
    pub(super) walked: bool,
}

/// The files of all arguments, found while they are read.
pub(super) struct Files {
    /// What is still to come, the next one last.
    stack: Vec<Input>,
}

impl Files {
    /// The files of arguments, then those of a list, which are called by their whole paths.
    pub(super) fn new(paths: &[PathBuf], listed: Option<&[PathBuf]>) -> Self {
        let standard = [PathBuf::from("-")];
        let paths = if paths.is_empty() && listed.is_none() { &standard } else { paths };
        let listed = listed
            .unwrap_or_default()
            .iter()
            .map(|path| Input { name: path.to_string_lossy().into_owned(), ..argument(path) });
        let mut stack: Vec<Input> = paths.iter().map(|p| argument(p)).chain(listed).collect();
        stack.reverse();
        Self { stack }
    }

    pub(super) fn none() -> Self {
        Self { stack: Vec::new() }
    }

    /// Puts the entries of a folder on the stack.
    fn enter(&mut self, folder: &Path, name: &str) -> Result<(), Item> {
        let fail = |e: std::io::Error| {
            let shown = if name.is_empty() { folder.to_string_lossy() } else { name.into() };
            let reason = format!("the folder cannot be read: {e}");
            Item::Failure(Failure::whole(&shown, Stage::Read, Kind::Unreadable, reason))
        };
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(fail)? {
            entries.push(entry.map_err(fail)?.path());
        }
        entries.sort_unstable_by(|a, b| b.file_name().cmp(&a.file_name()));
        self.stack.extend(entries.into_iter().map(|path| {
            let last = path.file_name().unwrap_or_default().to_string_lossy();
            let name = if name.is_empty() { last.into_owned() } else { format!("{name}/{last}") };
            Input { path: Some(path), name, walked: true }
        }));
        Ok(())
    }
}

fn argument(path: &Path) -> Input {
    if path == Path::new("-") {
        return Input { path: None, name: "-".to_owned(), walked: false };
    }
    let name = path.file_name().map_or(path.to_string_lossy(), |n| n.to_string_lossy());
    Input { path: Some(path.to_owned()), name: name.into_owned(), walked: false }
}

impl Iterator for Files {
    type Item = Result<Input, Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let input = self.stack.pop()?;
            let Some(path) = input.path.as_deref() else { return Some(Ok(input)) };
            let skip = |reason: &str| Item::Skipped(Skipped::file(&input.name, reason));
            let hidden = input.walked && input.name.rsplit('/').next().is_some_and(is_hidden);
            if hidden {
                return Some(Err(skip("hidden")));
            }
            match fs::metadata(path) {
                Err(e) => {
                    let reason = format!("cannot be opened: {e}");
                    let failure =
                        Failure::whole(&input.name, Stage::Read, Kind::Unreadable, reason);
                    return Some(Err(Item::Failure(failure)));
                }
                Ok(found) if found.is_dir() => {
                    // A link to a folder could lead round in a circle.
                    if input.walked && path.is_symlink() {
                        return Some(Err(skip("a link to a folder")));
                    }
                    let name = if input.walked { input.name.as_str() } else { "" };
                    let path = path.to_owned();
                    if let Err(item) = self.enter(&path, name) {
                        return Some(Err(item));
                    }
                }
                Ok(found) if input.walked && !found.is_file() => {
                    return Some(Err(skip("no regular file")));
                }
                Ok(_) => return Some(Ok(input)),
            }
        }
    }
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}
