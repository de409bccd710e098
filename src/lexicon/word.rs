//! The number of a word in the lexicon.

/// A word of the lexicon: all folded words that lists, verbs and rules mention have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// Every word that no list, verb or rule mentions.
    pub const UNKNOWN: Self = Self(0);

    /// True for a word that some list, verb or rule mentions.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}
