//! Reading a compiled name list where it lies, without building anything.

use std::borrow::Cow;

use super::compile::{ENTRY, KEY_END, LAST, MAGIC, PAIR_END, SENSE};
use super::entry::{Case, EntryType, Marks};
use super::slot::{self, NUMBERS, Step, WordSlot};

/// A compiled name list.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    numbers: usize,
    words: usize,
    prefixes: usize,
    senses: usize,
    entries: usize,
    kinds: usize,
    strings: usize,
    all_senses: u32,
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
    /// Its identifiers and further columns, packed; see [`Row::ids`].
    packed: &'a str,
    /// 1 strong, 2 good, 3 weak evidence.
    pub rank: u8,
    /// What else the name can be.
    pub marks: Marks,
}

impl<'a> Row<'a> {
    /// Its identifiers and further columns, as key and value.
    pub fn ids(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.packed.split(PAIR_END).filter_map(|pair| pair.split_once(KEY_END))
    }
}

/// What a spelling stands for, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The row.
    pub entry: u32,
    /// Where the list keeps the spelling, for `Gazetteer::written`.
    pub written: u32,
    /// What it stands for.
    pub entry_type: EntryType,
    /// 1 strong, 2 good, 3 weak evidence; of a word how rare it is.
    pub rank: u8,
    /// What else the name can be.
    pub marks: Marks,
    /// How the list writes its words.
    pub case: Case,
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
        let (words, forms, senses, entries, kinds, strings, prefixes) =
            (count(0), count(1), count(2), count(3), count(4), count(5), count(6));
        let numbers_at = MAGIC.len() + 4 * 7;
        let words_at = numbers_at + NUMBERS;
        let prefixes_at = words_at + words * WordSlot::SIZE;
        let senses_at = prefixes_at + prefixes * Step::SIZE;
        let entries_at = senses_at + senses * SENSE;
        let kinds_at = entries_at + entries * ENTRY;
        let strings_at = kinds_at + 4 * kinds;
        if words == 0 || prefixes == 0 || bytes.len() != strings_at + strings {
            return Err("a compiled gazetteer that is cut short or damaged".to_owned());
        }
        Ok(Self {
            numbers: numbers_at,
            words: words_at,
            prefixes: prefixes_at,
            senses: senses_at,
            entries: entries_at,
            kinds: kinds_at,
            strings: strings_at,
            all_senses: senses as u32,
            count: entries as u32,
            forms: forms as u32,
            bytes,
        })
    }

    /// True when no walk through the slots is long: what [`Table::new`] does not look at, for lists
    /// that come from outside. Linear in the slots.
    pub fn is_sound(&self) -> bool {
        let words = self.bytes.get(self.words..self.prefixes).unwrap_or(&[]);
        let prefixes = self.bytes.get(self.prefixes..self.senses).unwrap_or(&[]);
        let longest = slot::longest_run::<{ WordSlot::SIZE }>(words);
        longest.max(slot::longest_run::<{ Step::SIZE }>(prefixes)) < 4096
    }

    /// False for a number that no name begins with.
    #[inline]
    pub(super) fn may_have_number(&self, key: u64) -> bool {
        let (byte, bit) = slot::number_bit(key);
        self.bytes.get(self.numbers + byte).is_some_and(|bits| bits & bit != 0)
    }

    /// Looks at the place of a first word without waiting for it, see [`slot::peek`].
    #[inline]
    pub(super) fn peek_word(&self, key: u64) -> u64 {
        let slots = self.bytes.get(self.words..self.prefixes).unwrap_or(&[]);
        slot::peek::<{ WordSlot::SIZE }>(slots, key)
    }

    /// The same for a prefix of several words.
    #[inline]
    pub(super) fn peek_prefix(&self, key: u64) -> u64 {
        let slots = self.bytes.get(self.prefixes..self.senses).unwrap_or(&[]);
        slot::peek::<{ Step::SIZE }>(slots, key)
    }

    /// The same for a sense.
    #[inline]
    pub(super) fn peek_sense(&self, at: u32) -> u64 {
        self.bytes.get(self.senses + SENSE * at as usize).copied().unwrap_or(0).into()
    }

    /// What lies at a first word; `None` when no name begins with it.
    #[inline]
    pub(super) fn word(&self, key: u64) -> Option<WordSlot> {
        slot::word(self.bytes.get(self.words..self.prefixes)?, key)
    }

    /// What lies at a prefix of several words; `None` when no name begins so.
    #[inline]
    pub(super) fn prefix(&self, key: u64) -> Option<Step> {
        slot::prefix(self.bytes.get(self.prefixes..self.senses)?, key)
    }

    /// The senses of a form, from its first.
    #[inline]
    pub fn senses(&self, first: u32) -> impl Iterator<Item = Sense> + '_ {
        let mut next = Some(first);
        std::iter::from_fn(move || {
            let (sense, last) = self.sense(next?)?;
            next = if last { None } else { next.map(|n| n + 1) };
            Some(sense)
        })
        .take(64)
    }

    /// A sense, and whether it is the last of its form.
    #[inline]
    fn sense(&self, at: u32) -> Option<(Sense, bool)> {
        let at = self.senses + SENSE * at as usize;
        let bytes = self.bytes.get(at..at + SENSE).filter(|_| at < self.entries)?;
        let (entry_type, case) = Case::split(bytes[8] & !LAST);
        let sense = Sense {
            entry: word(bytes, 0),
            written: word(bytes, 4),
            entry_type: EntryType::of_byte(entry_type)?,
            rank: bytes[9],
            marks: Marks(bytes[10]),
            case,
        };
        Some((sense, bytes[8] & LAST != 0))
    }

    /// The kind of an entry, as its list writes it; empty for none.
    pub fn kind(&self, entry: u32) -> &str {
        let at = self.entries + ENTRY * entry as usize + 8;
        let number = self.bytes.get(at..at + 2).filter(|_| at < self.kinds);
        let number = number.and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes);
        let at = self.kinds + 4 * usize::from(number);
        if entry >= self.count || at >= self.strings {
            return "";
        }
        self.string(word(&self.bytes, at))
    }

    /// One entry.
    pub fn row(&self, entry: u32) -> Option<Row<'_>> {
        let at = self.entries + ENTRY * entry as usize;
        let bytes = self.bytes.get(at..at + ENTRY).filter(|_| entry < self.count)?;
        let country =
            bytes.get(10..12).filter(|c| c[0] != 0).and_then(|c| std::str::from_utf8(c).ok());
        let (named, _) = self.sense(word(bytes, 0))?;
        Some(Row {
            name: self.string(named.written),
            kind: self.kind(entry),
            packed: self.string(word(bytes, 4)),
            entry_type: named.entry_type,
            rank: named.rank,
            marks: named.marks,
            country: country.unwrap_or(""),
        })
    }

    /// Every distinct spelling of every name and alias, in the order of the forms.
    pub fn spellings(&self) -> impl Iterator<Item = &str> + '_ {
        let mut before = None;
        (0..self.all_senses).filter_map(move |at| {
            let (sense, last) = self.sense(at)?;
            let repeated = before == Some(sense.written);
            before = if last { None } else { Some(sense.written) };
            (!repeated).then(|| self.string(sense.written))
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
