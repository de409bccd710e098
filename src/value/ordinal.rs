//! Ordinal numbers: `21st`, `twenty-first`. Words alone (`second`, `third`) are rather adverbs, units
//! and fractions.

use super::decimal::Decimal;
use super::frame::Field;
use super::grammar::Grammar;
use super::number::Number;
use crate::document::{Document, Gap, Shape};

/// The ordinal number at a token, where `number` was read.
pub(super) fn at(
    at: usize,
    number: Option<Number>,
    grammar: &Grammar,
    document: &Document<'_>,
) -> Option<Number> {
    let Some(tens) = number else { return in_digits(at, document) };
    if tens.digits {
        return None;
    }
    let round = tens.value.as_whole().filter(|n| n % 10 == 0)?;
    let hyphen = document.token_text(tens.end) == "-";
    let close = document.tokens.get(tens.end + 1).is_some_and(|t| t.gap == Gap::None);
    let nth = grammar.term(document.word(tens.end + 1), Field::Nth).filter(|n| *n < 10)?;
    let value = Decimal::whole(round + i64::from(nth));
    (hyphen && close).then_some(Number { value, end: tens.end + 2, scaled: false, ..tens })
}

/// `21st`, `3rd`.
fn in_digits(at: usize, document: &Document<'_>) -> Option<Number> {
    let token = document.tokens.get(at).filter(|t| t.shape.has(Shape::DIGIT))?;
    let text = token.span.of(document.text);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ends = ["st", "nd", "rd", "th"];
    let ordinal =
        text.get(digits.len()..).filter(|s| ends.iter().any(|e| s.eq_ignore_ascii_case(e)));
    let value = ordinal.and_then(|_| Decimal::parse(digits))?;
    Some(Number { value, end: at + 1, scaled: false, digits: true, factor: 1 })
}
