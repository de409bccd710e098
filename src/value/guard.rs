//! What must hold around a match that is also something else: `May`, `1900 workers`, `the fall`.

use super::field::Context;
use super::frame::{Field, Unit};
use super::grammar::{Grammar, Hit};
use super::guard_words::List;
use crate::document::{Gap, Shape, Token};
use crate::lexicon::{Class, WordId};

/// A named condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    MonthDay,
    Month,
    Year,
    YearStrong,
    Decade,
    Weekday,
    Half,
    Season,
    Shift,
    Weekend,
    Duration,
    Article,
    Plural,
    UnitAlone,
    Rate,
    ThePast,
    Soon,
    Clock,
    Dated,
    Bracketed,
    Recent,
    Ended,
    Holiday,
    MoreDays,
    Part,
    OnThe,
    Ends,
    DayWord,
    Digits,
    RoundYear,
    Starts,
    Small,
}

impl Guard {
    const NAMES: [(&'static str, Self); 32] = [
        ("month-day", Self::MonthDay),
        ("month", Self::Month),
        ("year", Self::Year),
        ("year-strong", Self::YearStrong),
        ("decade", Self::Decade),
        ("weekday", Self::Weekday),
        ("half", Self::Half),
        ("season", Self::Season),
        ("shift", Self::Shift),
        ("weekend", Self::Weekend),
        ("duration", Self::Duration),
        ("article", Self::Article),
        ("plural", Self::Plural),
        ("unit-alone", Self::UnitAlone),
        ("rate", Self::Rate),
        ("the-past", Self::ThePast),
        ("soon", Self::Soon),
        ("clock", Self::Clock),
        ("dated", Self::Dated),
        ("bracketed", Self::Bracketed),
        ("recent", Self::Recent),
        ("ended", Self::Ended),
        ("holiday", Self::Holiday),
        ("more-days", Self::MoreDays),
        ("part", Self::Part),
        ("on-the", Self::OnThe),
        ("ends", Self::Ends),
        ("day-word", Self::DayWord),
        ("digits", Self::Digits),
        ("round-year", Self::RoundYear),
        ("starts", Self::Starts),
        ("small", Self::Small),
    ];

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, g)| *g)
    }

    /// True when the match may stand.
    pub(super) fn holds(self, hit: &Hit, grammar: &Grammar, context: &Context<'_>) -> bool {
        let around = Around { hit, grammar, context };
        match self {
            Self::MonthDay => !around.after_in(List::DayCounted),
            Self::Ended => around.after_in(List::UnitEnded),
            Self::Holiday => around.holiday(),
            Self::MoreDays => around.more_days(),
            Self::OnThe => {
                let digit = around.token(hit.start).is_some_and(|t| t.shape.has(Shape::DIGIT));
                digit && around.led_by_the(List::DatedBefore) && around.stands_alone()
            }
            Self::Ends => around.ends(),
            Self::DayWord => {
                let day = hit.frame.get(Field::Count).filter(|day| (1..=31).contains(day));
                let word = around.token(hit.start + 1).is_some_and(|t| !t.shape.has(Shape::DIGIT));
                let sign = around.token(hit.end).is_none_or(|t| t.shape.has(Shape::PUNCT));
                day.is_some() && word && (sign || hit.frame.has(Field::Year))
            }
            Self::Part => {
                around.led_by_the(List::PartBefore)
                    && !around.after_in(List::UnitAfter)
                    && !around.noun_follows()
            }
            Self::Month => around.month(),
            Self::Year => around.year(),
            Self::YearStrong => {
                around.before_in(List::YearStrong) || around.before_in(List::DatedBefore)
            }
            Self::Decade => around.decade(),
            Self::Weekday => around.weekday(),
            Self::Half => around.half(),
            Self::Digits => around.token(hit.start).is_some_and(|t| t.shape.has(Shape::DIGIT)),
            Self::Small => around.small(),
            Self::RoundYear => hit.frame.get(Field::Year).is_some_and(|year| year % 10 == 0),
            Self::Starts => {
                around.after().is_some_and(|t| t.shape.has(Shape::DIGIT) || grammar.begins(t.word))
            }
            Self::Season => around.season(),
            Self::Shift => around.shift(),
            Self::Weekend => hit.end > hit.start + 1 || around.before_in(List::WeekendBefore),
            Self::Duration => around.duration(),
            Self::Article => !matches!(hit.frame.unit(), Some(Unit::Second | Unit::Quarter)),
            Self::Plural => around.before_in(List::PluralBefore),
            Self::UnitAlone => {
                let named = around.token(hit.start).is_some_and(|t| t.is_capital());
                !named && !around.after_in(List::UnitAfter) && !around.noun_follows()
            }
            Self::Rate => around.rate(),
            Self::ThePast => !around.noun_follows() && !around.after_in(List::UnitAfter),
            Self::Soon => !around.before_in(List::SoonBefore) && !around.after_in(List::SoonBefore),
            Self::Clock => around.before_in(List::ClockBefore) && !around.is_score(),
            Self::Dated => around.before_in(List::DatedBefore),
            Self::Bracketed => around.bracketed(),
            Self::Recent => !around.after_in(List::RecentAfter),
        }
    }
}

/// How far a verb of winning stands from its score.
const SCORE_REACH: usize = 8;

/// A match and what stands around it.
pub(super) struct Around<'a> {
    pub(super) hit: &'a Hit,
    pub(super) grammar: &'a Grammar,
    pub(super) context: &'a Context<'a>,
}

impl Around<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.context.document.tokens.get(at)
    }

    /// The token before, unless a line begins with the match.
    pub(super) fn before(&self) -> Option<&Token> {
        let here = self.token(self.hit.start)?;
        let joined = here.gap < Gap::Line;
        self.hit.start.checked_sub(1).filter(|_| joined).and_then(|b| self.token(b))
    }

    pub(super) fn after(&self) -> Option<&Token> {
        self.token(self.hit.end).filter(|t| t.gap < Gap::Line)
    }

    pub(super) fn before_in(&self, list: List) -> bool {
        self.before().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    pub(super) fn after_in(&self, list: List) -> bool {
        self.after().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn in_list(&self, list: List) -> bool {
        self.is_in(self.hit.start, list)
    }

    pub(super) fn is_in(&self, at: usize, list: List) -> bool {
        self.token(at).is_some_and(|t| self.context.guards.has(list, t.word))
    }

    pub(super) fn is_function(&self, token: &Token) -> bool {
        self.context.lexicon.is(token.word, Class::Function)
    }

    /// A small word without grammar follows, so that the match only describes it.
    pub(super) fn noun_follows(&self) -> bool {
        self.after().is_some_and(|t| {
            t.is_lower() && t.gap == Gap::Space && !self.is_function(t) && !self.looks_verbal(t)
        })
    }

    fn looks_verbal(&self, token: &Token) -> bool {
        let text = token.span.of(self.context.document.text);
        text.ends_with("ed") || !self.context.lexicon.inflections(token.word).is_empty()
    }

    /// What is counted comes so often. `A second` is that only behind a number of them: in `people a
    /// second page` it counts what follows.
    fn rate(&self) -> bool {
        let counted = self.before_in(List::RateBefore) || self.number_before();
        match self.hit.frame.unit() {
            Some(Unit::Second | Unit::Quarter) => {
                let number = |back: usize| {
                    let at = self.hit.start.checked_sub(back);
                    at.and_then(|at| self.token(at)).is_some_and(|t| t.shape.has(Shape::NUMBER))
                };
                self.stands_alone() && (number(1) || counted && number(2))
            }
            _ => counted,
        }
    }

    fn number_before(&self) -> bool {
        self.before().is_some_and(|t| t.shape.has(Shape::NUMBER))
    }

    /// Nothing is counted, and no time or longer number begins.
    fn more_days(&self) -> bool {
        let close = self.after().is_some_and(|t| {
            let stop = matches!(t.span.of(self.context.document.text), "," | "." | ")" | ";");
            t.gap == Gap::None && !stop || t.shape.has(Shape::DIGIT) || t.is_capital()
        });
        let counted = self.after_in(List::DayCounted) || self.after_in(List::YearCounted);
        !close && !counted && !self.noun_follows()
    }

    /// Nothing follows that it would belong to: not `the day before the vote`.
    fn ends(&self) -> bool {
        let determined = self.after().is_some_and(|t| {
            let class = |class| self.context.lexicon.is(t.word, class);
            t.is_capital() || t.shape.has(Shape::DIGIT) || class(Class::Determiner)
        });
        !determined && !self.noun_follows() && !self.after_in(List::UnitAfter)
    }

    /// No noun can follow: a sign or a word of grammar does, or the sentence ends.
    fn stands_alone(&self) -> bool {
        self.after().is_none_or(|t| t.shape.has(Shape::PUNCT) || self.is_function(t))
    }

    /// Written small, or at the beginning of a sentence: not `the Daily Mail`.
    fn small(&self) -> bool {
        let capital = self.token(self.hit.start).is_some_and(Token::is_capital);
        !capital || self.before().is_none_or(|t| t.shape.has(Shape::PUNCT))
    }

    /// `the` stands before, and before it a word of the list.
    fn led_by_the(&self, list: List) -> bool {
        let first = self.hit.start.checked_sub(2).and_then(|at| self.token(at));
        self.before_in(List::Definite)
            && first.is_some_and(|t| self.context.guards.has(list, t.word))
    }

    /// A name that stands for itself: no `Christmas Island`, no `Easter eggs`.
    fn holiday(&self) -> bool {
        let capital = self.token(self.hit.end - 1).is_some_and(Token::is_capital);
        let name = self.after().is_some_and(|t| t.is_capital() && t.gap == Gap::Space);
        let year = self.hit.frame.has(Field::Year);
        year || capital && !name && !self.noun_follows()
    }

    /// A verb of winning or losing stands shortly before.
    fn is_score(&self) -> bool {
        let first = self.hit.start.saturating_sub(SCORE_REACH);
        (first..self.hit.start).any(|at| self.is_in(at, List::Scored))
    }

    fn month(&self) -> bool {
        let led = self.before_in(List::MonthBefore);
        let strong = led && !self.before_in(List::MonthWeak);
        let possessive = self.after().is_some_and(|t| t.shape.has(Shape::POSSESSIVE));
        let titled =
            self.before().is_some_and(|t| self.context.lexicon.is(t.word, Class::Honorific));
        if titled || self.in_list(List::MonthAlike) && (!led || possessive && !strong) {
            return false;
        }
        let name_follows = self
            .after()
            .is_some_and(|t| t.is_capital() && t.gap == Gap::Space && !self.is_function(t));
        strong || !(self.in_list(List::MonthGiven) && name_follows)
    }

    /// `in the first half`, `first-half profit`; not `the first half hour`, `a first-half goal`.
    fn half(&self) -> bool {
        let joined = self.hit.end > self.hit.start + 2;
        let led = self.before_in(List::HalfBefore) && !self.after_in(List::HalfAfter);
        led || joined && self.after_in(List::HalfCounted)
    }

    fn weekday(&self) -> bool {
        if self.in_list(List::WeekdayAlike) {
            let date_follows = self.after().is_some_and(|t| {
                let second = self.token(self.hit.end + 1);
                t.shape.has(Shape::DIGIT)
                    || second.is_some_and(|s| {
                        s.shape.has(Shape::DIGIT)
                            || self.grammar.term(s.word, Field::Month).is_some()
                    })
            });
            return self.before_in(List::WeekdayBefore) || date_follows;
        }
        !self.before_in(List::WeekdayName)
    }

    /// `in the spring`, `this fall`; not `the spring broke`, `the fall of the wall`.
    fn season(&self) -> bool {
        let led = !self.before_in(List::Definite) || self.led_by_the(List::SeasonLed);
        let after = self.after_in(List::SeasonAfter) || self.noun_follows();
        led && self.before_in(List::SeasonBefore) && !after
    }

    fn shift(&self) -> bool {
        let the = self.before_in(List::Definite);
        let first = self.token(self.hit.start).map_or(WordId::UNKNOWN, |t| t.word);
        let day = self.hit.frame.unit() == Some(Unit::Day);
        if the && self.context.guards.has(List::ShiftFocus, first) {
            return false;
        }
        !(day && self.hit.frame.get(Field::Shift) != Some(0))
    }

    fn duration(&self) -> bool {
        match self.hit.frame.unit() {
            Some(Unit::Second) => {
                self.token(self.hit.end - 1)
                    .is_some_and(|t| t.span.of(self.context.document.text).ends_with('s'))
                    || self.hit.end > self.hit.start + 2
            }
            Some(Unit::Quarter) => !self.after_in(List::UnitAfter),
            _ => !self.after_in(List::AgeAfter) && !self.aged(),
        }
    }

    /// `6-year-old`.
    fn aged(&self) -> bool {
        let old = self.token(self.hit.end + 1);
        self.after().is_some_and(|t| t.span.of(self.context.document.text) == "-")
            && old.is_some_and(|t| self.context.guards.has(List::AgeAfter, t.word))
    }

    fn bracketed(&self) -> bool {
        let text = |t: Option<&Token>| t.map_or("", |t| t.span.of(self.context.document.text));
        matches!(text(self.before()), "(" | "[" | "（")
            && matches!(text(self.after()), ")" | "]" | "）")
    }
}
