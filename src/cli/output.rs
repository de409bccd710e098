//! Where records go: standard output or a file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Status, terminal};

/// Why nothing more can be written.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// The reader of a pipe went away: a quiet end.
    Closed,
    /// Anything else: a full disk, for example. It has been said on stderr.
    Failed,
}

impl Unwritten {
    /// The status that a run ends with.
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Closed => Status::Done,
            Self::Failed => Status::Unwritten,
        }
    }

    fn of(error: &io::Error, target: &str) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        terminal::say(&format!("stakeout: {target} cannot be written: {error}"));
        Self::Failed
    }
}

/// An output that tells write failures apart, and that gives a file its name when it is complete.
pub(crate) struct Output {
    to: Box<dyn Write>,
    name: String,
    /// The file as it is named while it grows, and then.
    rename: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Standard output.
    pub(crate) fn standard() -> Self {
        Self { to: Box::new(io::stdout().lock()), name: "standard output".to_owned(), rename: None }
    }

    /// A file. It grows under its name with `.partial` added, unless the name is that of a device
    /// or a pipe.
    pub(crate) fn file(path: &Path) -> Result<Self, Unwritten> {
        let name = path.display().to_string();
        let special = path.metadata().is_ok_and(|m| !m.is_file());
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let target = if special { path } else { &partial };
        let opened =
            if special { File::options().write(true).open(target) } else { File::create(target) };
        let file = opened.map_err(|e| Unwritten::of(&e, &name))?;
        let rename = (!special).then(|| (partial.clone(), path.to_owned()));
        Ok(Self { to: Box::new(file), name, rename })
    }

    /// Writes all of `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        self.to.write_all(bytes).map_err(|e| Unwritten::of(&e, &self.name))
    }

    /// Ends an output that is not complete; a file stays under its partial name.
    pub(crate) fn stop(mut self) -> Result<(), Unwritten> {
        self.to.flush().map_err(|e| Unwritten::of(&e, &self.name))?;
        if let Some((partial, _)) = &self.rename {
            terminal::say(&format!(
                "stakeout: stopped; the output so far is {}",
                partial.display()
            ));
        }
        Ok(())
    }

    /// Ends the output; a file takes its name.
    pub(crate) fn finish(mut self) -> Result<(), Unwritten> {
        self.to.flush().map_err(|e| Unwritten::of(&e, &self.name))?;
        if let Some((from, to)) = &self.rename {
            std::fs::rename(from, to).map_err(|e| Unwritten::of(&e, &self.name))?;
        }
        Ok(())
    }
}
