//! Name lists to the flat form that [`super::table::Table`] reads: little-endian arrays that need
//! no building when they are loaded.
//!
//! Layout: magic, then eight u32 counts (slots of words, slots of prefixes, words that names go on
//! with, entries, further senses, kinds, bytes of strings, distinct spellings), then
//! - the set of all numbers that names begin with, 512 bytes, see `slot::number_bit`;
//! - slots of words and slots of prefixes, two hash tables, and what follows words, see slot.rs;
//! - entries of 11 bytes: string of the name, with that of the ids behind it; type (with [`LAST`] and
//!   how the name is written), rank, marks; kind (u16), country;
//! - further senses of 11 bytes, those of one form in a row: entry, string of the form as the list
//!   writes it; type, rank, marks as before;
//! - kinds of 4 bytes: their strings;
//! - strings, see string.rs.
//!
//! A sense is a number. Nearly every form is the name of one entry and of no other: its sense is the
//! entry. All others have theirs among the further senses, which are numbered from there on.
//!
//! A look-up of a word touches one slot, and for what is more than a word or a part of a person's
//! name its entry or what follows it: two cold places in memory, seldom more.

use rustc_hash::FxHashMap;

use super::entry::{Case, Entry, Glance};
use super::slot::{Follow, NUMBERS, Slots, Step, Word, follower, number_bit};
use super::string;
use crate::document::token::{Shape, Token};
use crate::document::tokenize;

/// First bytes of a compiled list; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"STKGAZ05";
/// Longest name, in tokens; a longer one is left out and reported by `gazetteer check`.
pub const MAX_TOKENS: usize = 24;
/// Bytes of one entry, and of one further sense.
pub const RECORD: usize = 11;
/// Of a sense: no other of its form follows.
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
///
/// # Errors
/// When they are more than one list has room for: sixteen million names, four gigabytes of text.
pub fn compile(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let mut builder = Builder::default();
    // Kind 0 is no kind.
    builder.kind("");
    entries.iter().for_each(|entry| builder.add(entry));
    let room = builder.forms.len() + entries.len() < Word::NUMBERS;
    if !room || u32::try_from(builder.strings.len()).is_err() {
        return Err(format!("{} names are more than one list has room for", entries.len()));
    }
    Ok(builder.finish(entries))
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
    /// One of those that are a token longer.
    next: Option<u64>,
    /// There are others.
    branches: bool,
}

impl Prefix {
    /// The only prefix that is a token longer, where no name ends here.
    fn only_next(&self) -> Option<u64> {
        self.next.filter(|_| self.form.is_none() && !self.branches)
    }
}

/// The strings of an entry, and its kind.
struct Packed {
    name: u32,
    kind: u16,
}

struct Builder {
    /// First words that are numbers.
    numbers: [u8; NUMBERS],
    strings: Vec<u8>,
    /// Where aliases and kinds lie among the strings.
    known: FxHashMap<String, u32>,
    kinds: Vec<u32>,
    kind_numbers: FxHashMap<u32, u16>,
    /// Of one word.
    words: FxHashMap<u64, Prefix>,
    /// Of several.
    prefixes: FxHashMap<u64, Prefix>,
    forms: Vec<Vec<Spelled>>,
    packed: Vec<Packed>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            numbers: [0; NUMBERS],
            strings: Vec::new(),
            known: FxHashMap::default(),
            kinds: Vec::new(),
            kind_numbers: FxHashMap::default(),
            words: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            forms: Vec::new(),
            packed: Vec::new(),
        }
    }
}

impl Builder {
    fn add(&mut self, entry: &Entry) {
        let id = self.packed.len() as u32;
        let ids: String =
            entry.ids.iter().map(|(k, v)| format!("{k}{KEY_END}{v}{PAIR_END}")).collect();
        let name = self.strings.len() as u32;
        string::push(&mut self.strings, &entry.name);
        string::push(&mut self.strings, &ids);
        let kind = self.kind(&entry.kind);
        self.packed.push(Packed { name, kind });
        self.add_forms(&entry.name, name, id);
        for alias in &entry.aliases {
            let text = self.string(alias);
            self.add_forms(alias, text, id);
        }
    }

    /// As written, and with `and` for each `&`, as newswire sets it.
    fn add_forms(&mut self, form: &str, text: u32, entry: u32) {
        self.add_form(form, text, entry);
        if form.contains(" & ") {
            let form = form.replace(" & ", " and ");
            let text = self.string(&form);
            self.add_form(&form, text, entry);
        }
    }

    fn add_form(&mut self, form: &str, text: u32, entry: u32) {
        let tokens = tokenize::tokens(form);
        if tokens.is_empty() || tokens.len() > MAX_TOKENS {
            return;
        }
        let (mut key, mut index) = (ROOT, 0);
        for (i, token) in tokens.iter().enumerate() {
            let before = key;
            key = step(before, token.hash);
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
            if i == 1 {
                self.words.entry(before).or_default().followers |= follower(key);
            } else if i > 1 {
                let before = self.prefixes.entry(before).or_default();
                before.branches |= *before.next.get_or_insert(key) != key;
            }
        }
        let case = case_of(&tokens);
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
        string::push(&mut self.strings, text);
        self.known.insert(text.to_owned(), at);
        at
    }

    fn finish(self, entries: &[Entry]) -> Vec<u8> {
        let (starts, further) = self.senses(entries);
        let (words, follows) = self.words(entries, &starts);
        let prefixes = self.prefixes(&starts);
        let counts = [
            words.len(),
            prefixes.len(),
            follows.len() / Follow::SIZE,
            entries.len(),
            further.len() / RECORD,
            self.kinds.len(),
            self.strings.len(),
            self.forms.len(),
        ];
        let mut bytes = MAGIC.to_vec();
        counts.iter().for_each(|c| bytes.extend_from_slice(&(*c as u32).to_le_bytes()));
        bytes.extend_from_slice(&self.numbers);
        bytes.extend(words.bytes());
        bytes.extend(prefixes.bytes());
        bytes.extend(follows);
        bytes.extend(self.entries(entries));
        bytes.extend(further);
        self.kinds.iter().for_each(|k| bytes.extend_from_slice(&k.to_le_bytes()));
        bytes.extend(self.strings);
        bytes
    }

    /// The entry of a form that is the name of one entry and of no other.
    fn own(&self, form: &[Spelled]) -> Option<u32> {
        let [spelled] = form else { return None };
        let name = self.packed[spelled.entry as usize].name;
        (spelled.text == name).then_some(spelled.entry)
    }

    /// The first sense of every form, and the records of the further senses.
    fn senses(&self, entries: &[Entry]) -> (Vec<u32>, Vec<u8>) {
        let mut further = Vec::new();
        let starts = self.forms.iter().map(|form| {
            if let Some(entry) = self.own(form) {
                return entry;
            }
            let start = entries.len() + further.len() / RECORD;
            for (i, spelled) in form.iter().enumerate() {
                let entry = &entries[spelled.entry as usize];
                let last = i + 1 == form.len();
                further.extend_from_slice(&spelled.entry.to_le_bytes());
                further.extend_from_slice(&spelled.text.to_le_bytes());
                further.extend_from_slice(&meaning(entry, spelled.case, last));
            }
            start as u32
        });
        (starts.collect(), further)
    }

    /// The records of the entries. Those whose name is among the further senses are not marked with
    /// [`LAST`]: every name is spelled once.
    fn entries(&self, entries: &[Entry]) -> Vec<u8> {
        let mut cases = vec![(Case::default(), true); entries.len()];
        for form in &self.forms {
            let own = self.own(form).is_some();
            for spelled in form {
                let entry = spelled.entry as usize;
                if spelled.text == self.packed[entry].name {
                    cases[entry] = (spelled.case, own);
                }
            }
        }
        let mut bytes = Vec::with_capacity(entries.len() * RECORD);
        for ((entry, packed), (case, last)) in entries.iter().zip(&self.packed).zip(cases) {
            let country = entry.country.as_bytes();
            let code = |i: usize| country.get(i).copied().unwrap_or(0);
            bytes.extend_from_slice(&packed.name.to_le_bytes());
            bytes.extend_from_slice(&meaning(entry, case, last));
            bytes.extend_from_slice(&packed.kind.to_le_bytes());
            bytes.extend_from_slice(&[code(0), code(1)]);
        }
        bytes
    }

    /// What the entries of a form of one word are.
    fn glance(&self, form: u32, entries: &[Entry]) -> Glance {
        let senses = self.forms[form as usize].iter();
        let entries = senses.filter_map(|s| entries.get(s.entry as usize));
        entries.fold(Glance::default(), |all, entry| all.and(Glance::of(entry)))
    }

    /// The slots of first words, and what follows them. Their order of insertion is by key, so that
    /// the same lists give the same bytes; so is that of the prefixes.
    fn words(&self, entries: &[Entry], starts: &[u32]) -> (Slots, Vec<u8>) {
        let mut slots = Slots::new(self.words.len());
        let mut follows = Vec::new();
        for (key, prefix) in sorted(&self.words) {
            let glance = prefix.form.map(|form| self.glance(form, entries)).unwrap_or_default();
            let sense = prefix.form.map(|form| starts[form as usize]);
            let more = prefix.more;
            let number = match sense.filter(|_| !more) {
                Some(sense) => sense,
                None => (follows.len() / Follow::SIZE) as u32,
            };
            if more {
                follows.extend(Follow { sense, followers: prefix.followers }.bytes());
            }
            slots.insert(key, Word { glance, more, number }.slot(key));
        }
        (slots, follows)
    }

    /// The slots of prefixes. Of prefixes that go on in one way only, the first has a slot and tells
    /// how many have none.
    fn prefixes(&self, starts: &[u32]) -> Slots {
        let mut next: Vec<u64> = self.prefixes.values().filter_map(Prefix::only_next).collect();
        next.sort_unstable();
        let goes_on = |key: &u64| self.prefixes.get(key).and_then(Prefix::only_next);
        let kept =
            |(key, _): &(u64, &Prefix)| goes_on(key).is_none() || next.binary_search(key).is_err();
        let all: Vec<(u64, &Prefix)> = sorted(&self.prefixes).into_iter().filter(kept).collect();
        let mut slots = Slots::new(all.len());
        for (key, prefix) in all {
            let sense = prefix.form.map(|form| starts[form as usize]);
            let on = std::iter::successors(goes_on(&key), goes_on);
            let skip = (on.count() as u32).saturating_sub(1);
            slots.insert(key, Step { more: prefix.more, sense, skip }.slot(key));
        }
        slots
    }
}

/// What a sense tells without its words.
fn meaning(entry: &Entry, case: Case, last: bool) -> [u8; 3] {
    let last = if last { LAST } else { 0 };
    [entry.entry_type as u8 | case.byte() | last, entry.rank, entry.marks.0]
}

/// The way in which all tokens of a form are written.
fn case_of(tokens: &[Token]) -> Case {
    tokens.iter().map(Case::of).reduce(Case::both).unwrap_or_default()
}

fn sorted(prefixes: &FxHashMap<u64, Prefix>) -> Vec<(u64, &Prefix)> {
    let mut all: Vec<(u64, &Prefix)> =
        prefixes.iter().map(|(key, prefix)| (*key, prefix)).collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    all
}
