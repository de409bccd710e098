//! TIMEX3 dates as days.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The first day of a date that stands for itself (`2024`, `2024-05`, `2024-W07`, `2024-Q2`,
/// `2024-H1`, `2024-SU`, `2024-05-03`, with or without a time), as `YYYY-MM-DD`; `None` for all
/// others: durations, sets, `XXXX-05`.
pub fn first_day(timex: &str) -> Option<String> {
    Some(bounds(timex)?.0.to_string())
}

/// The last day of such a date.
pub fn last_day(timex: &str) -> Option<String> {
    Some(bounds(timex)?.1.to_string())
}

fn bounds(timex: &str) -> Option<(Date, Date)> {
    let day = timex.split('T').next()?;
    let mut parts = day.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?;
    let year: i16 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok())??;
    let months = |from: i8, count: i32| {
        let first = Date::new(year, from, 1).ok()?;
        Some((first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
    };
    let Some(part) = parts.next() else { return months(1, 12) };
    let all_digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let number = |text: &str| text.parse::<i8>().ok();
    match (part.split_at_checked(1)?, part) {
        _ if all_digits => match parts.next() {
            None => months(number(part)?, 1),
            Some(day) => {
                let day = Date::new(year, number(part)?, number(day)?).ok()?;
                Some((day, day))
            }
        },
        (_, "SP") => months(3, 3),
        (_, "SU") => months(6, 3),
        (_, "FA") => months(9, 3),
        (_, "WI") => months(12, 3),
        (("W", week), _) => {
            let monday = ISOWeekDate::new(year, number(week)?, Weekday::Monday).ok()?.date();
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        (("Q", quarter), _) => months(number(quarter).filter(|q| (1..=4).contains(q))? * 3 - 2, 3),
        (("H", half), _) => months(number(half).filter(|h| (1..=2).contains(h))? * 6 - 5, 6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_to_days() {
        for (timex, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-05-03", "2024-05-03", "2024-05-03"),
            ("2024-05-03T10:00", "2024-05-03", "2024-05-03"),
            ("2024-W07", "2024-02-12", "2024-02-18"),
            ("2024-Q2", "2024-04-01", "2024-06-30"),
            ("2024-H2", "2024-07-01", "2024-12-31"),
            ("2023-WI", "2023-12-01", "2024-02-29"),
        ] {
            assert_eq!(first_day(timex).as_deref(), Some(first), "{timex}");
            assert_eq!(last_day(timex).as_deref(), Some(last), "{timex}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for timex in
            ["", "P3M", "XXXX-05", "2024-13", "2024-Q5", "2024-W99", "202X", "FUTURE_REF", "2024-"]
        {
            assert_eq!(first_day(timex), None, "{timex}");
        }
    }
}
