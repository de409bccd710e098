//! Name lists to the flat form that [`super::table::Table`] reads: little-endian arrays that need
//! no building when they are loaded.
//!
//! Layout: magic, then seven u32 counts (slots of words, forms, senses, entries, kinds, bytes of
//! strings, slots of prefixes), then
//! - the set of all numbers that names begin with, 512 bytes, see `slot::number_bit`;
//! - slots of words and slots of prefixes, two hash tables, see slot.rs;
//! - senses of 11 bytes, those of one form in a row: entry, string of the form as the list writes
//!   it, type (with [`LAST`] and how it is written), rank, marks;
//! - entries of 12 bytes: the sense that is its name, string of its ids, kind (u16), country;
//! - kinds of 4 bytes: their strings;
//! - strings: length (u16) and bytes.
//!
//! A look-up of a word touches one slot, and for what is more than a word or a part of a person's
//! name its senses: two cold places in memory, no more.

use rustc_hash::FxHashMap;

use super::entry::{Case, Entry, Glance};
use super::slot::{NUMBERS, Slots, Step, WordSlot, follower, number_bit};
use crate::document::token::{Shape, Token};
use crate::document::tokenize;

/// First bytes of a compiled list; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"STKGAZ04";
/// Longest name, in tokens; a longer one is left out and reported by `gazetteer check`.
pub const MAX_TOKENS: usize = 24;
/// Bytes of one sense.
pub const SENSE: usize = 11;
/// Bytes of one entry.
pub const ENTRY: usize = 12;
/// Of a sense: no other of this form follows.
pub const LAST: u8 = 1 << 7;

/// Ends the key of an identifier among those of an entry (U+001F, unit separator).
pub const KEY_END: char = '\u{1f}';
/// Ends an identifier among those of an entry (U+001E, record separator).
pub const PAIR_END: char = '\u{1e}';
/// Most entries that one spelling may stand for; more are left out.
const MOST_SENSES: usize = 64;

/// Where a walk over tokens begins.
pub const ROOT: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a prefix that is one token longer.
#[inline]
pub fn step(key: u64, token_hash: u64) -> u64 {
    let mixed = (key.rotate_left(23) ^ token_hash).wrapping_mul(0x9fb2_1c65_1e98_df25);
    (mixed ^ (mixed >> 29)).max(1)
}

/// The compiled form of `entries`. Linear in the bytes of all names.
pub fn compile(entries: &[Entry]) -> Vec<u8> {
    let mut builder = Builder::new();
    // Kind 0 is no kind.
    builder.kind("");
    for entry in entries {
        builder.add(entry);
    }
    builder.finish(entries)
}

/// One spelling of one entry.
#[derive(Clone, Copy)]
struct Spelled {
    entry: u32,
    text: u32,
    case: Case,
}

/// A prefix of some names.
#[derive(Default)]
struct Prefix {
    /// Some name goes on.
    more: bool,
    /// The form that ends here.
    form: Option<u32>,
    /// Which prefixes of two words begin with this word, see [`follower`].
    followers: u64,
}

struct Builder {
    /// First words that are numbers.
    numbers: [u8; NUMBERS],
    strings: Vec<u8>,
    known: FxHashMap<String, u32>,
    kinds: Vec<u32>,
    kind_numbers: FxHashMap<u32, u16>,
    count: u32,
    /// Of one word.
    words: FxHashMap<u64, Prefix>,
    /// Of several.
    prefixes: FxHashMap<u64, Prefix>,
    forms: Vec<Vec<Spelled>>,
    /// Of each entry: strings of name and ids, and its kind.
    rows: Vec<(u32, u32, u16)>,
}

impl Builder {
    fn new() -> Self {
        Self {
            numbers: [0; NUMBERS],
            strings: Vec::new(),
            known: FxHashMap::default(),
            kinds: Vec::new(),
            kind_numbers: FxHashMap::default(),
            count: 0,
            words: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            forms: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn add(&mut self, entry: &Entry) {
        let id = self.count;
        self.count += 1;
        let ids: String =
            entry.ids.iter().map(|(k, v)| format!("{k}{KEY_END}{v}{PAIR_END}")).collect();
        let (name, ids) = (self.string(&entry.name), self.string(&ids));
        let kind = self.kind(&entry.kind);
        self.rows.push((name, ids, kind));
        for form in std::iter::once(&entry.name).chain(&entry.aliases) {
            self.add_form(form, id);
        }
    }

    fn add_form(&mut self, form: &str, entry: u32) {
        let tokens = tokenize::tokens(form);
        if tokens.is_empty() || tokens.len() > MAX_TOKENS {
            return;
        }
        let (mut key, mut index) = (ROOT, 0);
        let mut first = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            key = step(key, token.hash);
            let last = i + 1 == tokens.len();
            let table = if i == 0 { &mut self.words } else { &mut self.prefixes };
            let prefix = table.entry(key).or_default();
            prefix.more |= !last;
            if last {
                index = *prefix.form.get_or_insert(self.forms.len() as u32);
            }
            if i == 0 && token.shape.has(Shape::DIGIT) {
                let (byte, bit) = number_bit(key);
                self.numbers[byte] |= bit;
            }
            match i {
                0 => first = key,
                1 => self.words.entry(first).or_default().followers |= follower(key),
                _ => {}
            }
        }
        let (text, case) = (self.string(form), case_of(&tokens));
        if self.forms.len() == index as usize {
            self.forms.push(Vec::new());
        }
        let senses = &mut self.forms[index as usize];
        if senses.len() < MOST_SENSES && !senses.iter().any(|s| s.entry == entry) {
            senses.push(Spelled { entry, text, case });
        }
    }

    /// The number of a kind; of more than 65,535 the rest are no kind at all.
    fn kind(&mut self, kind: &str) -> u16 {
        let text = self.string(kind);
        if let Some(number) = self.kind_numbers.get(&text) {
            return *number;
        }
        let number = u16::try_from(self.kinds.len()).unwrap_or(0);
        if number > 0 || kind.is_empty() {
            self.kinds.push(text);
            self.kind_numbers.insert(text, number);
        }
        number
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.strings.len() as u32;
        let length = text.len().min(u16::MAX as usize);
        self.strings.extend_from_slice(&(length as u16).to_le_bytes());
        self.strings.extend_from_slice(&text.as_bytes()[..length]);
        self.known.insert(text.to_owned(), at);
        at
    }

    fn finish(mut self, entries: &[Entry]) -> Vec<u8> {
        let distinct = self.forms.len() as u32;
        self.add_unreachable();
        let (mut senses, mut starts) = (Vec::new(), vec![0; self.forms.len()]);
        let mut named = vec![0u32; entries.len()];
        let mut total = 0u32;
        for number in self.names_first(entries) {
            let form = &self.forms[number];
            starts[number] = total;
            for (i, spelled) in form.iter().enumerate() {
                let Some(entry) = entries.get(spelled.entry as usize) else { continue };
                let last = if i + 1 == form.len() { LAST } else { 0 };
                let case = spelled.case.byte();
                senses.extend_from_slice(&spelled.entry.to_le_bytes());
                senses.extend_from_slice(&spelled.text.to_le_bytes());
                senses.extend_from_slice(&[
                    entry.entry_type as u8 | case | last,
                    entry.rank,
                    entry.marks.0,
                ]);
                if spelled.text == self.rows[spelled.entry as usize].0 {
                    named[spelled.entry as usize] = total;
                }
                total += 1;
            }
        }
        let (words, prefixes) = (self.word_slots(entries, &starts), self.prefix_slots(&starts));
        let counts = [
            words.len() as u32,
            distinct,
            total,
            self.count,
            self.kinds.len() as u32,
            self.strings.len() as u32,
            prefixes.len() as u32,
        ];
        let mut bytes = MAGIC.to_vec();
        counts.iter().for_each(|c| bytes.extend_from_slice(&c.to_le_bytes()));
        bytes.extend_from_slice(&self.numbers);
        bytes.extend_from_slice(words.bytes());
        bytes.extend_from_slice(prefixes.bytes());
        bytes.extend_from_slice(&senses);
        for ((entry, (_, ids, kind)), sense) in entries.iter().zip(&self.rows).zip(named) {
            let country = entry.country.as_bytes();
            let code = |i: usize| country.get(i).copied().unwrap_or(0);
            bytes.extend_from_slice(&sense.to_le_bytes());
            bytes.extend_from_slice(&ids.to_le_bytes());
            bytes.extend_from_slice(&kind.to_le_bytes());
            bytes.extend_from_slice(&[code(0), code(1)]);
        }
        self.kinds.iter().for_each(|k| bytes.extend_from_slice(&k.to_le_bytes()));
        bytes.extend_from_slice(&self.strings);
        bytes
    }

    /// An entry whose own name no text can match (too long, or given before by a form that is
    /// spelled alike) still has that name: as a form to which no slot leads.
    fn add_unreachable(&mut self) {
        let mut has_name = vec![false; self.rows.len()];
        for spelled in self.forms.iter().flatten() {
            has_name[spelled.entry as usize] |= spelled.text == self.rows[spelled.entry as usize].0;
        }
        for (entry, _) in has_name.iter().enumerate().filter(|(_, has)| !**has) {
            let text = self.rows[entry].0;
            self.forms.push(vec![Spelled { entry: entry as u32, text, case: Case::default() }]);
        }
    }

    /// All forms by number, names of one word first: most senses that are asked for are theirs, and so
    /// lie together.
    fn names_first(&self, entries: &[Entry]) -> Vec<usize> {
        let mut is_first = vec![false; self.forms.len()];
        for form in self.words.values().filter_map(|word| word.form) {
            is_first[form as usize] = self.glance(form, entries).is_name();
        }
        let mut order: Vec<usize> = (0..self.forms.len()).collect();
        order.sort_by_key(|form| !is_first[*form]);
        order
    }

    /// What the entries of a form of one word are.
    fn glance(&self, form: u32, entries: &[Entry]) -> Glance {
        let senses = self.forms[form as usize].iter();
        let entries = senses.filter_map(|s| entries.get(s.entry as usize));
        entries.fold(Glance::default(), |all, entry| all.and(Glance::of(entry)))
    }

    /// The slots of first words. Their order of insertion is by key, so that the same lists give
    /// the same bytes; so is that of the prefixes.
    fn word_slots(&self, entries: &[Entry], starts: &[u32]) -> Slots<{ WordSlot::SIZE }> {
        let mut slots = Slots::new(self.words.len());
        for (key, prefix) in sorted(&self.words) {
            let glance = prefix.form.map(|form| self.glance(form, entries)).unwrap_or_default();
            let slot = WordSlot { step: prefix.step(starts), glance, followers: prefix.followers };
            slots.insert(key, &slot.bytes(key));
        }
        slots
    }

    fn prefix_slots(&self, starts: &[u32]) -> Slots<{ Step::SIZE }> {
        let mut slots = Slots::new(self.prefixes.len());
        for (key, prefix) in sorted(&self.prefixes) {
            slots.insert(key, &prefix.step(starts).bytes(key));
        }
        slots
    }
}

/// The way in which all tokens of a form are written.
fn case_of(tokens: &[Token]) -> Case {
    tokens.iter().map(Case::of).reduce(Case::both).unwrap_or_default()
}

impl Prefix {
    fn step(&self, starts: &[u32]) -> Step {
        Step { more: self.more, sense: self.form.map(|form| starts[form as usize]) }
    }
}

fn sorted(prefixes: &FxHashMap<u64, Prefix>) -> Vec<(u64, &Prefix)> {
    let mut all: Vec<(u64, &Prefix)> =
        prefixes.iter().map(|(key, prefix)| (*key, prefix)).collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    all
}
