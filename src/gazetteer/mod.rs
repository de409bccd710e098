//! Name lists, matched over tokens and never inside a word. Entry point: [`Gazetteer::walk`].
//!
//! A hit is evidence, not a verdict: the names stage decides.

pub mod compile;
mod entry;
mod slot;
mod string;
mod table;
#[cfg(test)]
mod tests;
pub mod tsv;

pub use entry::{Case, Entry, EntryType, Glance, Marks};
pub use table::{Row, Sense, Table};

use std::hint::black_box;
use std::sync::OnceLock;

use crate::document::{Document, Shape, TokenRange};
use crate::step;
use table::First;

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

/// What a list has that begins with a token; see [`Gazetteer::begins`].
#[derive(Debug, Clone, Copy)]
pub struct Begin {
    /// The token.
    pub token: u32,
    table: u16,
    key: u64,
    first: First,
}

/// What some lists have that begins with some tokens, by token.
#[derive(Debug, Default)]
pub struct Begins {
    /// The tokens that are looked up, with their keys.
    keys: Vec<(u32, u64)>,
    all: Vec<Begin>,
}

impl Begins {
    /// All of it.
    pub fn all(&self) -> &[Begin] {
        &self.all
    }
}

impl Begin {
    /// What the word stands for by itself.
    #[inline]
    pub fn glance(&self) -> Glance {
        self.first.glance
    }

    /// True when it begins more than words, demonyms and parts of persons' names.
    #[inline]
    pub fn names_more(&self) -> bool {
        self.first.glance.is_name() || self.first.followers != 0
    }
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
        self.add(Table::new(compile_own(&mut entries)?)?);
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

    /// All rows, list by list.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.tables.iter().flat_map(|table| (0..table.count).filter_map(|row| table.row(row)))
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
            let exact = self.is_exact(document, tokens, entry, sense);
            found.push(Hit { tokens, entry, exact });
        });
    }

    /// Calls `found` with every listed name that begins at token `start`, the user's lists first,
    /// short ones first: its tokens, its entry, and what it stands for; [`Gazetteer::written`] gives
    /// its spelling. `user_only` leaves the shipped list out.
    pub fn visit(
        &self,
        document: &Document<'_>,
        start: usize,
        user_only: bool,
        mut found: impl FnMut(TokenRange, EntryId, Sense),
    ) {
        let tables = self.tables.len().saturating_sub(usize::from(user_only));
        for table in 0..tables {
            if let Some(begin) = self.begin(document, table, start) {
                self.follow(document, &begin, true, &mut found);
            }
        }
    }

    /// Puts into `found` what the lists have that begins with each of `starts`, and the user's lists
    /// with each of `own`; by token, the user's lists first. Where a list has nothing, nothing is
    /// there. The look-ups do not wait for one another, nor do those of [`Gazetteer::names`] behind
    /// them.
    pub fn begins(&self, document: &Document<'_>, starts: &[u32], own: &[u32], found: &mut Begins) {
        let Begins { keys, all: found } = found;
        found.clear();
        let shipped = self.tables.len().saturating_sub(1);
        for (index, table) in self.tables.iter().enumerate() {
            let starts = if index == shipped { starts } else { own };
            keys.clear();
            keys.extend(starts.iter().filter_map(|at| {
                let token = document.tokens.get(*at as usize)?;
                let key = compile::step(compile::ROOT, token.hash);
                let number = token.shape.has(Shape::DIGIT);
                (!number || table.may_have_number(key)).then_some((*at, key))
            }));
            black_box(keys.iter().fold(0, |all, (_, key)| all ^ table.peek_word(*key)));
            let first = found.len();
            found.extend(keys.iter().filter_map(|(token, key)| {
                let first = table.word(*key)?;
                Some(Begin { token: *token, table: index as u16, key: *key, first })
            }));
            let added = found.get(first..).unwrap_or(&[]);
            black_box(added.iter().fold(0, |all, begin| all ^ table.peek_at(document, begin)));
        }
        if shipped > 0 {
            found.sort_by_key(|b| b.token);
        }
    }

    /// What one list has that begins with a token.
    #[inline]
    fn begin(&self, document: &Document<'_>, table: usize, start: usize) -> Option<Begin> {
        let key = compile::step(compile::ROOT, document.tokens.get(start)?.hash);
        let first = self.tables.get(table)?.word(key)?;
        Some(Begin { token: start as u32, table: table as u16, key, first })
    }

    /// What all lists say of a word by itself.
    pub fn glance(&self, document: &Document<'_>, at: usize) -> Glance {
        (0..self.tables.len())
            .filter_map(|table| self.begin(document, table, at))
            .fold(Glance::default(), |all, begin| all.and(begin.first.glance))
    }

    /// Calls `found` as [`Gazetteer::visit`] does with every listed name of a [`Begin`], but for what
    /// a single word stands for that is no name by itself.
    pub fn names(
        &self,
        document: &Document<'_>,
        begin: &Begin,
        found: impl FnMut(TokenRange, EntryId, Sense),
    ) {
        self.follow(document, begin, begin.first.glance.is_name(), found);
    }

    /// The same; `single` tells whether single words count.
    fn follow(
        &self,
        document: &Document<'_>,
        begin: &Begin,
        single: bool,
        mut found: impl FnMut(TokenRange, EntryId, Sense),
    ) {
        let Some(table) = self.tables.get(begin.table as usize) else { return };
        let start = begin.token as usize;
        let mut visit = |first: u32, length: usize| {
            let tokens = TokenRange::new(start, start + length);
            for sense in table.senses(first) {
                found(tokens, EntryId { table: begin.table, row: sense.entry }, sense);
            }
        };
        if let Some(first) = begin.first.sense.filter(|_| single) {
            visit(first, 1);
        }
        let (mut key, mut followers) = (begin.key, begin.first.followers);
        let rest = document.tokens.get(start + 1..).unwrap_or(&[]);
        let mut skip = 0;
        for (length, token) in (2..=compile::MAX_TOKENS).zip(rest) {
            step::take();
            key = compile::step(key, token.hash);
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if followers & slot::follower(key) == 0 {
                break;
            }
            followers = u64::MAX;
            let Some(step) = table.prefix(key) else { break };
            if let Some(first) = step.sense {
                visit(first, length);
            }
            if !step.more {
                break;
            }
            skip = step.skip;
        }
    }

    /// True when the text writes a name at `tokens` as its list does, but for diacritics, quotes and
    /// periods. Seldom looks at the spelling.
    pub fn is_exact(
        &self,
        document: &Document<'_>,
        tokens: TokenRange,
        entry: EntryId,
        sense: Sense,
    ) -> bool {
        let words = document.tokens.get(tokens.indices()).unwrap_or(&[]);
        let case = words.iter().map(Case::of).reduce(Case::both).unwrap_or_default();
        let spelled = || is_exact(self.written(entry, sense), document.text_of(tokens));
        sense.case.agrees(case).unwrap_or_else(spelled)
    }
}

impl Table {
    /// Looks at what [`Gazetteer::names`] will look at, without waiting for it.
    #[inline]
    fn peek_at(&self, document: &Document<'_>, begin: &Begin) -> u64 {
        let First { glance, sense, followers } = begin.first;
        let sense = sense.filter(|_| glance.is_name());
        let next = document.tokens.get(begin.token as usize + 1).filter(|_| followers != 0);
        let prefix = next.map(|next| compile::step(begin.key, next.hash));
        let prefix = prefix.filter(|key| followers & slot::follower(*key) != 0);
        sense.map_or(0, |sense| self.peek_sense(sense))
            ^ prefix.map_or(0, |key| self.peek_prefix(key))
    }
}

/// A list of the user's own in compiled form: its entries win over the shipped ones.
///
/// # Errors
/// When they are more than one list has room for.
pub fn compile_own(entries: &mut [Entry]) -> Result<Vec<u8>, String> {
    for entry in entries.iter_mut() {
        entry.marks.0 |= Marks::USER;
    }
    compile::compile(entries)
}

/// True when a text writes a name as its list does, but for diacritics, quotes and periods.
fn is_exact(written: &str, text: &str) -> bool {
    written == text || same_case(written, text)
}

/// True when both have capitals at the same letters.
fn same_case(a: &str, b: &str) -> bool {
    fn cases(s: &str) -> impl Iterator<Item = bool> {
        s.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase)
    }
    cases(a).eq(cases(b))
}
