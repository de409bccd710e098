//! Whether an article is the one that records were read from, and where in it they point.

use crate::span::Span;
use crate::write::Unit;

/// A place that a record names: what stands there, and its offsets as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// The words.
    pub text: &'a str,
    /// Offset of the first character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Byte offsets of an article's text for the offsets of its records.
#[derive(Debug)]
pub struct Check<'a> {
    text: &'a str,
    unit: Unit,
    /// The byte of every [`STEP`]th character; empty for ASCII and for byte offsets.
    steps: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Check<'a> {
    /// The way from offsets to bytes, if all of `places` hold the words that the records say, in
    /// code points or in bytes; otherwise how many of them do not. Linear in text and places.
    ///
    /// # Errors
    /// The number of places, in code points, that hold other words: the article is another one, or
    /// was changed.
    pub fn new(text: &'a str, places: &[Found<'_>]) -> Result<Self, usize> {
        let chars = Self::with(text, Unit::Chars);
        let wrong = chars.wrong(places);
        if wrong == 0 {
            return Ok(chars);
        }
        let bytes = Self::with(text, Unit::Bytes);
        if bytes.wrong(places) == 0 { Ok(bytes) } else { Err(wrong) }
    }

    /// The way for offsets of a known unit.
    pub fn with(text: &'a str, unit: Unit) -> Self {
        let steps = if unit == Unit::Bytes || text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STEP).map(|(at, _)| at as u32).collect()
        };
        Self { text, unit, steps }
    }

    fn wrong(&self, places: &[Found<'_>]) -> usize {
        let holds = |p: &&Found<'_>| {
            self.span(p.start, p.end).is_some_and(|span| span.of(self.text) == p.text)
        };
        places.len() - places.iter().filter(holds).count()
    }

    /// The place in bytes; `None` when the text has no such place.
    pub fn span(&self, start: u32, end: u32) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        self.text.get(start..end)?;
        Some(Span::new(start, end))
    }

    fn byte(&self, offset: u32) -> Option<usize> {
        let offset = offset as usize;
        if self.unit == Unit::Bytes || self.text.is_ascii() {
            return (offset <= self.text.len()).then_some(offset);
        }
        let Some(&step) = self.steps.get(offset / STEP) else {
            // The end of a text whose last step is full.
            let past = offset.is_multiple_of(STEP) && offset / STEP == self.steps.len();
            let full = self.steps.last().is_some_and(|&s| {
                self.text.get(s as usize..).is_some_and(|rest| rest.chars().count() == STEP)
            });
            return (past && full).then_some(self.text.len());
        };
        let rest = self.text.get(step as usize..)?;
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        Some(step as usize + ends.into_iter().nth(offset % STEP)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, start: u32, end: u32) -> Found<'_> {
        Found { text, start, end }
    }

    #[test]
    fn the_unit_is_the_one_that_fits() {
        let text = "Öltek AG holds Bronn.";
        for places in [
            [found("Öltek AG", 0, 8), found("Bronn", 15, 20)],
            [found("Öltek AG", 0, 9), found("Bronn", 16, 21)],
        ] {
            let check = Check::new(text, &places).expect("it fits");
            let span = check.span(places[1].start, places[1].end).expect("a place");
            assert_eq!(span.of(text), "Bronn");
        }
    }

    #[test]
    fn another_article_is_known() {
        let text = "Öltek AG held Bronn.";
        let places = [found("Öltek AG", 0, 8), found("Bronn", 15, 20), found("x", 400, 401)];
        assert_eq!(Check::new(text, &places).err(), Some(2));
        assert!(Check::new("", &[]).is_ok());
    }

    #[test]
    fn every_character_has_its_byte() {
        for text in ["é".repeat(64), "Välis 北京 😀 ".repeat(40), "plain".into(), String::new()]
        {
            let check = Check::with(&text, Unit::Chars);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (number, at) in ends.enumerate() {
                assert_eq!(check.byte(number as u32), Some(at), "{text} {number}");
            }
            assert_eq!(check.byte(text.chars().count() as u32 + 1), None);
        }
    }
}
