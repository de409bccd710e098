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
    some: Vec<String>,
    grouping: Vec<String>,
    priced: Vec<String>,
    word: BTreeMap<String, i64>,
    magnitude: BTreeMap<String, i64>,
    short: BTreeMap<String, i64>,
    plural: BTreeMap<String, i64>,
    fraction: BTreeMap<String, (i64, i64)>,
    sign: BTreeMap<String, (i64, i64)>,
}

/// What a word does to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
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
    /// A fraction by itself: `½`.
    Sign(i64, i64),
    /// Between groups of three digits.
    Grouping,
    /// The sign of a currency before digits.
    Priced,
}

/// What words do to numbers. Few words do anything, and many the same: a byte a word, so that the
/// table stays in the nearest caches.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    by_word: ByWord<u8>,
    /// All that words do, each once; nothing first.
    all: Vec<Part>,
}

impl Parts {
    fn set(&mut self, word: WordId, part: Part) {
        let known = self.all.iter().position(|p| *p == part);
        let number = known.unwrap_or_else(|| {
            self.all.push(part);
            self.all.len() - 1
        });
        // The tables are embedded and name far fewer.
        *self.by_word.slot(word) = u8::try_from(number).unwrap_or(0);
    }

    /// What the word does.
    #[inline]
    pub(super) fn get(&self, word: WordId) -> Part {
        match self.by_word.get(word) {
            0 => Part::None,
            number => self.all.get(usize::from(number)).copied().unwrap_or_default(),
        }
    }
}

/// The words of numbers.
#[derive(Debug, Clone)]
pub(super) struct NumberWords {
    pub(super) parts: Parts,
    and: WordId,
    of: WordId,
    hyphen: WordId,
    pub(super) slash: WordId,
    pub(super) period: WordId,
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
        let mut parts = Parts { by_word: ByWord::default(), all: vec![Part::None] };
        let mut add = |word: &str, part| parts.set(lexicon.intern(word), part);
        file.plural.iter().for_each(|(w, n)| add(w, Part::Plural(*n)));
        file.sign.iter().for_each(|(w, (a, b))| add(w, Part::Sign(*a, *b)));
        file.grouping.iter().for_each(|w| add(w, Part::Grouping));
        file.priced.iter().for_each(|w| add(w, Part::Priced));
        file.fraction.iter().for_each(|(w, (a, b))| add(w, Part::Fraction(*a, *b)));
        file.short.iter().for_each(|(w, n)| add(w, Part::Short(*n)));
        file.magnitude.iter().for_each(|(w, n)| add(w, Part::Magnitude(*n)));
        file.word.iter().for_each(|(w, n)| add(w, Part::Word(*n)));
        file.article.iter().chain(&file.some).for_each(|w| add(w, Part::Article));
        let mut word = |text| lexicon.intern(text);
        Self {
            and: word("and"),
            of: word("of"),
            hyphen: word("-"),
            slash: word("/"),
            period: word("."),
            parts,
        }
    }

    /// True for a word that can begin a number.
    #[inline]
    pub(super) fn begins(&self, word: WordId) -> bool {
        !matches!(
            self.parts.get(word),
            Part::None | Part::Magnitude(_) | Part::Short(_) | Part::Grouping | Part::Priced
        )
    }

    /// True for a word that is a number or fraction whatever follows.
    pub(super) fn is_alone(&self, word: WordId) -> bool {
        use Part::{Fraction, Plural, Sign, Word};
        matches!(self.parts.get(word), Word(_) | Plural(_) | Sign(..) | Fraction(1, 2))
    }

    /// True for a word that may stand between a number and the name of its currency, or shortens it.
    pub(super) fn leads_to_name(&self, word: WordId) -> bool {
        word == self.of || word == self.hyphen || matches!(self.parts.get(word), Part::Short(_))
    }

    /// True for a word that a number may go on with.
    pub(super) fn goes_on(&self, word: WordId) -> bool {
        let joints = [self.and, self.of, self.hyphen, self.slash];
        joints.contains(&word) || self.parts.get(word) != Part::None
    }

    /// True for the hyphen, which may stand inside numbers and before what they count.
    #[inline]
    pub(super) fn is_hyphen(&self, word: WordId) -> bool {
        word == self.hyphen
    }

    /// True for `a`, which counts one.
    pub(super) fn is_article(&self, word: WordId) -> bool {
        self.parts.get(word) == Part::Article
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
                // `half a million`, `half-a-million`
                let hyphen = usize::from(self.is_hyphen(document.word(at + 1)));
                let article = self.is_article(document.word(at + 1 + hyphen));
                let next = at + 1 + if article { 1 + 2 * hyphen } else { 0 };
                self.fraction_of_magnitude(document, next, (1, 2))
            }
            Part::Fraction(a, b) => self.fraction_of_magnitude(document, at + 1, (a, b)),
            Part::Word(_) => self.portion(document, at).or_else(|| self.words(document, at)),
            Part::Sign(a, b) => self
                .fraction_of_magnitude(document, at + 1, (a, b))
                .or_else(|| part_of_one((a, b), at + 1)),
            Part::None | Part::Magnitude(_) | Part::Short(_) | Part::Grouping | Part::Priced => {
                None
            }
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
            Part::Fraction(a, b) => {
                self.fraction_of_magnitude(document, at + 2, (a, b)).or_else(|| {
                    part_of_one((a, b), at + 2).filter(|n| document.word(n.end) == self.of)
                })
            }
            // `a few million`
            Part::Article => self.after_article(document, at + 1),
            _ => None,
        }
    }

    /// `two-thirds`, `three quarters of a million`; not the three quarters of a year.
    fn portion(&self, document: &Document<'_>, at: usize) -> Option<Number> {
        let (upper, lower, end) = self.fraction(document, at)?;
        let joined = end == at + 3 || document.word(end) == self.of;
        if lower == 2 || upper >= lower {
            return None;
        }
        self.fraction_of_magnitude(document, end, (upper, lower))
            .or_else(|| part_of_one((upper, lower), end).filter(|_| joined))
    }

    fn fraction_of_magnitude(
        &self,
        document: &Document<'_>,
        at: usize,
        (a, b): (i64, i64),
    ) -> Option<Number> {
        // `a quarter of a million`
        let of = document.word(at) == self.of && self.part(document, at + 1) == Part::Article;
        let at = at + if of { 2 } else { 0 };
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
        if self.is_tail(document, at) {
            value = value.over(10i64.checked_pow(document.token_text(at).len() as u32)?)?;
        } else if let Some((grouped, after)) = self.grouped(document, at) {
            (value, end) = (grouped, after);
        }
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
            return Some(Number { value, end, scaled: factor > 1, digits: true, factor });
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
                Part::Plural(n) if n >= 1_000_000 && !number.scaled => n,
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
                return Some(Number { value, end, scaled: factor > 1, digits: false, factor: 1 });
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
        half.then(|| match self.magnitude(document, at + 3) {
            Some(factor) => (factor, at + 4),
            None => (1, at + 3),
        })
    }

    /// A fraction in words at `at` (`a third`, `two-thirds`, `half`): numerator, denominator, end.
    pub(super) fn fraction(&self, document: &Document<'_>, at: usize) -> Option<(i64, i64, usize)> {
        let count = match self.part(document, at) {
            Part::Word(n) => n,
            Part::Fraction(1, 2) => return Some((1, 2, at + 1)),
            Part::Article => 1,
            _ => return None,
        };
        let hyphen = usize::from(self.is_hyphen(document.word(at + 1)));
        match self.part(document, at + 1 + hyphen) {
            Part::Fraction(_, lower) => Some((count, lower, at + 2 + hyphen)),
            _ => None,
        }
    }
}

/// A fraction as a number of its own.
fn part_of_one((a, b): (i64, i64), end: usize) -> Option<Number> {
    let value = Decimal::whole(a).over(b)?;
    Some(Number { value, end, scaled: false, digits: false, factor: 1 })
}
