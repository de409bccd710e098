//! Which words give the date of a relation.

use super::when::{When, day};
use super::{Basis, Dated};
use crate::article::Day;
use crate::document::Document;
use crate::extract::Extractor;
use crate::graph::{Edge, End, Evidence, Graph, Value as Attribute};
use crate::mention::Value;

/// Reads dates off sentences.
pub(super) struct Dates<'a> {
    /// Words and values.
    pub(super) extractor: &'a Extractor,
}

impl Dates<'_> {
    /// The date of a relation: that of its record; else that of an end that is a date; else the day
    /// of its article. Linear in the sentence.
    pub(super) fn of(&self, graph: &Graph, edge: &Edge, evidence: &Evidence) -> Option<Dated> {
        let published = graph.article(evidence).and_then(|a| day(a.date.as_deref()?));
        if let Some(Attribute::Text(value)) = evidence.attribute("date") {
            let words = self.words(&evidence.sentence, published, value);
            return When::parse(value).map(|when| dated(when, words));
        }
        if let End::Value { name, value_type } = &edge.object
            && &**value_type == "date"
        {
            let (value, _) = self.values(name, published).into_iter().next()?;
            return When::parse(&value).map(|when| dated(when, Some(name.to_string())));
        }
        let when = When::on(published?);
        Some(Dated { when, basis: Basis::Publication, words: None })
    }

    /// The words of the sentence that have this TIMEX3 value.
    fn words(&self, sentence: &str, published: Option<Day>, value: &str) -> Option<String> {
        let found = self.values(sentence, published);
        let same = found.iter().find(|(v, _)| v == value);
        // A month said without its year is resolved by what stands before it: the last part tells.
        let like = || found.iter().find(|(v, _)| v.get(4..) == value.get(4..) && v.len() > 4);
        same.or_else(like).map(|(_, words)| words.clone())
    }

    /// The dates of a text: TIMEX3 values and words.
    fn values(&self, text: &str, published: Option<Day>) -> Vec<(String, String)> {
        let document = Document::parse(text, &self.extractor.lexicon);
        let found = self.extractor.values.find(&document, &self.extractor.lexicon, published);
        let dates = found.into_iter().filter_map(|m| match m.value {
            Some(Value::Timex(timex)) => Some((timex.value, m.span.of(text).to_owned())),
            _ => None,
        });
        dates.collect()
    }
}

/// A date with the words that give it: stated when its year stands among them.
pub(super) fn dated(when: When, words: Option<String>) -> Dated {
    let years = [when.first.year, when.last.year];
    let stated = words.as_deref().is_some_and(|words| {
        let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
        numbers.filter_map(|n| n.parse::<i16>().ok()).any(|n| years.contains(&n))
    });
    Dated { when, basis: if stated { Basis::Stated } else { Basis::Resolved }, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_among_the_words_states_the_date() {
        for (timex, words, basis) in [
            ("2024-05-03", Some("3 May 2024"), Basis::Stated),
            ("2024-05-03", Some("on Friday"), Basis::Resolved),
            ("2024-05", Some("May"), Basis::Resolved),
            ("2024", None, Basis::Resolved),
            ("199", Some("the 1990s"), Basis::Stated),
        ] {
            let when = When::parse(timex).expect(timex);
            assert_eq!(dated(when, words.map(str::to_owned)).basis, basis, "{timex} {words:?}");
        }
    }
}
