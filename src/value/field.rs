//! The fields that digits and words of a text fill.

use std::cell::Cell;

use super::frame::Field;
use super::guard_words::GuardWords;
use super::number::{Number, NumberWords};
use crate::document::{Document, Gap, Shape};
use crate::lexicon::Lexicon;

/// Where a number was read, and which.
pub(super) type Memo = Cell<Option<(usize, Option<Number>)>>;

/// What matching looks at.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) numbers: &'a NumberWords,
    pub(super) guards: &'a GuardWords,
    /// The number last read: all that begin at a token ask for the same one.
    pub(super) memo: &'a Memo,
    /// Room for where patterns end.
    pub(super) ends: &'a Cell<Vec<(usize, u16)>>,
}

impl Context<'_> {
    /// The number at a token, read once for all that ask in a row.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match self.memo.get() {
            Some((known, number)) if known == at => number,
            _ => {
                let number = self.numbers.at(self.document, at);
                self.memo.set(Some((at, number)));
                number
            }
        }
    }
}

/// What a field holds: where it ends, its value, and whether a half is added to it.
pub(super) type Filled = (usize, i32, bool);

/// The field at a token when digits or numbers fill it; words of a category are the grammar's.
pub(super) fn of_digits(field: Field, at: usize, context: &Context<'_>) -> Option<Filled> {
    let document = context.document;
    let token = document.tokens.get(at)?;
    let text = document.token_text(at);
    let digits = |most: usize| {
        let plain = token.shape.has(Shape::NUMBER) && text.len() <= most;
        (plain && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i32>().ok())?
    };
    let one = |value: Option<i32>| value.map(|v| (at + 1, v, false));
    match field {
        Field::Day => one(digits(2).filter(|d| (1..=31).contains(d))),
        Field::Hour => one(digits(2).filter(|h| (0..=24).contains(h))),
        Field::Minute => {
            one(digits(2).filter(|m| *m < 60 && text.len() == 2 && token.gap == Gap::None))
        }
        Field::ShortYear => one(digits(2).filter(|_| text.len() == 2)),
        Field::Clock => {
            one(digits(4).filter(|_| text.len() == 4).or_else(|| clock(text)).filter(is_clock))
        }
        Field::Year => match digits(4).filter(|y| (1000..=2199).contains(y)) {
            Some(year) => Some((at + 1, year, false)),
            None => spoken_year(at, context).map(|(end, year)| (end, year, false)),
        },
        Field::Count => {
            let number = context.number(at)?;
            let doubled = number.value.times(super::decimal::Decimal::whole(2))?.as_whole()?;
            let count = i32::try_from(doubled / 2).ok()?;
            Some((number.end, count, doubled % 2 == 1))
        }
        Field::Decade => one(decade(text)),
        Field::Nth => one(ordinal(text)),
        _ => None,
    }
}

/// `14.30` as `1430`.
fn clock(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once('.')?;
    let plain = minute.len() == 2 && hour.len() <= 2;
    let number = |part: &str| part.parse::<i32>().ok();
    plain.then(|| Some(number(hour)? * 100 + number(minute)?))?
}

fn is_clock(clock: &i32) -> bool {
    (0..2400).contains(clock) && clock % 100 < 60
}

/// `nineteen ninety-seven`; `two thousand` after `year`.
pub(super) fn spoken_year(at: usize, context: &Context<'_>) -> Option<(usize, i32)> {
    let document = context.document;
    let value = |at| context.number(at).filter(|n| !n.digits);
    let first = value(at)?;
    let head = first.value.as_whole()?;
    if (2000..2100).contains(&head) {
        let said = at > 0 && document.token_text(at - 1).eq_ignore_ascii_case("year");
        return said.then_some((first.end, head as i32));
    }
    if !(16..=20).contains(&head) {
        return None;
    }
    let rest = value(first.end)?;
    let tail = rest.value.as_whole()?;
    (10..100).contains(&tail).then_some((rest.end, (head * 100 + tail) as i32))
}

/// `1990s`, `80s` as the decade's first three digits.
fn decade(text: &str) -> Option<i32> {
    let year: i32 = text.strip_suffix(['s', 'S'])?.parse().ok()?;
    match text.len() {
        5 if year % 10 == 0 && (1000..2200).contains(&year) => Some(year / 10),
        3 if year % 10 == 0 && year >= 20 => Some(190 + year / 10),
        _ => None,
    }
}

/// `21st`.
fn ordinal(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?;
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
    digits.parse().ok().filter(|n| ordinal && (1..=31).contains(n))
}
