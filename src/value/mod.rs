//! Dates (TIMEX3), percentages, amounts of money and numbers. Entry point: [`Values::find`].
//!
//! One pass over the tokens. A token that is no digit and no word that begins anything in
//! `rules/values/` costs one look-up. At each other token the longest of a date, percentage, amount
//! and number is taken: one automaton finds where date patterns end, and those few are then run;
//! the number there is read once for all. Dates are then resolved in order against the article's
//! date. Words, patterns, currencies and bounds are data: `rules/values/*.toml`.

mod amount;
mod anaphor;
mod automaton;
mod bound;
mod calendar;
mod compact;
mod date;
mod days;
mod decimal;
mod field;
mod form;
mod fraction;
mod frame;
mod grammar;
mod guard;
mod guard_words;
mod guard_year;
mod link;
mod load;
mod number;
mod ordinal;
mod resolve;
mod rule;
mod share;
mod tense;
mod timex;
mod worded;
mod written;
mod yearly;
mod zone;

pub use load::ValueError;
pub use worded::WORDED;

use std::cell::Cell;

use frame::Field;

use crate::article::Day;
use crate::document::{Document, Shape, Token, TokenRange};
use crate::lexicon::{ByWord, Lexicon, WordId};
use crate::mention::{Kind, Mention, MentionType, Share, Source, Value};

/// An amount in brackets begins at most so many tokens behind what it converts: `(about $5 million)`.
const CONVERTED: usize = 4;

/// Words, patterns and currencies, compiled once.
#[derive(Debug, Clone)]
pub struct Values {
    grammar: grammar::Grammar,
    forms: compact::Forms,
    guards: guard_words::GuardWords,
    tense: tense::TenseWords,
    numbers: number::NumberWords,
    amounts: amount::Amounts,
    shares: share::Shares,
    zones: zone::Zones,
    wakes: ByWord<Wakes>,
    comma: WordId,
}

/// What can begin with a word, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Wakes(u8);

impl Wakes {
    const DATE: u8 = 1;
    /// A number, a percentage or an amount of money.
    const AMOUNT: u8 = 1 << 1;
    /// It is itself a share.
    const WORDED: u8 = 1 << 2;
    /// Whatever follows it.
    const ALONE: u8 = 1 << 3;
    /// Anything may go on with it that another word or digits begin.
    const GOES_ON: u8 = 1 << 4;
    /// A percentage or ratio goes on with it behind its number.
    const PERCENT: u8 = 1 << 5;
    /// An amount of money goes on with it behind its number.
    const MONEY: u8 = 1 << 6;
    /// Digits may follow it that go on with the sign of a currency: `$.5`.
    const POINT: u8 = 1 << 7;
    /// Digits, to the tokens before and after them.
    const DIGITS: u8 = Self::DATE | Self::AMOUNT | Self::ALONE | Self::GOES_ON;

    #[inline]
    fn has(self, any: u8) -> bool {
        self.0 & any != 0
    }

    /// True when something may begin here, before a token that is `next`.
    #[inline]
    fn begins_before(self, next: Self) -> bool {
        self.has(Self::DATE | Self::AMOUNT)
            & (self.has(Self::ALONE) | next.has(Self::GOES_ON | Self::POINT))
    }
}

/// The values of one of many documents.
#[derive(Debug, Default)]
pub struct Recognised {
    /// As [`Values::find`] gives them.
    pub mentions: Vec<Mention>,
    /// As [`Values::worded`] gives them.
    pub worded: Vec<Mention>,
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

/// What was recognised in a document.
#[derive(Debug)]
struct Scanned {
    /// Percentages, amounts and numbers.
    found: Vec<Found>,
    dates: Vec<grammar::Hit>,
    /// The words that may be shares by themselves.
    worded: Vec<u32>,
}

/// Memory that documents share.
#[derive(Default)]
struct Room {
    waking: Vec<u32>,
    /// Where patterns end.
    ends: Cell<Vec<(usize, u16)>>,
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
        let scanned = self.scan(document, lexicon, &mut Room::default());
        self.finish(scanned, document, lexicon, date).mentions
    }

    /// The same for each of many documents, all of them recognised before any is resolved: the code
    /// of one step stays in the processor's first cache.
    pub fn find_all(
        &self,
        documents: &[Document<'_>],
        lexicon: &Lexicon,
        dates: impl Iterator<Item = Option<Day>>,
    ) -> Vec<Recognised> {
        let mut room = Room::default();
        let scanned: Vec<Scanned> =
            documents.iter().map(|d| self.scan(d, lexicon, &mut room)).collect();
        let each = documents.iter().zip(scanned).zip(dates);
        each.map(|((document, scanned), date)| self.finish(scanned, document, lexicon, date))
            .collect()
    }

    /// Recognises all values.
    fn scan(&self, document: &Document<'_>, lexicon: &Lexicon, room: &mut Room) -> Scanned {
        let Room { waking, ends } = room;
        let memo = Cell::new(None);
        let context = self.context(document, lexicon, &memo, ends);
        let room = document.tokens.len() / 32 + 1;
        let mut dates: Vec<grammar::Hit> = Vec::with_capacity(room);
        let mut found: Vec<Found> = Vec::with_capacity(2 * room);
        let (waking, worded) = self.waking(document, waking);
        let (mut next, mut floor) = (0, 0);
        for at in waking {
            let at = *at as usize;
            let Some(token) = document.tokens.get(at).filter(|_| at >= next) else { continue };
            let digit = token.shape.has(Shape::DIGIT);
            let wakes = self.wakes.get(token.word);
            let plain = digit && self.is_plain(at, token, &context);
            let dated = digit || wakes.has(Wakes::DATE);
            let hit = if dated { self.date_at(at, floor, plain, &context) } else { None };
            let value = if plain {
                if hit.is_none() { plain_number(at, document) } else { None }
            } else if digit || wakes.has(Wakes::AMOUNT) {
                self.value_at(at, floor, hit.map_or(at, |h| h.end), &context)
            } else {
                None
            };
            if let Some(mut value) = value {
                self.place(&mut value, found.last(), document);
                value.start -= usize::from(digit && self.numbers.is_tail(document, at));
                next = value.end;
                found.push(value);
            } else if let Some(mut hit) = hit {
                let number = found.last().filter(|f| f.end == floor && is_number(f));
                let floor = number.map_or(floor, |f| f.start);
                if let Some(earlier) = self.day_before(&hit, floor, &context) {
                    found.pop_if(|number| number.end > earlier.start);
                    self.push_date(earlier, &mut dates, &context);
                }
                self.push_date(hit, &mut dates, &context);
                while let Some(day) = self.next_day(&hit, &context) {
                    if let (Some(year), Some(last)) = (day.frame.get(Field::Year), dates.last_mut())
                    {
                        last.frame.set(Field::Year, year);
                    }
                    self.push_date(day, &mut dates, &context);
                    hit = day;
                }
                next = hit.end;
            } else {
                continue;
            }
            floor = next;
        }
        Scanned { found, dates, worded }
    }

    /// The tokens that anything may begin with, and those that may be a share by themselves.
    /// Words that are nothing alone (`a`, `the`, `last`) are left out before one that nothing goes on
    /// with. Written without a branch that cannot be foreseen.
    fn waking<'r>(&self, document: &Document<'_>, room: &'r mut Vec<u32>) -> (&'r [u32], Vec<u32>) {
        room.resize(room.len().max(document.tokens.len()), 0);
        let (mut count, mut worded, mut before) = (0, Vec::new(), Wakes::default());
        for (at, token) in (0u32..).zip(&document.tokens) {
            let digits = u8::from(token.shape.has(Shape::DIGIT)) * Wakes::DIGITS;
            let here = Wakes(self.wakes.get(token.word).0 | digits);
            if here.has(Wakes::WORDED) {
                worded.push(at);
            }
            if let Some(slot) = room.get_mut(count) {
                *slot = at.wrapping_sub(1);
            }
            count += usize::from(before.begins_before(here));
            before = here;
        }
        if before.begins_before(Wakes::default())
            && let Some(slot) = room.get_mut(count)
        {
            *slot = (document.tokens.len() - 1) as u32;
            count += 1;
        }
        (room.get(..count).unwrap_or_default(), worded)
    }

    /// True for digits that no date pattern can begin with and that are a number of one token: what
    /// goes on with a number stands neither before nor after them.
    fn is_plain(&self, at: usize, token: &Token, context: &field::Context<'_>) -> bool {
        let document = context.document;
        let goes_on = |next: &Token| {
            next.shape.has(Shape::DIGIT) || self.wakes.get(next.word).has(Wakes::GOES_ON)
        };
        token.shape.has(Shape::NUMBER)
            && !self.wakes.get(token.word).has(Wakes::DATE | Wakes::AMOUNT)
            && !document.tokens.get(at + 1).is_some_and(goes_on)
            && document.word(at.wrapping_sub(1)) != self.numbers.period
            && !self.grammar.may_be_whole(token, context)
    }

    /// Resolves the dates, and puts all in order.
    fn finish(
        &self,
        Scanned { found, mut dates, worded }: Scanned,
        document: &Document<'_>,
        lexicon: &Lexicon,
        date: Option<Day>,
    ) -> Recognised {
        let (memo, ends) = (Cell::new(None), Cell::new(Vec::new()));
        let context = self.context(document, lexicon, &memo, &ends);
        let mut resolved = Vec::with_capacity(dates.len());
        self.resolve(&mut dates, &context, date, &mut resolved);
        let worded = worded.into_iter().map(|at| at as usize);
        let worded = worded.filter_map(|at| self.worded_at(document, lexicon, at)).collect();
        Recognised { mentions: merged(found, resolved, document), worded }
    }

    fn context<'a>(
        &'a self,
        document: &'a Document<'a>,
        lexicon: &'a Lexicon,
        memo: &'a field::Memo,
        ends: &'a Cell<Vec<(usize, u16)>>,
    ) -> field::Context<'a> {
        let (numbers, guards) = (&self.numbers, &self.guards);
        field::Context { document, lexicon, numbers, guards, memo, ends }
    }

    /// The share that a word stands for by itself (`majority`, `wholly`, `half`), from
    /// `rules/values/shares.toml`.
    pub fn worded_share(&self, _lexicon: &Lexicon, word: WordId) -> Option<Share> {
        self.shares.worded(word)
    }

    /// The longest of percentage, amount and number at the token that ends after `least`.
    fn value_at(
        &self,
        at: usize,
        floor: usize,
        least: usize,
        context: &field::Context<'_>,
    ) -> Option<Found> {
        let document = context.document;
        let number = context.number(at);
        // What follows the number tells what it may be.
        let (percent, money) = match number {
            Some(number) => {
                let next = self.wakes.get(document.word(number.end));
                (!number.digits || next.has(Wakes::PERCENT), next.has(Wakes::MONEY))
            }
            None => (self.numbers.begins(document.word(at)), true),
        };
        let share = || self.shares.at(document, at, floor, number, &self.numbers);
        let amount = || self.amounts.at(document, at, number, &self.numbers);
        let percent = if percent { share() } else { None };
        let money = if money { amount() } else { None };
        let longer = match (percent, money) {
            (Some(percent), Some(money)) if money.end > percent.end => Some(money),
            (percent, money) => percent.or(money),
        };
        let longer = longer.filter(|l| l.end > least);
        let least = longer.as_ref().map_or(least, |l| l.end);
        let ordinal = ordinal::at(at, number, &self.grammar, document);
        let number = ordinal.or(number).filter(|n| n.end > least);
        number.and_then(|n| alone(at, n, document)).or(longer)
    }
}

impl Values {
    /// Says of an amount in brackets behind another that it is the same in another currency.
    fn place(&self, value: &mut Found, last: Option<&Found>, document: &Document<'_>) {
        let Value::Money { currency, .. } = &value.value else { return };
        let Some(Found { end, value: Value::Money { currency: other, .. }, .. }) = last else {
            return;
        };
        let bracket =
            (*end..value.start).take(CONVERTED).next().filter(|at| document.token_text(*at) == "(");
        let near = value.start - *end <= CONVERTED;
        if bracket.is_some() && near && currency != other {
            value.name = "value/money-converted";
        }
    }
}

fn is_number(found: &Found) -> bool {
    matches!(found.value, Value::Number(_))
}

/// The number that one token of digits is, as [`Values::is_plain`] knows it.
fn plain_number(at: usize, document: &Document<'_>) -> Option<Found> {
    let value = decimal::Decimal::parse(document.token_text(at))?;
    let number = number::Number { value, end: at + 1, scaled: false, digits: true, factor: 1 };
    alone(at, number, document)
}

/// The number as a value of its own: `one` is rather a pronoun, and what is written together with
/// other signs is a part of them.
fn alone(at: usize, number: number::Number, document: &Document<'_>) -> Option<Found> {
    let lone_one =
        !number.digits && number.end == at + 1 && number.value == decimal::Decimal::whole(1);
    if lone_one || amount::is_glued(document, at, number.end) {
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

/// Both, in the order of the text.
fn merged(values: Vec<Found>, dates: Vec<Found>, document: &Document<'_>) -> Vec<Mention> {
    let mut all = Vec::with_capacity(values.len() + dates.len());
    let (mut values, mut dates) = (values.into_iter().peekable(), dates.into_iter().peekable());
    loop {
        let dated = match (values.peek(), dates.peek()) {
            (Some(value), Some(date)) => date.start < value.start,
            (value, _) => value.is_none(),
        };
        let next = if dated { dates.next() } else { values.next() };
        let Some(found) = next else { return all };
        all.push(mention(found, document));
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
