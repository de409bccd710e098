//! With what a program may begin: one look at a unit may save a run from there.

use super::context::Context;
use super::node::{Atom, TypeSet};
use super::program::{Instruction, Program};
use crate::lexicon::WordId;

/// The first atoms of a program that runs forward, taken together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct First {
    /// It may begin with whatever there is.
    anything: bool,
    types: TypeSet,
    /// First words and base forms of verbs, sorted.
    words: Vec<WordId>,
    lemmas: Vec<WordId>,
}

impl First {
    pub(super) fn of(program: &Program) -> Self {
        let mut first = Self::default();
        // Code only jumps forward, so every instruction that can come first is seen once.
        let mut open = vec![false; program.code.len()];
        if let Some(begin) = open.first_mut() {
            *begin = true;
        }
        for at in 0..open.len() {
            if open[at] {
                for next in first.read(program, at) {
                    match open.get_mut(next) {
                        Some(next) => *next = true,
                        None => first.anything = true,
                    }
                }
            }
        }
        first.words.sort_unstable();
        first.lemmas.sort_unstable();
        first
    }

    /// Notes what the instruction asks for; where the program goes on if it asks for nothing.
    fn read(&mut self, program: &Program, at: usize) -> Vec<usize> {
        match program.code.get(at) {
            Some(Instruction::Here(atom) | Instruction::Atom(atom)) => {
                self.add(program.atom_at(*atom));
                Vec::new()
            }
            Some(Instruction::Split(a, b)) => vec![usize::from(*a), usize::from(*b)],
            Some(Instruction::Jump(to)) => vec![usize::from(*to)],
            Some(Instruction::Mark(_) | Instruction::Open(_) | Instruction::Close(_)) => {
                vec![at + 1]
            }
            _ => {
                self.anything = true;
                Vec::new()
            }
        }
    }

    fn add(&mut self, atom: Option<&Atom>) {
        match atom {
            Some(Atom::Mention { types, .. }) => self.types = self.types.with(*types),
            Some(Atom::Lexical(lexical)) if !lexical.possessive => {
                self.words.extend(lexical.first_words());
                self.lemmas.extend(lexical.first_lemmas());
            }
            _ => self.anything = true,
        }
    }

    /// False when the program cannot match from the unit.
    pub(super) fn may_begin(&self, context: &Context<'_>, at: usize) -> bool {
        self.anything
            || context.may_step_over(at)
            || context.has_type(at, self.types)
            || self.begins_phrase(context, at)
            || self.has_word(context, at)
    }

    /// The determiner and modifiers of a mention may begin here.
    fn begins_phrase(&self, context: &Context<'_>, at: usize) -> bool {
        let head = context.units.phrase_head.get(at).copied().flatten();
        head.is_some_and(|head| context.has_type(head, self.types))
    }

    fn has_word(&self, context: &Context<'_>, at: usize) -> bool {
        let Some(unit) = context.unit(at) else { return false };
        let word = context.document.word(unit.tokens.start as usize);
        let is_one = |all: &[WordId], word| all.binary_search(&word).is_ok();
        is_one(&self.words, word) || context.verb(at).is_some_and(|v| is_one(&self.lemmas, v.lemma))
    }
}
