//! What a pattern found: its fields, before they are resolved to a value.

use crate::mention::TimexKind;

/// The fields that words and digits fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Field {
    Year,
    Month,
    Day,
    Weekday,
    Unit,
    Units,
    Long,
    Shift,
    Season,
    Part,
    Ord,
    Nth,
    Decade,
    Hour,
    Minute,
    Half,
    Zone,
    Count,
    Some,
    Quarter,
    HalfYear,
    Weekdays,
    /// A year of two digits, which fills [`Field::Year`].
    ShortYear,
    /// `0735`, which fills hour and minute.
    Clock,
    /// Of two numbers between slashes, which is the month: see [`Order`].
    Order,
    /// Mornings, evenings: fills [`Field::Part`].
    Parts,
    /// Twenty or thirty before an ordinal.
    Tens,
}

/// How the day and month of `3/4/2024` are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// They are not, and the month is taken to be first: the article's other dates tell.
    Open = 0,
    /// The first is more than twelve.
    DayFirst = 1,
    /// The second is more than twelve.
    MonthFirst = 2,
    /// As [`Order::Open`], with the day taken to be first.
    OpenDay = 3,
}

const FIELDS: usize = Field::Tens as usize + 1;

/// The zone of a place whose minutes from Greenwich are not known.
pub(super) const LOCAL_ZONE: i32 = i32::MAX;

impl Field {
    /// The names of categories in patterns.
    pub(super) const NAMES: [(&'static str, Self); FIELDS] = [
        ("YEAR", Self::Year),
        ("MONTH", Self::Month),
        ("DAY", Self::Day),
        ("WEEKDAY", Self::Weekday),
        ("UNIT", Self::Unit),
        ("UNITS", Self::Units),
        ("LONG", Self::Long),
        ("SHIFT", Self::Shift),
        ("SEASON", Self::Season),
        ("PART", Self::Part),
        ("ORD", Self::Ord),
        ("NTH", Self::Nth),
        ("DECADE", Self::Decade),
        ("HOUR", Self::Hour),
        ("MINUTE", Self::Minute),
        ("HALF", Self::Half),
        ("ZONE", Self::Zone),
        ("NUM", Self::Count),
        ("SOME", Self::Some),
        ("QUARTER", Self::Quarter),
        ("HALFYEAR", Self::HalfYear),
        ("WEEKDAYS", Self::Weekdays),
        ("YY", Self::ShortYear),
        ("CLOCK", Self::Clock),
        ("ORDER", Self::Order),
        ("PARTS", Self::Parts),
        ("TENS", Self::Tens),
    ];

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, f)| *f)
    }
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    const NAMES: [(&'static str, Self); 12] = [
        ("second", Self::Second),
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("weekend", Self::Weekend),
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half", Self::Half),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
    ];

    pub(super) fn of_code(code: i32) -> Option<Self> {
        Self::NAMES.get(usize::try_from(code).ok()?).map(|(_, u)| *u)
    }

    /// The letters of a duration, and how many of them one unit is.
    pub(super) fn letters(self) -> (&'static str, &'static str, i64) {
        match self {
            Self::Second => ("T", "S", 1),
            Self::Minute => ("T", "M", 1),
            Self::Hour => ("T", "H", 1),
            Self::Day => ("", "D", 1),
            Self::Weekend => ("", "D", 2),
            Self::Week => ("", "W", 1),
            Self::Month => ("", "M", 1),
            Self::Quarter => ("", "M", 3),
            Self::Half => ("", "M", 6),
            Self::Year => ("", "Y", 1),
            Self::Decade => ("", "Y", 10),
            Self::Century => ("", "Y", 100),
        }
    }
}

/// The codes of seasons and parts of day in TIMEX3.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];
pub(super) const PARTS: [&str; 4] = ["MO", "AF", "EV", "NI"];

/// The number for a key of a category: a number, or the place of a name in its list.
pub(super) fn code(key: &str) -> Option<i32> {
    let place = |list: &[&str]| list.iter().position(|n| *n == key).map(|i| i as i32);
    key.parse()
        .ok()
        .or_else(|| Unit::NAMES.iter().position(|(n, _)| *n == key).map(|i| i as i32))
        .or_else(|| place(&SEASONS))
        .or_else(|| place(&PARTS))
        .or_else(|| (key == "local").then_some(LOCAL_ZONE))
}

/// What a rule makes of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Calendar,
    Holiday,
    Shift,
    Step,
    StepFocus,
    Anaphor,
    AnaphorYear,
    YearEarlier,
    /// So many units from the date that follows.
    StepFrom,
    Time,
    Duration,
    Set,
    Fixed(String),
}

impl Meaning {
    pub(super) fn of_name(name: &str, value: Option<&str>) -> Option<Self> {
        Some(match name {
            "calendar" => Self::Calendar,
            "holiday" => Self::Holiday,
            "shift" => Self::Shift,
            "step" => Self::Step,
            "step-focus" => Self::StepFocus,
            "anaphor" => Self::Anaphor,
            "anaphor-year" => Self::AnaphorYear,
            "year-earlier" => Self::YearEarlier,
            "step-from" => Self::StepFrom,
            "time" => Self::Time,
            "duration" => Self::Duration,
            "set" => Self::Set,
            "fixed" => Self::Fixed(value?.to_owned()),
            _ => return None,
        })
    }

    /// The kind of TIMEX3 that it makes unless the rule says another.
    pub(super) fn kind(&self) -> TimexKind {
        match self {
            Self::Time => TimexKind::Time,
            Self::Duration => TimexKind::Duration,
            Self::Set => TimexKind::Set,
            _ => TimexKind::Date,
        }
    }
}

/// The fields of one match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    fields: [i32; FIELDS],
    /// A half is added to the count: `2 1/2 years`.
    pub(super) and_half: bool,
}

const NONE: i32 = i32::MIN;

impl Default for Frame {
    fn default() -> Self {
        Self { fields: [NONE; FIELDS], and_half: false }
    }
}

impl Frame {
    pub(super) fn get(&self, field: Field) -> Option<i32> {
        Some(self.fields[field as usize]).filter(|v| *v != NONE)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.fields[field as usize] != NONE
    }

    /// The first value stays, so that `12 to 18 months` counts 12. True when the field was empty.
    pub(super) fn set(&mut self, field: Field, value: i32) -> bool {
        let slot = &mut self.fields[field as usize];
        let empty = *slot == NONE;
        if empty {
            *slot = value;
        }
        empty
    }

    /// Moves what stands for other fields to them.
    pub(super) fn spread(&mut self) {
        if let Some(year) = self.get(Field::ShortYear) {
            self.set(Field::Year, year);
            self.clear(Field::ShortYear);
        }
        if let Some(clock) = self.get(Field::Clock) {
            self.set(Field::Hour, clock / 100);
            self.set(Field::Minute, clock % 100);
            self.clear(Field::Clock);
        }
        if let Some(part) = self.get(Field::Parts) {
            self.set(Field::Part, part);
            self.clear(Field::Parts);
        }
        if let (Some(tens), Some(nth)) = (self.get(Field::Tens), self.get(Field::Nth)) {
            self.fields[Field::Nth as usize] = tens + nth;
            self.clear(Field::Tens);
        }
    }

    /// Counts days instead of what was counted.
    pub(super) fn count_days(&mut self, days: i32) {
        [Field::Units, Field::Long].into_iter().for_each(|field| self.clear(field));
        self.fields[Field::Unit as usize] = Unit::Day as i32;
        self.fields[Field::Count as usize] = days;
    }

    /// Reads a count as hours: `five o'clock`. False when no day has so many.
    pub(super) fn count_hours(&mut self) -> bool {
        if self.and_half {
            return false;
        }
        if let Some(hour) = self.get(Field::Count) {
            self.set(Field::Hour, hour);
            self.clear(Field::Count);
        }
        self.get(Field::Hour).is_none_or(|hour| (0..=24).contains(&hour))
    }

    /// True when day and month may change places, and the day is first as `day_first` says.
    pub(super) fn is_open(&self, day_first: bool) -> bool {
        let open = if day_first { Order::OpenDay } else { Order::Open };
        self.get(Field::Order) == Some(open as i32)
    }

    /// Lets day and month change places.
    pub(super) fn turn(&mut self) {
        self.fields.swap(Field::Month as usize, Field::Day as usize);
    }

    /// Empties a field.
    pub(super) fn clear(&mut self, field: Field) {
        self.fields[field as usize] = NONE;
    }

    /// Fills what is empty here from `other`.
    pub(super) fn fill(&mut self, other: &Self) {
        for (slot, value) in self.fields.iter_mut().zip(other.fields) {
            if *slot == NONE {
                *slot = value;
            }
        }
    }

    /// The unit, whichever category named it.
    pub(super) fn unit(&self) -> Option<Unit> {
        let code = self
            .get(Field::Unit)
            .or_else(|| self.get(Field::Units))
            .or_else(|| self.get(Field::Long))?;
        Unit::of_code(code)
    }
}
