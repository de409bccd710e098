//! The traits of words by lists and shape: `rules/names/cues.toml` and the lexicon lists it names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::NameError;
use super::traits::{BUILT_IN, MOST, Trait, TraitSet, mask};
use crate::document::{Shape, Token};
use crate::lexicon::{Form, Lexicon, WordId};

/// `rules/names/cues.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    lexicon: Vec<String>,
    never: Vec<String>,
    joint: Vec<String>,
    headed_joint: Vec<String>,
    cue: BTreeMap<String, Vec<String>>,
    ending: BTreeMap<String, Vec<String>>,
}

/// The traits of every word that a list names.
#[derive(Debug, Clone, Default)]
pub(super) struct TraitTable {
    /// Names of all traits, by number.
    pub names: Vec<String>,
    /// The place of each word's traits in `sets`.
    by_word: Vec<u16>,
    /// The sets of traits that words have by lists alone; the first is empty.
    pub sets: Vec<u128>,
    /// Endings and the trait of each, by their last byte.
    endings: Vec<Vec<(Vec<u8>, Trait)>>,
}

/// Traits by word, while they are collected.
#[derive(Default)]
struct Collected {
    names: Vec<String>,
    by_word: Vec<u128>,
}

impl TraitTable {
    /// Reads the cue file; all its words get a number in `lexicon`.
    pub(super) fn load(text: &str, lexicon: &mut Lexicon) -> Result<Self, NameError> {
        let fault = |fault: String| NameError::new("rules/names/cues.toml", fault);
        let file: CueFile = toml::from_str(text).map_err(|e| fault(e.to_string()))?;
        let mut listed = Collected::default();
        listed.names.extend(BUILT_IN.iter().map(|n| (*n).to_owned()));
        for list in &file.lexicon {
            let words: Vec<WordId> = lexicon
                .list(list)
                .map(|l| l.iter().filter(|w| w.len() == 1).map(|w| w[0]).collect())
                .ok_or_else(|| fault(format!("no list `{list}`")))?;
            listed.add(list, &words);
        }
        let joints =
            [("never", &file.never), ("joint", &file.joint), ("headed_joint", &file.headed_joint)];
        let cues = file.cue.iter().map(|(cue, words)| (cue.as_str(), words));
        for (cue, words) in cues.chain(joints) {
            let words: Vec<WordId> = words.iter().map(|w| lexicon.intern(w)).collect();
            listed.add(cue, &words);
        }
        listed.add_verbs(lexicon);
        if listed.names.len() > MOST {
            return Err(fault(format!("{} lists, {MOST} fit", listed.names.len())));
        }
        let asked = BUILT_IN.iter().skip(Trait::Comma as usize).take_while(|n| **n != "listed");
        if let Some(missing) = asked.copied().find(|name| !file.has(name)) {
            return Err(fault(format!("no list `{missing}`")));
        }
        Ok(listed.table(&file))
    }

    /// The traits of a word by lists and shape alone.
    #[inline]
    pub(super) fn of(&self, token: &Token) -> TraitSet {
        static LOW: [u64; 256] = by_low_shape();
        static HIGH: [(u64, u64); 64] = by_high_shape();
        let shape = usize::from(token.shape.0);
        let (keep, add) = HIGH[shape >> 8 & 63];
        let mut set = LOW[shape & 255] & keep | add;
        if set & 1 << Trait::AllCaps as u8 != 0 && token.span.len() <= 3 {
            set |= 1 << Trait::Short as u8;
        }
        let listed = self.sets.get(usize::from(self.number(token.word))).copied();
        TraitSet(u128::from(set) | listed.unwrap_or(0))
    }

    /// The place of a word's traits by lists in `sets`.
    #[inline]
    pub(super) fn number(&self, word: WordId) -> u16 {
        self.by_word.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// Adds what the ending of a word that no list knows says.
    pub(super) fn add_endings(&self, word: &str, set: &mut TraitSet) {
        let word = word.as_bytes();
        let Some(last) = word.last().map(u8::to_ascii_lowercase) else { return };
        for (ending, t) in self.endings.get(usize::from(last)).into_iter().flatten() {
            if word.len() >= ending.len() + 2 && ends_with(word, ending) {
                set.insert(*t);
            }
        }
    }
}

impl CueFile {
    fn has(&self, list: &str) -> bool {
        self.lexicon.iter().any(|l| l == list)
            || self.cue.contains_key(list)
            || ["never", "joint", "headed_joint"].contains(&list)
    }
}

impl Collected {
    /// Adds the words of a list; its trait has the bit of its name, or the next one.
    fn add(&mut self, name: &str, words: &[WordId]) {
        let known = self.names.iter().position(|n| n == name);
        let bit = known.unwrap_or(self.names.len()).min(MOST - 1);
        if known.is_none() {
            self.names.push(name.to_owned());
        }
        for word in words {
            let at = word.0 as usize;
            if self.by_word.len() <= at {
                self.by_word.resize(at + 1, 0);
            }
            self.by_word[at] |= 1 << bit;
        }
    }

    /// Marks the finite forms of verbs.
    fn add_verbs(&mut self, lexicon: &Lexicon) {
        self.by_word.resize(self.by_word.len().max(lexicon.len()), 0);
        for (word, set) in self.by_word.iter_mut().enumerate() {
            for inflection in lexicon.inflections(WordId(word as u32)) {
                match inflection.form {
                    Form::Third => *set |= mask(&[Trait::VerbThird]),
                    Form::Past => *set |= mask(&[Trait::VerbPast]),
                    _ => {}
                }
            }
        }
    }

    /// Each set once, and the endings.
    fn table(self, file: &CueFile) -> TraitTable {
        let mut sets = vec![0];
        let mut numbers = FxHashMap::from_iter([(0, 0)]);
        let number = |set: u128| {
            *numbers.entry(set).or_insert_with(|| {
                sets.push(set);
                (sets.len() - 1) as u16
            })
        };
        let by_word = self.by_word.into_iter().map(number).collect();
        let traits = [
            ("place", Trait::PlaceEnding),
            ("person", Trait::PersonEnding),
            ("organization", Trait::OrganizationEnding),
        ];
        let mut endings = vec![Vec::new(); 256];
        for (key, t) in traits {
            for ending in file.ending.get(key).into_iter().flatten() {
                let Some(&last) = ending.as_bytes().last() else { continue };
                endings[usize::from(last)].push((ending.as_bytes().to_vec(), t));
            }
        }
        TraitTable { names: self.names, by_word, sets, endings }
    }
}

/// The traits that the lower eight flags of a shape give, for each set of them, taken alone.
const fn by_low_shape() -> [u64; 256] {
    const PAIRS: [(Shape, Trait); 5] = [
        (Shape::CAPITAL, Trait::Capital),
        (Shape::ALL_CAPS, Trait::AllCaps),
        (Shape::INNER_CAPITAL, Trait::InnerCapital),
        (Shape::NUMBER, Trait::Number),
        (Shape::PUNCT, Trait::Punct),
    ];
    const LETTERS: u16 = Shape::ALPHA.0 | Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0;
    let (mut table, mut flags) = ([0; 256], 0);
    while flags < 256 {
        let mut i = 0;
        while i < PAIRS.len() {
            if flags as u16 & PAIRS[i].0.0 != 0 {
                table[flags] |= 1 << PAIRS[i].1 as u8;
            }
            i += 1;
        }
        if flags as u16 & LETTERS == Shape::ALPHA.0 {
            table[flags] |= 1 << Trait::Small as u8;
        }
        flags += 1;
    }
    table
}

/// Of the upper flags, for each set of them: the traits by the lower ones that they leave, and those
/// that they add. A single letter is not in capitals; what has no case is not small.
const fn by_high_shape() -> [(u64, u64); 64] {
    const PAIRS: [(Shape, Trait); 4] = [
        (Shape::MIXED, Trait::Mixed),
        (Shape::INITIAL, Trait::Initial),
        (Shape::PERIOD, Trait::Period),
        (Shape::UNCASED, Trait::Uncased),
    ];
    let (mut table, mut flags) = ([(u64::MAX, 0); 64], 0);
    while flags < 64 {
        let (shape, mut i) = ((flags as u16) << 8, 0);
        while i < PAIRS.len() {
            if shape & PAIRS[i].0.0 != 0 {
                table[flags].1 |= 1 << PAIRS[i].1 as u8;
            }
            i += 1;
        }
        if shape & Shape::INITIAL.0 != 0 {
            table[flags].0 &= !(1 << Trait::AllCaps as u8);
        }
        if shape & Shape::UNCASED.0 != 0 {
            table[flags].0 &= !(1 << Trait::Small as u8);
        }
        flags += 1;
    }
    table
}

fn ends_with(word: &[u8], ending: &[u8]) -> bool {
    word.len() >= ending.len() && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
}
