//! Reading a compiled name list where it lies, without building anything.

use std::borrow::Cow;

use super::compile::{ENTRY, MAGIC, SLOT};
use super::entry::{EntryType, Marks};

/// A compiled name list.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    mask: usize,
    slots: usize,
    starts: usize,
    senses: usize,
    entries: usize,
    strings: usize,
    /// Number of entries.
    pub count: u32,
    /// Number of distinct names and aliases.
    pub forms: u32,
}

/// One row of a compiled list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// The name of the entry.
    pub name: &'a str,
    /// What it stands for.
    pub entry_type: EntryType,
    /// What kind of it.
    pub kind: &'a str,
    /// ISO 3166 alpha-2 code, or empty.
    pub country: &'a str,
    /// `key=value;` for each identifier.
    pub ids: &'a str,
    /// 1 strong, 2 good, 3 weak evidence.
    pub rank: u8,
    /// What else the name can be.
    pub marks: Marks,
}

/// What a row says without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// What it stands for.
    pub entry_type: EntryType,
    /// 1 strong, 2 good, 3 weak evidence; of a word how rare it is.
    pub rank: u8,
    /// What else the name can be.
    pub marks: Marks,
}

/// What the walk found for a prefix of tokens.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Some name goes on after this prefix.
    pub more: bool,
    /// The names that end here, as an index for [`Table::senses`].
    pub form: Option<u32>,
}

impl Table {
    /// Reads the header and checks that all parts are there. Constant time.
    ///
    /// # Errors
    /// A sentence that says why the bytes are no compiled list of this version.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, String> {
        let bytes = bytes.into();
        if bytes.get(..MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err("not a compiled gazetteer of this version".to_owned());
        }
        let count = |i: usize| word(&bytes, MAGIC.len() + 4 * i) as usize;
        let (capacity, forms, senses, entries, strings) =
            (count(0), count(1), count(2), count(3), count(4));
        let slots_at = MAGIC.len() + 4 * 7;
        let starts_at = slots_at + capacity * SLOT;
        let senses_at = starts_at + 4 * (forms + 1);
        let entries_at = senses_at + 8 * senses;
        let strings_at = entries_at + ENTRY * entries;
        if !capacity.is_power_of_two() || bytes.len() != strings_at + strings {
            return Err("a compiled gazetteer that is cut short or damaged".to_owned());
        }
        Ok(Self {
            mask: capacity - 1,
            slots: slots_at,
            starts: starts_at,
            senses: senses_at,
            entries: entries_at,
            strings: strings_at,
            count: entries as u32,
            forms: forms as u32,
            bytes,
        })
    }

    /// What lies at a prefix; `None` when no name begins so.
    #[inline]
    pub fn step(&self, key: u64) -> Option<Step> {
        let mut at = key as usize & self.mask;
        // A table is at most two thirds full, so an empty slot ends the search; the bound keeps a
        // damaged file from going round for ever.
        for _ in 0..=self.mask {
            let offset = self.slots + at * SLOT;
            let found = u64::from_le_bytes(self.bytes.get(offset..offset + 8)?.try_into().ok()?);
            if found == key {
                let payload = word(&self.bytes, offset + 8);
                let form = payload & 0x7fff_ffff;
                return Some(Step { more: payload >> 31 == 1, form: form.checked_sub(1) });
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
        None
    }

    /// The entries of a form, each with where its list writes the form.
    pub(super) fn senses(&self, form: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let start = word(&self.bytes, self.starts + 4 * form as usize) as usize;
        let end = word(&self.bytes, self.starts + 4 * form as usize + 4) as usize;
        (start..end.min(start + 64)).map(|i| {
            let at = self.senses + 8 * i;
            (word(&self.bytes, at), word(&self.bytes, at + 4))
        })
    }

    /// Type, rank and marks of an entry.
    pub fn sense(&self, entry: u32) -> Option<Sense> {
        let at = self.entries + ENTRY * entry as usize;
        let bytes = self.bytes.get(at..at + ENTRY)?;
        let entry_type = EntryType::of_byte(bytes[12])?;
        Some(Sense { entry_type, rank: bytes[13], marks: Marks(bytes[14]) })
    }

    /// The kind of an entry, as its list writes it; empty for none.
    pub fn kind(&self, entry: u32) -> &str {
        if entry >= self.count {
            return "";
        }
        self.string(word(&self.bytes, self.entries + ENTRY * entry as usize + 4))
    }

    /// One entry.
    pub fn row(&self, entry: u32) -> Option<Row<'_>> {
        let at = self.entries + ENTRY * entry as usize;
        let bytes = self.bytes.get(at..at + ENTRY)?;
        let country =
            bytes.get(16..18).filter(|c| c[0] != 0).and_then(|c| std::str::from_utf8(c).ok());
        Some(Row {
            name: self.string(word(bytes, 0)),
            kind: self.string(word(bytes, 4)),
            ids: self.string(word(bytes, 8)),
            entry_type: EntryType::of_byte(bytes[12])?,
            rank: bytes[13],
            marks: Marks(bytes[14]),
            country: country.unwrap_or(""),
        })
    }

    /// Every distinct spelling of every name and alias, in the order of the forms.
    pub fn spellings(&self) -> impl Iterator<Item = &str> + '_ {
        (0..self.forms).flat_map(|form| {
            let mut senses: Vec<&str> = self.senses(form).map(|(_, at)| self.string(at)).collect();
            senses.dedup();
            senses
        })
    }

    pub(super) fn string(&self, at: u32) -> &str {
        let at = self.strings + at as usize;
        let Some(length) =
            self.bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
        else {
            return "";
        };
        let bytes = self.bytes.get(at + 2..at + 2 + length as usize).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}
