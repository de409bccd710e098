//! Classes of bytes, and the shapes of words.

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

/// The shape of any other word.
pub(super) fn shape_of(word: &str) -> Shape {
    let mut seen = Seen::default();
    word.chars().for_each(|c| seen.add(c));
    seen.shape(word)
}

/// What the characters of a word were.
#[derive(Default)]
struct Seen {
    letters: u32,
    upper: u32,
    lower: u32,
    digits: u32,
    first_upper: bool,
    first_digit: bool,
    non_ascii: bool,
}

impl Seen {
    fn add(&mut self, c: char) {
        let first = self.letters + self.digits == 0;
        self.non_ascii |= !c.is_ascii();
        if c.is_numeric() {
            self.digits += 1;
            self.first_digit |= first;
        } else if c.is_alphabetic() {
            self.letters += 1;
            self.upper += u32::from(c.is_uppercase());
            self.lower += u32::from(c.is_lowercase());
            self.first_upper |= first && c.is_uppercase();
        }
    }

    fn shape(&self, word: &str) -> Shape {
        let mut shape = Shape::default();
        let mut set = |on: bool, flag: Shape| {
            if on {
                shape = shape.with(flag);
            }
        };
        set(self.letters > 0 && !self.first_digit, Shape::ALPHA);
        set(self.first_upper, Shape::CAPITAL);
        set(self.upper > 0 && self.lower == 0 && !self.first_digit, Shape::ALL_CAPS);
        set(self.lower > 0 && self.upper > u32::from(self.first_upper), Shape::INNER_CAPITAL);
        set(self.first_digit, Shape::DIGIT);
        set(self.digits > 0 && self.letters > 0, Shape::MIXED);
        set(self.non_ascii, Shape::NON_ASCII);
        set(word.ends_with('.'), Shape::PERIOD);
        set(self.letters == 1 && self.digits == 0, Shape::INITIAL);
        set(self.letters > 0 && self.upper + self.lower == 0, Shape::UNCASED);
        shape
    }
}
