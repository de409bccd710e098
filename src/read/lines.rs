//! JSONL to records: one a line, blank lines passed over.

use std::sync::Arc;

use super::failure::{Kind, too_long};
use super::record::{Form, Record};
use super::stream::Stream;
use super::{Failure, Item, Stage};

/// The lines of a stream. Memory: one line, at most `limit` bytes.
pub(super) struct Lines {
    source: Arc<str>,
    stream: Stream,
    limit: usize,
    line: u64,
    done: bool,
}

/// One line as it was met.
enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl Lines {
    pub(super) fn new(source: Arc<str>, stream: Stream, limit: usize) -> Self {
        Self { source, stream, limit, line: 0, done: false }
    }

    /// The next line without its break. One longer than the limit is read past, not kept.
    fn line(&mut self) -> std::io::Result<Line> {
        let mut kept = Vec::new();
        let (mut any, mut long) = (false, false);
        loop {
            let bytes = self.stream.fill()?;
            let end = memchr::memchr(b'\n', bytes);
            let part = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
            let ended = end.is_some() || bytes.is_empty();
            any |= !bytes.is_empty();
            long |= kept.len() + part.len() > self.limit;
            if !long {
                kept.extend_from_slice(part);
            } else {
                kept = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.stream.consume(used);
            if ended {
                return Ok(match (any, long) {
                    (false, _) => Line::End,
                    (true, true) => Line::TooLong,
                    (true, false) => Line::Whole(kept),
                });
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.done {
            self.line += 1;
            let offset = self.stream.offset;
            let source = self.source.clone();
            match self.line() {
                Err(e) => {
                    self.done = !self.stream.resync();
                    let failure = Failure::unread(&source, &e);
                    return Some(Item::Failure(failure.at(Some(self.line), offset)));
                }
                Ok(Line::End) => self.done = true,
                Ok(Line::TooLong) => {
                    let reason = too_long("line", self.limit);
                    let failure = Failure::whole(&source, Stage::Read, Kind::Long, reason);
                    return Some(Item::Failure(failure.at(Some(self.line), offset)));
                }
                Ok(Line::Whole(bytes)) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Line::Whole(bytes)) => {
                    let alone = self.line == 1 && self.stream.ended();
                    return Some(Item::Record(Record {
                        source,
                        suffix: (!alone).then_some(self.line),
                        line: Some(self.line),
                        offset,
                        form: Form::Json,
                        hint: None,
                        bytes,
                    }));
                }
            }
        }
        None
    }
}
