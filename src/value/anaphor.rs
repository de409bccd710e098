//! What an expression takes from those before it: `that year`, `the quarter`, `a year earlier`.

use super::calendar::{Point, date};
use super::frame::{Field, Frame, Unit};
use super::resolve::{Found, Resolver};

impl Resolver {
    pub(super) fn step_focus(&mut self, frame: &Frame) -> Found {
        let from = self.focus.map(|f| f.start).or(self.anchor);
        let mut counted = *frame;
        let one = counted.set(Field::Count, 1);
        // `the previous decade` is one, `ten years before` a year.
        match frame.unit().filter(|unit| one && *unit > Unit::Year) {
            Some(unit) => {
                let shift = i64::from(frame.get(Field::Shift).unwrap_or(-1));
                let point = Point::of(from?, unit).and_then(|p| p.step(unit, shift));
                self.point(point)
            }
            None => self.step(&counted, from),
        }
    }

    /// `the quarter`, `that year`: what was spoken of last, else what the article's date gives.
    pub(super) fn anaphor(&mut self, frame: &Frame) -> Found {
        let unit = frame.unit()?;
        if unit == Unit::Quarter {
            let quarter = self.last_quarter();
            return self.point(quarter);
        }
        let focus = self
            .focus
            .filter(|f| f.unit <= unit && unit != Unit::Day)
            .or(self.day.filter(|_| unit == Unit::Day));
        let from = focus.map(|f| f.start).or(self.anchor)?;
        self.point(Point::of(from, unit))
    }

    /// After `the nine months` no quarter is spoken of.
    pub(super) fn forget_quarter(&mut self, frame: &Frame) {
        let long = match frame.unit() {
            Some(Unit::Month) => frame.get(Field::Count).is_some_and(|n| (4..=12).contains(&n)),
            _ => false,
        };
        if long {
            self.quarter = None;
        }
    }

    /// The quarter spoken of, unless it lies ahead; else the one before the article's.
    pub(super) fn last_quarter(&self) -> Option<Point> {
        let ended = self.anchor.and_then(|a| Point::of(a, Unit::Quarter)?.step(Unit::Quarter, -1));
        match (self.quarter, ended) {
            (Some(spoken), Some(ended)) if spoken.start > ended.start => Some(ended),
            (spoken, ended) => spoken.or(ended),
        }
    }

    /// `the 1988 quarter`: the quarter spoken of, in that year.
    pub(super) fn anaphor_year(&mut self, frame: &Frame) -> Found {
        let year = frame.get(Field::Year)?;
        let month = self.quarter.and(self.last_quarter()).map(|q| i32::from(q.start.month()));
        let point = match month.and_then(|m| date(year, m, 1)) {
            Some(start) => Some(Point { start, unit: Unit::Quarter }),
            None => date(year, 1, 1).map(|start| Point { start, unit: Unit::Year }),
        };
        point.map(Point::value)
    }

    /// `a year earlier`: the quarter spoken of, a year before it; else the year before.
    pub(super) fn year_earlier(&mut self, frame: &Frame) -> Found {
        let named = frame.unit() == Some(Unit::Quarter);
        let quarter = self.last_quarter().filter(|_| named || self.quarter.is_some());
        let point = match quarter {
            Some(quarter) => Point::of(quarter.moved(Unit::Year, -1)?, Unit::Quarter),
            None => Point::of(self.anchor?, Unit::Year)?.step(Unit::Year, -1),
        };
        point.map(Point::value)
    }
}
