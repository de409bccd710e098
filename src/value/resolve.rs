//! Frames to TIMEX3 values, in the order of the text.

use jiff::civil::Date;

use super::calendar::{self, Point, date, days_after, unknown};
use super::frame::{Field, Frame, Meaning, Unit};
use super::tense::Tense;
use super::timex::{duration, set, with_time};

/// What the text spoke of so far, and the day it was written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resolver {
    /// The day of the article; in [`STAND_IN`] when its year is not known.
    pub(super) anchor: Option<Date>,
    /// The year of the anchor is not known.
    pub(super) yearless: bool,
    /// The last point spoken of.
    pub(super) focus: Option<Point>,
    /// The last quarter spoken of.
    pub(super) quarter: Option<Point>,
    /// The last day spoken of.
    pub(super) day: Option<Point>,
}

/// Stands for the year that is not known; no text speaks of such a one, nor of one near it. As most
/// years it has no leap day.
const STAND_IN: i32 = 8001;

/// So many months are soon over.
const NEAR: i32 = 3;

/// A value; `None` where the context does not give it.
pub(super) type Found = Option<String>;

impl Resolver {
    pub(super) fn new(anchor: Date) -> Self {
        Self { anchor: Some(anchor), ..Self::default() }
    }

    /// Written on that day of a year that is not known.
    pub(super) fn yearless(month: i32, day: i32) -> Option<Self> {
        date(STAND_IN, month, day).map(|day| Self { yearless: true, ..Self::new(day) })
    }

    /// The day of the article where its weekday is known.
    pub(super) fn dated(&self) -> Option<Date> {
        self.anchor.filter(|_| !self.yearless)
    }

    /// True when tense can matter to the value of the frame.
    pub(super) fn asks_tense(&self, meaning: &Meaning, frame: &Frame) -> bool {
        let dated = frame.has(Field::Year) || self.anchor.is_none();
        match meaning {
            Meaning::Calendar | Meaning::Holiday => !dated && !frame.has(Field::Decade),
            Meaning::Time => !dated && (frame.has(Field::Month) || frame.has(Field::Weekday)),
            Meaning::Shift => frame.unit() == Some(Unit::Weekend),
            _ => false,
        }
    }

    /// The value of the frame; the resolver remembers what it points at.
    pub(super) fn value(
        &mut self,
        meaning: &Meaning,
        frame: &Frame,
        tense: Option<Tense>,
    ) -> String {
        let found = match meaning {
            Meaning::Fixed(value) => Some(value.clone()),
            Meaning::Duration => {
                self.forget_quarter(frame);
                Some(duration(frame))
            }
            Meaning::Set => Some(set(frame)),
            Meaning::Calendar => self.calendar(frame, tense),
            Meaning::Holiday => self.holiday(frame, tense),
            Meaning::Shift => self.shift(frame, tense),
            Meaning::Step => self.step(frame, self.anchor),
            Meaning::StepFocus => self.step_focus(frame),
            Meaning::Anaphor => self.anaphor(frame),
            Meaning::AnaphorYear => self.anaphor_year(frame),
            Meaning::YearEarlier => self.year_earlier(frame),
            Meaning::Time => self.time(frame, tense),
            Meaning::StepFrom => None,
        };
        let value = found.unwrap_or_else(|| frame.unit().map_or("XXXX", unknown).to_owned());
        let value = if self.yearless { without_year(value) } else { value };
        with_time(value, frame, meaning)
    }

    pub(super) fn point(&mut self, point: Option<Point>) -> Found {
        let point = point?;
        self.focus = Some(point);
        match point.unit {
            Unit::Quarter => self.quarter = Some(point),
            Unit::Day => self.day = Some(point),
            _ => {}
        }
        Some(point.value())
    }

    /// The year that the frame gives, or that its shift gives.
    pub(super) fn year(&self, frame: &Frame) -> Option<i32> {
        frame.get(Field::Year).map(|y| self.four_digits(y)).or_else(|| {
            let shift = frame.get(Field::Shift)?;
            Some(i32::from(self.anchor?.year()) + shift)
        })
    }

    /// `24` is the year nearest to the article's that ends so.
    fn four_digits(&self, year: i32) -> i32 {
        if year >= 100 {
            return year;
        }
        let now = self.dated().map_or(2020, |a| i32::from(a.year()));
        let near = now.div_euclid(100) * 100 + year;
        match near - now {
            21.. => near - 100,
            ..=-80 => near + 100,
            _ => near,
        }
    }

    fn calendar(&mut self, frame: &Frame, tense: Option<Tense>) -> Found {
        if let Some(decade) = frame.get(Field::Decade) {
            return Some(format!("{decade:03}"));
        }
        let ordinal = frame.get(Field::Ord);
        let of_month = frame.get(Field::Month).filter(|_| frame.unit() == Some(Unit::Quarter));
        let quarter = of_month.filter(|month| month % 3 == 1).map(|month| month / 3 + 1);
        if of_month.is_some() && quarter.is_none() {
            return None;
        }
        if let Some(quarter) = quarter
            .or(frame.get(Field::Quarter))
            .or(ordinal.filter(|_| frame.unit() == Some(Unit::Quarter)))
        {
            return self.part_of_year(frame, quarter, Unit::Quarter, 3, tense);
        }
        if let Some(half) =
            frame.get(Field::HalfYear).or(ordinal.filter(|_| frame.unit() == Some(Unit::Half)))
        {
            return self.part_of_year(frame, half, Unit::Half, 6, tense);
        }
        if let Some(code) = frame.get(Field::Season) {
            return self.season(frame, code, tense);
        }
        if frame.unit() == Some(Unit::Century) {
            return frame.get(Field::Nth).map(|n| format!("{:02}", n - 1));
        }
        let day = [Field::Day, Field::Nth, Field::Count].into_iter().find_map(|f| frame.get(f));
        match (frame.get(Field::Month), day) {
            (Some(month), Some(day)) => self.month_day(frame, month, day, tense),
            (Some(month), None) => self.month(frame, month, tense),
            (None, Some(day)) => {
                let from = self.focus.map(|f| f.start).or(self.anchor)?;
                let day = date(from.year().into(), from.month().into(), day)?;
                self.point(Point::of(day, Unit::Day))
            }
            _ => match frame.get(Field::Weekday) {
                Some(weekday) => self.weekday(frame, weekday, tense),
                None => {
                    let year = self.year(frame)?;
                    let decade = frame.unit() == Some(Unit::Decade);
                    let unit = if decade { Unit::Decade } else { Unit::Year };
                    match date(year, 1, 1) {
                        Some(start) => self.point(Some(Point { start, unit })),
                        None => Some(format!("{year:04}")),
                    }
                }
            },
        }
    }

    fn month_day(&mut self, frame: &Frame, month: i32, day: i32, tense: Option<Tense>) -> Found {
        let unit = frame.unit().filter(|u| *u == Unit::Week).unwrap_or(Unit::Day);
        let found = self.yearly(frame, unit, tense, |year| date(year, month, day));
        found.or_else(|| {
            let year = self.year(frame).map_or("XXXX".to_owned(), |year| format!("{year:04}"));
            Some(format!("{year}-{month:02}-{day:02}"))
        })
    }

    fn month(&mut self, frame: &Frame, month: i32, tense: Option<Tense>) -> Found {
        let by_unit = frame.has(Field::Unit) || frame.has(Field::Long);
        let explicit = frame.has(Field::Year) || by_unit;
        let Some(anchor) = self.anchor.filter(|_| !explicit) else {
            return match self.year(frame).and_then(|y| date(y, month, 1)) {
                Some(start) => self.point(Some(Point { start, unit: Unit::Month })),
                None => Some(format!("XXXX-{month:02}")),
            };
        };
        let (year, now) = (i32::from(anchor.year()), i32::from(anchor.month()));
        let year = match (frame.get(Field::Shift), tense) {
            (Some(-1), _) => year - i32::from(month >= now),
            (Some(1), _) => year + i32::from(month <= now),
            (Some(_), _) => year,
            (None, Some(Tense::Future)) => year + i32::from(month < now),
            (None, Some(Tense::Past)) => year - i32::from(month > now),
            // Else the last one, unless the next one is near.
            (None, None) if (month - now).rem_euclid(12) <= NEAR => year + i32::from(month < now),
            (None, None) => year - i32::from(month > now),
        };
        let point = date(year, month, 1).map(|start| Point { start, unit: Unit::Month });
        self.point(point).or_else(|| Some(format!("XXXX-{month:02}")))
    }

    fn weekday(&mut self, frame: &Frame, weekday: i32, tense: Option<Tense>) -> Found {
        let Some(anchor) = self.dated() else { return Some(format!("XXXX-WXX-{weekday}")) };
        let today = i64::from(anchor.weekday().to_monday_one_offset());
        let ahead = (i64::from(weekday) - today).rem_euclid(7);
        let days = match (frame.get(Field::Shift), tense) {
            (Some(-1), _) => ahead - 7,
            (Some(1), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (Some(_), Some(Tense::Past)) => i64::from(weekday) - today,
            (Some(_), _) => ahead,
            (None, Some(Tense::Future)) => ahead,
            (None, _) => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
        };
        let day = days_after(anchor, days).and_then(|d| Point::of(d, Unit::Day));
        self.point(day).or_else(|| Some(format!("XXXX-WXX-{weekday}")))
    }

    fn shift(&mut self, frame: &Frame, tense: Option<Tense>) -> Found {
        let unit = frame.unit()?;
        let shift = i64::from(frame.get(Field::Shift).unwrap_or(0));
        let anchor = self.anchor?;
        // `over the weekend`, written before Saturday, was the last one.
        let early = unit == Unit::Weekend
            && !frame.has(Field::Shift)
            && tense != Some(Tense::Future)
            && anchor.weekday().to_monday_zero_offset() < 5;
        let shift = if early { -1 } else { shift };
        let point = Point::of(anchor, unit)?.step(unit, shift);
        self.point(point)
    }

    /// `two years ago`: as coarse as its unit.
    pub(super) fn step(&mut self, frame: &Frame, from: Option<Date>) -> Found {
        let unit = frame.unit()?;
        let sign = i64::from(frame.get(Field::Shift).unwrap_or(-1));
        let Some(count) = frame.get(Field::Count) else {
            return Some(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned());
        };
        let coarse = match unit {
            Unit::Decade | Unit::Century => Unit::Year,
            other => other,
        };
        let moved = Point::of(from?, coarse)?.moved(unit, sign * i64::from(count))?;
        let point = Point::of(moved, coarse);
        self.point(point)
    }

    /// `two days before Christmas`: so far from what was just spoken of.
    pub(super) fn step_from(&mut self, frame: &Frame, before: bool) -> String {
        let mut counted = *frame;
        counted.clear(Field::Shift);
        counted.set(Field::Shift, if before { -1 } else { 1 });
        let day = self.focus.is_some_and(|f| f.unit == Unit::Day);
        if let (true, Some(Unit::Week), Some(count)) = (day, frame.unit(), frame.get(Field::Count))
        {
            counted.count_days(count.saturating_mul(7));
        }
        let value = self.step(&counted, self.focus.map(|f| f.start));
        let value = value.unwrap_or_else(|| frame.unit().map_or("XXXX", unknown).to_owned());
        if self.yearless { without_year(value) } else { value }
    }

    /// A time of day alone: on the day spoken of last.
    fn time(&mut self, frame: &Frame, tense: Option<Tense>) -> Found {
        let day = frame.has(Field::Year) || frame.has(Field::Month) || frame.has(Field::Weekday);
        if day {
            return self.calendar(frame, tense);
        }
        let day = self.day.map(|d| d.start).or(self.anchor);
        Some(day.and_then(|d| Point::of(d, Unit::Day)).map_or_else(String::new, Point::value))
    }
}

/// The value with `XXXX` for a year that was counted from the one that is not known.
fn without_year(value: String) -> String {
    let digits = value.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let counted = value.get(..2).and_then(|head| head.parse::<i32>().ok());
    if digits < 2 || counted.is_none_or(|head| head < STAND_IN / 100 - 10) {
        return value;
    }
    let rest = value.get(digits..).unwrap_or_default();
    match rest.strip_prefix("-W") {
        // The weeks of a year begin on other days in each; `-WI` is winter.
        Some(week) if week.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("XXXX-WXX{}", week.get(2..).unwrap_or_default())
        }
        _ => format!("{}{rest}", "X".repeat(digits)),
    }
}

/// The day of a frame that gives all of it, for a dateline.
pub(super) fn whole_day(frame: &Frame) -> Option<Date> {
    let year = Resolver::default().four_digits(frame.get(Field::Year)?);
    calendar::date(year, frame.get(Field::Month)?, frame.get(Field::Day)?)
}
