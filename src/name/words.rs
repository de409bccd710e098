//! The words of a document that names can hold, each once, and how else the article writes them.

use super::filter::Filter;
use super::ground::Ground;
use super::traits::{CAPITALS, PLACES, Trait, mask};

/// The marked words by the hash of their folded form: open addressing, at most half full.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// One more than the number of a word; 0 for an empty slot.
    slots: Vec<u32>,
    /// The hash of each word.
    hashes: Vec<u64>,
}

impl Words {
    /// Room for so many words.
    fn new(count: usize) -> Self {
        let size = (count * 2).next_power_of_two().max(8);
        Self { slots: vec![0; size], hashes: Vec::with_capacity(count) }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The number of a word, from 0 in the order of the text; `None` for a word that is not marked.
    #[inline]
    pub(super) fn number(&self, hash: u64) -> Option<usize> {
        self.find(hash).1
    }

    /// The number of a word, new or known.
    #[inline]
    fn add(&mut self, hash: u64) -> usize {
        match self.find(hash) {
            (_, Some(number)) => number,
            (at, None) => {
                let number = self.hashes.len();
                self.hashes.push(hash);
                if let Some(slot) = self.slots.get_mut(at) {
                    *slot = number as u32 + 1;
                }
                number
            }
        }
    }

    /// The slot where the word is or may be put, and its number.
    #[inline]
    fn find(&self, hash: u64) -> (usize, Option<usize>) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (hash >> 32) as usize & mask;
        while let Some(number) = self.slots.get(at).and_then(|n| n.checked_sub(1)) {
            if self.hashes.get(number as usize) == Some(&hash) {
                return (at, Some(number as usize));
            }
            at = (at + 1) & mask;
        }
        (at, None)
    }
}

/// How a word is written in the article.
#[derive(Default, Clone, Copy)]
struct Seen {
    small: bool,
    /// With a capital in the middle of a sentence: how often, up to two.
    capital: u8,
    /// With a capital: how often; and how often of these before an `and` with one and the same
    /// other word behind it, whose hash this is.
    times: u32,
    paired: u32,
    other: u64,
}

impl Ground<'_> {
    /// Numbers the marked words, `numbers` for memory; marks capitalised words that the article also writes small, or
    /// elsewhere with a capital in the middle of a sentence.
    pub(super) fn mark_seen(&mut self, numbers: &mut Vec<u32>) {
        let tokens = &self.document.tokens;
        let mut words = Words::new(self.marked.len());
        numbers.clear();
        let mut seen: Vec<Seen> = Vec::with_capacity(self.marked.len());
        let mut filter = Filter::default();
        let mut sentences = self.document.sentences.iter();
        let (mut end, mut title_case) = (0, false);
        for &at in &self.marked {
            while at >= end
                && let Some(sentence) = sentences.next()
            {
                (end, title_case) = (sentence.tokens.end, sentence.title_case);
            }
            let (set, hash) = (self.traits[at as usize], tokens[at as usize].hash);
            let number = words.add(hash);
            numbers.push(number as u32);
            if number == seen.len() {
                seen.push(Seen::default());
            }
            if set.has(Trait::Capital) {
                filter.insert(hash);
                let inside = !set.has(Trait::Opens) && !title_case;
                let word = &mut seen[number];
                word.capital = (word.capital + u8::from(inside)).min(2);
                word.times += 1;
                if let Some(other) = self.pair_at(at as usize)
                    && (word.paired == 0 || word.other == other)
                {
                    (word.paired, word.other) = (word.paired + 1, other);
                }
            }
        }
        for token in tokens {
            if filter.may_hold(token.hash)
                && token.is_lower()
                && let Some(number) = words.number(token.hash)
            {
                seen[number].small = true;
            }
        }
        for (&at, number) in self.marked.iter().zip(numbers.iter()) {
            let (set, word) = (&mut self.traits[at as usize], seen[*number as usize]);
            if !set.has(Trait::Capital) {
                continue;
            }
            if word.paired > 1
                && word.paired == word.times
                && words.number(word.other).is_some_and(|n| seen[n].times == word.paired)
            {
                set.insert(Trait::Paired);
            }
            if word.small && !set.has(Trait::Initial) {
                set.insert(Trait::SeenSmall);
            }
            if word.capital > 1 || set.has(Trait::Opens) && word.capital > 0 {
                set.insert(Trait::SeenCapital);
            }
        }
        self.words = words;
    }

    /// The hash of `B` where `A and B` stands, `A` at the token, with no further capitals around;
    /// neither a known place nor organization.
    fn pair_at(&self, at: usize) -> Option<u64> {
        let set = |i: usize| self.traits.get(i).copied().unwrap_or_default();
        if !set(at + 1).has(Trait::And) || !set(at + 2).has(Trait::Capital) {
            return None;
        }
        const MORE: u128 = CAPITALS | mask(&[Trait::And]);
        const KNOWN: u128 = PLACES | mask(&[Trait::OrganizationKnown, Trait::Demonym]);
        if set(at).any(KNOWN) || set(at + 2).any(KNOWN) {
            return None;
        }
        let alone = !set(at.wrapping_sub(1)).any(MORE) && !set(at + 3).any(MORE);
        self.document.tokens.get(at + 2).filter(|_| alone).map(|t| t.hash)
    }
}
