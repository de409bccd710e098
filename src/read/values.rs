//! A JSON file to records: the elements of an array, or values one after the other, over any
//! number of lines.
//!
//! Only brackets and quotation marks are looked at here, without recursion; what a value holds is
//! judged when its record is parsed.

use std::sync::Arc;

use super::failure::{Kind, too_long};
use super::record::{Form, Record};
use super::stream::Stream;
use super::{Failure, Item, Stage};

/// The values of a stream. Memory: one value, at most `limit` bytes.
pub(super) struct Values {
    source: Arc<str>,
    stream: Stream,
    limit: usize,
    /// Line of the next byte, from 1.
    line: u64,
    /// Number of the last value, from 1.
    number: u64,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Array,
    Sequence,
    Done,
}

/// Where a byte stands within a value.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    started: bool,
}

/// What a byte means for the value that is being read.
enum Step {
    Goes,
    /// The value ends with this byte.
    Closes,
    /// The value ended before this byte.
    Ended,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return if self.in_string || self.depth > 0 { Step::Goes } else { Step::Closes };
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 0 => return Step::Ended,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Step::Closes;
                }
            }
            b',' if self.depth == 0 => return Step::Ended,
            _ if self.depth == 0 && self.started && byte.is_ascii_whitespace() => {
                return Step::Ended;
            }
            _ => {}
        }
        self.started = true;
        Step::Goes
    }
}

impl Values {
    pub(super) fn new(source: Arc<str>, stream: Stream, limit: usize) -> Self {
        Self { source, stream, limit, line: 1, number: 0, place: Place::Start }
    }

    fn consume(&mut self, n: usize) -> std::io::Result<()> {
        let bytes = self.stream.fill()?;
        let used = bytes.get(..n).unwrap_or(bytes);
        self.line += used.iter().filter(|b| **b == b'\n').count() as u64;
        self.stream.consume(n);
        Ok(())
    }

    /// The next byte that is no blank, without consuming it.
    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let bytes = self.stream.fill()?;
            let blanks = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let found = bytes.get(blanks).copied();
            let ended = bytes.is_empty();
            self.consume(blanks)?;
            if found.is_some() || ended {
                return Ok(found);
            }
        }
    }

    /// True when nothing but blanks is left. A fault is kept for its turn.
    fn ended(&mut self) -> bool {
        match self.peek() {
            Ok(found) => found.is_none(),
            Err(fault) => {
                self.stream.keep(fault);
                false
            }
        }
    }

    /// The bytes of the value that begins here; `None` when it is longer than the limit.
    fn value(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut scan = Scan::default();
        let (mut kept, mut long) = (Vec::new(), false);
        loop {
            let bytes = self.stream.fill()?;
            let (mut n, mut over) = (0, bytes.is_empty());
            for &byte in bytes {
                match scan.step(byte) {
                    Step::Goes => n += 1,
                    step => {
                        n += usize::from(matches!(step, Step::Closes));
                        over = true;
                        break;
                    }
                }
            }
            long |= kept.len() + n > self.limit;
            if long {
                kept = Vec::new();
            } else {
                kept.extend_from_slice(bytes.get(..n).unwrap_or(bytes));
            }
            self.consume(n)?;
            if over {
                return Ok((!long).then_some(kept));
            }
        }
    }

    fn step(&mut self) -> std::io::Result<Option<Item>> {
        let Some(mut byte) = self.peek()? else {
            let open = self.place == Place::Array;
            self.place = Place::Done;
            return Ok(open.then(|| self.fail("the array is not closed".to_owned())));
        };
        if self.place == Place::Start {
            self.place = if byte == b'[' { Place::Array } else { Place::Sequence };
        } else if self.place == Place::Array && byte == b']' {
            self.consume(1)?;
            self.place = Place::Done;
            let more = self.peek()?.is_some();
            return Ok(more.then(|| self.fail("more after the end of the array".to_owned())));
        }
        if self.place == Place::Array && (self.number == 0 && byte == b'[' || byte == b',') {
            self.consume(1)?;
            match self.peek()? {
                Some(next) if next != b']' => byte = next,
                _ if self.number > 0 => {
                    self.place = Place::Done;
                    return Ok(Some(self.fail("a value is missing after a comma".to_owned())));
                }
                _ => return self.step(),
            }
        }
        if matches!(byte, b',' | b']' | b'}' | b':') {
            self.place = Place::Done;
            return Ok(Some(self.fail(format!("`{}` out of place", char::from(byte)))));
        }
        self.number += 1;
        let (line, offset) = (self.line, self.stream.offset);
        let Some(bytes) = self.value()? else {
            let reason = too_long("value", self.limit);
            let failure = Failure::whole(&self.source, Stage::Read, Kind::Long, reason);
            return Ok(Some(Item::Failure(failure.at(Some(line), offset))));
        };
        let alone = self.place == Place::Sequence && self.number == 1 && self.ended();
        Ok(Some(Item::Record(Record {
            source: self.source.clone(),
            suffix: (!alone).then_some(self.number),
            line: Some(line),
            offset,
            form: Form::Json,
            hint: None,
            bytes,
        })))
    }

    fn fail(&self, reason: String) -> Item {
        let failure = Failure::whole(&self.source, Stage::Read, Kind::Malformed, reason);
        Item::Failure(failure.at(Some(self.line), self.stream.offset))
    }
}

impl Iterator for Values {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.place == Place::Done {
            return None;
        }
        match self.step() {
            Ok(item) => item,
            Err(e) => {
                self.place = Place::Done;
                let failure = Failure::unread(&self.source, &e);
                Some(Item::Failure(failure.at(Some(self.line), self.stream.offset)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        Values::new("x".into(), Stream::of(text.as_bytes()), 20)
            .map(|item| match item {
                Item::Record(Record { bytes, suffix, line: Some(line), .. }) => {
                    let suffix = suffix.map_or(String::new(), |n| format!("#{n}"));
                    format!("{}{suffix}:{line}", String::from_utf8_lossy(&bytes))
                }
                Item::Failure(failure) => format!("! {}", failure.reason),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn arrays_and_sequences() {
        for (text, expected) in [
            ("{\n\"a\": \"}\\\"\"\n}\n", vec!["{\n\"a\": \"}\\\"\"\n}:1"]),
            ("{} {}", vec!["{}#1:1", "{}#2:1"]),
            ("[ {\"a\":[1]},\n{} ]\n", vec!["{\"a\":[1]}#1:1", "{}#2:2"]),
            ("[]", vec![]),
            ("[[1], 5 , \"a,\"]", vec!["[1]#1:1", "5#2:1", "\"a,\"#3:1"]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn faults() {
        for (text, expected) in [
            ("[{}", vec!["{}#1:1", "! the array is not closed"]),
            ("[{},]", vec!["{}#1:1", "! a value is missing after a comma"]),
            ("[] {}", vec!["! more after the end of the array"]),
            ("}{", vec!["! `}` out of place"]),
            (
                "[{\"a\":\"012345678901234567890\"},{}]",
                vec!["! longer than 20 bytes, the most that a value may have", "{}#2:1"],
            ),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }
}
