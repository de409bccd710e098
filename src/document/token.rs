//! One token: where it stands, which word it is, how it is written.

use crate::lexicon::WordId;
use crate::span::Span;

/// Half-open range of token indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

impl TokenRange {
    /// From `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// True when it holds no token.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True when the two share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The indices, for iteration.
    pub fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// Nothing.
    #[default]
    None,
    /// Blanks, or a line break that hard wrapping put there.
    Space,
    /// A line break that ends a line of its own (a heading, a list item).
    Line,
    /// A new paragraph.
    Paragraph,
}

/// How a token is written: a set of the flags below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(pub u16);

impl Shape {
    /// Begins with a letter.
    pub const ALPHA: Self = Self(1);
    /// Begins with a capital.
    pub const CAPITAL: Self = Self(1 << 1);
    /// All its letters are capitals (one letter counts).
    pub const ALL_CAPS: Self = Self(1 << 2);
    /// Has a capital after the first letter, and a small letter too (`ByteDance`, `eBay`).
    pub const INNER_CAPITAL: Self = Self(1 << 3);
    /// Begins with a digit.
    pub const DIGIT: Self = Self(1 << 4);
    /// Made of ASCII digits with `,` or `.` between them, nothing else.
    pub const NUMBER: Self = Self(1 << 5);
    /// Not a word: punctuation or a symbol.
    pub const PUNCT: Self = Self(1 << 6);
    /// Holds a character outside ASCII.
    pub const NON_ASCII: Self = Self(1 << 7);
    /// Ends in the period of an abbreviation (`Inc.`, `U.S.`, `J.`).
    pub const PERIOD: Self = Self(1 << 8);
    /// A single letter, with or without period.
    pub const INITIAL: Self = Self(1 << 9);
    /// An address of the web or of mail, or a handle.
    pub const ADDRESS: Self = Self(1 << 10);
    /// `'s`, `’s`, or the bare apostrophe after a plural.
    pub const POSSESSIVE: Self = Self(1 << 11);
    /// Letters and digits mixed (`5G`, `Q3`, `1990s`).
    pub const MIXED: Self = Self(1 << 12);
    /// Letters of a script without capitals (Chinese, Arabic …).
    pub const UNCASED: Self = Self(1 << 13);

    /// True when it has any of the flags in `other`.
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word, number or sign of the text. `Copy`, 32 bytes, no strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The lexicon's word for its folded form; unknown words share [`WordId::UNKNOWN`].
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Hash of its folded form, see [`crate::document::fold`].
    pub hash: u64,
}

impl Token {
    /// True for a capitalised word.
    #[inline]
    pub fn is_capital(&self) -> bool {
        self.shape.has(Shape::CAPITAL)
    }

    /// True for a word of small letters.
    #[inline]
    pub fn is_lower(&self) -> bool {
        self.shape.has(Shape::ALPHA)
            && !self.shape.has(Shape(Shape::CAPITAL.0 | Shape::INNER_CAPITAL.0 | Shape::UNCASED.0))
    }
}
