//! Numbers of more than one token in digits: `.5`, `1 234 567`, `3/4`, `2 1/2`.

use super::decimal::Decimal;
use super::number::{NumberWords, Part};
use crate::document::{Document, Gap, Shape};

impl NumberWords {
    /// True for the digits of `.5`.
    pub(super) fn is_tail(&self, document: &Document<'_>, at: usize) -> bool {
        let Some(point) = at.checked_sub(1).filter(|at| document.word(*at) == self.period) else {
            return false;
        };
        let close = |at: usize| document.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
        let sign = || document.tokens.get(point - 1).is_some_and(|t| t.shape.has(Shape::PUNCT));
        close(at) && (point == 0 || !close(point) || sign())
    }

    /// `1 234 567`, `1'234'567`: groups of three digits. A single group behind a common blank may
    /// be another number.
    pub(super) fn grouped(&self, document: &Document<'_>, at: usize) -> Option<(Decimal, usize)> {
        let digits = |at: usize, most: usize| {
            let token = document.tokens.get(at)?;
            let text = document.token_text(at);
            let plain = token.shape.has(Shape::NUMBER) && text.bytes().all(|b| b.is_ascii_digit());
            (plain && text.len() <= most).then_some((text, token.gap))
        };
        let next = document.tokens.get(at + 1)?;
        let blank = next.shape.has(Shape::NUMBER) && next.span.len() == 3 && next.gap == Gap::Space;
        if !blank && self.parts.get(next.word) != Part::Grouping {
            return None;
        }
        let mut value: i64 = digits(at, 3)?.0.parse().ok()?;
        let (mut end, mut groups) = (at + 1, 0);
        loop {
            let sign = !blank && self.parts.get(document.word(end)) == Part::Grouping;
            let Some((group, gap)) = digits(end + usize::from(sign), 3) else { break };
            let fits = if blank { gap == Gap::Space } else { sign && gap == Gap::None };
            if group.len() != 3 || !fits {
                break;
            }
            value = value.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
            (end, groups) = (end + 1 + usize::from(sign), groups + 1);
        }
        let narrow =
            document.text.as_bytes().get(next.span.start.checked_sub(1)? as usize) != Some(&b' ');
        // `£375 000`: one group is enough behind the sign of a currency.
        let priced = || self.parts.get(document.word(at.wrapping_sub(1))) == Part::Priced;
        let enough = if blank && !narrow && !priced() { 2 } else { 1 };
        (groups >= enough).then_some((Decimal::whole(value), end))
    }

    /// `3/4`.
    pub(super) fn written_fraction(
        &self,
        document: &Document<'_>,
        at: usize,
    ) -> Option<(Decimal, usize)> {
        let whole = |at: usize| {
            let token = document.tokens.get(at).filter(|t| t.shape.has(Shape::NUMBER))?;
            (token.span.len() <= 2).then(|| Decimal::parse(document.token_text(at))?.as_whole())?
        };
        let joined = |at: usize| document.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
        if document.word(at + 1) != self.slash || !joined(at + 1) || !joined(at + 2) {
            return None;
        }
        let (upper, lower) = (whole(at)?, whole(at + 2)?);
        let known = matches!(lower, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64) && upper < lower;
        let longer = document.word(at + 3) == self.slash && joined(at + 3);
        (known && !longer).then(|| Some((Decimal::whole(upper).over(lower)?, at + 3))).flatten()
    }

    /// The fraction in `2 1/2` and `2-1/2`.
    pub(super) fn added_fraction(
        &self,
        document: &Document<'_>,
        end: usize,
    ) -> Option<(Decimal, usize)> {
        let hyphen = usize::from(self.is_hyphen(document.word(end)));
        let first = document.tokens.get(end + hyphen)?;
        if let (Part::Sign(a, b), true) = (self.parts.get(first.word), first.gap < Gap::Line) {
            return Some((Decimal::whole(a).over(b)?, end + hyphen + 1));
        }
        if !first.shape.has(Shape::NUMBER) || hyphen == 0 && first.gap != Gap::Space {
            return None;
        }
        self.written_fraction(document, end + hyphen)
    }
}
