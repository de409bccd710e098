//! How precisely a date is known.

use jiff::ToSpan;

use crate::article::Day;
use crate::graph::{first_day, last_day};

/// How precisely a date is known, the finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the quarter or season.
    Quarter,
    /// To the half year.
    Half,
    /// To the year.
    Year,
    /// To the decade.
    Decade,
    /// To the century.
    Century,
}

impl Precision {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half year",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A date: the days that it may be, and how precisely it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The first day that it may be.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// How precisely it is known.
    pub precision: Precision,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl When {
    /// A TIMEX3 value that stands for itself: `2024-05-03` (also with a time), `2024-W07`, `2024-05`,
    /// `2024-Q2`, `2024-SU`, `2024-H1`, `2024`, `199` (a decade), `19` (a century). `None` for
    /// durations, sets and what the text leaves open.
    pub fn parse(timex: &str) -> Option<Self> {
        let date = timex.split('T').next()?;
        if matches!(date.len(), 2 | 3) && date.bytes().all(|b| b.is_ascii_digit()) {
            return Self::years(date);
        }
        let first = day(&first_day(date)?)?;
        let last = day(&last_day(date)?)?;
        let part = date.get(5..).unwrap_or("");
        let precision = match (part.as_bytes().first(), part.len()) {
            (None, _) => Precision::Year,
            (Some(b'W'), n) if n >= 3 => Precision::Week,
            (Some(b'H'), _) => Precision::Half,
            (Some(b'0'..=b'9'), 2) => Precision::Month,
            (Some(b'0'..=b'9'), _) => Precision::Day,
            _ => Precision::Quarter,
        };
        Some(Self { first, last, precision })
    }

    /// A decade or century.
    fn years(digits: &str) -> Option<Self> {
        let (span, precision) =
            if digits.len() == 3 { (10, Precision::Decade) } else { (100, Precision::Century) };
        let first = digits.parse::<i16>().ok()?.checked_mul(span)?;
        let last = first.checked_add(span - 1)?;
        Some(Self {
            first: Day::new(first.max(1), 1, 1)?,
            last: Day::new(last, 12, 31)?,
            precision,
        })
    }

    /// One day.
    pub fn on(day: Day) -> Self {
        Self { first: day, last: day, precision: Precision::Day }
    }

    /// The day after the last.
    pub fn after(self) -> Option<Day> {
        let next = self.last.civil()?.checked_add(1.day()).ok()?;
        Day::new(next.year(), next.month(), next.day())
    }

    /// `3 May 2024`, `week of 12 February 2024`, `May 2024`, `second quarter of 2024`, `2024`,
    /// `1990s`.
    pub fn shown(self) -> String {
        let Day { year, month, day } = self.first;
        let name = usize::try_from(month).ok().and_then(|m| MONTHS.get(m.checked_sub(1)?));
        let name = name.copied().unwrap_or("");
        match self.precision {
            Precision::Day => format!("{day} {name} {year}"),
            Precision::Week => format!("week of {day} {name} {year}"),
            Precision::Month => format!("{name} {year}"),
            Precision::Quarter => match month {
                1 => format!("first quarter of {year}"),
                4 => format!("second quarter of {year}"),
                7 => format!("third quarter of {year}"),
                10 => format!("fourth quarter of {year}"),
                3 => format!("spring {year}"),
                6 => format!("summer {year}"),
                9 => format!("autumn {year}"),
                _ => format!("winter {year}/{}", self.last.year),
            },
            Precision::Half if month == 1 => format!("first half of {year}"),
            Precision::Half => format!("second half of {year}"),
            Precision::Year => year.to_string(),
            Precision::Decade => format!("{year}s"),
            Precision::Century => format!("{year} to {}", self.last.year),
        }
    }

    /// As ISO 8601 as far as it is known: `2024-05-03`, `2024-05`, `2024`; two days with a solidus
    /// for what has no form of its own.
    pub fn iso(self) -> String {
        let Day { year, month, .. } = self.first;
        match self.precision {
            Precision::Day => self.first.to_string(),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Year => format!("{year:04}"),
            _ => format!("{}/{}", self.first, self.last),
        }
    }
}

/// A day as `YYYY-MM-DD`.
pub(super) fn day(written: &str) -> Option<Day> {
    let mut parts = written.splitn(3, '-');
    Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_dates() {
        for (timex, shown, iso) in [
            ("2024-05-03", "3 May 2024", "2024-05-03"),
            ("2024-05-03T10:00", "3 May 2024", "2024-05-03"),
            ("2024-W07", "week of 12 February 2024", "2024-02-12/2024-02-18"),
            ("2024-05", "May 2024", "2024-05"),
            ("2024-Q2", "second quarter of 2024", "2024-04-01/2024-06-30"),
            ("2024-SU", "summer 2024", "2024-06-01/2024-08-31"),
            ("2023-WI", "winter 2023/2024", "2023-12-01/2024-02-29"),
            ("2024-H2", "second half of 2024", "2024-07-01/2024-12-31"),
            ("2024", "2024", "2024"),
            ("199", "1990s", "1990-01-01/1999-12-31"),
            ("19", "1900 to 1999", "1900-01-01/1999-12-31"),
        ] {
            let when = When::parse(timex).expect(timex);
            assert_eq!((&*when.shown(), &*when.iso()), (shown, iso));
        }
    }

    #[test]
    fn what_is_no_date() {
        for timex in
            ["", "P2Y", "XXXX-05-03", "PAST_REF", "2024-13", "2024-02-30", "T10:00", "20240"]
        {
            assert_eq!(When::parse(timex), None, "{timex}");
        }
    }

    #[test]
    fn the_day_after() {
        let when = When::parse("2024-02").expect("a month");
        assert_eq!(when.after().map(|d| d.to_string()).as_deref(), Some("2024-03-01"));
    }
}
