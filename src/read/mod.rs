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
/// Memory: one record at a time and a look-ahead of 64 KiB.
pub struct Reader {
    options: Options,
    files: Files,
    current: Option<Items>,
}

impl Reader {
    /// A reader over `options.paths`. Opens nothing yet.
    pub fn new(options: Options) -> Self {
        let files = Files::new(&options.paths);
        Self { options, files, current: None }
    }

    /// A reader over bytes in memory, which are read like a file of that name.
    pub fn of_bytes(name: &str, bytes: Vec<u8>, options: Options) -> Self {
        let input = Input { path: None, name: name.to_owned(), walked: false };
        let current = match Stream::new(Box::new(std::io::Cursor::new(bytes))) {
            Ok(stream) => records(&input, stream, &options),
            Err(e) => one(unread(&input, e.to_string())),
        };
        Self { options, files: Files::none(), current: Some(current) }
    }

    fn open(&self, input: &Input) -> Items {
        if let Some(reason) = own::by_name(input) {
            return one(Item::Skipped(Skipped { source: input.name.clone(), reason }));
        }
        match Stream::open(input) {
            Ok(stream) => records(input, stream, &self.options),
            Err(e) => one(unread(input, e.to_string())),
        }
    }
}

type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The records of an open file, by its format.
fn records(input: &Input, stream: Stream, options: &Options) -> Items {
    let source: Arc<str> = input.name.as_str().into();
    let (max_text, max_line) = (options.max_text, options.max_line);
    match format::of(input, stream.head()) {
        Format::Text => {
            Box::new(std::iter::once_with(move || record::text(&source, stream, max_text)))
        }
        Format::Lines => Box::new(lines::Lines::new(source, stream, max_line)),
        Format::Values => Box::new(values::Values::new(source, stream, max_line)),
        Format::Skip(reason) => one(Item::Skipped(Skipped { source: input.name.clone(), reason })),
        Format::Fail(reason) => one(unread(input, reason)),
    }
}

fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

fn unread(input: &Input, reason: String) -> Item {
    Item::Failure(Failure::whole(&input.name, Stage::Read, reason))
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            match self.files.next()? {
                Ok(input) => self.current = Some(self.open(&input)),
                Err(item) => return Some(item),
            }
        }
    }
}
