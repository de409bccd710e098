//! A table with a slot for each word: one read answers what a token is to a stage.

use super::WordId;

/// What each word is, by its number; all words never set are the default.
#[derive(Debug, Clone, Default)]
pub struct ByWord<T>(Vec<T>);

impl<T: Copy + Default> ByWord<T> {
    /// What the word is. [`WordId::UNKNOWN`] is never set.
    #[inline]
    pub fn get(&self, word: WordId) -> T {
        self.0.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The slot of a known word, to be written while tables load.
    pub fn slot(&mut self, word: WordId) -> &mut T {
        let at = word.0 as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, T::default());
        }
        &mut self.0[at]
    }
}
