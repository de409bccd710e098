//! Name lists to the flat form that [`super::table::Table`] reads: little-endian arrays that need
//! no building when they are loaded.
//!
//! Layout: magic, then seven u32 counts, then slots (12 bytes each: prefix key u64, payload u32),
//! form starts (u32), senses (u32 entry, u32 string), entries (24 bytes each), strings.

use rustc_hash::FxHashMap;

use super::entry::Entry;
use crate::document::tokenize;

/// First bytes of a compiled list; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"STKGAZ02";
/// Longest name, in tokens; a longer one is left out and reported by `gazetteer check`.
pub const MAX_TOKENS: usize = 24;
/// Bytes of one slot.
pub const SLOT: usize = 12;
/// Bytes of one entry.
pub const ENTRY: usize = 24;

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
    let mut builder = Builder::default();
    for entry in entries {
        builder.add(entry);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    strings: Vec<u8>,
    known: FxHashMap<String, u32>,
    entries: Vec<u8>,
    count: u32,
    prefixes: FxHashMap<u64, (bool, Option<u32>)>,
    forms: Vec<Vec<(u32, u32)>>,
}

impl Builder {
    fn add(&mut self, entry: &Entry) {
        let id = self.count;
        self.count += 1;
        let ids: String = entry.ids.iter().map(|(k, v)| format!("{k}={v};")).collect();
        let (name, kind, ids) =
            (self.string(&entry.name), self.string(&entry.kind), self.string(&ids));
        let country = entry.country.as_bytes();
        for word in [name, kind, ids] {
            self.entries.extend_from_slice(&word.to_le_bytes());
        }
        let code = |i: usize| country.get(i).copied().unwrap_or(0);
        self.entries.extend_from_slice(&[
            entry.entry_type as u8,
            entry.rank,
            entry.marks.0,
            0,
            code(0),
            code(1),
            0,
            0,
        ]);
        self.entries.extend_from_slice(&0u32.to_le_bytes());
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
            if !senses.iter().any(|s| s.0 == entry) {
                senses.push((entry, text));
            }
        }
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

    fn finish(self) -> Vec<u8> {
        let capacity = ((self.prefixes.len() * 3 / 2).max(4)).next_power_of_two();
        let slots = fill_slots(&self.prefixes, capacity);
        let (mut starts, mut senses) = (Vec::new(), Vec::new());
        let mut total = 0u32;
        for form in &self.forms {
            starts.extend_from_slice(&total.to_le_bytes());
            total += form.len() as u32;
            for (entry, text) in form {
                senses.extend_from_slice(&entry.to_le_bytes());
                senses.extend_from_slice(&text.to_le_bytes());
            }
        }
        starts.extend_from_slice(&total.to_le_bytes());
        let counts = [
            capacity as u32,
            self.forms.len() as u32,
            total,
            self.count,
            self.strings.len() as u32,
            0,
            0,
        ];
        let mut bytes = MAGIC.to_vec();
        counts.iter().for_each(|c| bytes.extend_from_slice(&c.to_le_bytes()));
        for part in [slots, starts, senses, self.entries, self.strings] {
            bytes.extend_from_slice(&part);
        }
        bytes
    }
}

/// Open addressing with linear probing; the order of insertion is by key, so that the same lists
/// give the same bytes.
fn fill_slots(prefixes: &FxHashMap<u64, (bool, Option<u32>)>, capacity: usize) -> Vec<u8> {
    let mut keys: Vec<u64> = prefixes.keys().copied().collect();
    keys.sort_unstable();
    let mut slots = vec![0u8; capacity * SLOT];
    for key in keys {
        let (more, form) = prefixes[&key];
        let payload = u32::from(more) << 31 | form.map_or(0, |f| f + 1);
        let mut at = key as usize & (capacity - 1);
        while slots[at * SLOT..at * SLOT + 8] != [0; 8] {
            at = (at + 1) & (capacity - 1);
        }
        slots[at * SLOT..at * SLOT + 8].copy_from_slice(&key.to_le_bytes());
        slots[at * SLOT + 8..at * SLOT + SLOT].copy_from_slice(&payload.to_le_bytes());
    }
    slots
}
