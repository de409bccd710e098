//! Amounts of money.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Found;
use super::decimal::Decimal;
use super::number::NumberWords;
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
    signs: BTreeMap<WordId, Vec<Written>>,
    names: BTreeMap<WordId, Vec<Written>>,
}

impl Amounts {
    pub(super) fn new(file: &MoneyFile, lexicon: &mut Lexicon) -> Self {
        let mut amounts =
            Self { codes: Vec::new(), signs: BTreeMap::new(), names: BTreeMap::new() };
        for (currency, table) in file.currency.iter().enumerate() {
            amounts.codes.push(table.code.clone());
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
            add(&table.sign, 1, &mut amounts.signs);
            add(&table.name, 1, &mut amounts.names);
            if let Some(minor) = &table.minor {
                add(&minor.names, minor.per, &mut amounts.names);
            }
        }
        for list in amounts.signs.values_mut().chain(amounts.names.values_mut()) {
            list.sort_by_key(|w| std::cmp::Reverse(w.words.len()));
        }
        amounts
    }

    /// The words that can begin an amount, besides digits.
    pub(super) fn starts(&self) -> impl Iterator<Item = WordId> {
        self.signs.keys().copied()
    }

    /// The amount that begins at token `at`.
    pub(super) fn at(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<Found> {
        let (value, end, written) = self
            .after_sign(document, at, numbers)
            .or_else(|| self.before_name(document, at, numbers))?;
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
        let list = self.signs.get(&token.word).filter(|_| token.word.is_known())?;
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
            let number = numbers.at(document, end, true)?;
            Some((number.value, number.end, written))
        })
    }

    /// `75 mln dlrs`, `100 billion yuan`, `50 cents`, `5 €`.
    fn before_name(
        &self,
        document: &Document<'_>,
        at: usize,
        numbers: &NumberWords,
    ) -> Option<(Decimal, usize, &Written)> {
        let number = numbers.at(document, at, true)?;
        let hyphen = usize::from(document.token_text(number.end) == "-");
        let start = number.end + hyphen;
        let token = document.tokens.get(start).filter(|t| t.gap < Gap::Line)?;
        let list = self.names.get(&token.word).filter(|_| token.word.is_known())?;
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
    let before = start >= 2 && close(start) && sign(start - 1) && close(start - 1);
    let digit = document.token_text(end + 1).starts_with(|c: char| c.is_ascii_digit());
    let after = close(end) && close(end + 1) && sign(end) && digit;
    before || after
}

/// True when nothing stands between the token and the one before it.
fn is_close(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
}
