//! When digits are a year or a decade: not `1900 workers`, `1987 Main Street`, `in his 30s`.

use super::frame::Field;
use super::guard::Around;
use super::guard_words::List;
use crate::document::{Gap, Shape, Token};

/// Two digits or a word for the tens name a decade from the fifties on.
const RECENT_DECADE: i32 = 195;

impl Around<'_> {
    /// Four digits alone are a year where grammar calls for one and nothing is counted.
    pub(super) fn year(&self) -> bool {
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
        let hyphen = joined(self.after()) && self.is_in(self.hit.end + 1, List::YearCounted);
        let counted = hyphen || self.after_in(List::YearCounted);
        if self.before_in(List::YearNever) || glued_before || counted {
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
        let agent =
            self.before_in(List::YearAgent) && !self.before().is_some_and(Token::is_capital);
        if strong {
            return !(plural && agent) && (1000..=2199).contains(&year) && (modern || !plural);
        }
        if !modern {
            return (1500..1900).contains(&year)
                && self.before_in(List::YearWeak)
                && !plural
                && !self.noun_follows();
        }
        if plural && !self.before_in(List::YearDefinite) || self.is_address() {
            return false;
        }
        let capital = self.before().is_some_and(|t| t.shape.has(Shape::ALPHA));
        self.before_in(List::YearWeak) || opens || capital
    }

    /// Names and `Street` follow.
    fn is_address(&self) -> bool {
        let capital = |at: &usize| self.token(*at).is_some_and(Token::is_capital);
        let mut names = (self.hit.end..self.hit.end + 4).take_while(capital);
        names.any(|at| self.is_in(at, List::Street))
    }

    pub(super) fn decade(&self) -> bool {
        let written = self
            .token(self.hit.start)
            .is_some_and(|t| t.span.len() >= 5 && t.shape.has(Shape::DIGIT));
        // `in the mid 30s` may be degrees, `in his 30s` years of age.
        let recent = self.hit.frame.get(Field::Decade).is_some_and(|d| d >= RECENT_DECADE);
        let hyphen = self.before().is_some_and(|t| t.span.of(self.context.document.text) == "-");
        let before = self.hit.start.saturating_sub(2);
        let joined = hyphen && self.is_in(before, List::YearPrefix);
        let led = (joined || self.before_in(List::DecadeBefore)) && recent;
        written || self.hit.end > self.hit.start + 1 || led
    }
}
