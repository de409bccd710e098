//! What must hold around a match that is also something else: `May`, `1900 workers`, `the fall`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::frame::{Field, Unit};
use super::grammar::{Context, Grammar, Hit};
use crate::document::{Gap, Shape, Token};
use crate::lexicon::{Class, Lexicon, WordId};

/// The word lists of `[guard]`.
#[derive(Debug, Clone)]
pub(super) struct GuardWords(BTreeMap<String, FxHashSet<WordId>>);

impl GuardWords {
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>, lexicon: &mut Lexicon) -> Self {
        let lists = lists
            .iter()
            .map(|(name, words)| (name.clone(), words.iter().map(|w| lexicon.intern(w)).collect()));
        Self(lists.collect())
    }

    fn has(&self, list: &str, word: WordId) -> bool {
        word.is_known() && self.0.get(list).is_some_and(|l| l.contains(&word))
    }
}

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
}

impl Guard {
    const NAMES: [(&'static str, Self); 22] = [
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
    ];

    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, g)| *g)
    }

    /// True when the match may stand.
    pub(super) fn holds(self, hit: &Hit, grammar: &Grammar, context: &Context<'_>) -> bool {
        let around = Around { hit, grammar, context };
        match self {
            Self::MonthDay => !around.after_in("day_counted"),
            Self::Ended => around.after_in("unit_ended"),
            Self::Month => around.month(),
            Self::Year => around.year(),
            Self::YearStrong => around.before_in("year_strong") || around.before_in("dated_before"),
            Self::Decade => around.decade(),
            Self::Weekday => around.weekday(),
            Self::Half => around.before_in("half_before") && !around.after_in("half_after"),
            Self::Season => around.season(),
            Self::Shift => around.shift(),
            Self::Weekend => hit.end > hit.start + 1 || around.before_in("weekend_before"),
            Self::Duration => around.duration(),
            Self::Article => !matches!(hit.frame.unit(), Some(Unit::Second | Unit::Quarter)),
            Self::Plural => around.before_in("plural_before"),
            Self::UnitAlone => !around.after_in("unit_after") && !around.noun_follows(),
            Self::Rate => around.before_in("rate_before") || around.number_before(),
            Self::ThePast => !around.noun_follows() && !around.after_in("unit_after"),
            Self::Soon => !around.before_in("soon_before") && !around.after_in("soon_before"),
            Self::Clock => around.before_in("clock_before"),
            Self::Dated => around.before_in("dated_before"),
            Self::Bracketed => around.bracketed(),
            Self::Recent => !around.after_in("recent_after"),
        }
    }
}

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

    fn before_in(&self, list: &str) -> bool {
        self.before().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn after_in(&self, list: &str) -> bool {
        self.after().is_some_and(|t| self.context.guards.has(list, t.word))
    }

    fn in_list(&self, list: &str) -> bool {
        self.token(self.hit.start).is_some_and(|t| self.context.guards.has(list, t.word))
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

    fn month(&self) -> bool {
        let led = self.before_in("month_before");
        if self.in_list("month_alike") && !led {
            return false;
        }
        let name_follows = self
            .after()
            .is_some_and(|t| t.is_capital() && t.gap == Gap::Space && !self.is_function(t));
        led || !(self.in_list("month_given") && name_follows)
    }

    fn weekday(&self) -> bool {
        if self.in_list("weekday_alike") {
            let date_follows = self.after().is_some_and(|t| {
                let second = self.token(self.hit.end + 1);
                t.shape.has(Shape::DIGIT)
                    || second.is_some_and(|s| {
                        s.shape.has(Shape::DIGIT)
                            || self.grammar.term(s.word, Field::Month).is_some()
                    })
            });
            return self.before_in("weekday_before") || date_follows;
        }
        !self.before_in("weekday_name")
    }

    fn decade(&self) -> bool {
        let written = self
            .token(self.hit.start)
            .is_some_and(|t| t.span.len() >= 5 && t.shape.has(Shape::DIGIT));
        written || self.hit.end > self.hit.start + 1 || self.before_in("decade_before")
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
        if self.before_in("year_never") || glued_before || self.after_in("year_counted") {
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
        let strong = self.before_in("year_strong");
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
                && self.before_in("year_weak")
                && !plural
                && !self.noun_follows();
        }
        if plural && !self.before_in("year_definite") {
            return false;
        }
        let capital = self.before().is_some_and(|t| t.shape.has(Shape::ALPHA));
        self.before_in("year_weak") || opens || capital
    }

    /// `in the spring`, `this fall`; not `the spring broke`, `the fall of the wall`.
    fn season(&self) -> bool {
        let led = !self.before_in("definite")
            || self
                .hit
                .start
                .checked_sub(2)
                .and_then(|at| self.token(at))
                .is_some_and(|t| self.context.guards.has("season_led", t.word));
        led && self.before_in("season_before") && !self.after_in("season_after")
    }

    fn shift(&self) -> bool {
        let the = self.before_in("definite");
        let first = self.token(self.hit.start).map_or(WordId::UNKNOWN, |t| t.word);
        let day = self.hit.frame.unit() == Some(Unit::Day);
        if the && self.context.guards.has("shift_focus", first) {
            return false;
        }
        !(day && self.hit.frame.get(Field::Shift) != Some(0))
    }

    fn duration(&self) -> bool {
        match self.hit.frame.unit() {
            Some(Unit::Second) => self
                .token(self.hit.end - 1)
                .is_some_and(|t| t.span.of(self.context.document.text).ends_with('s')),
            Some(Unit::Quarter) => !self.after_in("unit_after"),
            _ => !self.after_in("age_after") && !self.aged(),
        }
    }

    /// `6-year-old`.
    fn aged(&self) -> bool {
        let old = self.token(self.hit.end + 1);
        self.after().is_some_and(|t| t.span.of(self.context.document.text) == "-")
            && old.is_some_and(|t| self.context.guards.has("age_after", t.word))
    }

    fn bracketed(&self) -> bool {
        let text = |t: Option<&Token>| t.map_or("", |t| t.span.of(self.context.document.text));
        matches!(text(self.before()), "(" | "[" | "（")
            && matches!(text(self.after()), ")" | "]" | "）")
    }
}
