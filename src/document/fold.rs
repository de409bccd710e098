//! One folding for tokens, gazetteers and rules: case, curly quotes, diacritics and the period of
//! an abbreviation do not matter.
//!
//! The hash is our own, so that a compiled gazetteer stays valid whatever library changes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Hash of the folded form of one token. Costs one pass over its bytes; ASCII allocates nothing.
pub fn hash_token(token: &str) -> u64 {
    let bytes = without_period(token).as_bytes();
    if bytes.is_ascii() {
        let mut hasher = Hasher::new();
        for &b in bytes {
            hasher.byte(b.to_ascii_lowercase());
        }
        return hasher.finish();
    }
    hash_bytes(fold_token(token).as_bytes())
}

/// The folded form of one token: what [`hash_token`] hashes.
pub fn fold_token(token: &str) -> String {
    let token = without_period(token);
    if token.is_ascii() {
        return token.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(token.len());
    for c in token.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
            '“' | '”' => folded.push('"'),
            'ß' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ı' => folded.push('i'),
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// `Inc.` and `Inc` are one word; a token of periods alone stays as it is.
fn without_period(token: &str) -> &str {
    match token.strip_suffix('.') {
        Some(rest) if rest.bytes().any(|b| b != b'.') => rest,
        _ => token,
    }
}

/// Hash of bytes that are folded already.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hasher = Hasher::new();
    bytes.iter().for_each(|&b| hasher.byte(b));
    hasher.finish()
}

/// FNV-1a with a final mix (after MurmurHash3's 64-bit finaliser, public domain).
struct Hasher(u64);

impl Hasher {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn finish(self) -> u64 {
        let mut h = self.0;
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^ (h >> 33)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_quotes_diacritics_and_period_do_not_matter() {
        for (a, b) in
            [("Inc.", "inc"), ("O’Brien", "o'brien"), ("Nestlé", "NESTLE"), ("Łódź", "lodz")]
        {
            assert_eq!(hash_token(a), hash_token(b), "{a} {b}");
        }
        assert_ne!(hash_token("US"), hash_token("U.S."));
        assert_eq!(fold_token("..."), "...");
    }
}
