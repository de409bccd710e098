//! Numbers in digits and words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::decimal::Decimal;
use crate::document::{Document, Gap, Shape};
use crate::lexicon::{ByWord, Lexicon, WordId};

/// The content of `rules/values/numbers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberFile {
    article: Vec<String>,
    word: BTreeMap<String, i64>,
    magnitude: BTreeMap<String, i64>,
    short: BTreeMap<String, i64>,
    plural: BTreeMap<String, i64>,
    fraction: BTreeMap<String, (i64, i64)>,
}

/// What a word does to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    /// Nothing.
    #[default]
    None,
    /// Counts one before a magnitude or fraction: `a`.
    Article,
    /// Adds: `twenty`.
    Word(i64),
    /// Multiplies: `million`.
    Magnitude(i64),
    /// Multiplies digits in an amount of money: `k`.
    Short(i64),
    /// Stands for its size: `hundreds`.
    Plural(i64),
    /// Divides: `thirds`.
    Fraction(i64, i64),
}

/// The words of numbers.
#[derive(Debug, Clone)]
pub(super) struct NumberWords {
    parts: ByWord<Part>,
    and: WordId,
    of: WordId,
    hyphen: WordId,
    slash: WordId,
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: Decimal,
    /// One past its last token.
    pub(super) end: usize,
    /// True when it holds a magnitude (`3 million`).
    pub(super) scaled: bool,
    /// True when it is written in digits.
    pub(super) digits: bool,
    /// What its magnitudes multiply it by, in digits.
    pub(super) factor: i64,
}

/// How many tokens a number may have.
const LONGEST: usize = 14;

impl NumberWords {
    pub(super) fn new(file: &NumberFile, lexicon: &mut Lexicon) -> Self {
        let mut parts = ByWord::default();
        let mut add = |word: &str, part| *parts.slot(lexicon.intern(word)) = part;
        file.plural.iter().for_each(|(w, n)| add(w, Part::Plural(*n)));
        file.fraction.iter().for_each(|(w, (a, b))| add(w, Part::Fraction(*a, *b)));
        file.short.iter().for_each(|(w, n)| add(w, Part::Short(*n)));
        file.magnitude.iter().for_each(|(w, n)| add(w, Part::Magnitude(*n)));
        file.word.iter().for_each(|(w, n)| add(w, Part::Word(*n)));
        file.article.iter().for_each(|w| add(w, Part::Article));
        let mut word = |text| lexicon.intern(text);
        Self { and: word("and"), of: word("of"), hyphen: word("-"), slash: word("/"), parts }
    }

    /// True for a word that can begin a number.
    #[inline]
    pub(super) fn begins(&self, word: WordId) -> bool {
        !matches!(self.parts.get(word), Part::None | Part::Magnitude(_) | Part::Short(_))
    }

    /// True for the hyphen, which may stand inside numbers and before what they count.
    #[inline]
    pub(super) fn is_hyphen(&self, word: WordId) -> bool {
        word == self.hyphen
    }

    /// What the word does to a number that goes on with it.
    fn part(&self, document: &Document<'_>, at: usize) -> Part {
        match document.tokens.get(at) {
            Some(token) if token.gap < Gap::Line => self.parts.get(token.word),
            _ => Part::None,
        }
    }

    /// The number that begins at token `at`.
    pub(super) fn at(&self, document: &Document<'_>, at: usize) -> Option<Number> {
        let token = document.tokens.get(at)?;
        if token.shape.has(Shape::NUMBER) {
            return self.digits(document, at);
        }
        match self.parts.get(token.word) {
            Part::Article => self.after_article(document, at),
            Part::Plural(n) => self.vague(document, at, n),
            Part::Fraction(1, 2) => {
                let article = self.parts.get(document.word(at + 1)) == Part::Article;
                self.fraction_of_magnitude(document, at + 1 + usize::from(article), (1, 2))
            }
            Part::Fraction(a, b) => self.fraction_of_magnitude(document, at + 1, (a, b)),
            Part::Word(_) => self.words(document, at),
            Part::None | Part::Magnitude(_) | Part::Short(_) => None,
        }
    }

    /// What the word multiplies the number before it by.
    pub(super) fn magnitude(&self, document: &Document<'_>, at: usize) -> Option<i64> {
        match self.part(document, at) {
            Part::Magnitude(factor) => Some(factor),
            _ => None,
        }
    }

    /// The number with the letters that multiply in amounts of money alone (`$5m`).
    pub(super) fn shortened(&self, document: &Document<'_>, number: Number) -> Option<Number> {
        if !number.digits || !matches!(self.part(document, number.end), Part::Short(_)) {
            return Some(number);
        }
        self.multiplied(document, number, true)
    }

    /// `a million`, `a hundred and five`, `a dozen`, `a quarter million`.
    fn after_article(&self, document: &Document<'_>, at: usize) -> Option<Number> {
        match self.part(document, at + 1) {
            Part::Magnitude(_) => self.words(document, at),
            Part::Fraction(a, b) => self.fraction_of_magnitude(document, at + 2, (a, b)),
            _ => None,
        }
    }

    fn fraction_of_magnitude(
        &self,
        document: &Document<'_>,
        at: usize,
        (a, b): (i64, i64),
    ) -> Option<Number> {
        let Part::Magnitude(factor) = self.part(document, at) else { return None };
        let value = Decimal::whole(a.checked_mul(factor)?).over(b)?;
        Some(Number { value, end: at + 1, scaled: true, digits: false, factor: 1 })
    }

    /// `hundreds of thousands`: the order of size.
    fn vague(&self, document: &Document<'_>, at: usize, size: i64) -> Option<Number> {
        let (mut value, mut end) = (size, at + 1);
        while document.word(end) == self.of {
            let Part::Plural(next) = self.part(document, end + 1) else { break };
            value = value.checked_mul(next)?;
            end += 2;
        }
        Some(Number { value: Decimal::whole(value), end, scaled: true, digits: false, factor: 1 })
    }

    fn digits(&self, document: &Document<'_>, at: usize) -> Option<Number> {
        let mut value = Decimal::parse(document.token_text(at))?;
        let mut end = at + 1;
        let next = document.word(end);
        if next == self.slash
            && let Some((fraction, after)) = self.written_fraction(document, at)
        {
            (value, end) = (fraction, after);
        } else if let Some((fraction, after)) = self.added_fraction(document, end) {
            value = value.plus(fraction)?;
            end = after;
        } else if let Some((factor, end)) = self.and_half(document, end) {
            let value = value.plus(Decimal::whole(1).over(2)?)?.times(Decimal::whole(factor))?;
            return Some(Number { value, end, scaled: true, digits: true, factor });
        }
        self.multiplied(
            document,
            Number { value, end, scaled: false, digits: true, factor: 1 },
            false,
        )
    }

    /// The number with the magnitudes after it: `3 million`, `1.2-billion`.
    fn multiplied(
        &self,
        document: &Document<'_>,
        mut number: Number,
        money: bool,
    ) -> Option<Number> {
        for _ in 0..LONGEST {
            let hyphen = usize::from(self.is_hyphen(document.word(number.end)));
            let factor = match self.part(document, number.end + hyphen) {
                Part::Magnitude(n) => n,
                Part::Short(n) if money && hyphen == 0 => n,
                _ => break,
            };
            number.value = number.value.times(Decimal::whole(factor))?;
            number.factor = number.factor.checked_mul(factor)?;
            number.end += 1 + hyphen;
            number.scaled = true;
        }
        Some(number)
    }

    /// `3/4`.
    fn written_fraction(&self, document: &Document<'_>, at: usize) -> Option<(Decimal, usize)> {
        let whole = |at: usize| {
            let token = document.tokens.get(at).filter(|t| t.shape.has(Shape::NUMBER))?;
            (token.span.len() <= 2).then(|| Decimal::parse(document.token_text(at))?.as_whole())?
        };
        let joined = |at: usize| document.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
        if document.word(at + 1) != self.slash || !joined(at + 1) || !joined(at + 2) {
            return None;
        }
        let (upper, lower) = (whole(at)?, whole(at + 2)?);
        let known = matches!(lower, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64) && upper < lower;
        let longer = document.word(at + 3) == self.slash && joined(at + 3);
        (known && !longer).then(|| Some((Decimal::whole(upper).over(lower)?, at + 3))).flatten()
    }

    /// The fraction in `2 1/2` and `2-1/2`.
    fn added_fraction(&self, document: &Document<'_>, end: usize) -> Option<(Decimal, usize)> {
        let hyphen = usize::from(self.is_hyphen(document.word(end)));
        let first = document.tokens.get(end + hyphen)?;
        if !first.shape.has(Shape::NUMBER) || hyphen == 0 && first.gap != Gap::Space {
            return None;
        }
        self.written_fraction(document, end + hyphen)
    }

    /// `two hundred and five thousand`, `twenty-five`.
    fn words(&self, document: &Document<'_>, at: usize) -> Option<Number> {
        let (mut total, mut current) = (0i64, 0i64);
        let (mut end, mut next, mut scaled, mut last) = (at, at, false, i64::MAX);
        if self.parts.get(document.word(at)) == Part::Article {
            (current, next) = (1, at + 1);
        }
        while next < at + LONGEST {
            match self.part(document, next) {
                Part::Word(n) if n < last && (n < 10 || last > 90) => {
                    current = current.checked_add(n)?;
                    last = if n >= 20 { 10 } else { 0 };
                }
                Part::Magnitude(n) if next > at => {
                    let factor = current.max(1);
                    if n == 100 || n == 12 {
                        current = factor.checked_mul(n)?;
                    } else {
                        total = total.checked_add(factor.checked_mul(n)?)?;
                        current = 0;
                    }
                    scaled |= n > 100;
                    last = i64::MAX;
                }
                _ => break,
            }
            end = next + 1;
            if let Some((factor, end)) = self.and_half(document, end) {
                let value = Decimal::whole(current.checked_mul(2)?.checked_add(1)?).over(2)?;
                let value = value.times(Decimal::whole(factor))?;
                return Some(Number { value, end, scaled: true, digits: false, factor: 1 });
            }
            next = end;
            let joins = document.word(next) == self.and && last == i64::MAX
                || document.tokens.get(next).is_some_and(|t| t.gap == Gap::None)
                    && self.is_hyphen(document.word(next));
            next += usize::from(joins);
        }
        let value = Decimal::whole(total.checked_add(current)?);
        (end > at).then_some(Number { value, end, scaled, digits: false, factor: 1 })
    }

    /// The magnitude of `and a half million` at a token, and where it ends.
    fn and_half(&self, document: &Document<'_>, at: usize) -> Option<(i64, usize)> {
        let half = document.word(at) == self.and
            && self.part(document, at + 1) == Part::Article
            && self.part(document, at + 2) == Part::Fraction(1, 2);
        let factor = half.then(|| self.magnitude(document, at + 3))??;
        Some((factor, at + 4))
    }

    /// A fraction in words at `at` (`a third`, `two-thirds`, `half`): numerator, denominator, end.
    pub(super) fn fraction(&self, document: &Document<'_>, at: usize) -> Option<(i64, i64, usize)> {
        let count = match self.part(document, at) {
            Part::Word(n) => n,
            Part::Fraction(1, 2) => return Some((1, 2, at + 1)),
            _ if self.parts.get(document.word(at)) == Part::Article => 1,
            _ => return None,
        };
        let hyphen = usize::from(self.is_hyphen(document.word(at + 1)));
        match self.part(document, at + 1 + hyphen) {
            Part::Fraction(_, lower) => Some((count, lower, at + 2 + hyphen)),
            _ => None,
        }
    }
}
