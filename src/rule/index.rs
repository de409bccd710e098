//! From words to the rules that they wake.

use super::set::Rule;
use crate::lexicon::{Class, Lexicon, WordId};
use crate::mention::MentionType;
use crate::pattern::{TypeSet, Variant};

/// One form of one pattern of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Woken {
    pub(super) rule: u32,
    pub(super) pattern: u16,
    pub(super) variant: u16,
}

/// Lists of woken variants by word, lemma and type of mention. A variant's number is its place
/// among all, in the order of rules, patterns and variants.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    words: Table<u32>,
    lemmas: Table<u32>,
    types: Table<u32>,
    /// From a word to all that it may wake, as a word or as a form of a verb.
    tokens: Table<u32>,
    places: Vec<Woken>,
}

impl Index {
    pub(super) fn new(rules: &[Rule], lexicon: &Lexicon) -> Self {
        let (mut words, mut lemmas, mut types) = (Vec::new(), Vec::new(), Vec::new());
        let mut places = Vec::new();
        for (woken, variant) in all(rules) {
            let number = places.len() as u32;
            words.extend(variant.wake.words.iter().map(|w| (w.0, number)));
            lemmas.extend(variant.wake.lemmas.iter().map(|w| (w.0, number)));
            types.extend(numbers(variant.wake.types).map(|t| (t, number)));
            places.push(woken);
        }
        let (words, lemmas, types) = (Table::new(words), Table::new(lemmas), Table::new(types));
        let tokens = lemmas.with_forms(&words, lexicon);
        Self { words, lemmas, types, tokens, places }
    }

    /// All that a token of this word may wake, whatever verb group it will belong to.
    pub(super) fn token(&self, word: WordId) -> &[u32] {
        self.tokens.get(word.0)
    }

    pub(super) fn place(&self, variant: u32) -> Option<Woken> {
        self.places.get(variant as usize).copied()
    }

    pub(super) fn word(&self, word: WordId) -> &[u32] {
        self.words.get(word.0)
    }

    pub(super) fn lemma(&self, lemma: WordId) -> &[u32] {
        self.lemmas.get(lemma.0)
    }

    pub(super) fn mention(&self, mention_type: MentionType) -> &[u32] {
        self.types.get(mention_type as u32)
    }

    /// What mentions of these types wake.
    pub(super) fn types(&self, types: TypeSet) -> impl Iterator<Item = &[u32]> {
        numbers(types).map(|t| self.types.get(t))
    }
}

/// All variants of all rules, in order.
pub(super) fn all(rules: &[Rule]) -> impl Iterator<Item = (Woken, &Variant)> {
    rules.iter().enumerate().flat_map(|(rule, r)| {
        r.patterns.iter().enumerate().flat_map(move |(pattern, p)| {
            p.variants.iter().enumerate().map(move |(variant, v)| {
                let woken =
                    Woken { rule: rule as u32, pattern: pattern as u16, variant: variant as u16 };
                (woken, v)
            })
        })
    })
}

fn numbers(types: TypeSet) -> impl Iterator<Item = u32> {
    (0..15).filter(move |t| types.0 & (1 << t) != 0)
}

/// For each key a slice of one long list; one read per look-up.
#[derive(Debug, Clone, Default)]
pub(super) struct Table<V> {
    /// A bit for every key that has values: most have none, and the bits of all fit the nearest cache.
    has: Vec<u64>,
    starts: Vec<u32>,
    values: Vec<V>,
}

impl<V: Copy + Ord> Table<V> {
    pub(super) fn new(mut pairs: Vec<(u32, V)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        // Word 0 is every unknown word: nothing may wake by it.
        let keys = pairs.last().map_or(0, |(k, _)| *k as usize + 2);
        let mut starts = vec![0u32; keys];
        let mut has = vec![0u64; keys.div_ceil(64)];
        for (key, _) in &pairs {
            if let Some(block) = has.get_mut(*key as usize / 64) {
                *block |= 1 << (key % 64);
            }
            if let Some(count) = starts.get_mut(*key as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { has, starts, values: pairs.into_iter().map(|(_, v)| v).collect() }
    }

    /// This table of verbs as one of all their forms, with `words` added.
    pub(super) fn with_forms(&self, words: &Self, lexicon: &Lexicon) -> Self {
        let mut pairs = Vec::new();
        for word in (0..lexicon.len() as u32).map(WordId) {
            pairs.extend(words.get(word.0).iter().map(|v| (word.0, *v)));
            let inflected = lexicon.inflections(word).iter().map(|i| i.lemma);
            let grammar = [(Class::Be, "be"), (Class::Have, "have")].into_iter();
            let grammar = grammar.filter(|(class, _)| lexicon.is(word, *class));
            for lemma in inflected.chain(grammar.map(|(_, verb)| lexicon.word(verb))) {
                pairs.extend(self.get(lemma.0).iter().map(|v| (word.0, *v)));
            }
        }
        Self::new(pairs)
    }

    pub(super) fn get(&self, key: u32) -> &[V] {
        let key = key as usize;
        if self.has.get(key / 64).is_none_or(|block| block & (1 << (key % 64)) == 0) {
            return &[];
        }
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(a), Some(b)) => self.values.get(*a as usize..*b as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}
