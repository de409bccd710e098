//! Words as bits: one look tells that an atom cannot match here.

use super::context::Context;
use super::node::{Atom, Lexical};
use crate::lexicon::WordId;

/// The words with which the entries of an atom begin and end, several words on one bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mask {
    pub(super) first: u64,
    pub(super) last: u64,
}

impl Mask {
    /// All bits for atoms that do not stand for words.
    pub(super) fn of(atom: &Atom) -> Self {
        match atom {
            Atom::Lexical(lexical) if !lexical.possessive => Self {
                first: lexical.first_words().chain(lexical.first_lemmas()).fold(0, add),
                last: last_words(lexical).fold(0, add),
            },
            _ => Self { first: u64::MAX, last: u64::MAX },
        }
    }

    /// False when no entry begins with the unit.
    pub(super) fn may_begin(self, context: &Context<'_>, at: usize) -> bool {
        let Some(unit) = context.unit(at) else { return false };
        let word = context.document.word(unit.tokens.start as usize);
        self.first & bits(context, at, word) != 0
    }

    /// False when no entry ends with the unit.
    pub(super) fn may_end(self, context: &Context<'_>, at: usize) -> bool {
        let Some(unit) = context.unit(at) else { return false };
        let word = context.document.word((unit.tokens.end as usize).wrapping_sub(1));
        self.last & bits(context, at, word) != 0
    }
}

fn add(all: u64, word: WordId) -> u64 {
    // Neighbours in a list have neighbouring numbers: a multiplication spreads them.
    all | 1 << (word.0.wrapping_mul(0x9e37_79b1) >> 26)
}

/// The bits of a word of the unit and, for a verb group, of its verb.
pub(super) fn bits(context: &Context<'_>, at: usize, word: WordId) -> u64 {
    add(context.verb(at).map_or(0, |verb| add(0, verb.lemma)), word)
}

fn last_words(lexical: &Lexical) -> impl Iterator<Item = WordId> {
    let phrases = lexical.phrases.iter().filter_map(|p| p.last().copied());
    let verbs = lexical.verb_phrases.iter().map(|(verb, rest)| *rest.last().unwrap_or(verb));
    lexical.words.iter().chain(&lexical.lemmas).copied().chain(phrases).chain(verbs)
}
