//! Slices of one long list, by the number of a word.

use crate::lexicon::{Class, Lexicon, WordId};

/// For each key a slice of one long list; most keys have none.
#[derive(Debug, Clone, Default)]
pub(super) struct Table<V> {
    /// A bit for every key that has values: the bits of all fit the nearest cache.
    has: Vec<u64>,
    starts: Vec<u32>,
    values: Vec<V>,
}

impl<V: Copy + Ord> Table<V> {
    pub(super) fn new(mut pairs: Vec<(u32, V)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
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

    /// All keys with their values, both rising.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, V)> {
        let keys = 0..self.starts.len() as u32;
        keys.flat_map(|key| self.get(key).iter().map(move |value| (key, *value)))
    }

    #[inline]
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
