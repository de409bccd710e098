//! Dates in the pass: finding and resolving.

use jiff::civil::Date;

use super::field::Context;
use super::frame::{Field, Meaning, Order};
use super::grammar::{Hit, Link};
use super::guard_words::List;
use super::resolve::{Resolver, whole_day};
use super::timex::plus;
use super::{Found, Values};
use crate::article::Day;
use crate::document::{Document, Gap, Shape, Token, TokenRange};
use crate::mention::{Timex, TimexKind, Value};

/// A dateline stands within the first tokens of a text.
const DATELINE: usize = 60;

/// The place before a dateline's day has fewer tokens.
const PLACE: usize = 8;

impl Values {
    /// The longest date at the token, with its time zone; of `plain` digits no pattern is one.
    pub(super) fn date_at(
        &self,
        at: usize,
        floor: usize,
        plain: bool,
        context: &Context<'_>,
    ) -> Option<Hit> {
        // Most of what may begin a date begins none.
        let goes_on = !plain && self.grammar.goes_on(at, context);
        let pattern = if goes_on { self.grammar.at(at, floor, context) } else { None };
        let token = context.document.tokens.get(at)?;
        if pattern.is_none() && !token.shape.has(Shape::DIGIT) {
            return None;
        }
        let next = context.document.tokens.get(at + 1);
        let half = next.is_some_and(|n| self.grammar.term(n.word, Field::Half).is_some());
        let compact = token.shape.has(Shape::DIGIT)
            && (half
                || token.shape.has(Shape::MIXED)
                || token.span.len() > 4
                || next.is_some_and(|n| n.gap == Gap::None || is_foreign(n, context.document)))
            && (half || !is_decimal(token, context.document));
        let form = compact.then(|| self.forms.at(at, &self.grammar, context)).flatten();
        let longest = match (pattern, form) {
            (Some(pattern), Some(form)) if form.end > pattern.end => Some(form),
            (pattern, form) => pattern.or(form),
        };
        longest.map(|hit| self.zoned(hit, context))
    }

    /// Adds the dates with their values, in order.
    pub(super) fn resolve(
        &self,
        dates: &mut [Hit],
        context: &Context<'_>,
        date: Option<Day>,
        found: &mut Vec<Found>,
    ) {
        let given = date.and_then(Day::civil);
        self.order(dates, given);
        self.share_years(dates, context);
        let mut resolver = match given.or_else(|| dateline(dates, context)) {
            Some(anchor) => Resolver::new(anchor),
            None => yearless_dateline(dates, context).unwrap_or_default(),
        };
        let mut rest = &*dates;
        while let Some((hit, after)) = rest.split_first() {
            let next = after.first().filter(|_| hit.link != Link::None);
            rest = if next.is_some() { after.get(1..).unwrap_or_default() } else { after };
            found.extend(self.resolved(hit, next, &mut resolver, context));
        }
    }

    /// One date, with the one after it that it is linked to.
    fn resolved(
        &self,
        hit: &Hit,
        next: Option<&Hit>,
        resolver: &mut Resolver,
        context: &Context<'_>,
    ) -> Option<Found> {
        let rule = self.rule(hit)?;
        let value = match next {
            None if rule.meaning == Meaning::StepFrom => return None,
            None => self.value_of(hit, resolver, context)?,
            Some(next) if hit.link == Link::Plus => {
                let first = self.value_of(hit, resolver, context)?;
                plus(&first, &self.value_of(next, resolver, context)?)
            }
            Some(next) => {
                resolver.focus = None;
                self.value_of(next, resolver, context)?;
                resolver.step_from(&hit.frame, hit.link == Link::Before)
            }
        };
        let stepped = next.is_some() && hit.link != Link::Plus;
        let timed = hit.frame.has(Field::Hour) && rule.kind == TimexKind::Date;
        let kind = match (timed, stepped) {
            (true, _) => TimexKind::Time,
            (_, true) => TimexKind::Date,
            _ => rule.kind,
        };
        let vague = matches!(rule.meaning, Meaning::Fixed(_));
        Some(Found {
            start: hit.start,
            end: next.map_or(hit.end, |next| next.end),
            value: Value::Timex(Timex { kind, value }),
            name: rule.name,
            confidence: if vague { 0.8 } else { 0.9 },
        })
    }

    fn value_of(
        &self,
        hit: &Hit,
        resolver: &mut Resolver,
        context: &Context<'_>,
    ) -> Option<String> {
        let rule = self.rule(hit)?;
        let range = TokenRange::new(hit.start, hit.end);
        let asked = resolver.asks_tense(&rule.meaning, &hit.frame);
        let tense = asked.then(|| self.tense.around(context.document, range)).flatten();
        Some(resolver.value(&rule.meaning, &hit.frame, tense))
    }

    /// Reads `3/4/2024` and `3.4.2024` as the article's other dates of the kind are written, else so
    /// that one is the day of the article.
    fn order(&self, dates: &mut [Hit], given: Option<Date>) {
        let open = |hit: &Hit| hit.frame.is_open(true) || hit.frame.is_open(false);
        if !dates.iter().any(open) {
            return;
        }
        let written = |order: Order| {
            dates.iter().any(|hit| hit.frame.get(Field::Order) == Some(order as i32))
        };
        let of_article = || {
            let day = given?;
            let is_given = |hit: &&Hit, turned: bool| {
                let mut frame = hit.frame;
                if turned {
                    frame.turn();
                }
                frame.get(Field::Month) == Some(day.month().into())
                    && frame.get(Field::Day) == Some(day.day().into())
                    && day.month() != day.day()
            };
            let mut all = dates.iter().filter(|hit| open(hit));
            all.find_map(|hit| match (is_given(&hit, false), is_given(&hit, true)) {
                (true, false) => Some(hit.frame.is_open(true)),
                (false, true) => Some(hit.frame.is_open(false)),
                _ => None,
            })
        };
        let day_first = match (written(Order::DayFirst), written(Order::MonthFirst)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => of_article(),
        };
        let Some(day_first) = day_first else { return };
        dates
            .iter_mut()
            .filter(|hit| hit.frame.is_open(!day_first))
            .for_each(|hit| hit.frame.turn());
    }
}

/// True for digits with one period between them.
fn is_decimal(token: &Token, document: &Document<'_>) -> bool {
    let digits = token.span.of(document.text).as_bytes();
    token.shape.has(Shape::NUMBER) && digits.iter().filter(|b| **b == b'.').count() == 1
}

/// True for a sign or word that begins outside ASCII: `年`.
fn is_foreign(token: &Token, document: &Document<'_>) -> bool {
    document.text.as_bytes().get(token.span.start as usize).is_some_and(|b| !b.is_ascii())
}

/// The day of a dateline without its year: `LONDON, March 3 (Reuters) -`, at the head of a line
/// that begins with a place in capitals.
fn yearless_dateline(dates: &[Hit], context: &Context<'_>) -> Option<Resolver> {
    let document = context.document;
    let hit = dates.first().filter(|hit| (1..DATELINE).contains(&hit.start))?;
    let line = |at: &usize| document.tokens.get(*at).is_some_and(|t| t.gap >= Gap::Line);
    let head = (1..hit.start).rev().find(line).unwrap_or(0);
    let place = document.tokens.get(head)?;
    let placed =
        place.shape.has(Shape::ALL_CAPS) && place.span.len() > 2 && hit.start - head < PLACE;
    let closed = matches!(document.token_text(hit.end), "(" | "-" | "--" | "–" | "—");
    let (month, day) = hit.frame.get(Field::Month).zip(hit.frame.get(Field::Day))?;
    (placed && closed).then(|| Resolver::yearless(month, day)).flatten()
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
