//! CSV and TSV to records: one a row, under the names of the first row.

use std::sync::Arc;

use super::draft::Draft;
use super::encoding::decode;
use super::failure::{Fault, Kind, too_long};
use super::fields::{Field, Fields};
use super::record::{Form, Record};
use super::stream::Stream;
use super::{Failure, Item, Options, Stage};

/// What the columns of a table hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    separator: u8,
    /// For each column the number of its name among those looked for.
    known: Vec<Option<usize>>,
}

impl Columns {
    /// The columns that a first row names, if one of them holds the text.
    pub(super) fn of(first: &[u8], separator: u8, options: &Options) -> Option<Self> {
        let first = decode(first, options.charset, None).ok()?.text;
        let cells = cells(first.as_bytes(), separator)?;
        let index =
            |cell: &Vec<u8>| options.fields.index_of_any_case(String::from_utf8_lossy(cell).trim());
        let known: Vec<Option<usize>> = cells.iter().map(index).collect();
        let text = options.fields.of(Field::Text);
        let has_text = known.iter().flatten().any(|i| text.contains(i));
        has_text.then_some(Self { separator, known })
    }

    /// The separator with which the first row of a table names a text, where there are columns.
    pub(super) fn found(head: &[u8], options: &Options) -> Option<u8> {
        let first = memchr::memchr(b'\n', head).and_then(|end| head.get(..end))?;
        let separators = [b'\t', b',', b';', b'|'];
        separators.into_iter().find(|&separator| {
            Self::of(first, separator, options).is_some_and(|columns| columns.known.len() > 1)
        })
    }
}

/// The cells of a row (RFC 4180, quotes doubled inside quotes).
fn cells(row: &[u8], separator: u8) -> Option<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(row);
    let mut record = csv::ByteRecord::new();
    let read = reader.read_byte_record(&mut record).ok()?;
    read.then(|| record.iter().map(<[u8]>::to_vec).collect())
}

/// What a row says.
pub(super) fn draft(bytes: &[u8], columns: &Columns, options: &Options) -> Result<Draft, Fault> {
    let decoded = decode(bytes, options.charset, None)?;
    let cells = cells(decoded.text.as_bytes(), columns.separator)
        .ok_or_else(|| Fault::new(Kind::Malformed, "no row of a table"))?;
    if cells.len() > columns.known.len() {
        let reason = format!("{} cells in a row of {} columns", cells.len(), columns.known.len());
        return Err(Fault::new(Kind::Malformed, reason));
    }
    let mut fields = Fields::new(&options.fields);
    for (cell, index) in cells.into_iter().zip(&columns.known) {
        if let Some(index) = index {
            fields.set(*index, String::from_utf8(cell).ok());
        }
    }
    let mut draft = Draft::of(fields);
    draft.warnings.extend(decoded.warning);
    Ok(draft)
}

/// The rows of a stream. Memory: one row, at most the limit of a line.
pub(super) struct Rows {
    source: Arc<str>,
    stream: Stream,
    limit: usize,
    columns: Arc<Columns>,
    /// Bytes that were read and not yet given out, from `at` on.
    held: Vec<u8>,
    at: usize,
    /// Line and byte of the next row.
    line: u64,
    offset: u64,
    ended: bool,
    fault: Option<std::io::Error>,
}

/// One row as it was met.
enum Row {
    Whole(Vec<u8>),
    /// It goes on to the limit or the end: its first line, and whether that is a matter of quotes.
    Open(Vec<u8>, bool),
    End,
}

impl Rows {
    /// The rows below the first one.
    ///
    /// # Errors
    /// A failure of the file when its first row names no text.
    pub(super) fn new(
        source: Arc<str>,
        stream: Stream,
        separator: u8,
        options: &Options,
    ) -> Result<Self, Item> {
        let offset = stream.offset;
        let mut rows = Self {
            source,
            stream,
            limit: options.max_line,
            columns: Arc::new(Columns { separator, known: Vec::new() }),
            held: Vec::new(),
            at: 0,
            line: 1,
            offset,
            ended: false,
            fault: None,
        };
        let first = match rows.row() {
            Row::Whole(first) | Row::Open(first, _) => first,
            Row::End => Vec::new(),
        };
        let Some(columns) = Columns::of(&first, separator, options) else {
            let reason = "no column is known to hold the text; name it with `--field text=COLUMN`";
            return Err(Item::Failure(
                Failure::whole(&rows.source, Stage::Read, Kind::Malformed, reason)
                    .at(Some(1), offset),
            ));
        };
        rows.columns = Arc::new(columns);
        Ok(rows)
    }

    /// More bytes behind those held; false at the end.
    fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        match self.stream.fill() {
            Ok(bytes) if !bytes.is_empty() => {
                let n = bytes.len();
                self.held.drain(..self.at);
                self.at = 0;
                self.held.extend_from_slice(bytes);
                self.stream.consume(n);
                return true;
            }
            Ok(_) => {}
            Err(e) => self.fault = Some(e),
        }
        self.ended = true;
        false
    }

    /// The length of the row that begins at `at`, with its break; `None` when its end is not held.
    fn length(&self, scan: &mut Scan) -> Option<usize> {
        let held = self.held.get(self.at..).unwrap_or_default();
        for at in memchr::memchr2_iter(b'"', b'\n', held.get(scan.seen..).unwrap_or_default()) {
            let at = at + scan.seen;
            if held.get(at) == Some(&b'"') {
                scan.quote(held, at, self.columns.separator);
            } else if !scan.inside {
                return Some(at + 1);
            }
        }
        scan.seen = held.len();
        None
    }

    fn row(&mut self) -> Row {
        let mut scan = Scan::default();
        loop {
            if let Some(length) = self.length(&mut scan) {
                let row = self.take(length);
                return if length > self.limit { Row::Open(row, false) } else { Row::Whole(row) };
            }
            let rest = self.held.len() - self.at;
            if rest > self.limit || !self.more() {
                let rest = self.held.len() - self.at;
                let open = scan.inside && rest > 0;
                return match rest {
                    0 => Row::End,
                    _ if open || rest > self.limit => Row::Open(self.first_line(), open),
                    _ => Row::Whole(self.take(rest)),
                };
            }
        }
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let row = self.held.get(self.at..self.at + length).unwrap_or_default().to_vec();
        self.at += length;
        self.offset += length as u64;
        self.line += memchr::memchr_iter(b'\n', &row).count() as u64;
        row
    }

    /// The first line of what is held. One without an end is read past.
    fn first_line(&mut self) -> Vec<u8> {
        let held = self.held.get(self.at..).unwrap_or_default();
        if let Some(end) = memchr::memchr(b'\n', held) {
            return self.take(end + 1);
        }
        let line = self.take(self.held.len() - self.at);
        while self.more() {
            let held = self.held.get(self.at..).unwrap_or_default();
            let end = memchr::memchr(b'\n', held);
            self.take(end.map_or(held.len(), |end| end + 1));
            if end.is_some() {
                break;
            }
        }
        line
    }
}

/// How far a row was looked through, and whether that is inside quotes.
#[derive(Default)]
struct Scan {
    seen: usize,
    inside: bool,
}

impl Scan {
    /// A quotation mark opens a cell only at its beginning, as the csv crate has it.
    fn quote(&mut self, held: &[u8], at: usize, separator: u8) {
        let before = at.checked_sub(1).and_then(|i| held.get(i));
        let begins = before.is_none_or(|b| *b == separator || *b == b'"');
        self.inside = if self.inside { false } else { begins };
    }
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let (line, offset) = (self.line, self.offset);
            let failed = |kind, reason: String| {
                let failure = Failure::whole(&self.source, Stage::Read, kind, reason);
                Some(Item::Failure(failure.at(Some(line), offset)))
            };
            let fault =
                if self.ended && self.at >= self.held.len() { self.fault.take() } else { None };
            if let Some(fault) = fault {
                return failed(super::unpack::kind(&fault), fault.to_string());
            }
            match self.row() {
                Row::End if self.fault.is_some() => {}
                Row::End => return None,
                Row::Open(_, true) => {
                    let source = self.source.clone();
                    let reason = "a quotation mark is not closed";
                    let failure = Failure::whole(&source, Stage::Read, Kind::Malformed, reason);
                    return Some(Item::Failure(failure.at(Some(line), offset)));
                }
                Row::Open(_, false) => {
                    let reason = too_long("row", self.limit);
                    let failure = Failure::whole(&self.source, Stage::Read, Kind::Long, reason);
                    return Some(Item::Failure(failure.at(Some(line), offset)));
                }
                Row::Whole(row) if row.iter().all(u8::is_ascii_whitespace) => {}
                Row::Whole(bytes) => {
                    return Some(Item::Record(Record {
                        source: self.source.clone(),
                        suffix: Some(line),
                        line: Some(line),
                        offset,
                        form: Form::Row(self.columns.clone()),
                        hint: None,
                        bytes,
                    }));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str, separator: u8) -> Vec<String> {
        let options = Options { max_line: 60, any_language: true, ..Options::default() };
        let rows = Rows::new("t".into(), Stream::of(table.as_bytes()), separator, &options);
        let shown = |item| match item {
            Item::Record(record) => match record.article(&options, None) {
                Ok(p) => format!("{}:{}", p.article.id, p.article.text),
                Err(f) => format!("! {:?} {}", f.line, f.reason),
            },
            Item::Failure(f) => format!("! {:?} {}", f.line, f.reason),
            Item::Skipped(s) => s.reason,
        };
        match rows {
            Ok(rows) => rows.map(shown).collect(),
            Err(item) => vec![shown(item)],
        }
    }

    #[test]
    fn rows_with_quotes_and_breaks() {
        let table = "ID,Body,x\n1,\"a, \"\"b\"\"\nc\",y\n\n,5\" pipe,\n3,d";
        assert_eq!(read(table, b','), ["1:a, \"b\"\nc", "t#5:5\" pipe", "3:d"]);
        assert_eq!(read("text\tid\r\na\tb\r\n", b'\t'), ["b:a"]);
    }

    #[test]
    fn faults_cost_one_row() {
        let table = format!("text\na\n\"open\nb,c\n{}\nd\n", "x".repeat(80));
        let expected = [
            "t#2:a",
            "! Some(3) a quotation mark is not closed",
            "! Some(4) 2 cells in a row of 1 columns",
            "! Some(5) longer than 60 bytes, the most that a row may have",
            "t#6:d",
        ];
        assert_eq!(read(&table, b','), expected);
        assert!(read("a,b\n1,2\n", b',')[0].contains("--field"));
    }
}
