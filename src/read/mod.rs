//! Bytes to articles. Entry point: [`Reader`], which yields the records of files, folders and
//! standard input in a fixed order; [`Record::article`] then parses one of them, on any thread.
//!
//! A fault costs the one record that has it and is reported with its place; nothing is dropped or
//! cut short in silence.

mod date;
mod failure;
mod files;
mod format;
mod json;
mod lines;
mod own;
mod record;
mod stream;
mod values;

pub use date::parse as parse_date;
pub use failure::{Failure, Stage};
pub use record::{Parsed, Record};

use std::path::PathBuf;
use std::sync::Arc;

use files::{Files, Input};
use format::Format;
use stream::Stream;

/// What is read, and how much of it at most.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders; `-`, or none at all, is standard input.
    pub paths: Vec<PathBuf>,
    /// Bytes of one article's text at most; default 16 MiB.
    pub max_text: usize,
    /// Bytes of one line or one JSON value at most; default 64 MiB.
    pub max_line: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { paths: Vec::new(), max_text: 16 << 20, max_line: 64 << 20 }
    }
}

/// One step of reading.
#[derive(Debug)]
pub enum Item {
    /// A record, not yet parsed.
    Record(Record),
    /// Something that cannot be read.
    Failure(Failure),
    /// A file that holds no articles.
    Skipped(Skipped),
}

/// A file that was left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file, relative to its argument.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// All records of all inputs, in the order of the arguments and of names within folders.
///
/// Memory: one record at a time and a look-ahead of [`stream::HEAD`] bytes.
pub struct Reader {
    options: Options,
    files: Files,
    current: Option<Box<dyn Iterator<Item = Item> + Send>>,
}

impl Reader {
    /// A reader over `options.paths`. Opens nothing yet.
    pub fn new(options: Options) -> Self {
        let files = Files::new(&options.paths);
        Self { options, files, current: None }
    }

    fn open(&self, input: &Input) -> Result<Box<dyn Iterator<Item = Item> + Send>, Item> {
        if let Some(reason) = own::by_name(input) {
            return Err(Item::Skipped(Skipped { source: input.name.clone(), reason }));
        }
        let stream = Stream::open(input)
            .map_err(|e| Item::Failure(Failure::whole(&input.name, Stage::Read, e.to_string())))?;
        let source: Arc<str> = input.name.as_str().into();
        let (max_text, max_line) = (self.options.max_text, self.options.max_line);
        match format::of(input, stream.head()) {
            Format::Text => {
                Ok(Box::new(std::iter::once_with(move || record::text(&source, stream, max_text))))
            }
            Format::Lines => Ok(Box::new(lines::Lines::new(source, stream, max_line))),
            Format::Values => Ok(Box::new(values::Values::new(source, stream, max_line))),
            Format::Skip(reason) => {
                Err(Item::Skipped(Skipped { source: input.name.clone(), reason }))
            }
            Format::Fail(reason) => {
                Err(Item::Failure(Failure::whole(&input.name, Stage::Read, reason)))
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            match self.files.next()? {
                Ok(input) => match self.open(&input) {
                    Ok(items) => self.current = Some(items),
                    Err(item) => {
                        self.current = None;
                        return Some(item);
                    }
                },
                Err(item) => return Some(item),
            }
        }
    }
}
