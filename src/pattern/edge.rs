//! With what a part of a program may begin: one look at a unit may save a run.

use super::context::Context;
use super::mask::Mask;
use super::node::{Atom, Lexical, TypeSet};
use super::program::{Instruction, Program};
use crate::phrase::Look;

/// The atoms of which one must stand at the edge of a stretch, taken together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Whatever stands there will do.
    anything: bool,
    types: TypeSet,
    /// Words as bits, see [`Mask`].
    words: u64,
}

impl Edge {
    /// Whatever stands there will do.
    pub const ANYTHING: Self = Self { anything: true, types: TypeSet(0), words: 0 };

    /// Either of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            anything: self.anything || other.anything,
            types: self.types.with(other.types),
            words: self.words | other.words,
        }
    }

    /// True when it takes a unit of such words, as bits, or such types.
    #[inline]
    pub fn takes(&self, words: u64, types: TypeSet) -> bool {
        self.anything || self.words & words != 0 || self.types.0 & types.0 != 0
    }

    /// True when it takes some words and no mention.
    #[inline]
    pub fn asks_words(&self) -> bool {
        !self.anything && self.types.is_empty()
    }

    /// With what a program begins that runs forward from where it is put.
    pub(super) fn of(program: &Program) -> Self {
        Self::from(program, 0, |mask| mask.first)
    }

    /// What must stand behind a trigger of one unit.
    pub fn right(program: &Program) -> Self {
        let trigger = match program.code.first() {
            Some(Instruction::Here(atom)) => program.atom_at(*atom),
            _ => None,
        };
        let one = |lexical: &Lexical| lexical.longest <= 1 && !lexical.possessive;
        match trigger {
            Some(Atom::Lexical(lexical)) if one(lexical) => {
                Self::from(program, 1, |mask| mask.first)
            }
            _ => Self { anything: true, ..Self::default() },
        }
    }

    /// What must stand before the trigger.
    pub fn left(program: &Program) -> Self {
        Self::from(program, program.turn.saturating_add(1), |mask| mask.last)
    }

    fn from(program: &Program, start: usize, words: impl Fn(&Mask) -> u64) -> Self {
        let mut edge = Self::default();
        // Code only jumps forward, so every instruction that can come first is seen once.
        let mut open = vec![false; program.code.len()];
        match open.get_mut(start) {
            Some(begin) => *begin = true,
            None => edge.anything = true,
        }
        for at in 0..open.len() {
            if !open[at] {
                continue;
            }
            for next in edge.read(program, at, &words) {
                match open.get_mut(next) {
                    Some(next) => *next = true,
                    None => edge.anything = true,
                }
            }
        }
        edge
    }

    /// Notes what the instruction asks for; where the program goes on if it asks for nothing.
    fn read(&mut self, program: &Program, at: usize, words: impl Fn(&Mask) -> u64) -> Vec<usize> {
        match program.code.get(at) {
            Some(Instruction::Here(atom) | Instruction::Atom(atom)) => {
                let mask = program.masks.get(usize::from(*atom));
                match (program.atom_at(*atom), mask) {
                    (Some(Atom::Mention { types, .. }), _) => self.types = self.types.with(*types),
                    (Some(Atom::Lexical(lexical)), Some(mask)) if !lexical.possessive => {
                        self.words |= words(mask);
                    }
                    _ => self.anything = true,
                }
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

    /// False when what lies behind cannot begin with the unit.
    #[inline]
    pub fn may_begin(&self, context: &Context<'_>, at: usize) -> bool {
        if self.anything {
            return true;
        }
        // The determiner and modifiers of a mention may begin here too.
        context.look(at).is_some_and(|look| {
            self.words & look.first != 0
                || self.types.0 & (look.types | look.head_types) != 0
                || look.is(Look::SILENT | Look::ADVERB | Look::OPENS)
        })
    }

    /// False when what lies before cannot end with the unit before `end`.
    #[inline]
    pub fn may_end(&self, context: &Context<'_>, end: usize) -> bool {
        if self.anything {
            return true;
        }
        end.checked_sub(1).and_then(|at| context.look(at)).is_some_and(|look| {
            self.words & look.last != 0
                || self.types.0 & look.types != 0
                || look.is(Look::SILENT | Look::ADVERB | Look::CLOSES)
        })
    }
}
