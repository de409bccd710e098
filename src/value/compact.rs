//! Dates in digits (`2023-03-23`, `26-FEB-1987`, `2024年5月3日`), tried where a digit token has
//! something joined to it.

use serde::Deserialize;

use super::field::Context;
use super::form::{Part, Piece, Slots, filled, first_bytes, pieces};
use super::frame::{Field, Frame, Order};
use super::grammar::{Grammar, Hit, Link};
use super::guard::Guard;
use crate::document::{Document, Gap, Shape};

/// A `[[compact]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormTable {
    pub(super) name: String,
    #[serde(rename = "as", default = "calendar")]
    pub(super) meaning: String,
    forms: Vec<String>,
    guard: Option<String>,
    /// Which of two numbers is the day: `month-first` unless it says `day-first`.
    order: Option<String>,
}

fn calendar() -> String {
    "calendar".to_owned()
}

/// One form.
#[derive(Debug, Clone)]
struct Form {
    pieces: Vec<Piece>,
    guard: Option<Guard>,
    rule: usize,
    /// Of two numbers that may be either, the first is the day.
    day_first: bool,
    /// The bytes that may follow its first digits.
    next: Bytes,
}

/// All forms, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    forms: Vec<Form>,
    /// The bytes that may follow the first digits of any form.
    next: Bytes,
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Bytes([u64; 4]);

impl Bytes {
    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte / 64)] |= 1 << (byte % 64);
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte / 64)] & (1 << (byte % 64)) != 0
    }
}

/// No form begins with more digits than a year has.
const MOST_DIGITS: usize = 4;

impl Forms {
    /// Adds the forms of a table, whose rule is the one with this number.
    pub(super) fn add(&mut self, table: &FormTable, rule: usize) -> Result<(), String> {
        let guard = match table.guard.as_deref() {
            None => None,
            Some(guard) => Some(Guard::of_name(guard).ok_or_else(|| format!("no guard {guard}"))?),
        };
        let day_first = match table.order.as_deref() {
            None | Some("month-first") => false,
            Some("day-first") => true,
            Some(other) => return Err(format!("no order {other}")),
        };
        for text in &table.forms {
            let pieces = pieces(text).map_err(|fault| format!("{fault} in {text}"))?;
            let next = first_bytes(pieces.get(1..).unwrap_or_default());
            next.iter().for_each(|byte| self.next.add(*byte));
            let mut own = Bytes::default();
            next.iter().for_each(|byte| own.add(*byte));
            self.forms.push(Form { pieces, guard, rule, day_first, next: own });
        }
        Ok(())
    }

    /// The longest form at token `at`; of equally long ones the first.
    pub(super) fn at(&self, at: usize, grammar: &Grammar, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        let start = document.tokens.get(at)?.span.start as usize;
        let rest = document.text.as_bytes().get(start..)?;
        let digits = rest.iter().take(MOST_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
        let next = *rest.get(digits)?;
        if digits == 0 || digits > MOST_DIGITS || !self.next.has(next) {
            return None;
        }
        let able = self.forms.iter().filter(|form| form.next.has(next));
        let hits = able.filter_map(|form| form.at(at, start, grammar, context));
        hits.reduce(|best, next| if next.end > best.end { next } else { best })
    }
}

impl Form {
    /// The form at token `at`, when it ends where a token does and its fields make a date.
    fn at(&self, at: usize, start: usize, grammar: &Grammar, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        let rest = document.text.as_bytes().get(start..)?;
        let (length, slots) = filled(&self.pieces, rest, 0, Slots::default())?;
        let stop = (start + length) as u32;
        let inside = document.tokens.get(at..)?.iter().take_while(|t| t.span.start < stop);
        let (count, last) = inside.fold((0, None), |(n, _), token| (n + 1, Some(token.span.end)));
        let end = at + count;
        if last != Some(stop) || joined(document, at, end) {
            return None;
        }
        let frame = frame(&slots, self.day_first, grammar, context)?;
        let hit = Hit { rule: self.rule, start: at, end, frame, link: Link::None };
        self.guard.is_none_or(|g| g.holds(&hit, grammar, context)).then_some(hit)
    }
}

/// The fields of a form; `None` when they are out of range.
fn frame(
    slots: &Slots<'_>,
    day_first: bool,
    grammar: &Grammar,
    context: &Context<'_>,
) -> Option<Frame> {
    let month = match slots.name {
        Some(name) => Some(grammar.term(context.lexicon.word(name), Field::Month)?),
        None => slots.get(Part::Month),
    };
    // Of two numbers the first is the month, unless it cannot be one or the article writes otherwise.
    let order = |order: Order| Some(order as i32);
    let (month, day, order) = match (slots.get(Part::First), slots.get(Part::Second)) {
        (Some(first), Some(second)) if first > 12 => {
            (Some(second), Some(first), order(Order::DayFirst))
        }
        (Some(first), Some(second)) if second > 12 => {
            (Some(first), Some(second), order(Order::MonthFirst))
        }
        (Some(first), Some(second)) if day_first => {
            (Some(second), Some(first), order(Order::OpenDay))
        }
        (Some(first), Some(second)) => (Some(first), Some(second), order(Order::Open)),
        _ => (month, slots.get(Part::Day), None),
    };
    let fields = [
        (Field::Year, slots.get(Part::Year), 0..=9999),
        (Field::Month, month, 1..=12),
        (Field::Day, day, 1..=31),
        (Field::Hour, slots.get(Part::Hour), 0..=24),
        (Field::Minute, slots.get(Part::Minute), 0..=59),
        (Field::Half, slots.half, 0..=12),
        (Field::Order, order, 0..=3),
        (Field::Zone, slots.zone, -1440..=1440),
        (Field::Quarter, slots.get(Part::Quarter), 1..=4),
        (Field::HalfYear, slots.get(Part::HalfYear), 1..=2),
    ];
    let mut frame = Frame::default();
    for (field, value, range) in fields {
        let Some(value) = value else { continue };
        if !range.contains(&value) {
            return None;
        }
        frame.set(field, value);
    }
    Some(frame)
}

/// True when a longer chain of digits and signs goes on before or after: a phone or version number.
fn joined(document: &Document<'_>, start: usize, end: usize) -> bool {
    let sign =
        |at: usize| matches!(document.token_text(at), "-" | "/" | ":" | "." | "+" | "_" | "=");
    let close = |at: usize| document.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
    let digit = |at: usize| document.tokens.get(at).is_some_and(|t| t.shape.has(Shape::DIGIT));
    let before = start >= 2 && close(start) && close(start - 1) && sign(start - 1);
    let after = close(end) && close(end + 1) && digit(end + 1) && sign(end);
    before || after
}
