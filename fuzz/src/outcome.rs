//! What came of an input, as far as inputs are told apart by it.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A hash of what was found or said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Outcome(pub(crate) u64);

impl Outcome {
    /// Of any parts, in order.
    pub fn of<T: Hash>(parts: impl IntoIterator<Item = T>) -> Self {
        let mut hasher = DefaultHasher::new();
        parts.into_iter().for_each(|part| part.hash(&mut hasher));
        Self(hasher.finish())
    }

    /// A message without its numbers and quotations, which differ from one input to the next.
    pub fn words(message: &str) -> String {
        let mut quoted = false;
        let mut kept = String::new();
        for c in message.chars() {
            quoted ^= c == '`';
            if !quoted && !c.is_ascii_digit() {
                kept.push(c);
            }
        }
        kept.truncate(kept.char_indices().nth(120).map_or(kept.len(), |(at, _)| at));
        kept
    }

    /// How large a number is: 0, 1, 2, 3 and then by powers of two.
    pub fn size(n: usize) -> u32 {
        if n < 4 { n as u32 } else { 2 + n.ilog2() }
    }
}
