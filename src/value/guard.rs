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
}

impl Guard {
    const NAMES: [(&'static str, Self); 28] = [
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
                digit && around.led_by_the(List::DatedBefore) && around.ends()
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
            Self::Half => around.before_in(List::HalfBefore) && !around.after_in(List::HalfAfter),
            Self::Season => around.season(),
            Self::Shift => around.shift(),
            Self::Weekend => hit.end > hit.start + 1 || around.before_in(List::WeekendBefore),
            Self::Duration => around.duration(),
            Self::Article => !matches!(hit.frame.unit(), Some(Unit::Second | Unit::Quarter)),
            Self::Plural => around.before_in(List::PluralBefore),
            Self::UnitAlone => !around.after_in(List::UnitAfter) && !around.noun_follows(),
            Self::Rate => around.before_in(List::RateBefore) || around.number_before(),
            Self::ThePast => !around.noun_follows() && !around.after_in(List::UnitAfter),
            Self::Soon => !around.before_in(List::SoonBefore) && !around.after_in(List::SoonBefore),
            Self::Clock => around.before_in(List::ClockBefore),
            Self::Dated => around.before_in(List::DatedBefore),
            Self::Bracketed => around.bracketed(),
            Self::Recent => !around.after_in(List::RecentAfter),
        }
    }
}

/// Two digits or a word for the tens name a decade from the fifties on.
const RECENT_DECADE: i32 = 195;

/// A match and what stands around it.
struct Around<'a> {
    hit: &'a Hit,
    grammar: &'a Grammar,
    context: &'a Context<'a>,
}

impl Around<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.context.document.tokens.get(at)
    }

    /// The token before, unless a line begins with the match.
    fn before(&self) -> Option<&Token> {
        let here = self.token(self.hit.start)?;
        let joined = here.gap < Gap::Line;
        self.hit.start.checked_sub(1).filter(|_| joined).and_then(|b| self.token(b))
    }

    fn after(&self) -> Option<&Token> {
        self.token(self.hit.end).filter(|t| t.gap < Gap::Line)
    }

    fn before_in(&self, list: List) -> bool {
        self.before().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn after_in(&self, list: List) -> bool {
        self.after().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn in_list(&self, list: List) -> bool {
        self.is_in(self.hit.start, list)
    }

    fn is_in(&self, at: usize, list: List) -> bool {
        self.token(at).is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn is_function(&self, token: &Token) -> bool {
        self.context.lexicon.is(token.word, Class::Function)
    }

    /// A small word without grammar follows, so that the match only describes it.
    fn noun_follows(&self) -> bool {
        self.after().is_some_and(|t| {
            t.is_lower() && t.gap == Gap::Space && !self.is_function(t) && !self.looks_verbal(t)
        })
    }

    fn looks_verbal(&self, token: &Token) -> bool {
        let text = token.span.of(self.context.document.text);
        text.ends_with("ed") || !self.context.lexicon.inflections(token.word).is_empty()
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

    fn month(&self) -> bool {
        let led = self.before_in(List::MonthBefore);
        if self.in_list(List::MonthAlike) && !led {
            return false;
        }
        let name_follows = self
            .after()
            .is_some_and(|t| t.is_capital() && t.gap == Gap::Space && !self.is_function(t));
        led || !(self.in_list(List::MonthGiven) && name_follows)
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

    fn decade(&self) -> bool {
        let written = self
            .token(self.hit.start)
            .is_some_and(|t| t.span.len() >= 5 && t.shape.has(Shape::DIGIT));
        // `in the mid 30s` may be degrees, `in his 30s` years of age.
        let recent = self.hit.frame.get(Field::Decade).is_some_and(|d| d >= RECENT_DECADE);
        let led = self.before_in(List::DecadeBefore) && recent;
        written || self.hit.end > self.hit.start + 1 || led
    }

    /// Four digits alone are a year where grammar calls for one and nothing is counted.
    fn year(&self) -> bool {
        let Some(year) = self.hit.frame.get(Field::Year) else { return false };
        let joined = |t: Option<&Token>| {
            t.is_some_and(|t| {
                t.gap == Gap::None
                    && matches!(
                        t.span.of(self.context.document.text),
                        "-" | "/" | "." | ":" | "@" | "#" | "+" | "=" | "_" | "&" | "*"
                    )
            })
        };
        let text_before = self.before().map_or("", |t| t.span.of(self.context.document.text));
        let here = self.token(self.hit.start).map_or(Gap::None, |t| t.gap);
        let glued_before = here == Gap::None
            && matches!(
                text_before,
                "." | ":" | "@" | "#" | "+" | "=" | "_" | "&" | "*" | "$" | "€" | "£" | "\\"
            );
        if self.before_in(List::YearNever) || glued_before || self.after_in(List::YearCounted) {
            return false;
        }
        // `1987-88` and `mid-1996` stay; `555-1987` and `2011-x` do not.
        let number_chain = here == Gap::None
            && matches!(text_before, "-" | "/" | "–")
            && self.hit.start >= 2
            && self
                .token(self.hit.start - 2)
                .is_some_and(|t| t.shape.has(Shape::DIGIT) && t.span.len() != 4);
        if number_chain
            || joined(self.after())
                && self.token(self.hit.end + 1).is_some_and(|t| {
                    t.gap == Gap::None
                        && t.shape.has(Shape::DIGIT)
                        && t.span.len() != 4
                        && t.span.len() != 2
                })
        {
            return false;
        }
        let prefix = text_before == "-"
            && here == Gap::None
            && self.hit.start.checked_sub(2).is_some_and(|at| self.is_in(at, List::YearPrefix));
        let strong = prefix || self.before_in(List::YearStrong);
        let plural = self.after().is_some_and(|t| {
            t.is_lower()
                && t.gap == Gap::Space
                && t.span.of(self.context.document.text).ends_with('s')
                && !self.is_function(t)
        });
        let modern = (1900..=2060).contains(&year);
        let opens = self.before().is_none();
        if strong {
            return (1000..=2199).contains(&year) && (modern || !plural);
        }
        if !modern {
            return (1500..1900).contains(&year)
                && self.before_in(List::YearWeak)
                && !plural
                && !self.noun_follows();
        }
        if plural && !self.before_in(List::YearDefinite) {
            return false;
        }
        let capital = self.before().is_some_and(|t| t.shape.has(Shape::ALPHA));
        self.before_in(List::YearWeak) || opens || capital
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
            Some(Unit::Second) => self
                .token(self.hit.end - 1)
                .is_some_and(|t| t.span.of(self.context.document.text).ends_with('s')),
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
