//! Fractions and ratios that are shares: `a third of the shares`, `half the company`, `a 50-50 venture`.

use super::decimal::Decimal;
use super::number::{Number, NumberWords};
use super::share::{Part, Shares};
use crate::document::{Document, Gap, Shape};
use crate::mention::Share;

/// How far a verb of owning may stand from a fraction, and how long a name may be.
const REACH: usize = 5;

impl Shares {
    /// `a third of the shares`, `a half interest`, `a 50-50 venture`.
    pub(super) fn fraction(
        &self,
        document: &Document<'_>,
        at: usize,
        number: Option<Number>,
        numbers: &NumberWords,
    ) -> Option<(Share, usize, &'static str)> {
        if number.is_some_and(|n| n.digits) {
            return None;
        }
        let (upper, lower, end) = numbers.fraction(document, at)?;
        if let Some(found) = self.of_a_percent(document, (upper, lower, end), numbers) {
            return Some(found);
        }
        let exact = Decimal::whole(upper.checked_mul(10_000)?).over(lower)?.to_f64();
        let share = Share {
            exact: Some(exact.round() / 100.0).filter(|s| *s <= 100.0),
            approximate: exact.fract() != 0.0,
            ..Share::default()
        };
        share.exact?;
        let of = document.word(end) == self.joints.of;
        let Some(stake) = self.stake_after(document, end) else {
            let owned = (of || lower == 2) && self.owned_after(document, end + usize::from(of));
            let owned = owned && self.owning_before(document, at);
            return owned.then_some((share, end, "value/fraction"));
        };
        Some((share, if of { stake + 1 } else { end }, "value/fraction"))
    }

    /// `half a percent`, `a tenth of a percent`, `half of 1 percent`.
    fn of_a_percent(
        &self,
        document: &Document<'_>,
        (upper, lower, end): (i64, i64, usize),
        numbers: &NumberWords,
    ) -> Option<(Share, usize, &'static str)> {
        let end = end + usize::from(document.word(end) == self.joints.of);
        let (of, end) = match numbers.at(document, end) {
            Some(number) => (number.value, number.end),
            None if numbers.is_article(document.word(end)) => (Decimal::whole(1), end + 1),
            None => return None,
        };
        let end = self.sign(document, end, numbers)?;
        let exact = of.times(Decimal::whole(upper))?.over(lower)?.to_f64();
        Some((Share { exact: Some(exact), ..Share::default() }, end, "value/percent"))
    }

    /// A verb of owning stands within the few tokens before.
    fn owning_before(&self, document: &Document<'_>, at: usize) -> bool {
        (at.saturating_sub(2 * REACH)..at).any(|at| self.is(document.word(at), Part::OWNING))
    }

    /// A company by name or noun and nothing of it: not `its staff`, `Acme's staff`, `Acme shares`.
    fn owned_after(&self, document: &Document<'_>, start: usize) -> bool {
        let word = |at: usize| document.word(at);
        let first = start + usize::from(self.is(word(start), Part::BETWEEN));
        let capital = |at: usize| document.tokens.get(at).is_some_and(|t| t.is_capital());
        let names = (first..first + REACH).take_while(|at| capital(*at)).count();
        let noun = self.is(word(first + names), Part::OWNED);
        if names == 0 && !noun {
            return false;
        }
        let end = first + names + usize::from(noun);
        document.tokens.get(end).is_none_or(|next| {
            let sign = next.shape.has(Shape::PUNCT) && !next.shape.has(Shape::POSSESSIVE);
            let hyphen = next.gap == Gap::None && document.token_text(end) == "-";
            next.gap >= Gap::Line || sign && !hyphen || self.is(next.word, Part::FUNCTION)
        })
    }

    /// `50-50` and `51/49` before a word of ownership.
    pub(super) fn ratio(
        &self,
        document: &Document<'_>,
        at: usize,
        first: Number,
        numbers: &NumberWords,
    ) -> Option<(Share, usize, &'static str)> {
        if !self.is(document.word(at + 1), Part::RATIO) {
            return None;
        }
        let second = numbers.at(document, at + 2)?;
        let whole = first.value.plus(second.value)?.as_whole()? == 100;
        if !whole || first.end != at + 1 || second.end != at + 3 {
            return None;
        }
        self.stake_after(document, at + 3)?;
        let share = Share { exact: Some(first.value.to_f64()), ..Share::default() };
        Some((share, at + 3, "value/ratio"))
    }

    /// The word of ownership within the next few tokens.
    fn stake_after(&self, document: &Document<'_>, start: usize) -> Option<usize> {
        for at in start..start + 6 {
            let token = document.tokens.get(at).filter(|t| t.gap < Gap::Line)?;
            if self.is(token.word, Part::STAKE) {
                return Some(at);
            }
            let between = Part::BETWEEN | Part::OWNED;
            if !(self.is(token.word, between) || token.is_capital()) {
                return None;
            }
        }
        None
    }
}
