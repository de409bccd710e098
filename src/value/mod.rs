//! Dates (TIMEX3), percentages, amounts of money and numbers. Entry point: [`Values::find`].
//!
//! One pass over the tokens. A token that is no digit and no word of `rules/values/` costs one
//! look-up. At each other token the longest of a date, percentage, amount and number is taken;
//! dates are then resolved in order against the article's date. Words, patterns, currencies and
//! bounds are data: `rules/values/*.toml`.

mod amount;
mod calendar;
mod compact;
mod date;
mod decimal;
mod frame;
mod grammar;
mod guard;
mod load;
mod number;
mod resolve;
mod rule;
mod share;
mod tense;
mod worded;

pub use load::ValueError;
pub use worded::WORDED;

use crate::article::Day;
use crate::document::{Document, Shape, TokenRange};
use crate::lexicon::{Lexicon, WordId};
use crate::mention::{Kind, Mention, MentionType, Share, Source, Value};

/// Words, patterns and currencies, compiled once.
#[derive(Debug, Clone)]
pub struct Values {
    grammar: grammar::Grammar,
    forms: Vec<compact::Form>,
    guards: guard::GuardWords,
    tense: tense::TenseWords,
    numbers: number::NumberWords,
    amounts: amount::Amounts,
    shares: share::Shares,
    /// By word: something here can begin with it.
    wakes: Vec<bool>,
}

/// A value in the text before it becomes a mention.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    start: usize,
    end: usize,
    value: Value,
    name: &'static str,
    confidence: f32,
}

impl Values {
    /// The tables embedded in the program; their words are interned into the lexicon.
    ///
    /// # Errors
    /// None for the embedded files, as a test shows; the file and its fault otherwise.
    pub fn shipped(lexicon: &mut Lexicon) -> Result<Self, ValueError> {
        load::shipped(lexicon)
    }

    /// All values of the document: disjoint, sorted, each with its value and the rule that found it.
    /// Dates are resolved against `date`, else against the dateline at the text's beginning, else
    /// they keep `XXXX` for what is not known. Linear in the text.
    pub fn find(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        date: Option<Day>,
    ) -> Vec<Mention> {
        let memo = std::cell::Cell::new(None);
        let context = grammar::Context {
            document,
            lexicon,
            numbers: &self.numbers,
            guards: &self.guards,
            memo: &memo,
        };
        let mut dates: Vec<grammar::Hit> = Vec::new();
        let mut found: Vec<Found> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while let Some(token) = document.tokens.get(at) {
            let digit = token.shape.has(Shape::DIGIT);
            let woken = self.wakes.get(token.word.0 as usize).copied().unwrap_or(false);
            if !(digit || woken && token.word.is_known()) {
                at += 1;
                continue;
            }
            let value = self.value_at(at, floor, &context);
            let hit = self.date_at(at, floor, &context);
            let end = match (value, hit) {
                (Some(value), hit) if hit.is_none_or(|h| value.end > h.end) => {
                    let end = value.end;
                    found.push(value);
                    end
                }
                (_, Some(hit)) => {
                    self.push_date(hit, &mut dates, document);
                    hit.end
                }
                _ => at + 1,
            };
            if end > at + 1
                || found.last().is_some_and(|f| f.end == end)
                || dates.last().is_some_and(|d| d.end == end)
            {
                floor = end;
            }
            at = end.max(at + 1);
        }
        found.extend(self.resolve(&dates, &context, date));
        found.sort_by_key(|f| f.start);
        found.into_iter().map(|f| mention(f, document)).collect()
    }

    /// The share that a word stands for by itself (`majority`, `wholly`, `half`), from
    /// `rules/values/shares.toml`.
    pub fn worded_share(&self, _lexicon: &Lexicon, word: WordId) -> Option<Share> {
        self.shares.worded(word)
    }

    /// The longest of percentage, amount and number at the token.
    fn value_at(&self, at: usize, floor: usize, context: &grammar::Context<'_>) -> Option<Found> {
        let document = context.document;
        let percent = self.shares.at(document, at, floor, &self.numbers);
        let money = self.amounts.at(document, at, &self.numbers);
        let number = self.number_at(at, context);
        [percent, money, number]
            .into_iter()
            .flatten()
            .reduce(|best, next| if next.end > best.end { next } else { best })
    }

    fn number_at(&self, at: usize, context: &grammar::Context<'_>) -> Option<Found> {
        let number = self.numbers.at(context.document, at, false)?;
        let lone_one =
            !number.digits && number.end == at + 1 && number.value == decimal::Decimal::whole(1);
        if lone_one || amount::is_glued(context.document, at, number.end) {
            return None;
        }
        Some(Found {
            start: at,
            end: number.end,
            value: Value::Number(number.value.to_f64()),
            name: "value/number",
            confidence: 0.5,
        })
    }
}

fn mention(found: Found, document: &Document<'_>) -> Mention {
    let tokens = TokenRange::new(found.start, found.end);
    let mention_type = match found.value {
        Value::Timex(_) => MentionType::Date,
        Value::Percent(_) => MentionType::Percent,
        Value::Money { .. } => MentionType::Money,
        Value::Number(_) => MentionType::Number,
    };
    Mention {
        span: document.span(tokens),
        tokens,
        mention_type,
        kind: Kind::Value,
        value: Some(found.value),
        source: Source::Rule(found.name),
        confidence: found.confidence,
    }
}
