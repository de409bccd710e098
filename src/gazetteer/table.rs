//! Reading a compiled name list where it lies, without building anything.

use std::borrow::Cow;

use super::compile::{KEY_END, LAST, MAGIC, PAIR_END, RECORD};
use super::entry::{Case, EntryType, Glance, Marks};
use super::slot::{self, Follow, NUMBERS, SLOT, Step};
use super::string;

/// A compiled name list.
#[derive(Debug, Clone)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    numbers: usize,
    words: usize,
    prefixes: usize,
    follows: usize,
    entries: usize,
    further: usize,
    kinds: usize,
    strings: usize,
    /// Number of entries.
    pub count: u32,
    /// Number of distinct names and aliases.
    pub forms: u32,
}

/// What lies at the first word of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct First {
    /// What the word stands for by itself.
    pub(super) glance: Glance,
    /// Its first sense.
    pub(super) sense: Option<u32>,
    /// A set of `slot::follower`s: without that of a second word no name goes on with it.
    pub(super) followers: u64,
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
        let numbers = MAGIC.len() + 4 * COUNTS;
        let words = numbers + NUMBERS;
        let prefixes = words + count(0) * SLOT;
        let follows = prefixes + count(1) * SLOT;
        let entries = follows + count(2) * Follow::SIZE;
        let further = entries + count(3) * RECORD;
        let kinds = further + count(4) * RECORD;
        let strings = kinds + count(5) * 4;
        if count(0) == 0 || count(1) == 0 || bytes.len() != strings + count(6) {
            return Err("a compiled gazetteer that is cut short or damaged".to_owned());
        }
        let (entry_count, forms) = (count(3) as u32, count(7) as u32);
        Ok(Self {
            numbers,
            words,
            prefixes,
            follows,
            entries,
            further,
            kinds,
            strings,
            count: entry_count,
            forms,
            bytes,
        })
    }

    /// True when no walk through the slots is long: what [`Table::new`] does not look at, for lists
    /// that come from outside. Linear in the slots.
    pub fn is_sound(&self) -> bool {
        let longest = slot::longest_run(self.part(self.words, self.prefixes));
        longest.max(slot::longest_run(self.part(self.prefixes, self.follows))) < 4096
    }

    #[inline]
    fn part(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to).unwrap_or(&[])
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
        slot::peek(self.part(self.words, self.prefixes), key)
    }

    /// The same for a prefix of several words.
    #[inline]
    pub(super) fn peek_prefix(&self, key: u64) -> u64 {
        slot::peek(self.part(self.prefixes, self.follows), key)
    }

    /// The same for a sense.
    #[inline]
    pub(super) fn peek_sense(&self, sense: u32) -> u64 {
        self.bytes.get(self.entries + RECORD * sense as usize).copied().unwrap_or(0).into()
    }

    /// What lies at a first word; `None` when no name begins with it.
    #[inline]
    pub(super) fn word(&self, key: u64) -> Option<First> {
        let word = slot::word(self.part(self.words, self.prefixes), key)?;
        let mut follow = Follow { sense: Some(word.number), followers: 0 };
        if word.more {
            follow = Follow::at(self.part(self.follows, self.entries), word.number)?;
        }
        let Follow { sense, followers } = follow;
        Some(First { glance: word.glance, sense, followers })
    }

    /// What lies at a prefix of several words; `None` when no name begins so.
    #[inline]
    pub(super) fn prefix(&self, key: u64) -> Option<Step> {
        slot::prefix(self.part(self.prefixes, self.follows), key)
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
    fn sense(&self, number: u32) -> Option<(Sense, bool)> {
        let bytes = self.record(self.entries, self.kinds, number)?;
        let (entry, written, meaning) = if number < self.count {
            (number, word(bytes, 0), bytes.get(4..7)?)
        } else {
            (word(bytes, 0), word(bytes, 4), bytes.get(8..11)?)
        };
        let &[how, rank, marks] = meaning else { return None };
        let (entry_type, case) = Case::split(how & !LAST);
        let entry_type = EntryType::of_byte(entry_type)?;
        let sense = Sense { entry, written, entry_type, rank, marks: Marks(marks), case };
        Some((sense, how & LAST != 0))
    }

    /// One of the records that lie in a part.
    #[inline]
    fn record(&self, from: usize, to: usize, number: u32) -> Option<&[u8]> {
        let at = from + RECORD * number as usize;
        self.bytes.get(at..at + RECORD).filter(|_| at < to)
    }

    /// The kind of an entry, as its list writes it; empty for none.
    pub fn kind(&self, entry: u32) -> &str {
        let record = self.record(self.entries, self.further, entry);
        let number =
            record.and_then(|r| r.get(7..9)?.try_into().ok()).map_or(0, u16::from_le_bytes);
        let at = self.kinds + 4 * usize::from(number);
        if at < self.strings { self.string(word(&self.bytes, at)) } else { "" }
    }

    /// One entry.
    pub fn row(&self, entry: u32) -> Option<Row<'_>> {
        let record = self.record(self.entries, self.further, entry)?;
        let country = record.get(9..11).filter(|c| c[0] != 0);
        let (named, _) = self.sense(entry)?;
        let (name, next) =
            string::read(self.part(self.strings, self.bytes.len()), named.written as usize);
        Some(Row {
            name,
            kind: self.kind(entry),
            packed: string::read(self.part(self.strings, self.bytes.len()), next).0,
            entry_type: named.entry_type,
            rank: named.rank,
            marks: named.marks,
            country: country.and_then(|c| std::str::from_utf8(c).ok()).unwrap_or(""),
        })
    }

    /// Every distinct spelling of every name and alias; of those that differ for no token, all.
    pub fn spellings(&self) -> impl Iterator<Item = &str> + '_ {
        let further = (self.kinds - self.further) / RECORD;
        let mut before = None;
        (0..self.count + further as u32).filter_map(move |number| {
            let (sense, last) = self.sense(number)?;
            if number < self.count {
                return last.then(|| self.string(sense.written));
            }
            let spelled = self.string(sense.written);
            let repeated = before == Some(spelled);
            before = if last { None } else { Some(spelled) };
            (!repeated).then_some(spelled)
        })
    }

    /// Bytes of the list beyond those of its own text: names, aliases, kinds, identifiers and further
    /// columns. Linear in their number.
    pub fn bytes_beyond_text(&self) -> usize {
        let strings = self.part(self.strings, self.bytes.len());
        let (mut at, mut text) = (0, 0);
        while at < strings.len() {
            let (string, next) = string::read(strings, at);
            text += string.len();
            at = next.max(at + 1);
        }
        self.bytes.len() - text
    }

    pub(super) fn string(&self, at: u32) -> &str {
        string::read(self.part(self.strings, self.bytes.len()), at as usize).0
    }
}

/// Counts in the header.
const COUNTS: usize = 8;

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}
