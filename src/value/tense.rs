//! Whether the words around an expression speak of the past or of what is to come.

use std::collections::BTreeMap;

use crate::document::{Document, Token, TokenRange};
use crate::lexicon::{ByWord, Form, Lexicon, WordId};

/// Past or future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// What a word says of tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Says {
    /// What its ending says.
    #[default]
    Ending,
    /// This, however it is written.
    Always(Tense),
    /// The past, written small: a verb's past form.
    Form,
    /// Before a verb's base form: what is still to come.
    To,
    /// Before a participle: that it says nothing.
    Be,
    /// Nothing of its own; what it was done to has happened.
    Done,
    /// A verb's base form.
    Base,
    /// Directly before the expression: that it is still to come.
    Until,
    /// The same, unless a verb says otherwise.
    By,
    /// Before `to` or `for`: what is still to come; else nothing, or the past.
    Promise(Option<Tense>),
    /// Behind a promise: what was promised.
    For,
    /// A clause begins behind it.
    Clause,
    /// It may stand between the beginning of a clause and the expression.
    In,
}

/// The words of `[tense]`, and the forms of verbs.
#[derive(Debug, Clone)]
pub(super) struct TenseWords(ByWord<Says>);

/// How far a verb may stand from the expression.
const REACH: usize = 15;

impl TenseWords {
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>, lexicon: &mut Lexicon) -> Self {
        let mut words = ByWord::default();
        for number in 0..lexicon.len() {
            let word = WordId(number as u32);
            let is = |form| lexicon.inflections(word).iter().any(|i| i.form == form);
            if is(Form::Past) || is(Form::Participle) {
                *words.slot(word) = Says::Form;
            } else if is(Form::Base) {
                *words.slot(word) = Says::Base;
            }
        }
        for (list, says) in [
            ("past", Says::Always(Tense::Past)),
            ("future", Says::Always(Tense::Future)),
            ("to", Says::To),
            ("be", Says::Be),
            ("done", Says::Done),
            ("until", Says::Until),
            ("by", Says::By),
            ("promise", Says::Promise(None)),
            ("for", Says::For),
            ("clause", Says::Clause),
            ("in", Says::In),
        ] {
            for word in lists.get(list).into_iter().flatten() {
                let slot = words.slot(lexicon.intern(word));
                *slot = match (says, *slot) {
                    (Says::Promise(_), Says::Form) => Says::Promise(Some(Tense::Past)),
                    _ => says,
                };
            }
        }
        Self(words)
    }

    /// The tense of the verb nearest before the expression in its sentence, else nearest after it.
    pub(super) fn around(&self, document: &Document<'_>, at: TokenRange) -> Option<Tense> {
        let sentence = document.sentences.get(document.sentence_of(at.start))?.tokens;
        let first = (sentence.start as usize).max((at.start as usize).saturating_sub(REACH));
        let last = (sentence.end as usize).min(at.end as usize + REACH);
        let before = (first..at.start as usize).rev();
        let adjacent = (at.start as usize).checked_sub(1).filter(|b| *b > first);
        let adjacent = adjacent.map_or(Says::Ending, |at| self.says(at, document));
        if adjacent == Says::Until {
            return Some(Tense::Future);
        }
        let mut before = before.filter(|at| !self.is_passive(*at, first, document));
        let said = before.find_map(|at| self.before(at, first, document));
        let after =
            || (at.end as usize..last).find_map(|at| self.of(document.tokens.get(at)?, document));
        let by = || (adjacent == Says::By).then_some(Tense::Future);
        if self.opens_clause(first, at.start as usize, document) {
            return after().or(said);
        }
        said.or_else(by).or_else(after)
    }

    /// True when a clause begins with the expression.
    fn opens_clause(&self, first: usize, start: usize, document: &Document<'_>) -> bool {
        let mut before = (first..start).rev().map(|at| self.says(at, document));
        match before.next() {
            Some(Says::Clause) => true,
            Some(Says::In) => before.next() == Some(Says::Clause),
            _ => false,
        }
    }

    /// What the word at `at` says of what follows it.
    fn before(&self, at: usize, first: usize, document: &Document<'_>) -> Option<Tense> {
        let says = |at: usize| self.says(at, document);
        let promise = matches!(says(at), Says::Promise(_));
        if promise && matches!(says(at + 1), Says::To | Says::For) {
            return Some(Tense::Future);
        }
        if says(at) != Says::To {
            return self.of(document.tokens.get(at)?, document);
        }
        let infinitive = matches!(says(at + 1), Says::Base | Says::Be | Says::Done);
        let done = at > first && says(at - 1) == Says::Done;
        (infinitive && !done).then_some(Tense::Future)
    }

    fn says(&self, at: usize, document: &Document<'_>) -> Says {
        self.0.get(document.word(at))
    }

    /// True for a participle after `be`: `will be paid` says nothing of the past.
    fn is_passive(&self, at: usize, first: usize, document: &Document<'_>) -> bool {
        (at.saturating_sub(2).max(first)..at).any(|at| self.says(at, document) == Says::Be)
    }

    fn of(&self, token: &Token, document: &Document<'_>) -> Option<Tense> {
        match self.0.get(token.word) {
            Says::Always(tense) => Some(tense),
            Says::Form | Says::Done => token.is_lower().then_some(Tense::Past),
            Says::To | Says::Be | Says::Base | Says::Until | Says::By => None,
            Says::For | Says::Clause | Says::In => None,
            Says::Promise(tense) => tense,
            Says::Ending => {
                let long = token.is_lower() && token.span.len() > 4;
                let end = token.span.end as usize;
                let ending = document.text.as_bytes().get(end.saturating_sub(2)..end);
                (long && ending == Some(b"ed")).then_some(Tense::Past)
            }
        }
    }
}
