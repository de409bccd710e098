//! The two hash tables of a compiled list: its first words, and its longer prefixes.
//!
//! Open addressing with linear probing. A slot is known by its place and half of the key: of a
//! thousand million prefixes that no list has, less than one is taken for another. A slot of zeros
//! is empty.

use super::entry::Glance;

/// Of a step: some name goes on after this prefix.
const MORE: u32 = 1 << 31;
/// Bits for the followers of a word.
const FOLLOWERS: u32 = 48;

/// What the walk found for a prefix of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Step {
    /// Some name goes on after this prefix.
    pub(super) more: bool,
    /// The first sense of the name that ends here.
    pub(super) sense: Option<u32>,
}

impl Step {
    /// Bytes of the slot of a longer prefix: low half of the key, then the step.
    pub(super) const SIZE: usize = 8;

    /// Its slot.
    pub(super) fn bytes(self, key: u64) -> [u8; Self::SIZE] {
        let more = if self.more { MORE } else { 0 };
        let payload = more | self.sense.map_or(0, |sense| sense + 1);
        (u64::from(payload) << 32 | key & u64::from(u32::MAX)).to_le_bytes()
    }

    /// The step in the high half of a slot.
    #[inline]
    fn of_slot(slot: u64) -> Self {
        let payload = (slot >> 32) as u32;
        Self { more: payload & MORE != 0, sense: (payload & !MORE).checked_sub(1) }
    }
}

/// What lies at the first word of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct WordSlot {
    /// As for every prefix.
    pub(super) step: Step,
    /// What the word stands for by itself.
    pub(super) glance: Glance,
    /// A set of [`follower`]s: without that of a second word no name goes on with it.
    pub(super) followers: u64,
}

impl WordSlot {
    /// Bytes of its slot: that of the step, then glance (16 bits) and followers.
    pub(super) const SIZE: usize = 16;

    /// Its slot.
    pub(super) fn bytes(self, key: u64) -> [u8; Self::SIZE] {
        let high = self.followers << 16 | u64::from(self.glance.0);
        let mut bytes = [0; Self::SIZE];
        bytes[..8].copy_from_slice(&self.step.bytes(key));
        bytes[8..].copy_from_slice(&high.to_le_bytes());
        bytes
    }
}

/// The bit of a prefix of two words in [`WordSlot::followers`].
#[inline]
pub(super) fn follower(key: u64) -> u64 {
    1 << ((u64::from((key >> 32) as u32) * u64::from(FOLLOWERS)) >> 32)
}

/// The slot where the search for a key begins, of so many.
#[inline]
fn home(key: u64, slots: usize) -> usize {
    ((u128::from(key) * slots as u128) >> 64) as usize
}

/// A table while it is filled.
pub(super) struct Slots<const SIZE: usize>(Vec<u8>);

impl<const SIZE: usize> Slots<SIZE> {
    /// Room for so many: at most two thirds full, for few probes for a key, and for one that is not
    /// there.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![0; (count * 3 / 2).max(4) * SIZE])
    }

    /// Number of slots.
    pub(super) fn len(&self) -> usize {
        self.0.len() / SIZE
    }

    /// Adds a slot under a key that is new.
    pub(super) fn insert(&mut self, key: u64, slot: &[u8; SIZE]) {
        let mut at = home(key, self.len());
        while self.0[at * SIZE + 4..at * SIZE + 8] != [0; 4] {
            at = (at + 1) % self.len();
        }
        self.0[at * SIZE..(at + 1) * SIZE].copy_from_slice(slot);
    }

    /// The table.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The words at the beginning of a slot, little-endian.
#[inline]
fn word_at(slots: &[u8], at: usize) -> Option<u64> {
    slots.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// What stands where the search for a key begins. Asked of many keys in a row, the looks at cold
/// memory do not wait for one another, as searches would that end now here now there.
#[inline]
pub(super) fn peek<const SIZE: usize>(slots: &[u8], key: u64) -> u64 {
    word_at(slots, home(key, slots.len() / SIZE) * SIZE).unwrap_or(0)
}

/// Where the slot of a key begins; `None` when there is none. The slots are searched until an empty
/// one; the bound keeps a damaged table from going round for ever.
#[inline]
fn search<const SIZE: usize>(slots: &[u8], key: u64) -> Option<(usize, u64)> {
    let mut at = home(key, slots.len() / SIZE) * SIZE;
    for _ in 0..=slots.len() / SIZE {
        let slot = word_at(slots, at)?;
        if slot >> 32 == 0 {
            return None;
        }
        if slot as u32 == key as u32 {
            return Some((at, slot));
        }
        at += SIZE;
        if at == slots.len() {
            at = 0;
        }
    }
    None
}

/// What lies at a first word; `None` when no name begins with it.
#[inline]
pub(super) fn word(slots: &[u8], key: u64) -> Option<WordSlot> {
    let (at, slot) = search::<{ WordSlot::SIZE }>(slots, key)?;
    let high = word_at(slots, at + 8)?;
    let glance = Glance(high as u16);
    Some(WordSlot { step: Step::of_slot(slot), glance, followers: high >> 16 })
}

/// What lies at a longer prefix; `None` when no name begins so.
#[inline]
pub(super) fn prefix(slots: &[u8], key: u64) -> Option<Step> {
    search::<{ Step::SIZE }>(slots, key).map(|(_, slot)| Step::of_slot(slot))
}

/// Bytes of the set of numbers.
pub(super) const NUMBERS: usize = 512;

/// Where a number has its bit in the set of all numbers that names begin with: byte and mask. Numbers
/// are many and hardly ever begin a name, so they are not looked for when their bit is not set.
#[inline]
pub(super) fn number_bit(key: u64) -> (usize, u8) {
    let bit = (key >> 32) as usize % (NUMBERS * 8);
    (bit / 8, 1 << (bit % 8))
}

/// Length of the longest run of slots that are taken. Linear.
pub(super) fn longest_run<const SIZE: usize>(slots: &[u8]) -> usize {
    let (mut run, mut longest) = (0, 0);
    for slot in slots.chunks_exact(SIZE) {
        run = if word_at(slot, 0).is_none_or(|slot| slot >> 32 == 0) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let keys = [1u64 << 63 | 5, 1 << 63 | 6, u64::MAX, 7];
        let step = |n: u32| Step { more: n > 2, sense: n.checked_sub(1) };
        let mut words = Slots::<{ WordSlot::SIZE }>::new(keys.len());
        let mut prefixes = Slots::<{ Step::SIZE }>::new(keys.len());
        let slot = |n: usize| WordSlot {
            step: step(n as u32 + 1),
            glance: Glance(0x8000 >> n),
            followers: follower(keys[n]) | 1 << 47,
        };
        for (n, key) in keys.into_iter().enumerate() {
            words.insert(key, &slot(n).bytes(key));
            prefixes.insert(key, &step(n as u32 + 1).bytes(key));
        }
        for (n, key) in keys.into_iter().enumerate() {
            assert_eq!(word(words.bytes(), key), Some(slot(n)));
            assert_eq!(prefix(prefixes.bytes(), key), Some(step(n as u32 + 1)));
        }
        assert_eq!(word(words.bytes(), 8), None);
        assert_eq!(longest_run::<{ Step::SIZE }>(prefixes.bytes()), 3);
    }
}
