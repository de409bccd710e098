//! The two hash tables of a compiled list: its first words, and its longer prefixes.
//!
//! Open addressing with linear probing, slots of 8 bytes. A slot is known by its place and the low
//! bits of the key, 26 for words and 32 for prefixes: of some ten million words that no list has, one
//! is taken for another. An empty slot is 0.

use super::entry::Glance;

/// Bytes of a slot.
pub(super) const SLOT: usize = 8;
/// Bits for the followers of a word.
const FOLLOWERS: u32 = 48;

/// What the walk found for a prefix of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Step {
    /// Some name goes on after this prefix.
    pub(super) more: bool,
    /// The first sense of the name that ends here.
    pub(super) sense: Option<u32>,
    /// So many longer prefixes have no slot: all names go on alike.
    pub(super) skip: u32,
}

impl Step {
    const KEY: u64 = (1 << 32) - 1;
    const MORE: u32 = 1 << 31;
    const SKIP: u32 = 1 << 30;

    /// Its slot: low half of the key; one more than the sense, or what is skipped; whether there is
    /// more.
    pub(super) fn slot(self, key: u64) -> u64 {
        let more = if self.more { Self::MORE } else { 0 };
        let number = match self.skip {
            0 => self.sense.map_or(0, |sense| sense + 1),
            skip => Self::SKIP | skip,
        };
        u64::from(more | number) << 32 | key & Self::KEY
    }

    #[inline]
    fn of_slot(slot: u64) -> Self {
        let payload = (slot >> 32) as u32;
        let (more, number) = (payload & Self::MORE != 0, payload & (Self::SKIP - 1));
        match payload & Self::SKIP {
            0 => Self { more, sense: number.checked_sub(1), skip: 0 },
            _ => Self { more, sense: None, skip: number },
        }
    }
}

/// A word that some name begins with.
///
/// In its slot, from the lowest bit: 26 bits of the key; the glance (13); whether names go on with
/// it; and one more than a number (24): that of its first sense, or, where names go on, that of a
/// [`Follow`]. Two words in three are parts of persons' names or common words and no more: this is
/// why what follows a word lies elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// What the word stands for by itself.
    pub(super) glance: Glance,
    /// Names go on with it.
    pub(super) more: bool,
    /// Its first sense, or where the list keeps what follows.
    pub(super) number: u32,
}

impl Word {
    const KEY: u64 = (1 << 26) - 1;
    const GLANCE: u32 = 26;
    const MORE: u32 = Self::GLANCE + Glance::BITS;
    const NUMBER: u32 = Self::MORE + 1;
    /// Numbers that there is room for.
    pub(super) const NUMBERS: usize = (1 << (u64::BITS - Self::NUMBER)) - 1;

    /// Its slot.
    pub(super) fn slot(self, key: u64) -> u64 {
        let number = (u64::from(self.number) + 1) << Self::NUMBER;
        let glance = u64::from(self.glance.0) << Self::GLANCE;
        number | u64::from(self.more) << Self::MORE | glance | key & Self::KEY
    }

    #[inline]
    fn of_slot(slot: u64) -> Self {
        Self {
            glance: Glance((slot >> Self::GLANCE) as u16 & Glance::ALL),
            more: slot >> Self::MORE & 1 != 0,
            number: ((slot >> Self::NUMBER) as u32).wrapping_sub(1),
        }
    }
}

/// What more there is of a word that names go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Follow {
    /// The first sense of the word itself.
    pub(super) sense: Option<u32>,
    /// A set of [`follower`]s: without that of a second word no name goes on.
    pub(super) followers: u64,
}

impl Follow {
    /// Bytes of its record.
    pub(super) const SIZE: usize = 10;

    /// Its record: one more than the sense (u32), and the followers.
    pub(super) fn bytes(self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[..4].copy_from_slice(&self.sense.map_or(0, |sense| sense + 1).to_le_bytes());
        bytes[4..].copy_from_slice(&self.followers.to_le_bytes()[..6]);
        bytes
    }

    /// The record of a number.
    #[inline]
    pub(super) fn at(records: &[u8], number: u32) -> Option<Self> {
        let at = number as usize * Self::SIZE;
        let &[a, b, c, d, ref rest @ ..] = records.get(at..at + Self::SIZE)? else { return None };
        let mut followers = [0; 8];
        followers[..6].copy_from_slice(rest);
        Some(Self {
            sense: u32::from_le_bytes([a, b, c, d]).checked_sub(1),
            followers: u64::from_le_bytes(followers),
        })
    }
}

/// The bit of a prefix of two words in [`Follow::followers`].
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
pub(super) struct Slots(Vec<u64>);

impl Slots {
    /// Room for so many: at most two thirds full, for few probes for a key, and for one that is not
    /// there.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![0; (count * 3 / 2).max(4)])
    }

    /// Number of slots.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a slot under a key that is new.
    pub(super) fn insert(&mut self, key: u64, slot: u64) {
        let mut at = home(key, self.len());
        while self.0[at] != 0 {
            at = (at + 1) % self.len();
        }
        self.0[at] = slot;
    }

    /// The table, little-endian.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|slot| slot.to_le_bytes()).collect()
    }
}

/// The slot that begins at a byte.
#[inline]
fn slot_at(slots: &[u8], at: usize) -> Option<u64> {
    slots.get(at..at + SLOT)?.try_into().ok().map(u64::from_le_bytes)
}

/// What stands where the search for a key begins. Asked of many keys in a row, the looks at cold
/// memory do not wait for one another, as searches would that end now here now there.
#[inline]
pub(super) fn peek(slots: &[u8], key: u64) -> u64 {
    slot_at(slots, home(key, slots.len() / SLOT) * SLOT).unwrap_or(0)
}

/// The slot with the same bits of a key; `None` when there is none. The slots are searched until an
/// empty one; the bound keeps a damaged table from going round for ever.
#[inline]
fn search(slots: &[u8], key: u64, bits: u64) -> Option<u64> {
    let mut at = home(key, slots.len() / SLOT) * SLOT;
    for _ in 0..=slots.len() / SLOT {
        let slot = slot_at(slots, at).filter(|slot| *slot != 0)?;
        if (slot ^ key) & bits == 0 {
            return Some(slot);
        }
        at += SLOT;
        if at == slots.len() {
            at = 0;
        }
    }
    None
}

/// What lies at a first word; `None` when no name begins with it.
#[inline]
pub(super) fn word(slots: &[u8], key: u64) -> Option<Word> {
    search(slots, key, Word::KEY).map(Word::of_slot)
}

/// What lies at a longer prefix; `None` when no name begins so.
#[inline]
pub(super) fn prefix(slots: &[u8], key: u64) -> Option<Step> {
    search(slots, key, Step::KEY).map(Step::of_slot)
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
pub(super) fn longest_run(slots: &[u8]) -> usize {
    let (mut run, mut longest) = (0, 0);
    for slot in slots.chunks_exact(SLOT) {
        run = if slot.iter().all(|byte| *byte == 0) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [u64; 4] = [1 << 63 | 5, 1 << 63 | 6, u64::MAX, 7];

    #[test]
    fn what_goes_in_comes_out() {
        let step = |n: usize| match n {
            4 => Step { more: true, sense: None, skip: 3 },
            n => Step { more: n > 1, sense: (n as u32).checked_sub(1), skip: 0 },
        };
        let word = |n: usize| Word {
            glance: Glance(0x1000 >> n),
            more: n > 1,
            number: [0, 1, Word::NUMBERS as u32 - 1, 7][n],
        };
        let (mut words, mut prefixes) = (Slots::new(KEYS.len()), Slots::new(KEYS.len()));
        for (n, key) in KEYS.into_iter().enumerate() {
            words.insert(key, word(n).slot(key));
            prefixes.insert(key, step(n + 1).slot(key));
        }
        for (n, key) in KEYS.into_iter().enumerate() {
            assert_eq!(super::word(&words.bytes(), key), Some(word(n)));
            assert_eq!(prefix(&prefixes.bytes(), key), Some(step(n + 1)));
        }
        assert_eq!(super::word(&words.bytes(), 8), None);
        assert_eq!(longest_run(&prefixes.bytes()), 3);
    }

    #[test]
    fn what_follows_a_word_comes_back() {
        let follows = [
            Follow { sense: None, followers: follower(KEYS[2]) },
            Follow { sense: Some(0), followers: (1 << FOLLOWERS) - 1 },
        ];
        let records: Vec<u8> = follows.iter().flat_map(|f| f.bytes()).collect();
        assert_eq!(Follow::at(&records, 0), Some(follows[0]));
        assert_eq!(Follow::at(&records, 1), Some(follows[1]));
        assert_eq!(Follow::at(&records, 2), None);
    }
}
