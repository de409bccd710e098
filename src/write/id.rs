//! Ids that depend on content alone.

/// FNV-1a of 128 bits (offset basis and prime of draft-eastlake-fnv) over the parts, each followed
/// by its length, so that no two lists of parts run into each other; as 32 hexadecimal digits.
///
/// The same on every machine and in every version: ids may be stored and compared.
pub fn content_hash(parts: &[&[u8]]) -> String {
    const PRIME: u128 = (1 << 88) + 0x13b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        for &byte in part.iter().chain(&(part.len() as u64).to_le_bytes()) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(content_hash(&[b"ab", b"c"]), content_hash(&[b"a", b"bc"]));
        assert_eq!(content_hash(&[]), "6c62272e07bb014262b821756295c58d");
    }

    #[test]
    fn it_stays_what_it_is() {
        assert_eq!(content_hash(&[b"000.txt", b"owns"]), content_hash(&[b"000.txt", b"owns"]));
        assert_eq!(content_hash(&[b"a"]).len(), 32);
    }
}
