//! The word lists of `[guard]` in `dates.toml`.

use std::collections::BTreeMap;

use crate::lexicon::{ByWord, Lexicon, WordId};

macro_rules! lists {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A word list of `[guard]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum List { $($variant),* }

        impl List {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),*];
        }
    };
}

lists! {
    MonthBefore = "month_before",
    MonthAlike = "month_alike",
    MonthGiven = "month_given",
    WeekdayAlike = "weekday_alike",
    WeekdayBefore = "weekday_before",
    YearStrong = "year_strong",
    YearWeak = "year_weak",
    YearNever = "year_never",
    YearCounted = "year_counted",
    SeasonBefore = "season_before",
    DatedBefore = "dated_before",
    ClockBefore = "clock_before",
    RateBefore = "rate_before",
    HalfBefore = "half_before",
    HalfAfter = "half_after",
    SeasonLed = "season_led",
    SeasonAfter = "season_after",
    WeekendBefore = "weekend_before",
    WeekdayName = "weekday_name",
    PluralBefore = "plural_before",
    UnitEnded = "unit_ended",
    AgeAfter = "age_after",
    DayCounted = "day_counted",
    UnitAfter = "unit_after",
    SoonBefore = "soon_before",
    DecadeBefore = "decade_before",
    Definite = "definite",
    ShiftFocus = "shift_focus",
    YearDefinite = "year_definite",
    RecentAfter = "recent_after",
    DayJoint = "day_joint",
    PartBefore = "part_before",
    Dateline = "dateline",
    YearPrefix = "year_prefix",
    StepBefore = "step_before",
    StepAfter = "step_after",
    StepJoint = "step_joint",
    StepNever = "step_never",
    ClockJoint = "clock_joint",
    MonthWeak = "month_weak",
    YearAgent = "year_agent",
    Street = "street",
    Scored = "scored",
    HalfCounted = "half_counted",
}

/// The word lists of `[guard]`: which of them hold a word, a bit each.
#[derive(Debug, Clone)]
pub(super) struct GuardWords(ByWord<u64>);

impl GuardWords {
    pub(super) fn new(
        lists: &BTreeMap<String, Vec<String>>,
        lexicon: &mut Lexicon,
    ) -> Result<Self, String> {
        let mut bits: ByWord<u64> = ByWord::default();
        for (name, words) in lists {
            let known = List::ALL.iter().find(|(_, n)| n == name);
            let (list, _) = known.ok_or_else(|| format!("no list {name} in [guard]"))?;
            for word in words {
                *bits.slot(lexicon.intern(word)) |= 1 << *list as u8;
            }
        }
        Ok(Self(bits))
    }

    pub(super) fn has(&self, list: List, word: WordId) -> bool {
        self.0.get(word) & (1 << list as u8) != 0
    }
}
