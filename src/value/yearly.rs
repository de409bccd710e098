//! What comes once a year: feasts, quarters, halves, seasons.

use jiff::civil::Date;

use super::calendar::{Point, date, days_after, easter, nth_weekday, season};
use super::frame::{Field, Frame, Unit};
use super::resolve::{Found, Resolver};
use super::tense::Tense;

/// More days than years that come into question have.
const FAR: i64 = 1000;

impl Resolver {
    /// `Thanksgiving`, `Easter Monday`: by the weekdays of a month or by Easter, and days from there.
    pub(super) fn holiday(&mut self, frame: &Frame, tense: Option<Tense>) -> Found {
        let known = frame.has(Field::Year) || !self.yearless;
        let days = i64::from(frame.get(Field::Count).unwrap_or(0));
        let month = frame.get(Field::Month);
        let weekday = frame.get(Field::Weekday).zip(frame.get(Field::Ord));
        let found = self.yearly(frame, Unit::Day, tense, |year| {
            let start = match (month, weekday) {
                _ if !known => return None,
                (Some(month), Some((weekday, nth))) => nth_weekday(year, month, weekday, nth)?,
                _ => easter(year)?,
            };
            days_after(start, days)
        });
        let year = self.year(frame).map_or("XXXX".to_owned(), |year| format!("{year:04}"));
        let open = || month.map_or(year.clone(), |month| format!("{year}-{month:02}"));
        found.or_else(|| Some(open()))
    }

    /// The day that comes once a year: in the year that the frame gives, else the last or next one,
    /// else the nearest, and tense decides where both are far.
    pub(super) fn yearly(
        &mut self,
        frame: &Frame,
        unit: Unit,
        tense: Option<Tense>,
        of: impl Fn(i32) -> Option<Date>,
    ) -> Found {
        let whole = frame.has(Field::Year) || frame.has(Field::Unit) || frame.has(Field::Long);
        let shift = frame.get(Field::Shift).filter(|_| !whole);
        if let Some(year) = self.year(frame).filter(|_| shift.is_none()) {
            return self.point(of(year).and_then(|d| Point::of(d, unit)));
        }
        let anchor = self.anchor?;
        let year = i32::from(anchor.year());
        let tense = match shift {
            Some(-1) => Some((Tense::Past, FAR)),
            Some(1) => Some((Tense::Future, FAR)),
            _ => tense.map(|tense| (tense, 150)),
        };
        let cost = |day: &Date| {
            let wrong = match tense {
                Some((Tense::Past, cost)) if *day > anchor => cost,
                Some((Tense::Future, cost)) if *day < anchor => cost,
                _ => 0,
            };
            (day.duration_since(anchor).as_hours() / 24).abs() + wrong
        };
        let day = [year - 1, year, year + 1].into_iter().filter_map(of).min_by_key(cost);
        self.point(day.and_then(|d| Point::of(d, unit)))
    }

    pub(super) fn season(&mut self, frame: &Frame, code: i32, tense: Option<Tense>) -> Found {
        let by_year = frame.has(Field::Year) || frame.has(Field::Unit) || frame.has(Field::Long);
        if by_year {
            return Some(season(self.year(frame), code));
        }
        let year = self.anchor.map(|anchor| {
            let (year, now) = (i32::from(anchor.year()), i32::from(anchor.month()));
            let begins = code * 3 + 3;
            match (frame.get(Field::Shift), tense) {
                (Some(-1), _) => year - i32::from(begins + 2 >= now),
                (Some(1), _) => year + i32::from(begins <= now),
                (Some(_), _) => year,
                (None, Some(Tense::Future)) => year + i32::from(begins + 2 < now),
                (None, _) => year - i32::from(begins > now),
            }
        });
        Some(season(year, code))
    }

    /// Quarters and halves: without a year the one that lies nearest before, or is under way.
    pub(super) fn part_of_year(
        &mut self,
        frame: &Frame,
        ordinal: i32,
        unit: Unit,
        months: i32,
        tense: Option<Tense>,
    ) -> Found {
        let letter = if unit == Unit::Quarter { 'Q' } else { 'H' };
        let month = (ordinal - 1) * months + 1;
        let year = self.year(frame).or_else(|| {
            let anchor = self.anchor?;
            let now = i32::from(anchor.month());
            let year = i32::from(anchor.year());
            let far = month > now + 2 && tense != Some(Tense::Future);
            Some(year - i32::from(far))
        });
        let point = year.and_then(|y| date(y, month, 1)).map(|start| Point { start, unit });
        self.point(point).or_else(|| Some(format!("XXXX-{letter}{ordinal}")))
    }
}
