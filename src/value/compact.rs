//! Dates in digits (`2023-03-23`, `26-FEB-1987`, `2024年5月3日`), tried where a digit token has
//! something joined to it.

use regex::Regex;
use serde::Deserialize;

use super::frame::{Field, Frame};
use super::grammar::{Context, Grammar, Hit};
use super::guard::Guard;
use crate::document::Gap;

/// A `[[compact]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormTable {
    pub(super) name: String,
    regex: String,
    guard: Option<String>,
}

/// One form.
#[derive(Debug, Clone)]
pub(super) struct Form {
    regex: Regex,
    guard: Option<Guard>,
    pub(super) rule: usize,
}

/// No form is longer than this, in bytes.
const LONGEST: usize = 48;

impl Form {
    pub(super) fn new(table: &FormTable, rule: usize) -> Result<Self, String> {
        let regex = Regex::new(&format!(r"\A(?:{})", table.regex)).map_err(|e| e.to_string())?;
        let guard = match table.guard.as_deref() {
            None => None,
            Some(guard) => Some(Guard::of_name(guard).ok_or_else(|| format!("no guard {guard}"))?),
        };
        Ok(Self { regex, guard, rule })
    }

    /// The form at token `at`, when it ends where a token does and its fields make a date.
    pub(super) fn at(&self, at: usize, grammar: &Grammar, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        let start = document.tokens.get(at)?.span.start as usize;
        let rest = document.text.get(start..)?;
        let mut most = rest.len().min(LONGEST);
        while !rest.is_char_boundary(most) {
            most -= 1;
        }
        let found = self.regex.captures(rest.get(..most)?)?;
        let stop = (start + found.get(0)?.end()) as u32;
        let inside = document.tokens.get(at..)?.iter().take_while(|t| t.span.start < stop);
        let (count, last) = inside.fold((0, None), |(n, _), token| (n + 1, Some(token.span.end)));
        if last != Some(stop) {
            return None;
        }
        let end = at + count;
        let group = |name: &str| found.name(name).map(|m| m.as_str());
        let number = |name: &str| group(name).and_then(|t| t.parse::<i32>().ok());
        let mut frame = Frame::default();
        let mut set = |field, value: Option<i32>| {
            if let Some(value) = value {
                frame.set(field, value);
            }
        };
        let month = match group("name") {
            Some(name) => grammar.term(context.lexicon.word(name), Field::Month),
            None => number("month"),
        };
        let (month, day) = match (number("first"), number("second")) {
            (Some(first), Some(second)) if first > 12 => (Some(second), Some(first)),
            (Some(first), Some(second)) => (Some(first), Some(second)),
            _ => (month, number("day")),
        };
        if month.is_some_and(|m| !(1..=12).contains(&m))
            || day.is_some_and(|d| !(1..=31).contains(&d))
            || number("hour").is_some_and(|h| h > 24)
            || number("minute").is_some_and(|m| m > 59)
        {
            return None;
        }
        set(Field::Year, number("year"));
        set(Field::Month, month);
        set(Field::Day, day);
        set(Field::Hour, number("hour"));
        set(Field::Minute, number("minute"));
        set(Field::Half, group("half").map(|h| if h.starts_with(['p', 'P']) { 12 } else { 0 }));
        let hit = Hit { rule: self.rule, start: at, end, frame };
        let free = !joined(context, at, end);
        (free && self.guard.is_none_or(|g| g.holds(&hit, grammar, context))).then_some(hit)
    }
}

/// True when a longer chain of digits and signs goes on before or after: a phone or version number.
fn joined(context: &Context<'_>, start: usize, end: usize) -> bool {
    let document = context.document;
    let sign =
        |at: usize| matches!(document.token_text(at), "-" | "/" | ":" | "." | "+" | "_" | "=");
    let close = |at: usize| document.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
    let digit = |at: usize| document.token_text(at).starts_with(|c: char| c.is_ascii_digit());
    let before = start >= 2 && close(start) && sign(start - 1) && close(start - 1);
    let after = close(end) && sign(end) && close(end + 1) && digit(end + 1);
    before || after
}
