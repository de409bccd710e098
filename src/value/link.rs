//! Expressions that go with their neighbours: `Friday, Oct. 13`, `9 a.m. on Monday`, `two days
//! before Christmas`, `a year and six months`, `March to May 2019`.

use super::Values;
use super::field::Context;
use super::frame::{Field, Frame, Meaning, Unit};
use super::grammar::{Hit, Link};
use super::guard_words::List;
use super::rule::Rule;
use crate::document::Gap;
use crate::mention::TimexKind;

impl Values {
    /// Adds a date, joined to the one before it when both are parts of one: weekday and day, day
    /// and time; linked to it when its value comes from both.
    pub(super) fn push_date(&self, hit: Hit, dates: &mut Vec<Hit>, context: &Context<'_>) {
        if let Some(last) = dates.last_mut().filter(|last| hit.start <= last.end + 3) {
            if let Some(joined) = self.join(last, &hit, context) {
                *last = joined;
                return;
            }
            last.link = self.link(last, &hit, context);
        }
        dates.push(hit);
    }

    pub(super) fn rule(&self, hit: &Hit) -> Option<&Rule> {
        self.grammar.rules.get(hit.rule)
    }

    /// Both as one: a weekday with its day, a day with its time.
    fn join(&self, first: &Hit, second: &Hit, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        if document.tokens.get(second.start)?.gap >= Gap::Line {
            return None;
        }
        let text = |at| document.token_text(at);
        let between = match second.start.checked_sub(first.end)? {
            0 => Between::Nothing,
            1 if text(first.end) == "," => Between::Comma,
            1 if text(first.end) == "on" => Between::On,
            1 if text(first.end) == "(" && text(second.end) == ")" => Between::Bracket,
            1 if context.guards.has(List::ClockJoint, document.word(first.end)) => Between::At,
            2 if text(first.end) == "," && text(first.end + 1) == "on" => Between::CommaOn,
            2 if text(first.end) == ","
                && context.guards.has(List::ClockJoint, document.word(first.end + 1)) =>
            {
                Between::At
            }
            _ => return None,
        };
        let (kind, other) = (self.rule(first)?, self.rule(second)?);
        let rule = joined_rule((first, kind), (second, other), between)?;
        let mut frame = second.frame;
        frame.fill(&first.frame);
        let end = second.end + usize::from(between == Between::Bracket);
        Some(Hit { rule, start: first.start, end, frame, link: Link::None })
    }

    /// How the value of `first` comes from that of `second` as well.
    fn link(&self, first: &Hit, second: &Hit, context: &Context<'_>) -> Link {
        let (Some(rule), Some(next)) = (self.rule(first), self.rule(second)) else {
            return Link::None;
        };
        let document = context.document;
        let is = |list, at: usize| context.guards.has(list, document.word(at));
        let joined = (first.end..=second.start)
            .all(|at| document.tokens.get(at).is_some_and(|t| t.gap < Gap::Line));
        let dated = joined && has_point(&next.meaning);
        match (&rule.meaning, second.start - first.end) {
            (Meaning::StepFrom, 0) if dated => side(first.frame.get(Field::Shift)),
            (Meaning::StepFocus, 0) if dated && is(List::StepBefore, first.end - 1) => Link::Before,
            (Meaning::Duration, gap) if joined && next.meaning == Meaning::Duration => {
                let near = gap == 0 || gap == 1 && is(List::StepJoint, first.end);
                if near && adds_up(&first.frame, &second.frame) { Link::Plus } else { Link::None }
            }
            (Meaning::Duration, 1) if dated && first.frame.has(Field::Count) => {
                let before = first.start.checked_sub(1);
                let lasts = is(List::StepNever, first.start)
                    || before.is_some_and(|at| is(List::StepNever, at));
                if lasts {
                    Link::None
                } else if is(List::StepBefore, first.end) {
                    Link::Before
                } else if is(List::StepAfter, first.end) {
                    Link::After
                } else {
                    Link::None
                }
            }
            _ => Link::None,
        }
    }

    /// Gives the months of a range or list the year that only its last one has.
    pub(super) fn share_years(&self, dates: &mut [Hit], context: &Context<'_>) {
        let mut shared = false;
        for at in (1..dates.len()).rev() {
            let Some([first, second]) = dates.get_mut(at - 1..=at) else { continue };
            let joint = context.document.word(first.end);
            let listed = shared && joint == self.comma;
            let near = second.start == first.end + 1
                && (listed || context.guards.has(List::DayJoint, joint));
            let months = first.frame.get(Field::Month).zip(second.frame.get(Field::Month));
            let year = second.frame.get(Field::Year).filter(|_| !first.frame.has(Field::Year));
            shared = false;
            if let (true, Some((month, next)), Some(year)) = (near, months, year) {
                first.frame.set(Field::Year, year - i32::from(month > next));
                shared = true;
            }
        }
    }
}

/// What stands between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Comma,
    On,
    CommaOn,
    At,
    Bracket,
}

/// The rule of two expressions that are one.
fn joined_rule(
    (first, kind): (&Hit, &Rule),
    (second, other): (&Hit, &Rule),
    between: Between,
) -> Option<usize> {
    let (a, b) = (&first.frame, &second.frame);
    let named = |f: &Frame| f.has(Field::Day) || f.has(Field::Weekday);
    let weekday =
        a.has(Field::Weekday) && !a.has(Field::Day) && b.has(Field::Month) && b.has(Field::Day);
    if weekday && !matches!(between, Between::On | Between::CommaOn | Between::At) {
        return Some(second.rule);
    }
    let comma = matches!(between, Between::Comma | Between::CommaOn);
    let timed = is_time(kind, a) && !named(a) && is_day(other, b);
    if timed
        && !matches!(between, Between::Bracket | Between::At)
        && (!comma || b.has(Field::Month))
    {
        return Some(if named(b) { first.rule } else { second.rule });
    }
    let late = matches!(between, Between::At | Between::Comma) && b.has(Field::Hour);
    (late && is_time(other, b) && !named(b) && is_day(kind, a)).then_some(first.rule)
}

/// A time of day without its day.
fn is_time(rule: &Rule, frame: &Frame) -> bool {
    let time = frame.has(Field::Hour) || frame.has(Field::Part);
    rule.meaning == Meaning::Time && rule.kind == TimexKind::Time && time
}

/// A day without time.
fn is_day(rule: &Rule, frame: &Frame) -> bool {
    let shifted = rule.meaning == Meaning::Shift
        && frame.unit() == Some(Unit::Day)
        && !frame.has(Field::Part);
    let day = frame.has(Field::Day) || frame.has(Field::Weekday);
    (shifted || day) && !frame.has(Field::Hour)
}

/// True for what gives a point that steps can be counted from.
fn has_point(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Calendar | Meaning::Holiday | Meaning::Shift | Meaning::Step)
}

fn side(shift: Option<i32>) -> Link {
    if shift.is_some_and(|s| s > 0) { Link::After } else { Link::Before }
}

/// Two counts of units, the coarser first.
fn adds_up(first: &Frame, second: &Frame) -> bool {
    let counted = first.has(Field::Count) && second.has(Field::Count) && !first.and_half;
    let vague = first.has(Field::Some) || second.has(Field::Some);
    counted && !vague && first.unit().zip(second.unit()).is_some_and(|(a, b)| a > b)
}
