//! Dates in the pass: finding, joining neighbours (`Friday, Oct. 13`), resolving.

use jiff::civil::Date;

use super::field::Context;
use super::frame::{Field, Meaning, Order};
use super::grammar::Hit;
use super::guard_words::List;
use super::resolve::{Resolver, whole_day};
use super::{Found, Values};
use crate::article::Day;
use crate::document::{Document, Gap, Shape, Token, TokenRange};
use crate::mention::{Timex, TimexKind, Value};

/// A dateline stands within the first tokens of a text.
const DATELINE: usize = 60;

impl Values {
    /// The longest date at the token.
    pub(super) fn date_at(&self, at: usize, floor: usize, context: &Context<'_>) -> Option<Hit> {
        let pattern = self.grammar.at(at, floor, context);
        let token = context.document.tokens.get(at)?;
        let next = context.document.tokens.get(at + 1);
        let half = next.is_some_and(|n| self.grammar.term(n.word, Field::Half).is_some());
        let compact = token.shape.has(Shape::DIGIT)
            && (half
                || token.shape.has(Shape::MIXED)
                || token.span.len() > 4
                || next.is_some_and(|n| n.gap == Gap::None))
            && (half || !is_decimal(token, context.document));
        let form = compact.then(|| self.forms.at(at, &self.grammar, context)).flatten();
        match (pattern, form) {
            (Some(pattern), Some(form)) if form.end > pattern.end => Some(form),
            (pattern, form) => pattern.or(form),
        }
    }

    /// Adds a date, joined to the one before it when both are parts of one: weekday and day, day
    /// and time.
    pub(super) fn push_date(&self, hit: Hit, dates: &mut Vec<Hit>, document: &Document<'_>) {
        let joined = dates.last().and_then(|last| self.join(last, &hit, document));
        match (joined, dates.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => dates.push(hit),
        }
    }

    fn join(&self, first: &Hit, second: &Hit, document: &Document<'_>) -> Option<Hit> {
        let text = |at| document.token_text(at);
        let (comma, on) = match second.start - first.end {
            0 => (false, false),
            1 => (text(first.end) == ",", text(first.end) == "on"),
            2 => (text(first.end) == ",", text(first.end + 1) == "on"),
            _ => return None,
        };
        let near = second.start - first.end == usize::from(comma) + usize::from(on);
        if !near || document.tokens.get(second.start)?.gap >= Gap::Line {
            return None;
        }
        let (a, b) = (&first.frame, &second.frame);
        let (kind, other) = (self.rule(first)?, self.rule(second)?);
        let time = kind.kind == TimexKind::Time && (a.has(Field::Hour) || a.has(Field::Part));
        let day = |f: &super::frame::Frame| f.has(Field::Day) || f.has(Field::Weekday);
        let weekday =
            a.has(Field::Weekday) && !a.has(Field::Day) && b.has(Field::Month) && b.has(Field::Day);
        let timed = time
            && kind.meaning == Meaning::Time
            && !day(a)
            && (day(b)
                || other.name == "value/yesterday"
                || other.name == "value/today"
                || other.name == "value/tomorrow")
            && !b.has(Field::Hour);
        if !(weekday && !on || timed && (!comma || b.has(Field::Month))) {
            return None;
        }
        let mut frame = *b;
        frame.fill(a);
        let rule = if timed && !day(b) {
            second.rule
        } else if timed {
            first.rule
        } else {
            second.rule
        };
        Some(Hit { rule, start: first.start, end: second.end, frame })
    }

    fn rule(&self, hit: &Hit) -> Option<&super::rule::Rule> {
        self.grammar.rules.get(hit.rule)
    }

    /// Adds the dates with their values, in order.
    pub(super) fn resolve(
        &self,
        dates: &mut [Hit],
        context: &Context<'_>,
        date: Option<Day>,
        found: &mut Vec<Found>,
    ) {
        let order = |order: Order| {
            dates.iter().any(|hit| hit.frame.get(Field::Order) == Some(order as i32))
        };
        if order(Order::Open) && order(Order::DayFirst) && !order(Order::MonthFirst) {
            dates.iter_mut().for_each(|hit| hit.frame.turn());
        }
        let given = date.and_then(Day::civil);
        let anchor = given.or_else(|| dateline(dates, context));
        let mut resolver = Resolver::new(anchor);
        for hit in dates.iter() {
            let Some(rule) = self.rule(hit) else { continue };
            let range = TokenRange::new(hit.start, hit.end);
            let asked = resolver.asks_tense(&rule.meaning, &hit.frame);
            let tense = asked.then(|| self.tense.around(context.document, range)).flatten();
            let value = resolver.value(&rule.meaning, &hit.frame, tense);
            let timed = hit.frame.has(Field::Hour) && rule.kind == TimexKind::Date;
            let kind = if timed { TimexKind::Time } else { rule.kind };
            let vague = matches!(rule.meaning, Meaning::Fixed(_));
            found.push(Found {
                start: hit.start,
                end: hit.end,
                value: Value::Timex(Timex { kind, value }),
                name: rule.name,
                confidence: if vague { 0.8 } else { 0.9 },
            });
        }
    }
}

/// True for digits with one period between them.
fn is_decimal(token: &Token, document: &Document<'_>) -> bool {
    let digits = token.span.of(document.text).as_bytes();
    token.shape.has(Shape::NUMBER) && digits.iter().filter(|b| **b == b'.').count() == 1
}

/// The full date at the beginning of a text: before brackets or a dash, at an edge of its line, or
/// after `published`.
fn dateline(dates: &[Hit], context: &Context<'_>) -> Option<Date> {
    let document = context.document;
    let breaks = |at: usize| document.tokens.get(at).is_none_or(|t| t.gap >= Gap::Line);
    let is_dateline = |hit: &Hit| {
        let closed =
            matches!(document.token_text(hit.end), "(" | "-" | "--" | "–" | "—" | ":" | "|");
        let begins = hit.start == 0 || breaks(hit.start);
        let colon = hit.start.checked_sub(1).filter(|at| document.token_text(*at) == ":");
        let before = colon.unwrap_or(hit.start).checked_sub(1);
        let named = before.is_some_and(|at| context.guards.has(List::Dateline, document.word(at)));
        closed || begins || named || breaks(hit.end)
    };
    let first = dates.iter().take_while(|h| h.start < DATELINE);
    first.filter(|h| is_dateline(h)).find_map(|h| whole_day(&h.frame))
}
