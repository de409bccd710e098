//! Words by the hash of their folded form: one look for most words of a text.

use super::WordId;

/// Open addressing with linear probing, at most half full; the hash of the fold is mixed already.
#[derive(Debug, Clone, Default)]
pub(super) struct WordIndex {
    hashes: Vec<u64>,
    words: Vec<WordId>,
    count: usize,
}

impl WordIndex {
    /// The word with this hash, if there is one.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> WordId {
        let (hash, mask) = (hash.max(1), self.hashes.len().wrapping_sub(1));
        let mut at = hash as usize & mask;
        while let Some(&there) = self.hashes.get(at) {
            if there == hash {
                return self.words.get(at).copied().unwrap_or_default();
            }
            if there == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        WordId::UNKNOWN
    }

    /// Adds a word whose hash is new.
    #[inline]
    pub(super) fn insert(&mut self, hash: u64, word: WordId) {
        if self.count * 2 >= self.hashes.len() {
            self.grow();
        }
        self.count += 1;
        self.place(hash.max(1), word);
    }

    fn place(&mut self, hash: u64, word: WordId) {
        let mask = self.hashes.len() - 1;
        let mut at = hash as usize & mask;
        while self.hashes[at] != 0 {
            at = (at + 1) & mask;
        }
        self.hashes[at] = hash;
        self.words[at] = word;
    }

    fn grow(&mut self) {
        let size = (self.hashes.len() * 2).max(16);
        let hashes = std::mem::replace(&mut self.hashes, vec![0; size]);
        let words = std::mem::replace(&mut self.words, vec![WordId::UNKNOWN; size]);
        for (hash, word) in hashes.into_iter().zip(words).filter(|(hash, _)| *hash != 0) {
            self.place(hash, word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_again_and_no_other() {
        let mut index = WordIndex::default();
        assert_eq!(index.get(5), WordId::UNKNOWN);
        for n in 1..=100u32 {
            index.insert(u64::from(n) << 4, WordId(n));
        }
        for n in 1..=100u32 {
            assert_eq!(index.get(u64::from(n) << 4), WordId(n));
            assert_eq!(index.get(u64::from(n) << 4 | 1), WordId::UNKNOWN);
        }
    }
}
