//! A set of hashes that may say yes too often: one look before a table is asked.

/// 4,096 bits.
#[derive(Debug)]
pub(super) struct Filter([u64; 64]);

impl Default for Filter {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Filter {
    /// Adds a mixed hash.
    #[inline]
    pub(super) fn insert(&mut self, hash: u64) {
        let bit = hash >> 52;
        self.0[(bit >> 6) as usize] |= 1 << (bit & 63);
    }

    /// False when the hash was not added.
    #[inline]
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let bit = hash >> 52;
        self.0[(bit >> 6) as usize] & 1 << (bit & 63) != 0
    }
}
