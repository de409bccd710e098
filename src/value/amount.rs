//! Amounts of money.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Found;
use super::by_word::ByWord;
use super::decimal::Decimal;
use super::number::{Number, NumberWords};
use crate::document::{Document, Gap, Shape, tokenize};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::Value;

/// The content of `rules/values/money.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyFile {
    /// Names that are other words, too: they need thousands before them.
    ambiguous: Vec<String>,
    currency: Vec<CurrencyTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyTable {
    code: String,
    #[serde(default)]
    sign: Vec<String>,
    #[serde(default)]
    name: Vec<String>,
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
    /// How many of it make one unit of the currency.
    per: i64,
    ambiguous: bool,
}

/// Currencies by the first word of the ways to write them, the longest first.
#[derive(Debug, Clone)]
pub(super) struct Amounts {
    codes: Vec<String>,
    signs: Ways,
    names: Ways,
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
        let (mut codes, mut signs, mut names) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (currency, table) in file.currency.iter().enumerate() {
            codes.push(table.code.clone());
            let mut add = |texts: &[String], per, into: &mut BTreeMap<WordId, Vec<Written>>| {
                for text in texts {
                    let words: Vec<WordId> = tokenize::tokens(text)
                        .iter()
                        .map(|t| lexicon.intern(t.span.of(text)))
                        .collect();
                    let ambiguous = file.ambiguous.contains(text);
                    if let Some(&first) = words.first() {
                        let written = Written { words, currency, per, ambiguous };
                        into.entry(first).or_default().push(written);
                    }
                }
            };
            add(&table.sign, 1, &mut signs);
            add(&table.name, 1, &mut names);
            if let Some(minor) = &table.minor {
                add(&minor.names, minor.per, &mut names);
            }
        }
        Self { codes, signs: Ways::new(signs), names: Ways::new(names) }
    }

    /// True for a sign that can stand before an amount.
    pub(super) fn begins(&self, word: WordId) -> bool {
        !self.signs.of(word).is_empty()
    }

    /// The amount that begins at token `at`, where `number` was read.
    pub(super) fn at(
        &self,
        document: &Document<'_>,
        at: usize,
        number: Option<Number>,
        numbers: &NumberWords,
    ) -> Option<Found> {
        let (value, end, written) = match number {
            Some(number) => self.before_name(document, number, numbers)?,
            None => self.after_sign(document, at, numbers)?,
        };
        let value = if written.per == 1 { value } else { value.over(written.per)? };
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

    /// `$1.2 bn`, `US$40`, `Rs 500 crore`. A sign of letters is written with a capital, and its
    /// parts stand together, so that `A $5 fee` is dollars of no country.
    fn after_sign(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        let token = document.tokens.get(at)?;
        let list = self.signs.of(token.word);
        if token.shape.has(Shape::ALPHA) && !token.is_capital() {
            return None;
        }
        list.iter().find_map(|written| {
            let end = at + written.words.len();
            let same = (at..end).zip(&written.words).all(|(i, w)| document.word(i) == *w);
            let close = (at + 1..end).all(|i| is_close(document, i));
            let digits = document
                .tokens
                .get(end)
                .is_some_and(|t| t.gap < Gap::Line && t.shape.has(Shape::NUMBER));
            if !same || !close || !digits {
                return None;
            }
            let number = numbers.shortened(document, numbers.at(document, end)?)?;
            Some((number.value, number.end, written))
        })
    }

    /// `75 mln dlrs`, `100 billion yuan`, `50 cents`, `5 €`.
    fn before_name(
        &self,
        document: &Document<'_>,
        number: Number,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        let number = numbers.shortened(document, number)?;
        let hyphen = usize::from(numbers.is_hyphen(document.word(number.end)));
        let start = number.end + hyphen;
        let token = document.tokens.get(start).filter(|t| t.gap < Gap::Line)?;
        let list = self.names.of(token.word);
        if list.is_empty() {
            return None;
        }
        let thousands = number.scaled || number.value.to_f64() >= 1000.0;
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
            (same && close && !taken && (thousands || !written.ambiguous)).then_some((
                number.value,
                end,
                written,
            ))
        })
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
