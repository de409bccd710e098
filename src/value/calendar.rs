//! Points in time as coarse as the text says, and steps between them. Years 1 to 9999.

use jiff::civil::Date;

use super::frame::{SEASONS, Unit};

/// A unit of the calendar: its first day and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) start: Date,
    pub(super) unit: Unit,
}

/// The date, within the years that have four digits.
pub(super) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `days` after `start`.
pub(super) fn days_after(start: Date, days: i64) -> Option<Date> {
    // Most steps stay within the month.
    let day = days.checked_add(start.day().into()).filter(|day| (1..=28).contains(day));
    if let Some(day) = day {
        return date(start.year().into(), start.month().into(), day as i32);
    }
    let span = jiff::Span::new().try_days(days).ok()?;
    start.checked_add(span).ok().filter(|d| d.year() >= 1)
}

/// `months` after the first of the month of `start`.
fn months_after(start: Date, months: i64) -> Option<Date> {
    let index = i64::from(start.year()) * 12 + i64::from(start.month()) - 1;
    let target = index.checked_add(months)?;
    date(i32::try_from(target.div_euclid(12)).ok()?, (target.rem_euclid(12) + 1) as i32, 1)
}

/// The nth such weekday (1 is Monday) of a month; the last one for -1.
pub(super) fn nth_weekday(year: i32, month: i32, weekday: i32, nth: i32) -> Option<Date> {
    let first = date(year, month, 1)?;
    let ahead = (weekday - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
    let nth = if nth > 0 { nth - 1 } else { (i32::from(first.days_in_month()) - 1 - ahead) / 7 };
    days_after(first, i64::from(ahead + 7 * nth))
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876).
pub(super) fn easter(year: i32) -> Option<Date> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century + 8) / 25;
    let moon = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let day = moon + week - 7 * late + 114;
    date(year, day / 31, day % 31 + 1)
}

impl Point {
    /// The unit that holds the day.
    pub(super) fn of(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (i32::from(day.year()), i32::from(day.month()));
        let weekday = i64::from(day.weekday().to_monday_zero_offset());
        let start = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(day),
            Unit::Week | Unit::Weekend => days_after(day, -weekday),
            Unit::Month => date(year, month, 1),
            Unit::Quarter => date(year, (month - 1) / 3 * 3 + 1, 1),
            Unit::Half => date(year, (month - 1) / 6 * 6 + 1, 1),
            Unit::Year => date(year, 1, 1),
            Unit::Decade => date((year / 10 * 10).max(1), 1, 1),
            Unit::Century => date((year / 100 * 100).max(1), 1, 1),
        }?;
        Some(Self { start, unit })
    }

    /// The first day, `count` units of `unit` away.
    pub(super) fn moved(self, unit: Unit, count: i64) -> Option<Date> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(self.start),
            Unit::Day => days_after(self.start, count),
            Unit::Week | Unit::Weekend => days_after(self.start, count.checked_mul(7)?),
            Unit::Month => months_after(self.start, count),
            Unit::Quarter => months_after(self.start, count.checked_mul(3)?),
            Unit::Half => months_after(self.start, count.checked_mul(6)?),
            Unit::Year => months_after(self.start, count.checked_mul(12)?),
            Unit::Decade => months_after(self.start, count.checked_mul(120)?),
            Unit::Century => months_after(self.start, count.checked_mul(1200)?),
        }
    }

    /// The same, as coarse as the coarser of the two units.
    pub(super) fn step(self, unit: Unit, count: i64) -> Option<Self> {
        Self::of(self.moved(unit, count)?, self.unit.max(unit))
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let (year, month) = (i32::from(self.start.year()), i32::from(self.start.month()));
        let mut text = String::with_capacity(16);
        if matches!(self.unit, Unit::Week | Unit::Weekend) {
            let week = self.start.iso_week_date();
            padded(&mut text, week.year().into(), 4);
            text.push_str("-W");
            padded(&mut text, week.week().into(), 2);
            if self.unit == Unit::Weekend {
                text.push_str("-WE");
            }
            return text;
        }
        match self.unit {
            Unit::Decade => padded(&mut text, year / 10, 3),
            Unit::Century => padded(&mut text, year / 100, 2),
            _ => padded(&mut text, year, 4),
        }
        match self.unit {
            Unit::Quarter => {
                text.push_str("-Q");
                padded(&mut text, (month - 1) / 3 + 1, 1);
            }
            Unit::Half => {
                text.push_str("-H");
                padded(&mut text, (month - 1) / 6 + 1, 1);
            }
            Unit::Year | Unit::Decade | Unit::Century => {}
            _ => {
                text.push('-');
                padded(&mut text, month, 2);
            }
        }
        if self.unit <= Unit::Day {
            text.push('-');
            padded(&mut text, self.start.day().into(), 2);
        }
        text
    }
}

/// Appends a number of at most `width` digits, with leading zeros.
pub(super) fn padded(text: &mut String, number: i32, width: u32) {
    const PLACES: [u32; 4] = [1000, 100, 10, 1];
    let (number, first) = (number.unsigned_abs(), PLACES.len().saturating_sub(width as usize));
    for place in PLACES.iter().skip(first) {
        text.push(char::from(b'0' + (number / place % 10) as u8));
    }
}

/// The value of a unit without any known date: `XXXX-XX` for a month.
pub(super) fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The season in a year: `1998-SU`.
pub(super) fn season(year: Option<i32>, season: i32) -> String {
    let code = usize::try_from(season).ok().and_then(|s| SEASONS.get(s)).copied().unwrap_or("XX");
    match year.filter(|y| (1..=9999).contains(y)) {
        Some(year) => format!("{year:04}-{code}"),
        None => format!("XXXX-{code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_that_move() {
        for (year, month, day) in [(1998, 4, 12), (2000, 4, 23), (2016, 3, 27), (2024, 3, 31)] {
            assert_eq!(easter(year), date(year, month, day));
        }
        assert_eq!(nth_weekday(1999, 11, 4, 4), date(1999, 11, 25));
        assert_eq!(nth_weekday(2024, 5, 1, -1), date(2024, 5, 27));
        assert_eq!(nth_weekday(2021, 5, 1, -1), date(2021, 5, 31));
        assert_eq!(nth_weekday(2024, 9, 1, 1), date(2024, 9, 2));
    }
}
