//! Whether the words around an expression speak of the past or of what is to come.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::document::{Document, TokenRange};
use crate::lexicon::{Form, Lexicon, WordId};

/// Past or future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// The words of `[tense]`.
#[derive(Debug, Clone)]
pub(super) struct TenseWords(FxHashMap<WordId, Tense>);

/// How far a verb may stand from the expression.
const REACH: usize = 15;

impl TenseWords {
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>, lexicon: &mut Lexicon) -> Self {
        let mut words = FxHashMap::default();
        for (list, tense) in [("past", Tense::Past), ("future", Tense::Future)] {
            for word in lists.get(list).into_iter().flatten() {
                words.insert(lexicon.intern(word), tense);
            }
        }
        Self(words)
    }

    /// The tense of the verb nearest before the expression in its sentence, else nearest after it.
    pub(super) fn around(
        &self,
        document: &Document<'_>,
        lexicon: &Lexicon,
        at: TokenRange,
    ) -> Option<Tense> {
        let sentence = document.sentences.get(document.sentence_of(at.start))?.tokens;
        let first = (sentence.start as usize).max((at.start as usize).saturating_sub(REACH));
        let last = (sentence.end as usize).min(at.end as usize + REACH);
        let before = (first..at.start as usize).rev();
        let after = at.end as usize..last;
        before.chain(after).find_map(|i| self.of(document, lexicon, i))
    }

    fn of(&self, document: &Document<'_>, lexicon: &Lexicon, at: usize) -> Option<Tense> {
        let token = document.tokens.get(at)?;
        if let Some(tense) = self.0.get(&token.word) {
            return token.word.is_known().then_some(*tense);
        }
        if !token.is_lower() {
            return None;
        }
        let form = |f| lexicon.inflections(token.word).iter().any(|i| i.form == f);
        let past = form(Form::Past) || form(Form::Participle);
        let text = document.token_text(at);
        (past || text.len() > 4 && text.ends_with("ed")).then_some(Tense::Past)
    }
}
