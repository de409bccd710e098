//! Where records go: standard output or a file.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Status, disk, terminal};

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

    pub(crate) fn of(error: &io::Error, target: &str) -> Self {
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
    growing: Option<Growing>,
}

/// A file that has not its name yet.
struct Growing {
    file: File,
    from: PathBuf,
    to: PathBuf,
    length: u64,
}

impl Output {
    /// Standard output.
    pub(crate) fn standard() -> Self {
        Self::over(Box::new(io::stdout().lock()), "standard output")
    }

    /// Any other place to write to.
    pub(crate) fn over(to: Box<dyn Write>, name: &str) -> Self {
        Self { to, name: name.to_owned(), growing: None }
    }

    /// True for a name under which a file can grow: no device and no pipe.
    pub(crate) fn can_grow(path: &Path) -> bool {
        !path.metadata().is_ok_and(|m| !m.is_file())
    }

    /// What a file is called while it grows.
    pub(crate) fn partial(path: &Path) -> PathBuf {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        PathBuf::from(partial)
    }

    /// A file. It grows under its name with `.partial` added, unless the name is that of a device
    /// or a pipe.
    pub(crate) fn file(path: &Path) -> Result<Self, Unwritten> {
        let name = path.display().to_string();
        if Self::can_grow(path) {
            return Self::grown(path, 0);
        }
        let file = disk::open(path, false).map_err(|e| Unwritten::of(&e, &name))?;
        Ok(Self::over(Box::new(file), &name))
    }

    /// A file that has grown so far; what lies behind that is cut off.
    pub(crate) fn grown(path: &Path, length: u64) -> Result<Self, Unwritten> {
        let name = path.display().to_string();
        let open = || -> io::Result<(File, File)> {
            let from = Self::partial(path);
            let file = disk::open(&from, true)?;
            if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
                return Err(io::Error::other("another run writes to it"));
            }
            if file.metadata()?.len() < length {
                return Err(io::Error::other("it is shorter than its checkpoint says"));
            }
            disk::cut(&file, length)?;
            let mut writer = file.try_clone()?;
            writer.seek(io::SeekFrom::Start(length))?;
            Ok((file, writer))
        };
        let (file, writer) = open().map_err(|e| Unwritten::of(&e, &name))?;
        let growing = Growing { file, from: Self::partial(path), to: path.to_owned(), length };
        Ok(Self { to: Box::new(writer), name, growing: Some(growing) })
    }

    /// Writes all of `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        disk::write(&mut self.to, bytes).map_err(|e| Unwritten::of(&e, &self.name))?;
        if let Some(growing) = &mut self.growing {
            growing.length += bytes.len() as u64;
        }
        Ok(())
    }

    /// Makes sure that all that was written to a file is on disk; its length, if it is one.
    pub(crate) fn settle(&mut self) -> Result<Option<u64>, Unwritten> {
        disk::flush(&mut self.to).map_err(|e| Unwritten::of(&e, &self.name))?;
        let Some(growing) = &self.growing else { return Ok(None) };
        disk::sync(&growing.file).map_err(|e| Unwritten::of(&e, &self.name))?;
        Ok(Some(growing.length))
    }

    /// Ends an output that is not complete; a file stays under its partial name.
    pub(crate) fn stop(mut self) -> Result<(), Unwritten> {
        disk::flush(&mut self.to).map_err(|e| Unwritten::of(&e, &self.name))?;
        if let Some(growing) = &self.growing {
            let partial = growing.from.display();
            terminal::say(&format!("stakeout: stopped; the output so far is {partial}"));
        }
        Ok(())
    }

    /// Ends the output; a file takes its name.
    pub(crate) fn finish(mut self) -> Result<(), Unwritten> {
        self.settle()?;
        if let Some(Growing { from, to, .. }) = &self.growing {
            disk::rename(from, to).map_err(|e| Unwritten::of(&e, &self.name))?;
            disk::sync_folder(to);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many writes and then fails each.
    struct Failing(usize, io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::from(self.1))?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.write(&[]).map(drop)
        }
    }

    #[test]
    fn every_write_may_fail() {
        let kinds = [
            (io::ErrorKind::BrokenPipe, Status::Done),
            (io::ErrorKind::StorageFull, Status::Unwritten),
        ];
        for (kind, status) in kinds {
            for allowed in 0..=6 {
                let mut output = Output::over(Box::new(Failing(allowed, kind)), "it");
                let written = (0..5).try_for_each(|_| output.write(b"line\n"));
                let ended = written.and_then(|()| output.finish());
                let said = ended.err().map(|unwritten| unwritten.status());
                assert_eq!(said, (allowed < 6).then_some(status), "{allowed}");
            }
        }
    }
}
