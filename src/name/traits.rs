//! What is known of one word before any candidate is looked at: its shape, the lists that it
//! stands in, and the cue lists of `rules/names/cues.toml`, as a set of at most 128 bits.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::NameError;
use crate::document::{Shape, Token};
use crate::lexicon::{Form, Lexicon, WordId};

/// A set of traits; bit `i` stands for the `i`th name of [`TraitTable::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TraitSet(pub u128);

/// Most traits that a [`TraitSet`] holds.
pub(super) const MOST: usize = 128;

macro_rules! traits {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The traits that come from shape, gazetteers and the article.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Trait { $($variant),* }

        /// Their names, in order.
        const BUILT_IN: &[&str] = &[$($name),*];
    };
}

traits! {
    Capital = "capital",
    AllCaps = "all_caps",
    InnerCapital = "inner_capital",
    Mixed = "mixed",
    Initial = "initial",
    Number = "digits",
    Small = "small",
    Punct = "punct",
    Period = "period",
    Uncased = "uncased",
    Edge = "edge",
    Opens = "opens",
    GivenCommon = "given1",
    Given = "given2",
    GivenRare = "given3",
    SurnameCommon = "surname1",
    Surname = "surname2",
    SurnameRare = "surname3",
    FamilyFirst = "family_first",
    WordCommon = "word10",
    Word = "word20",
    WordRare = "word35",
    WordOdd = "word50",
    Unknown = "unknown",
    Demonym = "demonym",
    PlaceKnown = "place1",
    Place = "place2",
    OrganizationKnown = "organization1",
    Organization = "organization2",
    Product = "product",
    SeenSmall = "seen_small",
    SeenCapital = "seen_capital",
    Value = "value",
    Short = "short",
    PlaceEnding = "place_ending",
    PersonEnding = "person_ending",
    OrganizationEnding = "organization_ending",
    VerbThird = "verb_s",
    VerbPast = "verb_ed",
    Syllable = "syllable",
}

impl TraitSet {
    /// With one more.
    pub(super) fn with(self, t: Trait) -> Self {
        Self(self.0 | 1 << t as u8)
    }

    /// Adds one.
    pub(super) fn insert(&mut self, t: Trait) {
        *self = self.with(t);
    }

    /// True when it has the trait.
    #[inline]
    pub(super) fn has(self, t: Trait) -> bool {
        self.0 & (1 << t as u8) != 0
    }

    /// True when it has any of the traits.
    #[inline]
    pub(super) fn any(self, mask: u128) -> bool {
        self.0 & mask != 0
    }

    /// Calls `f` with the number of each of its traits, ascending.
    #[inline]
    pub(super) fn each(self, mut f: impl FnMut(u16)) {
        for (half, first) in [(self.0 as u64, 0), ((self.0 >> 64) as u64, 64)] {
            let mut rest = half;
            while rest != 0 {
                f(first + rest.trailing_zeros() as u16);
                rest &= rest - 1;
            }
        }
    }
}

/// The set of some traits, for [`TraitSet::any`].
pub(super) const fn mask(traits: &[Trait]) -> u128 {
    let (mut set, mut i) = (0u128, 0);
    while i < traits.len() {
        set |= 1 << traits[i] as u8;
        i += 1;
    }
    set
}

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

/// The traits of every word that a list names, and the words that join or never stand in names.
#[derive(Debug, Clone, Default)]
pub(super) struct TraitTable {
    /// Names of all traits, by number.
    pub names: Vec<String>,
    by_word: Vec<u128>,
    /// Masks of the cue and lexicon lists that stages ask for by name.
    masks: BTreeMap<String, u128>,
    /// Endings and the trait of each, by their last byte.
    endings: Vec<Vec<(Vec<u8>, Trait)>>,
}

/// Bits beyond the traits: not evidence, but asked while chunks are cut.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Joints(u8);

impl Joints {
    /// Never part of a name.
    pub(super) fn never(self) -> bool {
        self.0 & 1 != 0
    }
    /// May stand between two capitalised words of a name.
    pub(super) fn joint(self) -> bool {
        self.0 & 2 != 0
    }
    /// Only after the head of an organization's name.
    pub(super) fn headed(self) -> bool {
        self.0 & 4 != 0
    }
}

impl TraitTable {
    /// Reads the cue file; all its words get a number in `lexicon`.
    pub(super) fn load(text: &str, lexicon: &mut Lexicon) -> Result<(Self, Vec<u8>), NameError> {
        let file: CueFile = toml::from_str(text)
            .map_err(|e| NameError::new("rules/names/cues.toml", e.to_string()))?;
        let mut table = Self::default();
        table.names.extend(BUILT_IN.iter().map(|n| (*n).to_owned()));
        for list in &file.lexicon {
            let words: Vec<WordId> = lexicon
                .list(list)
                .map(|l| l.iter().filter(|w| w.len() == 1).map(|w| w[0]).collect())
                .ok_or_else(|| {
                    NameError::new("rules/names/cues.toml", format!("no list `{list}`"))
                })?;
            table.add(list, &words);
        }
        for (cue, words) in &file.cue {
            let words: Vec<WordId> = words.iter().map(|w| lexicon.intern(w)).collect();
            table.add(cue, &words);
        }
        table.add_verbs(lexicon);
        if table.names.len() > MOST {
            return Err(NameError::new(
                "rules/names/cues.toml",
                format!("{} lists, {MOST} fit", table.names.len()),
            ));
        }
        let mut joints = Vec::new();
        for (bit, words) in [(1u8, &file.never), (2, &file.joint), (4, &file.headed_joint)] {
            for word in words {
                let id = lexicon.intern(word).0 as usize;
                if joints.len() <= id {
                    joints.resize(id + 1, 0);
                }
                joints[id] |= bit;
            }
        }
        let traits = [
            ("place", Trait::PlaceEnding),
            ("person", Trait::PersonEnding),
            ("organization", Trait::OrganizationEnding),
        ];
        table.endings.resize(256, Vec::new());
        for (key, t) in traits {
            for ending in file.ending.get(key).into_iter().flatten() {
                let Some(&last) = ending.as_bytes().last() else { continue };
                table.endings[usize::from(last)].push((ending.as_bytes().to_vec(), t));
            }
        }
        Ok((table, joints))
    }

    fn add(&mut self, name: &str, words: &[WordId]) {
        let bit = 1u128 << self.names.len().min(MOST - 1);
        self.names.push(name.to_owned());
        self.masks.insert(name.to_owned(), bit);
        for word in words {
            let at = word.0 as usize;
            if self.by_word.len() <= at {
                self.by_word.resize(at + 1, 0);
            }
            self.by_word[at] |= bit;
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

    /// The mask of the lists with these names; lists that do not exist add nothing.
    pub(super) fn mask(&self, names: &[&str]) -> u128 {
        names.iter().filter_map(|n| self.masks.get(*n)).fold(0, |all, m| all | m)
    }

    /// The traits of a word by lists and shape alone.
    #[inline]
    pub(super) fn of(&self, token: &Token) -> TraitSet {
        static SHAPES: [[u128; 256]; 2] = [by_shape(0), by_shape(8)];
        let shape = token.shape;
        let [low, high] = shape.0.to_le_bytes();
        let mut set = TraitSet(self.by_word.get(token.word.0 as usize).copied().unwrap_or(0));
        set.0 |= SHAPES[0][usize::from(low)] | SHAPES[1][usize::from(high)];
        if shape.has(Shape::ALL_CAPS) && !shape.has(Shape::INITIAL) {
            set.insert(Trait::AllCaps);
            if token.span.len() <= 3 {
                set.insert(Trait::Short);
            }
        }
        if token.is_lower() {
            set.insert(Trait::Small);
        }
        set
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

/// The traits that eight flags of a shape give, for each set of them.
const fn by_shape(from: usize) -> [u128; 256] {
    const PAIRS: [(Shape, Trait); 8] = [
        (Shape::CAPITAL, Trait::Capital),
        (Shape::INNER_CAPITAL, Trait::InnerCapital),
        (Shape::MIXED, Trait::Mixed),
        (Shape::INITIAL, Trait::Initial),
        (Shape::NUMBER, Trait::Number),
        (Shape::PUNCT, Trait::Punct),
        (Shape::PERIOD, Trait::Period),
        (Shape::UNCASED, Trait::Uncased),
    ];
    let (mut table, mut flags) = ([0; 256], 0);
    while flags < 256 {
        let mut i = 0;
        while i < PAIRS.len() {
            if (flags as u32) << from & PAIRS[i].0.0 as u32 != 0 {
                table[flags] |= 1 << PAIRS[i].1 as u8;
            }
            i += 1;
        }
        flags += 1;
    }
    table
}

fn ends_with(word: &[u8], ending: &[u8]) -> bool {
    word.len() >= ending.len() && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

/// The joint bits of a word.
pub(super) fn joints(table: &[u8], word: WordId) -> Joints {
    Joints(table.get(word.0 as usize).copied().unwrap_or(0))
}
