//! Name lists, matched over tokens and never inside a word. Entry point: [`Gazetteer::walk`].
//!
//! A hit is evidence, not a verdict: the names stage decides.

pub mod compile;
mod entry;
mod table;
pub mod tsv;

pub use entry::{Entry, EntryType, Marks};
pub use table::{Row, Sense, Table};

use std::sync::OnceLock;

use crate::document::{Document, TokenRange};

/// The shipped lists, compiled by the build script.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// An entry of one of the lists in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId {
    /// Which list: user lists first, the shipped one last.
    pub table: u16,
    /// Which row.
    pub row: u32,
}

/// A name of a list found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The tokens it covers.
    pub tokens: TokenRange,
    /// The entry.
    pub entry: EntryId,
    /// True when the text writes it as the list does, but for diacritics, quotes and periods.
    pub exact: bool,
}

/// All name lists in use.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    tables: Vec<Table>,
}

impl Gazetteer {
    /// The shipped lists alone. Constant time: they are read where they lie.
    pub fn shipped() -> Self {
        static TABLE: OnceLock<Option<Table>> = OnceLock::new();
        let table = TABLE.get_or_init(|| Table::new(SHIPPED).ok()).clone();
        Self { tables: table.into_iter().collect() }
    }

    /// No names at all.
    pub fn empty() -> Self {
        Self { tables: Vec::new() }
    }

    /// Puts a list in front of those there: its entries win.
    pub fn add(&mut self, table: Table) {
        self.tables.insert(0, table);
    }

    /// Compiles rows and puts them in front, marked as the user's own.
    ///
    /// # Errors
    /// When the rows exceed what one table can hold.
    pub fn add_entries(&mut self, mut entries: Vec<Entry>) -> Result<(), String> {
        self.add(Table::new(compile_own(&mut entries))?);
        Ok(())
    }

    /// Puts a compiled list in front, as `stakeout gazetteer compile` writes it.
    ///
    /// # Errors
    /// When the bytes are no compiled list of this version, or damaged.
    pub fn add_compiled(&mut self, bytes: Vec<u8>) -> Result<(), String> {
        let table = Table::new(bytes)?;
        if !table.is_sound() {
            return Err("a compiled gazetteer that is damaged".to_owned());
        }
        self.add(table);
        Ok(())
    }

    /// Number of entries in all lists.
    pub fn len(&self) -> usize {
        self.tables.iter().map(|t| t.count as usize).sum()
    }

    /// True without any entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every spelling of every name, for a scan by other means. Allocates the whole list.
    pub fn forms(&self) -> Vec<&str> {
        self.tables.iter().flat_map(Table::spellings).collect()
    }

    /// One row.
    pub fn row(&self, entry: EntryId) -> Option<Row<'_>> {
        self.tables.get(entry.table as usize)?.row(entry.row)
    }

    /// True when lists besides the shipped one are in use.
    pub fn has_user_lists(&self) -> bool {
        self.tables.len() > 1
    }

    /// The words of a name as its list writes them.
    pub fn written(&self, entry: EntryId, sense: Sense) -> &str {
        self.tables.get(entry.table as usize).map_or("", |t| t.string(sense.written))
    }

    /// The kind of an entry, as its list writes it; empty for none.
    pub fn kind(&self, entry: EntryId) -> &str {
        self.tables.get(entry.table as usize).map_or("", |t| t.kind(entry.row))
    }

    /// Adds to `found` every listed name that begins at token `start`, short ones first, of every
    /// type. Costs at most [`compile::MAX_TOKENS`] look-ups a list, for most tokens one.
    pub fn walk(&self, document: &Document<'_>, start: usize, found: &mut Vec<Hit>) {
        self.visit(document, start, false, |tokens, entry, sense| {
            let exact = is_exact(self.written(entry, sense), document.text_of(tokens));
            found.push(Hit { tokens, entry, exact });
        });
    }

    /// Calls `found` with every listed name that begins at token `start`, short ones first: its
    /// tokens, its entry, and what it stands for; [`Gazetteer::written`] gives its spelling.
    /// `user_only` leaves the shipped list out.
    pub fn visit(
        &self,
        document: &Document<'_>,
        start: usize,
        user_only: bool,
        mut found: impl FnMut(TokenRange, EntryId, Sense),
    ) {
        let tables = self.tables.len().saturating_sub(usize::from(user_only));
        let rest = document.tokens.get(start..).unwrap_or(&[]);
        for (index, table) in self.tables.iter().take(tables).enumerate() {
            let mut key = compile::ROOT;
            for (length, token) in rest.iter().take(compile::MAX_TOKENS).enumerate() {
                key = compile::step(key, token.hash);
                let Some(step) = table.step(key) else { break };
                if let Some(first) = step.sense {
                    let tokens = TokenRange::new(start, start + length + 1);
                    for sense in table.senses(first) {
                        let entry = EntryId { table: index as u16, row: sense.entry };
                        found(tokens, entry, sense);
                    }
                }
                if !step.more {
                    break;
                }
            }
        }
    }
}

/// A list of the user's own in compiled form: its entries win over the shipped ones.
pub fn compile_own(entries: &mut [Entry]) -> Vec<u8> {
    for entry in entries.iter_mut() {
        entry.marks.0 |= Marks::USER;
    }
    compile::compile(entries)
}

/// True when a text writes a name as its list does, but for diacritics, quotes and periods.
pub fn is_exact(written: &str, text: &str) -> bool {
    written == text || same_case(written, text)
}

/// True when both have capitals at the same letters.
fn same_case(a: &str, b: &str) -> bool {
    fn cases(s: &str) -> impl Iterator<Item = bool> {
        s.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase)
    }
    cases(a).eq(cases(b))
}
