//! Whether the words around an expression speak of the past or of what is to come.

use std::collections::BTreeMap;

use super::by_word::ByWord;
use crate::document::{Document, Token, TokenRange};
use crate::lexicon::{Form, Lexicon, WordId};

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
}

/// The words of `[tense]`, and the past forms of verbs.
#[derive(Debug, Clone)]
pub(super) struct TenseWords(ByWord<Says>);

/// How far a verb may stand from the expression.
const REACH: usize = 15;

impl TenseWords {
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>, lexicon: &mut Lexicon) -> Self {
        let mut words = ByWord::default();
        for number in 0..lexicon.len() {
            let word = WordId(number as u32);
            let past = |form| matches!(form, Form::Past | Form::Participle);
            if lexicon.inflections(word).iter().any(|i| past(i.form)) {
                *words.slot(word) = Says::Form;
            }
        }
        for (list, tense) in [("past", Tense::Past), ("future", Tense::Future)] {
            for word in lists.get(list).into_iter().flatten() {
                *words.slot(lexicon.intern(word)) = Says::Always(tense);
            }
        }
        Self(words)
    }

    /// The tense of the verb nearest before the expression in its sentence, else nearest after it.
    pub(super) fn around(&self, document: &Document<'_>, at: TokenRange) -> Option<Tense> {
        let sentence = document.sentences.get(document.sentence_of(at.start))?.tokens;
        let first = (sentence.start as usize).max((at.start as usize).saturating_sub(REACH));
        let last = (sentence.end as usize).min(at.end as usize + REACH);
        let tokens = |from, to| document.tokens.get(from..to).unwrap_or_default();
        let before = tokens(first, at.start as usize).iter().rev();
        let after = tokens(at.end as usize, last).iter();
        before.chain(after).find_map(|token| self.of(token, document))
    }

    fn of(&self, token: &Token, document: &Document<'_>) -> Option<Tense> {
        match self.0.get(token.word) {
            Says::Always(tense) => Some(tense),
            Says::Form => token.is_lower().then_some(Tense::Past),
            Says::Ending => {
                let long = token.is_lower() && token.span.len() > 4;
                let end = token.span.end as usize;
                let ending = document.text.as_bytes().get(end.saturating_sub(2)..end);
                (long && ending == Some(b"ed")).then_some(Tense::Past)
            }
        }
    }
}
