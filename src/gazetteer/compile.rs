//! Name lists to the flat form that [`super::table::Table`] reads: little-endian arrays that need
//! no building when they are loaded.
//!
//! Layout: magic, then seven u32 counts (slots, forms, senses, entries, kinds, bytes of strings,
//! 0), then
//! - slots of 8 bytes, a hash table of prefixes: low half of the key, then 0 for an empty slot or
//!   [`MORE`] and one more than the first sense of the form that ends here;
//! - senses of 11 bytes, those of one form in a row: entry, string of the form as the list writes
//!   it, type (with [`LAST`]), rank, marks;
//! - entries of 12 bytes: the sense that is its name, string of its ids, kind (u16), country;
//! - kinds of 4 bytes: their strings;
//! - strings: length (u16) and bytes.
//!
//! A look-up touches a slot, and for a listed name its senses: two cold places in memory, no more.

use rustc_hash::FxHashMap;

use super::entry::Entry;
use crate::document::tokenize;

/// First bytes of a compiled list; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"STKGAZ03";
/// Longest name, in tokens; a longer one is left out and reported by `gazetteer check`.
pub const MAX_TOKENS: usize = 24;
/// Bytes of one slot.
pub const SLOT: usize = 8;
/// Bytes of one sense.
pub const SENSE: usize = 11;
/// Bytes of one entry.
pub const ENTRY: usize = 12;
/// Of a slot: some name goes on after this prefix.
pub const MORE: u32 = 1 << 31;
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

/// The slot where the search for a key begins, of so many.
#[inline]
pub fn home(key: u64, slots: usize) -> usize {
    ((u128::from(key) * slots as u128) >> 64) as usize
}

/// The compiled form of `entries`. Linear in the bytes of all names.
pub fn compile(entries: &[Entry]) -> Vec<u8> {
    let mut builder = Builder::default();
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
}

#[derive(Default)]
struct Builder {
    strings: Vec<u8>,
    known: FxHashMap<String, u32>,
    kinds: Vec<u32>,
    kind_numbers: FxHashMap<u32, u16>,
    count: u32,
    /// Of each prefix: some name goes on, and the form that ends here.
    prefixes: FxHashMap<u64, (bool, Option<u32>)>,
    forms: Vec<Vec<Spelled>>,
    /// Of each entry: strings of name and ids, and its kind.
    rows: Vec<(u32, u32, u16)>,
}

impl Builder {
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
        let mut key = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            key = step(key, token.hash);
            let last = i + 1 == tokens.len();
            let slot = self.prefixes.entry(key).or_default();
            slot.0 |= !last;
            if last && slot.1.is_none() {
                slot.1 = Some(self.forms.len() as u32);
                self.forms.push(Vec::new());
            }
        }
        let text = self.string(form);
        if let Some((_, Some(index))) = self.prefixes.get(&key) {
            let senses = &mut self.forms[*index as usize];
            if senses.len() < MOST_SENSES && !senses.iter().any(|s| s.entry == entry) {
                senses.push(Spelled { entry, text });
            }
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
        let (mut senses, mut starts) = (Vec::new(), Vec::with_capacity(self.forms.len()));
        let mut named = vec![0u32; entries.len()];
        let mut total = 0u32;
        for form in &self.forms {
            starts.push(total);
            for (i, spelled) in form.iter().enumerate() {
                let Some(entry) = entries.get(spelled.entry as usize) else { continue };
                let last = if i + 1 == form.len() { LAST } else { 0 };
                senses.extend_from_slice(&spelled.entry.to_le_bytes());
                senses.extend_from_slice(&spelled.text.to_le_bytes());
                senses.extend_from_slice(&[
                    entry.entry_type as u8 | last,
                    entry.rank,
                    entry.marks.0,
                ]);
                if spelled.text == self.rows[spelled.entry as usize].0 {
                    named[spelled.entry as usize] = total;
                }
                total += 1;
            }
        }
        // At most two thirds full: few steps for a key, and for one that is not there.
        let capacity = (self.prefixes.len() * 3 / 2).max(4);
        let counts = [
            capacity as u32,
            distinct,
            total,
            self.count,
            self.kinds.len() as u32,
            self.strings.len() as u32,
            0,
        ];
        let mut bytes = MAGIC.to_vec();
        counts.iter().for_each(|c| bytes.extend_from_slice(&c.to_le_bytes()));
        bytes.extend_from_slice(&fill_slots(&self.prefixes, &starts, capacity));
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
            self.forms.push(vec![Spelled { entry: entry as u32, text }]);
        }
    }
}

/// Open addressing with linear probing; the order of insertion is by key, so that the same lists
/// give the same bytes.
fn fill_slots(
    prefixes: &FxHashMap<u64, (bool, Option<u32>)>,
    starts: &[u32],
    capacity: usize,
) -> Vec<u8> {
    let mut keys: Vec<u64> = prefixes.keys().copied().collect();
    keys.sort_unstable();
    let mut slots = vec![0u8; capacity * SLOT];
    for key in keys {
        let (more, form) = prefixes[&key];
        let more = if more { MORE } else { 0 };
        let payload = more | form.map_or(0, |f| starts[f as usize] + 1);
        let mut at = home(key, capacity);
        while slots[at * SLOT + 4..at * SLOT + 8] != [0; 4] {
            at = (at + 1) % capacity;
        }
        slots[at * SLOT..at * SLOT + 4].copy_from_slice(&(key as u32).to_le_bytes());
        slots[at * SLOT + 4..at * SLOT + SLOT].copy_from_slice(&payload.to_le_bytes());
    }
    slots
}
