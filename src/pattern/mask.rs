//! Words as bits: one look tells that an atom cannot match here.

use super::node::{Atom, Lexical};
use crate::lexicon::WordId;

/// The words with which the entries of an atom begin and end, several words on one bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mask {
    pub(super) first: u64,
    pub(super) last: u64,
    /// The types that it takes, for an atom that stands for a mention.
    pub(super) types: u16,
    /// All its entries are single words, and it is no sign of possession.
    pub(super) single: bool,
}

impl Mask {
    /// All bits for atoms that do not stand for words.
    pub(super) fn of(atom: &Atom) -> Self {
        match atom {
            Atom::Lexical(lexical) if !lexical.possessive => Self {
                first: lexical.first_words().chain(lexical.first_lemmas()).fold(0, add),
                last: last_words(lexical).fold(0, add),
                types: 0,
                single: lexical.longest <= 1,
            },
            Atom::Mention { types, .. } => {
                Self { first: u64::MAX, last: u64::MAX, types: types.0, single: false }
            }
            _ => Self { first: u64::MAX, last: u64::MAX, types: 0, single: false },
        }
    }
}

fn add(all: u64, word: WordId) -> u64 {
    all | word.bit()
}

fn last_words(lexical: &Lexical) -> impl Iterator<Item = WordId> {
    let phrases = lexical.phrases.iter().filter_map(|p| p.last().copied());
    let verbs = lexical.verb_phrases.iter().map(|(verb, rest)| *rest.last().unwrap_or(verb));
    lexical.words.iter().chain(&lexical.lemmas).copied().chain(phrases).chain(verbs)
}
