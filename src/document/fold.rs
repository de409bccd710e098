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
        return hash_ascii(bytes, 0, bytes.len());
    }
    hash_bytes(fold_token(token).as_bytes())
}

/// Hash of the folded form of the ASCII word `text[start..end]`, which must not end in the period
/// of an abbreviation. Bytes behind it are read eight at a time and masked out.
#[inline]
pub fn hash_ascii(text: &[u8], start: usize, end: usize) -> u64 {
    let (mut hasher, mut at) = (Hasher::new(), start);
    while at + 8 < end {
        hasher.add(lower(eight(text, at, 8)));
        at += 8;
    }
    hasher.add(lower(eight(text, at, end - at)));
    hasher.finish(end - start)
}

/// A run of ASCII letters in a text.
pub(super) struct Letters {
    /// Where it ends.
    pub(super) end: usize,
    /// Hash of the word, as [`hash_ascii`] gives it.
    pub(super) hash: u64,
    /// The letters behind the first hold a capital.
    pub(super) upper: bool,
    /// They hold a small letter.
    pub(super) lower: bool,
}

/// The run of ASCII letters at `start`, eight bytes a step: found, folded and hashed at once.
#[inline]
pub(super) fn letters(text: &[u8], start: usize) -> Letters {
    let mut hasher = Hasher::new();
    let (mut at, mut upper, mut lower) = (start, 0, 0);
    let mut behind_first = !0xff;
    loop {
        let bytes = eight(text, at, 8.min(text.len() - at));
        let small = bytes | SMALL;
        let ends = (!in_alphabet(small) | bytes) & TOPS;
        let run = ends.trailing_zeros() as usize / 8;
        let inside = MASKS[run & 15] & behind_first;
        upper |= !bytes & SMALL & inside;
        lower |= bytes & SMALL & inside;
        let whole = run == 8 && text.get(at + 8).is_some_and(u8::is_ascii_alphabetic);
        hasher.add(small & MASKS[run & 15]);
        at += run;
        if !whole {
            break;
        }
        behind_first = u64::MAX;
    }
    let hash = hasher.finish(at - start);
    Letters { end: at, hash, upper: upper != 0, lower: lower != 0 }
}

/// One in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const TOPS: u64 = 0x80 * ONES;
/// The bit that tells small letters from capitals.
const SMALL: u64 = 0x20 * ONES;

/// The highest bit of each byte from `a` to `z`, the highest bits of `small` left out of account.
#[inline]
fn in_alphabet(small: u64) -> u64 {
    let seven = small & !TOPS;
    let from_a = seven + u64::from(0x80 - b'a') * ONES;
    let above_z = seven + u64::from(0x7f - b'z') * ONES;
    from_a & !above_z
}

/// The `n` bytes at `at`, at most eight, as one little-endian number.
#[inline]
fn eight(text: &[u8], at: usize, n: usize) -> u64 {
    match text.get(at..).and_then(|b| b.first_chunk::<8>()) {
        Some(bytes) => u64::from_le_bytes(*bytes) & MASKS[n & 15],
        None => {
            let rest = text.get(at..at + n).unwrap_or(&[]);
            rest.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b))
        }
    }
}

/// The first `n` bytes of eight.
const MASKS: [u64; 16] = {
    let (mut masks, mut n) = ([u64::MAX; 16], 0);
    while n < 8 {
        masks[n] = (1 << (8 * n)) - 1;
        n += 1;
    }
    masks
};

/// Eight ASCII bytes with their capitals made small, all at once.
#[inline]
fn lower(word: u64) -> u64 {
    let seven = word & (0x7f * ONES);
    let above_z = seven + u64::from(0x7f - b'Z') * ONES;
    let from_a = seven + u64::from(0x80 - b'A') * ONES;
    word | ((from_a ^ above_z) & (0x80 * ONES) & !word) >> 2
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
    let (mut hasher, mut at) = (Hasher::new(), 0);
    while at + 8 < bytes.len() {
        hasher.add(eight(bytes, at, 8));
        at += 8;
    }
    hasher.add(eight(bytes, at, bytes.len() - at));
    hasher.finish(bytes.len())
}

/// Eight bytes a step: a multiplication and a fold of its high half, mixed with the length at the
/// end (after MurmurHash3's 64-bit finaliser, public domain).
struct Hasher(u64);

impl Hasher {
    #[inline]
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    #[inline]
    fn add(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        self.0 = mixed ^ (mixed >> 32);
    }

    #[inline]
    fn finish(self, length: usize) -> u64 {
        let mixed = (self.0 ^ length as u64).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        mixed ^ (mixed >> 29)
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

    #[test]
    fn runs_of_letters() {
        let words = ["a", "International", "eight888", "sevenab", "eightabc", "NINEABCDE", "x’s"];
        let text = format!("{} @[`{{ Zürich sixteenlettersab", words.join(" "));
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at].is_ascii_alphabetic()) {
            let run = letters(text.as_bytes(), at);
            let end = text[at..].find(|c: char| !c.is_ascii_alphabetic());
            assert_eq!(run.end, end.map_or(text.len(), |n| at + n), "{}", &text[at..]);
            let word = &text[at..run.end];
            assert_eq!(run.hash, hash_ascii(text.as_bytes(), at, run.end), "{word}");
            assert_eq!(run.upper, word[1..].contains(|c: char| c.is_ascii_uppercase()), "{word}");
            assert_eq!(run.lower, word[1..].contains(|c: char| c.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn a_word_in_a_text_hashes_as_by_itself() {
        let text = "International COMMUNICATIONS of @[`{ Z";
        for word in text.split(' ') {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let hash = hash_ascii(text.as_bytes(), at, at + word.len());
            assert_eq!(hash, hash_token(word), "{word}");
            assert_eq!(hash, hash_bytes(fold_token(word).as_bytes()), "{word}");
        }
        assert_ne!(hash_token("@"), hash_token("`"));
        assert_ne!(hash_token("["), hash_token("{"));
    }
}
