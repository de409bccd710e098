//! Forms by the keys that aliases are looked up with: sorted pairs, no hashing of strings.
//!
//! Most names of an article have nothing in common with any other. They are found out first, and
//! no alias function looks at them.

use super::form::{Form, Letters, NameWord};
use crate::document::{Document, Shape};
use crate::gazetteer::{EntryId, Gazetteer};
use crate::lexicon::{Class, Lexicon};
use crate::mention::MentionType;

/// Longest part of a name that is a key, in words.
const LONGEST: usize = 12;
/// Most candidates that a look-up gives; with more there is no telling anyway.
pub(super) const MOST: usize = 48;

/// What a key is a key of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The words before the legal form.
    Core = 1,
    /// The first words, fewer than all.
    Prefix = 2,
    /// The last words, fewer than all.
    Suffix = 3,
    /// The initials of its words.
    Initials = 4,
    /// Its words in any order.
    Bag = 5,
    /// First and last word of a person's name of three words or more.
    Ends = 6,
    /// An entry of a name list.
    Entry = 7,
    /// First initial and last word of a person's name.
    InitialLast = 8,
    /// A middle word of a person's name.
    Middle = 9,
    /// Up to three words that are neither its first nor its last.
    Inner = 11,
    /// The word before `of`: `Authority` in `Ports Authority of Ghana`.
    Head = 12,
    /// Any word before the legal form, to find out who has words in common.
    Word = 10,
}

/// The keys of all forms that have something in common with another.
#[derive(Debug, Default)]
pub(super) struct Index {
    keys: Vec<(u64, u32)>,
    filter: Filter,
    /// Those forms, in order.
    pub related: Vec<u32>,
}

/// Key of a part of a name of a type.
pub(super) fn key(part: Part, mention_type: MentionType, hash: u64) -> u64 {
    let salt = (part as u64) << 8 | mention_type as u64;
    (hash ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0x9fb2_1c65_1e98_df25)
}

/// One hash for words in their order.
pub(super) fn hash_words(words: &[NameWord]) -> u64 {
    words.iter().fold(0x51_7c_c1, |h: u64, w| {
        (h.rotate_left(7) ^ w.hash).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// One hash for words in any order, without function words.
pub(super) fn hash_bag(lexicon: &Lexicon, words: &[NameWord]) -> u64 {
    let content = words.iter().filter(|w| !lexicon.is(w.word, Class::Function));
    content.fold(0, |h: u64, w| h.wrapping_add(w.hash.wrapping_mul(0x9fb2_1c65_1e98_df25)))
}

impl Index {
    /// Indexes the forms. n log n in their words.
    pub(super) fn of(
        document: &Document<'_>,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        forms: &[Form<'_>],
    ) -> Self {
        if forms.len() < 2 {
            return Self::default();
        }
        let entries = |form: &Form<'_>, put: &mut dyn FnMut(u64)| {
            form.entries(document, gazetteer).iter().for_each(|e| put(hash_entry(*e)));
        };
        let mut index = Self { keys: common(lexicon, &entries, forms), ..Self::default() };
        let same = |a: &(u64, u32), b: &(u64, u32)| a.0 == b.0;
        for run in index.keys.chunk_by(same).filter(|run| run.len() > 1) {
            index.related.extend(run.iter().map(|(_, form)| form));
        }
        index.related.sort_unstable();
        index.related.dedup();
        index.keys.clear();
        for &id in &index.related {
            if let Some(form) = forms.get(id as usize) {
                let mut put =
                    |hash| index.keys.push((key(Part::Entry, form.mention_type, hash), id));
                entries(form, &mut put);
                add(lexicon, &mut index.keys, id, form);
            }
        }
        index.keys.sort_unstable();
        index.keys.dedup();
        index.keys.iter().for_each(|(key, _)| index.filter.add(*key));
        index
    }

    /// The forms that have this key, at most [`MOST`] and one.
    pub(super) fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let rest = if self.filter.has(key) {
            let start = self.keys.partition_point(|(k, _)| *k < key);
            self.keys.get(start..).unwrap_or(&[])
        } else {
            &[]
        };
        rest.iter().take_while(move |(k, _)| *k == key).map(|(_, form)| *form).take(MOST + 1)
    }
}

/// How the entries of a form are told.
type Entries<'f> = dyn Fn(&Form<'_>, &mut dyn FnMut(u64)) + 'f;

/// What forms can have in common, sorted: words, entries of name lists, an acronym and its words.
/// What is seen once alone is left out, but for few. An entry alone makes no two names one but
/// those of places, acronyms and names that share a legal form: the lists are asked for no others.
fn common(lexicon: &Lexicon, entries: &Entries<'_>, forms: &[Form<'_>]) -> Vec<(u64, u32)> {
    let types = Types::of(forms);
    let mut keys = Vec::with_capacity(forms.iter().map(|f| f.core + 1).sum());
    let (mut once, mut twice) = (Filter::default(), Filter::default());
    for (id, form) in (0..).zip(forms) {
        let mut put = |part, hash| {
            let key = key(part, form.mention_type, hash);
            keys.push((key, id));
            if once.has(key) {
                twice.add(key);
            }
            once.add(key);
        };
        let words = form.core_words();
        words.iter().for_each(|w| put(Part::Word, w.hash));
        if words.iter().all(|w| lexicon.is(w.word, Class::Function)) {
            // Names of no word that counts: they all have the same bag.
            put(Part::Bag, 0);
        }
        let Type { lengths, forms, legal } = types.of_type(form.mention_type);
        let place = form.mention_type == MentionType::Place;
        let legal = legal > 1 && !form.legal_words().is_empty();
        if forms > 1 && (lengths != 0 || place || legal) {
            entries(form, &mut |hash| put(Part::Entry, hash));
        }
        if form.is_acronym() {
            put(Part::Initials, form.letters);
        }
        if lengths != 0 {
            initials(lexicon, form, lengths).for_each(|hash| put(Part::Initials, hash));
        }
    }
    keys.retain(|(key, _)| twice.has(*key));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What there is of names of one type.
#[derive(Debug, Clone, Copy, Default)]
struct Type {
    /// Which lengths acronyms have, a bit each.
    lengths: u16,
    /// How many names, and how many with a legal form.
    forms: u32,
    legal: u32,
}

/// What there is of names, by type.
struct Types([Type; 3]);

impl Types {
    fn of(forms: &[Form<'_>]) -> Self {
        let mut types = Self([Type::default(); 3]);
        for form in forms {
            let Some(own) = types.0.get_mut(form.mention_type as usize) else { continue };
            own.forms += 1;
            own.legal += u32::from(!form.legal_words().is_empty());
            if form.is_acronym() {
                own.lengths |= 1 << form.length.min(15);
            }
        }
        types
    }

    fn of_type(&self, mention_type: MentionType) -> Type {
        self.0.get(mention_type as usize).copied().unwrap_or_default()
    }
}

/// Which keys there may be: one bit for each, shared with others.
#[derive(Debug, Default)]
struct Filter([u64; 16]);

impl Filter {
    fn add(&mut self, key: u64) {
        self.0[(key >> 60) as usize] |= 1 << (key >> 54 & 63);
    }

    fn has(&self, key: u64) -> bool {
        self.0[(key >> 60) as usize] & 1 << (key >> 54 & 63) != 0
    }
}

/// What an entry of a name list is known by.
pub(super) fn hash_entry(entry: EntryId) -> u64 {
    u64::from(entry.table) << 32 | u64::from(entry.row)
}

/// Adds all keys of a form.
fn add(lexicon: &Lexicon, keys: &mut Vec<(u64, u32)>, id: u32, form: &Form<'_>) {
    let mut put = |part, hash| keys.push((key(part, form.mention_type, hash), id));
    let words = form.core_words();
    let count = words.len();
    put(Part::Core, hash_words(words));
    if count >= 2 {
        put(Part::Bag, hash_bag(lexicon, words));
    }
    for length in 1..count.min(LONGEST) {
        put(Part::Prefix, hash_words(&words[..length]));
        put(Part::Suffix, hash_words(&words[count - length..]));
    }
    if form.mention_type == MentionType::Organization {
        for start in 1..count.min(LONGEST) {
            for end in start + 1..count.min(start + 4) {
                put(Part::Inner, hash_words(&words[start..end]));
            }
        }
        let of = words.iter().position(|w| lexicon.is(w.word, Class::Preposition));
        if let Some(head) = of.and_then(|at| words.get(at.checked_sub(1)?)) {
            put(Part::Head, head.hash);
        }
    }
    if form.mention_type == MentionType::Person {
        if let [first, middle @ .., last] = words {
            let initial = u64::from(u32::from(first.letter)) ^ last.hash;
            put(Part::InitialLast, initial);
            if !middle.is_empty() {
                put(Part::Ends, hash_words(&[*first, *last]));
            }
            middle.iter().for_each(|m| put(Part::Middle, m.hash));
        }
    } else {
        for hash in initials(lexicon, form, u16::MAX) {
            put(Part::Initials, hash);
        }
    }
}

/// The acronyms of these lengths that a name can have: initials of its capitalised words, of all
/// its words, each with and without the legal form.
fn initials(lexicon: &Lexicon, form: &Form<'_>, lengths: u16) -> impl Iterator<Item = u64> + use<> {
    let counted = |w: &NameWord| {
        w.shape.has(Shape::CAPITAL)
            && (!lexicon.is(w.word, Class::Function) || w.shape.has(Shape::INITIAL))
    };
    let of = |words: &[NameWord], all: bool| {
        let mut letters = Letters::default();
        words.iter().filter(|w| all || counted(w)).for_each(|w| letters.add(w.letter));
        (letters.count >= 2).then_some(letters.hash())
    };
    let fits = |words: &[NameWord]| (2..=words.len().min(15)).any(|n| lengths & (1 << n) != 0);
    let (core, words) = (form.core_words(), form.words);
    let readings = match (fits(words), words.len() > core.len()) {
        (false, _) => [None; 4],
        (true, false) => [of(core, false), of(core, true), None, None],
        (true, true) => [of(core, false), of(core, true), of(words, false), of(words, true)],
    };
    readings.into_iter().flatten()
}
