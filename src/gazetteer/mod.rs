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
        for entry in &mut entries {
            entry.marks.0 |= Marks::USER;
        }
        self.add(Table::new(self::compile::compile(&entries))?);
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

    /// Type, rank and marks of an entry, without its words: what the hot path asks for.
    pub fn sense(&self, entry: EntryId) -> Option<Sense> {
        self.tables.get(entry.table as usize)?.sense(entry.row)
    }

    /// True when lists besides the shipped one are in use.
    pub fn has_user_lists(&self) -> bool {
        self.tables.len() > 1
    }

    /// As [`Gazetteer::walk`], over the lists besides the shipped one.
    pub fn walk_user(&self, document: &Document<'_>, start: usize, found: &mut Vec<Hit>) {
        self.walk_tables(self.tables.len().saturating_sub(1), document, start, found);
    }

    /// Adds to `found` every listed name that begins at token `start`, short ones first, of every
    /// type. Costs at most [`compile::MAX_TOKENS`] look-ups a list, for most tokens one.
    pub fn walk(&self, document: &Document<'_>, start: usize, found: &mut Vec<Hit>) {
        self.walk_tables(self.tables.len(), document, start, found);
    }

    fn walk_tables(
        &self,
        tables: usize,
        document: &Document<'_>,
        start: usize,
        found: &mut Vec<Hit>,
    ) {
        for (index, table) in self.tables.iter().take(tables).enumerate() {
            let mut key = compile::ROOT;
            for (length, token) in
                document.tokens[start..].iter().take(compile::MAX_TOKENS).enumerate()
            {
                key = compile::step(key, token.hash);
                let Some(step) = table.step(key) else { break };
                if let Some(form) = step.form {
                    let tokens = TokenRange::new(start, start + length + 1);
                    let text = document.text_of(tokens);
                    found.extend(table.senses(form).map(|(row, written)| Hit {
                        tokens,
                        entry: EntryId { table: index as u16, row },
                        exact: written == text || same_case(written, text),
                    }));
                }
                if !step.more {
                    break;
                }
            }
        }
    }
}

/// True when both have capitals at the same letters.
fn same_case(a: &str, b: &str) -> bool {
    let cases = |s: &'_ str| -> Vec<bool> {
        s.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect()
    };
    cases(a) == cases(b)
}
