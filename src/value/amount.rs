//! Amounts of money.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Found;
use super::decimal::Decimal;
use super::number::{Number, NumberWords};
use crate::document::{Document, Gap, Shape, tokenize};
use crate::lexicon::{ByWord, Lexicon, WordId};
use crate::mention::Value;

/// The content of `rules/values/money.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyFile {
    /// Signs and names that are other words, too: they need thousands.
    ambiguous: Vec<String>,
    /// Between the two ends of a range.
    joins: Vec<String>,
    currency: Vec<CurrencyTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyTable {
    code: String,
    #[serde(default)]
    sign: Vec<String>,
    /// Words that are also names, before a number of thousands or more.
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    name: Vec<String>,
    /// Names of a million of it.
    #[serde(default)]
    millions: Vec<String>,
    minor: Option<Minor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minor {
    names: Vec<String>,
    per: i64,
}

/// A way to write a currency.
#[derive(Debug, Clone)]
struct Written {
    words: Vec<WordId>,
    currency: usize,
    unit: Unit,
    ambiguous: bool,
    /// A code: in capitals before a number.
    code: bool,
    /// A word, small as well, before a number: `pounds 900m`.
    word: bool,
    /// A letter, directly before a number: `Y300bn`.
    letter: bool,
}

/// What a sign or name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    One,
    Million,
    /// One of so many that make one.
    Part(i64),
}

/// Currencies by the first word of the ways to write them, the longest first.
#[derive(Debug, Clone)]
pub(super) struct Amounts {
    codes: Vec<String>,
    /// By currency: it has a hundredth part.
    divided: Vec<bool>,
    signs: Ways,
    names: Ways,
    /// Between the two ends of a range.
    joins: Vec<WordId>,
    and: WordId,
    between: WordId,
    of: WordId,
}

/// Ways to write currencies: by first word, the place of their list; 0 is the empty list.
#[derive(Debug, Clone)]
struct Ways {
    lists: Vec<Vec<Written>>,
    by_word: ByWord<u16>,
}

impl Ways {
    fn new(mut by_first: BTreeMap<WordId, Vec<Written>>) -> Self {
        let mut ways = Self { lists: vec![Vec::new()], by_word: ByWord::default() };
        for (first, list) in &mut by_first {
            list.sort_by_key(|w| std::cmp::Reverse(w.words.len()));
            *ways.by_word.slot(*first) = ways.lists.len() as u16;
            ways.lists.push(std::mem::take(list));
        }
        ways
    }

    #[inline]
    fn of(&self, first: WordId) -> &[Written] {
        self.lists.get(usize::from(self.by_word.get(first))).map_or(&[], Vec::as_slice)
    }
}

impl Amounts {
    pub(super) fn new(file: &MoneyFile, lexicon: &mut Lexicon) -> Self {
        let mut divided = Vec::new();
        let (mut codes, mut signs, mut names) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (currency, table) in file.currency.iter().enumerate() {
            codes.push(table.code.clone());
            divided.push(table.minor.as_ref().is_some_and(|minor| minor.per == 100));
            let mut add = |texts: &[String], unit, into: &mut BTreeMap<WordId, Vec<Written>>| {
                let word = std::ptr::eq(texts, table.before.as_slice()) && !texts.is_empty();
                for text in texts {
                    let words: Vec<WordId> = tokenize::tokens(text)
                        .iter()
                        .map(|t| lexicon.intern(t.span.of(text)))
                        .collect();
                    let ambiguous = word || file.ambiguous.contains(text);
                    if let Some(&first) = words.first() {
                        let capitals = text.bytes().all(|b| b.is_ascii_uppercase());
                        let code =
                            text.eq_ignore_ascii_case(&table.code) || capitals && text.len() == 3;
                        let letter = text.len() == 1 && capitals;
                        let written =
                            Written { words, currency, unit, ambiguous, code, word, letter };
                        into.entry(first).or_default().push(written);
                    }
                }
            };
            add(&table.sign, Unit::One, &mut signs);
            add(&table.before, Unit::One, &mut signs);
            add(&table.name, Unit::One, &mut names);
            add(&table.millions, Unit::Million, &mut names);
            if let Some(minor) = &table.minor {
                add(&minor.names, Unit::Part(minor.per), &mut names);
            }
        }
        let joins = file.joins.iter().map(|w| lexicon.intern(w)).collect();
        let (and, between) = (lexicon.intern("and"), lexicon.intern("between"));
        let of = lexicon.intern("of");
        Self {
            codes,
            divided,
            signs: Ways::new(signs),
            names: Ways::new(names),
            joins,
            and,
            between,
            of,
        }
    }

    /// True for a sign that can stand before an amount.
    pub(super) fn begins(&self, word: WordId) -> bool {
        !self.signs.of(word).is_empty()
    }

    /// True for a word that may follow a number.
    pub(super) fn goes_on(&self, word: WordId) -> bool {
        !self.names.of(word).is_empty() || self.joins.contains(&word)
    }

    /// The second words of signs that have several.
    pub(super) fn seconds(&self) -> impl Iterator<Item = WordId> {
        self.signs.lists.iter().flatten().filter_map(|written| written.words.get(1).copied())
    }

    /// The amount that begins at token `at`, where `number` was read.
    pub(super) fn at(
        &self,
        document: &Document<'_>,
        at: usize,
        number: Option<Number>,
        numbers: &NumberWords,
    ) -> Option<Found> {
        let amount = match number {
            Some(number) => self
                .before_name(document, number, numbers)
                .or_else(|| self.range_before_name(document, number, numbers))?,
            None => self.after_sign(document, at, numbers)?,
        };
        let (value, end, written) = self.with_parts(document, amount, numbers);
        Some(Found {
            start: at,
            end,
            value: Value::Money {
                value: value.to_f64(),
                currency: self.codes.get(written.currency).cloned().unwrap_or_default(),
            },
            name: "value/money",
            confidence: 0.95,
        })
    }

    /// `$1.2 bn`, `US$40`, `Rs 500 crore`. A sign of letters is written with a capital unless
    /// it is a code, and its parts stand together, so that `A $5 fee` is dollars of no country; in
    /// texts with a blank between all signs they need not.
    fn after_sign(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        let token = document.tokens.get(at)?;
        let list = self.signs.of(token.word);
        if list.is_empty() {
            return None;
        }
        let small = token.shape.has(Shape::ALPHA) && !token.is_capital();
        let capitals = token.shape.has(Shape::ALL_CAPS);
        let before = at.checked_sub(1).map_or("", |at| document.token_text(at));
        // `a $ 5 fee`, `Acme ' s $ 5 fee`
        let other = numbers.is_article(token.word) || matches!(before, "'" | "’");
        list.iter().find_map(|written| {
            let end = at + written.words.len();
            let same = (at..end).zip(&written.words).all(|(i, w)| document.word(i) == *w);
            let parts = written.words.len();
            let spaced = parts == 2 && !other && !is_close(document, end);
            let close = spaced || (at + 1..end).all(|i| is_close(document, i));
            let cased = match (small, written.code) {
                (true, code) => parts > 1 || code && !written.ambiguous || written.word,
                (false, code) => !code || capitals,
            };
            let digits = end + usize::from(numbers.is_tail(document, end + 1));
            let digit = document
                .tokens
                .get(digits)
                .is_some_and(|t| t.gap < Gap::Line && t.shape.has(Shape::NUMBER));
            let apart = written.letter && !is_close(document, digits);
            if !same || !close || !digit || !cased || apart {
                return None;
            }
            let number = numbers.shortened(document, numbers.at(document, digits)?)?;
            let number = self.ranged(document, number, at, numbers).unwrap_or(number);
            written.takes(number).then_some((number.value, number.end, written))
        })
    }

    /// The lower end of a range whose magnitude stands at its upper end alone: `$5-6 billion`,
    /// and, with the sign before both, `$5 to $6 billion`.
    fn ranged(
        &self,
        document: &Document<'_>,
        first: Number,
        sign: usize,
        numbers: &NumberWords,
    ) -> Option<Number> {
        let joint = document.word(first.end);
        let before = sign.checked_sub(1).map_or(WordId::UNKNOWN, |at| document.word(at));
        let between = joint == self.and && before == self.between;
        if first.scaled || !(between || self.joins.contains(&joint)) {
            return None;
        }
        let digits = |at: usize| document.tokens.get(at)?.shape.has(Shape::NUMBER).then_some(at);
        let next = first.end + 1;
        let again = document.word(next) == document.word(sign) && next > sign + 2;
        let start = digits(next + usize::from(again))?;
        let second = numbers.shortened(document, numbers.at(document, start)?)?;
        let value = first.value.times(Decimal::whole(second.factor))?;
        let rises = value.to_f64() < second.value.to_f64();
        let end = if again { first.end } else { second.end };
        (second.scaled && rises).then_some(Number { value, end, ..second })
    }

    /// `5-6 billion dollars`: the lower end, with the magnitude of the upper one.
    fn range_before_name(
        &self,
        document: &Document<'_>,
        first: Number,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        if first.scaled || !first.digits || !self.joins.contains(&document.word(first.end)) {
            return None;
        }
        let second = numbers.at(document, first.end + 1).filter(|n| n.digits)?;
        let (upper, end, written) = self.before_name(document, second, numbers)?;
        let value = first.value.times(Decimal::whole(second.factor))?;
        (value.to_f64() < upper.to_f64()).then_some((value, end, written))
    }

    /// The amount with a magnitude behind its currency (`75 USD million`) or with small coins
    /// (`15 dollars and 50 cents`); in units of the currency.
    fn with_parts<'a>(
        &self,
        document: &Document<'_>,
        (value, end, written): (Decimal, usize, &'a Written),
        numbers: &NumberWords,
    ) -> (Decimal, usize, &'a Written) {
        let plain = (written.unit.of(value).unwrap_or(value), end, written);
        if written.unit != Unit::One {
            return plain;
        }
        if let Some(factor) = numbers.magnitude(document, end)
            && let Some(value) = value.times(Decimal::whole(factor)).filter(|_| written.code)
        {
            return (value, end + 1, written);
        }
        let start = end + usize::from(document.word(end) == self.and);
        let coins = || {
            let number = numbers.at(document, start)?;
            let (part, end, small) = self.before_name(document, number, numbers)?;
            let small = (small.currency == written.currency).then_some(small.unit)?;
            let Unit::Part(_) = small else { return None };
            Some((value.plus(small.of(part)?)?, end, written))
        };
        coins()
            .or_else(|| self.bare_coins(document, start, value, numbers, written))
            .unwrap_or(plain)
    }

    /// `15 dollars and 50`, where the sentence or clause ends: the small coins without their name.
    fn bare_coins<'a>(
        &self,
        document: &Document<'_>,
        start: usize,
        value: Decimal,
        numbers: &NumberWords,
        written: &'a Written,
    ) -> Option<(Decimal, usize, &'a Written)> {
        let number = numbers.at(document, start)?;
        let ends = document
            .tokens
            .get(number.end)
            .is_none_or(|t| t.shape.has(Shape::PUNCT) && t.gap == Gap::None);
        let coins = number.value.as_whole().filter(|n| (10..100).contains(n) && ends)?;
        let whole = value.as_whole().is_some_and(|n| n < 1000);
        let divided = self.divided.get(written.currency).copied()?;
        (whole && divided).then_some((
            value.plus(Decimal::whole(coins).over(100)?)?,
            number.end,
            written,
        ))
    }

    /// `75 mln dlrs`, `100 billion yuan`, `50 cents`, `5 €`.
    fn before_name(
        &self,
        document: &Document<'_>,
        number: Number,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        let number = numbers.shortened(document, number)?;
        // `tens of millions of dollars`
        let of = number.scaled && !number.digits && document.word(number.end) == self.of;
        let between = of || numbers.is_hyphen(document.word(number.end));
        let start = number.end + usize::from(between);
        let token = document.tokens.get(start).filter(|t| t.gap < Gap::Line)?;
        let list = self.names.of(token.word);
        if list.is_empty() {
            return None;
        }
        list.iter().find_map(|written| {
            let end = start + written.words.len();
            let same = (start..end).zip(&written.words).all(|(i, w)| document.word(i) == *w);
            let letter = written.words.len() == 1 && token.shape.has(Shape::INITIAL);
            let close = !letter || token.gap == Gap::None && number.digits;
            let sign = token.shape.has(Shape::PUNCT);
            // `5 $30` is no five dollars.
            let taken = sign
                && document
                    .tokens
                    .get(end)
                    .is_some_and(|t| t.shape.has(Shape::NUMBER) && t.gap == Gap::None);
            (same && close && !taken && written.takes(number)).then_some((
                number.value,
                end,
                written,
            ))
        })
    }
}

impl Written {
    /// True for a number that may go with it.
    fn takes(&self, number: Number) -> bool {
        !self.ambiguous || number.scaled || number.value.to_f64() >= 1000.0
    }
}

impl Unit {
    /// So many of it, in units of the currency.
    fn of(self, count: Decimal) -> Option<Decimal> {
        match self {
            Self::One => Some(count),
            Self::Million => count.times(Decimal::whole(1_000_000)),
            Self::Part(per) => count.over(per),
        }
    }
}

/// True when the number is a part of something written together: `A-7`, `5:3`, `x.5`, `737-800`.
pub(super) fn is_glued(document: &Document<'_>, start: usize, end: usize) -> bool {
    let close = |at: usize| is_close(document, at);
    let sign = |at: usize| {
        matches!(document.token_text(at), "-" | "/" | ":" | "." | "#" | "_" | "@" | "&" | "+")
    };
    let digit = |at: usize| document.tokens.get(at).is_some_and(|t| t.shape.has(Shape::DIGIT));
    let before = start >= 2 && close(start) && close(start - 1) && sign(start - 1);
    let after = close(end) && close(end + 1) && digit(end + 1) && sign(end);
    before || after
}

/// True when nothing stands between the token and the one before it.
fn is_close(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
}
