//! Classes of bytes, and the shape of a word of ASCII letters and digits.

use super::token::Shape;

/// `a` to `z`.
pub(super) const LOWER: u8 = 1;
/// `A` to `Z`.
pub(super) const UPPER: u8 = 1 << 1;
/// `0` to `9`.
pub(super) const DIGIT: u8 = 1 << 2;
/// Blanks that end no line, and control characters.
pub(super) const BLANK: u8 = 1 << 3;
/// Ends of lines and pages.
pub(super) const BREAK: u8 = 1 << 4;
/// What may go on with a word: a period, an apostrophe, a sign of an address, all outside ASCII.
pub(super) const JOIN: u8 = 1 << 5;
/// Letters.
pub(super) const LETTER: u8 = LOWER | UPPER;
/// Letters and digits.
pub(super) const WORD: u8 = LETTER | DIGIT;

/// The class of each byte.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let (mut table, mut byte) = ([0; 256], 0);
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\n' | b'\r' | 0x0b | 0x0c => BREAK,
            b' ' | b'\t' | 0..=8 | 0x0e..=0x1f | 0x7f => BLANK,
            b'.' | b'\'' | b'@' | b':' | 0x80.. => JOIN,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// The shape of a word that begins with a letter of class `first` and goes on with the classes in
/// `rest`; the flag of a single letter is left to the caller.
pub(super) fn shape(first: u8, rest: u8) -> Shape {
    static SHAPES: [Shape; 16] = shapes();
    SHAPES[usize::from((first & UPPER) << 2 | rest & WORD)]
}

const fn shapes() -> [Shape; 16] {
    let (mut table, mut at) = ([Shape(0); 16], 0);
    while at < 16 {
        let (capital, rest) = (at >= 8, at as u8);
        let upper = capital || rest & UPPER != 0;
        let lower = !capital || rest & LOWER != 0;
        let mut shape = Shape::ALPHA.0;
        if capital {
            shape |= Shape::CAPITAL.0;
        }
        if upper && !lower {
            shape |= Shape::ALL_CAPS.0;
        }
        if lower && rest & UPPER != 0 {
            shape |= Shape::INNER_CAPITAL.0;
        }
        if rest & DIGIT != 0 {
            shape |= Shape::MIXED.0;
        }
        table[at] = Shape(shape);
        at += 1;
    }
    table
}
