//! Bytes to articles. Entry point: [`Reader`], which yields the records of files, folders and
//! standard input in a fixed order; [`Record::article`] then parses one of them, on any thread.
//!
//! A format is found by content and name (`format`), and has a module that finds its records in a
//! stream and one, often the same, whose `draft` reads an article off one of them.
//!
//! A fault costs the one record that has it and is reported with its place; nothing is dropped or
//! cut short in silence.

mod date;
mod draft;
mod encoding;
mod failure;
mod feed;
mod fields;
mod files;
mod format;
mod html;
mod http;
mod json;
mod language;
mod lines;
mod markdown;
mod news;
mod own;
mod plain;
mod printed;
mod record;
mod rows;
mod stream;
mod unpack;
mod values;
mod warc;
mod xml;

pub use date::parse as parse_date;
pub use encoding::Charset;
pub use failure::{Failure, Kind, Stage};
pub use fields::FieldNames;
pub use record::{Parsed, Record, unfit};

use std::path::PathBuf;
use std::sync::Arc;

use files::{Files, Input};
use format::Format;
use record::Form;
use stream::Stream;

/// What is read, how, and how much of it at most.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders; `-`, or none at all, is standard input.
    pub paths: Vec<PathBuf>,
    /// More files and folders, from a list: they are called by their paths as written.
    pub listed: Option<Vec<PathBuf>>,
    /// Under which names the fields of records stand.
    pub fields: FieldNames,
    /// The encoding of what has no byte-order mark; found out where there is none.
    pub charset: Option<Charset>,
    /// Also texts that are not English.
    pub any_language: bool,
    /// Bytes of one article's text, and of a page, at most; default 16 MiB.
    pub max_text: usize,
    /// Bytes of one line, row, JSON value, WARC record or file of XML at most; default 64 MiB.
    pub max_line: usize,
    /// How deep elements of HTML and XML may be nested; default 512. JSON is read 127 deep.
    pub max_nesting: usize,
    /// How many times its size packed data may have, once 16 MiB have come out of it; default 200.
    pub max_ratio: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            listed: None,
            fields: FieldNames::default(),
            charset: None,
            any_language: false,
            max_text: 16 << 20,
            max_line: 64 << 20,
            max_nesting: 512,
            max_ratio: 200,
        }
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

/// A file, or a part of one, that was left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file, relative to its argument, and which part of it.
    pub source: String,
    /// Why.
    pub reason: String,
    /// True for a part of a file, of which there may be very many.
    pub inner: bool,
}

/// Why a file is passed over that is sound and has no records: an empty list, a table of one row.
const NOTHING: &str = "holds no documents";

impl From<Skipped> for Item {
    fn from(skipped: Skipped) -> Self {
        Self::Skipped(skipped)
    }
}

impl Skipped {
    fn file(source: &str, reason: impl Into<String>) -> Self {
        Self { source: source.to_owned(), reason: reason.into(), inner: false }
    }
}

/// All records of all inputs, in the order of the arguments and of names within folders.
///
/// Memory: one record at a time and a look-ahead of 64 KiB; files of XML as a whole.
pub struct Reader {
    options: Options,
    files: Files,
    current: Option<Current>,
}

/// The file that is being read.
struct Current {
    name: String,
    items: Items,
    /// Something has come of it.
    any: bool,
}

impl Reader {
    /// A reader over `options.paths`. Opens nothing yet.
    pub fn new(options: Options) -> Self {
        let files = Files::new(&options.paths, options.listed.as_deref());
        Self { options, files, current: None }
    }

    /// A reader over bytes in memory, which are read like a file of that name.
    pub fn of_bytes(name: &str, bytes: Vec<u8>, options: Options) -> Self {
        let input = Input { path: None, name: name.to_owned(), walked: false };
        let items = match Stream::new(Box::new(std::io::Cursor::new(bytes)), options.max_ratio) {
            Ok(stream) => records(&input, stream, &options),
            Err(e) => one(Item::Failure(Failure::unread(&input.name, &e))),
        };
        let current = Some(Current { name: input.name, items, any: false });
        Self { options, files: Files::none(), current }
    }

    fn open(&self, input: &Input) -> Items {
        if let Some(reason) = own::by_name(input) {
            return one(Item::Skipped(Skipped::file(&input.name, reason)));
        }
        match Stream::open(input, self.options.max_ratio) {
            Ok(stream) => records(input, stream, &self.options),
            Err(e) => one(Item::Failure(Failure::unread(&input.name, &e))),
        }
    }
}

type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The files that `options` name, in the order in which they are read, each with its path unless it
/// is standard input. What cannot be opened is left out.
pub fn files(options: &Options) -> impl Iterator<Item = (String, Option<PathBuf>)> {
    let files = Files::new(&options.paths, options.listed.as_deref());
    files.flatten().map(|input| (input.name, input.path))
}

/// The records of an open file, by its format.
fn records(input: &Input, stream: Stream, options: &Options) -> Items {
    let source: Arc<str> = input.name.as_str().into();
    let (max_text, max_line) = (options.max_text, options.max_line);
    let whole = |stream, form| {
        let source = source.clone();
        Box::new(std::iter::once_with(move || record::whole(&source, stream, form, max_text)))
    };
    let elements = |stream, names, form| -> Items {
        match xml::Elements::new(source.clone(), stream, names, form, options) {
            Ok(elements) => Box::new(elements),
            Err(item) => one(item),
        }
    };
    match format::of(input, stream.head(), options) {
        Format::Text => whole(stream, Form::Text),
        Format::Markdown => whole(stream, Form::Markdown),
        Format::Html => whole(stream, Form::Html),
        Format::Lines => Box::new(lines::Lines::new(source, stream, max_line)),
        Format::Values => Box::new(values::Values::new(source, stream, max_line)),
        Format::Rows(separator) => match rows::Rows::new(source, stream, separator, options) {
            Ok(rows) => Box::new(rows),
            Err(item) => one(item),
        },
        Format::Feed => elements(stream, feed::ELEMENTS, Form::Feed),
        Format::News => elements(stream, news::ELEMENTS, Form::News),
        Format::Warc => Box::new(warc::Warc::new(source, stream, options)),
        Format::Skip(reason) => one(Item::Skipped(Skipped::file(&input.name, reason))),
        Format::Fail(kind, reason) => {
            one(Item::Failure(Failure::whole(&input.name, Stage::Read, kind, reason)))
        }
    }
}

fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            // Taken out while it works: after a panic in it the next file is read.
            if let Some(mut current) = self.current.take() {
                let item = current.items.next();
                let ended = item.is_none();
                let item = match item {
                    None if !current.any => Some(Skipped::file(&current.name, NOTHING).into()),
                    item => item,
                };
                if !ended {
                    current.any = true;
                    self.current = Some(current);
                }
                if item.is_some() {
                    return item;
                }
            }
            match self.files.next()? {
                Ok(input) => {
                    let items = self.open(&input);
                    self.current = Some(Current { name: input.name, items, any: false });
                }
                Err(item) => return Some(item),
            }
        }
    }
}
