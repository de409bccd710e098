//! What TIMEX3 writes for times of day, durations and sets.

use super::calendar::{season, unknown};
use super::frame::{Field, Frame, LOCAL_ZONE, Meaning, PARTS, Unit};

/// The value with the time of day that the frame gives.
pub(super) fn with_time(value: String, frame: &Frame, meaning: &Meaning) -> String {
    if matches!(meaning, Meaning::Set | Meaning::Duration | Meaning::Fixed(_)) {
        return value;
    }
    if let Some(hour) = frame.get(Field::Hour) {
        let hour = match frame.get(Field::Half) {
            Some(half) => hour % 12 + half,
            None if frame.get(Field::Part).is_some_and(|p| p > 0) && hour < 12 => hour + 12,
            None => hour,
        };
        let (minute, zone) = (frame.get(Field::Minute).unwrap_or(0), zone(frame));
        return format!("{value}T{hour:02}:{minute:02}{zone}");
    }
    match frame.get(Field::Part).and_then(|p| PARTS.get(p as usize)) {
        Some(part) => format!("{value}T{part}"),
        None => value,
    }
}

/// `Z`, `-05`, `+05:30`; nothing where no zone is said, or one that is not known.
fn zone(frame: &Frame) -> String {
    match frame.get(Field::Zone) {
        None | Some(LOCAL_ZONE) => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            if rest == 0 {
                format!("{sign}{hours:02}")
            } else {
                format!("{sign}{hours:02}:{rest:02}")
            }
        }
    }
}

/// Two lengths of time as one: `P1Y` and `P6M` are `P1Y6M`.
pub(super) fn plus(first: &str, second: &str) -> String {
    let rest = second.strip_prefix('P').unwrap_or(second);
    let rest = if first.contains('T') { rest.trim_start_matches('T') } else { rest };
    format!("{first}{rest}")
}

/// `P12M`, `P2Y6M`, `PXD`.
pub(super) fn duration(frame: &Frame) -> String {
    let Some(unit) = frame.unit() else { return "PXX".to_owned() };
    let (time, letter, factor) = unit.letters();
    let Some(count) = frame.get(Field::Count) else { return format!("P{time}X{letter}") };
    let count = i64::from(count).saturating_mul(factor);
    let halved = frame.and_half || frame.get(Field::Some) == Some(2);
    if !halved {
        return format!("P{time}{count}{letter}");
    }
    let half = match unit {
        Unit::Year => "6M",
        Unit::Hour => "30M",
        Unit::Minute => "30S",
        Unit::Day => "T12H",
        _ => return format!("P{time}{count}.5{letter}"),
    };
    if count == 0 { format!("P{time}{half}") } else { format!("P{time}{count}{letter}{half}") }
}

/// `P1D` for `every day`, `XXXX-WXX-4` for `every Thursday`, `XXXX-07` for `each July`.
pub(super) fn set(frame: &Frame) -> String {
    let part = frame.get(Field::Part).and_then(|p| PARTS.get(p as usize));
    let time = part.map_or(String::new(), |p| format!("T{p}"));
    if let Some(day) = frame.get(Field::Weekday).or_else(|| frame.get(Field::Weekdays)) {
        return format!("XXXX-WXX-{day}{time}");
    }
    if let Some(month) = frame.get(Field::Month) {
        return format!("XXXX-{month:02}");
    }
    if let Some(code) = frame.get(Field::Season) {
        return season(None, code);
    }
    if frame.unit() == Some(Unit::Weekend) && !frame.has(Field::Count) {
        return unknown(Unit::Weekend).to_owned();
    }
    if part.is_some() {
        return format!("XXXX-XX-XX{time}");
    }
    if frame.has(Field::Some) {
        return duration(frame);
    }
    let mut counted = *frame;
    counted.set(Field::Count, 1);
    if frame.unit() == Some(Unit::Quarter) {
        return format!("P{}Q", counted.get(Field::Count).unwrap_or(1));
    }
    duration(&counted)
}
