//! The number of a word in the lexicon.

/// A word of the lexicon: all folded words that lists, verbs and rules mention have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Every word that no list, verb or rule mentions.
    pub const UNKNOWN: Self = Self(0);

    /// One of 64 bits: words of one set share some, and most others have none of them.
    #[inline]
    pub fn bit(self) -> u64 {
        // Neighbours in a list have neighbouring numbers: a multiplication spreads them.
        1 << (self.0.wrapping_mul(0x9e37_79b1) >> 26)
    }

    /// True for a word that some list, verb or rule mentions.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}
