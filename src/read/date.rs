//! Dates of publication as exports write them.

use crate::article::Day;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that is meant, as written: a time zone does not move it.
///
/// Read are ISO 8601 (`2024-02-14`, `2024-02-14T10:00:00Z`, `20240214`, `20240214T100000Z`,
/// `2024/2/14`), RFC 2822
/// (`Wed, 14 Feb 2024 10:00:00 GMT`), `26-FEB-1987 15:01:01.79`, `February 14, 2024`, and seconds
/// or milliseconds since 1970 (in UTC). Constant time: a longer text than a date can be is refused.
pub fn parse(written: &str) -> Option<Day> {
    let written = written.trim();
    if written.is_empty() || written.len() > 64 {
        return None;
    }
    if written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
        && let Ok(number) = written.parse::<f64>()
    {
        return basic(written).or_else(|| epoch(number));
    }
    let day_alone = written.split_once('T').and_then(|(day, _)| basic(day));
    day_alone.or_else(|| iso(written)).or_else(|| worded(written))
}

/// `20240214`.
fn basic(written: &str) -> Option<Day> {
    if written.len() != 8 {
        return None;
    }
    let day = day(written.get(..4)?, written.get(4..6)?, written.get(6..)?)?;
    (1000..=2999).contains(&day.year).then_some(day)
}

/// Seconds since 1970, or milliseconds when seconds would lie beyond the year 5000.
fn epoch(number: f64) -> Option<Day> {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    if !seconds.is_finite() || seconds.abs() < 1e6 {
        return None;
    }
    let stamp = jiff::Timestamp::from_second(seconds.floor() as i64).ok()?;
    let date = jiff::tz::Offset::UTC.to_datetime(stamp).date();
    Day::new(date.year(), date.month(), date.day())
}

/// `2024-02-14`, alone or before a time.
fn iso(written: &str) -> Option<Day> {
    let separator = written.bytes().find(|b| !b.is_ascii_digit())?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let mut parts = written.splitn(3, char::from(separator));
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.as_bytes().get(digits).copied();
    if year.len() != 4 || !matches!(after, None | Some(b'T' | b't' | b' ' | b'Z')) {
        return None;
    }
    day(year, month, rest.get(..digits)?)
}

/// Day, name of the month and year in any order but with the year last, as in RFC 2822.
fn worded(written: &str) -> Option<Day> {
    let mut parts = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .skip_while(|p| is_weekday(p));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (number, name) = if month(first).is_some() { (second, first) } else { (first, second) };
    let number = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let month = month(name)?.to_string();
    match third.len() {
        4 => day(third, &month, number),
        2 => day(&format!("{}{third}", if third < "70" { "20" } else { "19" }), &month, number),
        _ => None,
    }
}

fn is_weekday(word: &str) -> bool {
    let known = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    word.get(..3).is_some_and(|w| known.contains(&w.to_ascii_lowercase().as_str()))
}

fn month(word: &str) -> Option<usize> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    MONTHS.iter().position(|m| letters && *m == start).map(|i| i + 1)
}

fn day(year: &str, month: &str, day: &str) -> Option<Day> {
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_read() {
        for (written, expected) in [
            ("2024-02-14", "2024-02-14"),
            ("2024-02-14T23:59:59.123+08:00", "2024-02-14"),
            ("2024-02-14 10:00:00", "2024-02-14"),
            ("2024/2/14", "2024-02-14"),
            ("20240214", "2024-02-14"),
            ("20240214T100000+0100", "2024-02-14"),
            ("Wed, 14 Feb 2024 10:00:00 GMT", "2024-02-14"),
            ("14 Feb 24 10:00 +0000", "2024-02-14"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26"),
            (" 6-FEB-1987 15:01:01.79", "1987-02-06"),
            ("February 14, 2024", "2024-02-14"),
            ("Feb. 14th, 2024", "2024-02-14"),
            ("1707868800", "2024-02-14"),
            ("1707868800000", "2024-02-14"),
            ("1.7078688e9", "2024-02-14"),
            ("-86400000", "1967-04-07"),
        ] {
            assert_eq!(
                parse(written).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_date() {
        for written in
            ["", "soon", "2024", "2024-02-30", "31 Nov 2023", "0000-01-01", "1e300", "NaN", "14/02"]
        {
            assert_eq!(parse(written), None, "{written}");
        }
    }
}
