//! Further days of one month: `May 3 to 6`, `3 and 4 May`, `May 3, 4 and 5, 2011`.

use super::Values;
use super::field::Context;
use super::frame::Field;
use super::grammar::{Hit, Link};
use super::guard::Guard;
use super::guard_words::List;
use crate::document::{Document, Gap, Shape};
use crate::lexicon::WordId;

impl Values {
    /// The next day of the month of `hit`, joined to it; with the year when one follows.
    pub(super) fn next_day(&self, hit: &Hit, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        let day = day_at(document, hit.end.checked_sub(1)?)?;
        if hit.frame.get(Field::Day) != Some(day) || !hit.frame.has(Field::Month) {
            return None;
        }
        let joint = document.word(hit.end);
        let at = hit.end + 1;
        let comma = joint == self.comma && self.goes_on(at + 1, context);
        if !comma && !context.guards.has(List::DayJoint, joint) {
            return None;
        }
        let next = day_at(document, at).filter(|next| *next > day)?;
        let mut frame = hit.frame;
        frame.clear(Field::Day);
        frame.set(Field::Day, next);
        let year = at + 1 + usize::from(document.word(at + 1) == self.comma);
        let year = self.grammar.year(year, context).filter(|_| !hit.frame.has(Field::Year));
        let end = year.map_or(at + 1, |(end, _)| end);
        if let Some((_, year)) = year {
            frame.set(Field::Year, year);
        }
        let found = Hit { start: at, end, frame, link: Link::None, ..*hit };
        (year.is_some() || Guard::MoreDays.holds(&found, &self.grammar, context)).then_some(found)
    }

    /// The day before `hit` that shares its month: `3 to` in `3 to 6 May`.
    pub(super) fn day_before(&self, hit: &Hit, floor: usize, context: &Context<'_>) -> Option<Hit> {
        let document = context.document;
        let day = day_at(document, hit.start)?;
        let start = hit.start.checked_sub(2).filter(|s| *s >= floor)?;
        let earlier = day_at(document, start).filter(|earlier| *earlier < day)?;
        let joined = context.guards.has(List::DayJoint, document.word(start + 1));
        if !joined || hit.frame.get(Field::Day) != Some(day) || !hit.frame.has(Field::Month) {
            return None;
        }
        let mut frame = hit.frame;
        frame.clear(Field::Day);
        frame.set(Field::Day, earlier);
        Some(Hit { start, end: start + 1, frame, link: Link::None, ..*hit })
    }

    /// True when the list of days goes on after a comma.
    fn goes_on(&self, at: usize, context: &Context<'_>) -> bool {
        let joint = context.document.word(at);
        let joins = joint == self.comma || context.guards.has(List::DayJoint, joint);
        joins && day_at(context.document, at + 1).is_some()
    }
}

/// The day of a month in digits at the token.
fn day_at(document: &Document<'_>, at: usize) -> Option<i32> {
    let token = document.tokens.get(at)?;
    let plain = token.shape.has(Shape::NUMBER) && token.span.len() <= 2 && token.gap < Gap::Line;
    let day = plain.then(|| document.token_text(at).parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

/// The comma, which only stands between days when a list goes on behind it.
pub(super) fn comma(lexicon: &mut crate::lexicon::Lexicon) -> WordId {
    lexicon.intern(",")
}
